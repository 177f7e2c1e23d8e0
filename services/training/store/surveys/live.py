"""Surveys that open, are open, and close; and what each is about."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.about import held
from services.training.domain.surveys.asking import Occasion, instants
from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import State, Survey
from shared import sql as sql_files
from shared.db import Tx
from shared.when import When


class _Occasion(msgspec.Struct, frozen=True):
    survey_id: UUID
    title: str
    course: str
    timezone: str
    starts_at: datetime | None
    ends_at: datetime | None
    when: When | None
    starts: datetime | None
    ends: datetime | None
    cancelled: bool


class OfRoom(msgspec.Struct, frozen=True):
    """A survey that is open for the people in a room."""

    id: UUID
    title: Texts
    languages: tuple[str, ...]


sql = sql_files.load(__file__)
_survey = sql.query("survey", Survey)
_shared = sql.query("survey_shared", Survey)
_locked = sql.query("survey_locked", Survey)
_occasions = sql.query("survey_occasions", _Occasion)
_alive = sql.scalar("surveys_alive", UUID)
_due = sql.scalar("surveys_due", UUID)
_next_due = sql.scalar("next_survey_due", datetime)
_set_span = sql.command("set_survey_span")
_step = sql.command("step_survey")
_close = sql.command("close_survey")
_count_release = sql.command("count_release")
_renew = sql.scalar("renew_survey_link", int)
_note_shut = sql.command("note_shut")
_to_unlist = sql.scalar("surveys_to_unlist", UUID)
_of_room = sql.query("surveys_of_room", OfRoom)


async def by_id(tx: Tx, id: UUID) -> Survey | None:  # noqa: A002  # the row's id
    return await _survey.one(tx, id)


async def shared(tx: Tx, id: UUID) -> Survey | None:  # noqa: A002  # the row's id
    """For answering: others may answer too, but nobody opens, closes or mixes it until the end of the transaction."""
    return await _shared.one(tx, id)


async def locked(tx: Tx, id: UUID) -> Survey | None:  # noqa: A002  # the row's id
    """For opening, closing and mixing: alone."""
    return await _locked.one(tx, id)


async def occasion(tx: Tx, id: UUID) -> Occasion:  # noqa: A002  # the survey's id
    """What a survey is about, and when that is."""
    return (await occasions(tx, [id]))[id]


async def occasions(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Occasion]:
    """The same, by survey."""
    return {row.survey_id: _read(row) for row in await _occasions.all(tx, list(ids))}


def _read(row: _Occasion) -> Occasion:
    starts, ends = instants(row.when, row.timezone) if row.when is not None else (row.starts_at, row.ends_at)
    return Occasion(
        title=row.title,
        course=row.course,
        timezone=row.timezone,
        when=held(row.when, row.starts, row.ends),
        starts_at=starts,
        ends_at=ends,
        cancelled=row.cancelled,
    )


async def alive(tx: Tx) -> list[UUID]:
    """Everything that time or people may still change."""
    return await _alive.values(tx)


async def due(tx: Tx, block: int) -> list[UUID]:
    """What is to be done now. Twice `block` in the box, or twice the minimum, are enough to let some out."""
    return await _due.values(tx, tx.now, block)


async def next_due(tx: Tx) -> datetime | None:
    """When the next one opens or closes."""
    return await _next_due.value(tx, tx.now)


async def set_span(tx: Tx, id: UUID, span: tuple[datetime, datetime] | None) -> None:  # noqa: A002  # the row's id
    """Only while it has not opened."""
    await _set_span.run(tx, id, *(span or (None, None)))


async def step(tx: Tx, id: UUID, before: State, after: State) -> bool:  # noqa: A002  # the row's id
    """False if it is not `before` any more."""
    return await _step.run(tx, id, before, after, tx.now) == 1


async def close(tx: Tx, id: UUID, day: date) -> None:  # noqa: A002  # the row's id
    """For good."""
    await _close.run(tx, id, day)


async def count_release(tx: Tx, id: UUID) -> None:  # noqa: A002  # the row's id
    """Answers were let out, once more."""
    await _count_release.run(tx, id)


async def renew_link(tx: Tx, id: UUID) -> int | None:  # noqa: A002  # the row's id
    """The code for the room before leads nowhere from now on. None: no such survey."""
    return await _renew.value(tx, id)


async def note_shut(tx: Tx, id: UUID, count: int) -> bool:  # noqa: A002  # the row's id
    """So many answers cannot be opened. False: as before."""
    return await _note_shut.run(tx, id, count) == 1


async def to_unlist(tx: Tx) -> list[UUID]:
    """Surveys that stand on the page of somebody who is done with them."""
    return await _to_unlist.values(tx)


async def of_room(tx: Tx, session_id: UUID) -> list[OfRoom]:
    """Open ones: of the session first, then of its course."""
    return await _of_room.all(tx, session_id, tx.now)
