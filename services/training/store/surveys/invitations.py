"""Who is asked, and whether they answered: never when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from services.training.domain.surveys.questions import Texts
from shared import sql as sql_files
from shared.contracts.common import Person
from shared.db import Tx


class Invitation(msgspec.Struct, frozen=True):
    """A row. `person_id` is a participant or a registration; `listed`: it stands on their own page."""

    id: UUID
    survey_id: UUID
    person_id: UUID
    answered: bool
    reminded: int
    link_version: int
    listed: bool


class Counts(msgspec.Struct, frozen=True):
    """How many are asked, and how many of them have answered."""

    asked: int
    answered: int


class Waiting(msgspec.Struct, frozen=True):
    """A survey that waits for somebody's answer; `id` is of their invitation."""

    survey_id: UUID
    title: Texts
    languages: tuple[str, ...]
    closes_at: datetime
    id: UUID
    link_version: int


class _Came(msgspec.Struct, frozen=True):
    id: UUID
    person: Person


sql = sql_files.load(__file__)
_invite = sql.query("invite_people", Invitation)
_by_id = sql.query("survey_invitation", Invitation)
_of_survey = sql.query("survey_invitations_of", Invitation)
_of_person = sql.query("survey_invitation_of_person", Invitation)
_mark = sql.command("mark_invitation_answered")
_count = sql.query("count_invitations", Counts)
_take_back = sql.query("take_back_invitations", Invitation)
_remind = sql.query("remind_invitations", Invitation)
_unlist = sql.query("unlist_invitations", Invitation)
_waiting = sql.query("open_surveys_of_person", Waiting)
_activity_people = sql.query("people_of_activity", _Came)


async def invite(tx: Tx, survey_id: UUID, people: Sequence[UUID], reminded: int) -> list[Invitation]:
    """Those that are new. Ids are random and tell no time; give the people in random order."""
    ids = [uuid4() for _ in people]
    return await _invite.all(tx, survey_id, ids, list(people), reminded) if ids else []


async def by_id(tx: Tx, id: UUID) -> Invitation | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def of_survey(tx: Tx, survey_id: UUID) -> list[Invitation]:
    """In no order."""
    return await _of_survey.all(tx, survey_id)


async def of_person(tx: Tx, survey_id: UUID, person_id: UUID) -> Invitation | None:
    return await _of_person.one(tx, survey_id, person_id)


async def mark(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """Once only. False: it was marked already."""
    return await _mark.run(tx, id) == 1


async def count(tx: Tx, survey_id: UUID) -> Counts:
    counts = await _count.one(tx, survey_id)
    assert counts is not None, "a count has a row"
    return counts


async def take_back(tx: Tx, survey_id: UUID, people: Sequence[UUID]) -> list[Invitation]:
    """Those of them that were not answered; returns what was deleted."""
    return await _take_back.all(tx, survey_id, list(people)) if people else []


async def remind(tx: Tx, survey_id: UUID, number: int) -> list[Invitation]:
    """Whoever has not answered and had fewer reminders than this has had so many now."""
    return await _remind.all(tx, survey_id, number) if number else []


async def unlist(tx: Tx, survey_id: UUID, *, everybody: bool) -> list[Invitation]:
    """What stands on somebody's page and waits for them no more; with `everybody` all of the survey."""
    return await _unlist.all(tx, survey_id, everybody)


async def waiting(tx: Tx, person_id: UUID) -> list[Waiting]:
    return await _waiting.all(tx, person_id, tx.now)


async def of_activity(tx: Tx, key: str) -> dict[UUID, Person]:
    """Who came to an event."""
    return {row.id: row.person for row in await _activity_people.all(tx, key)}
