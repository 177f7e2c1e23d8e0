"""Answers that were let out, and what they are about. The box is never read here."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.about import About
from services.training.domain.surveys.questions import BankRef
from services.training.domain.surveys.survey import Response, Survey, Words
from services.training.domain.surveys.twice import Asked
from shared import sql as sql_files
from shared.db import Tx


class _Answered(msgspec.Struct, frozen=True):
    survey_id: UUID
    opened_at: datetime
    released: int
    asked: frozenset[UUID]
    people: frozenset[UUID]


sql = sql_files.load(__file__)
_other = sql.query("other_of_pair", Survey)
_of_pairs = sql.query("surveys_of_pairs", Survey)
_of_the_same_people = sql.query("begun_of_the_same_people", Survey)
_who_answered = sql.query("who_answered", _Answered)
_of_cohort = sql.query("begun_of_cohort", Survey)
_with_bank = sql.query("begun_with_bank", Survey)
_about = sql.query("about_surveys", About)
_responses = sql.query("responses_to_read", Response)
_words = sql.query("words_to_read", Words)
_lock_words = sql.query("lock_words", Words)
_sort_words = sql.command("sort_words")
_taught_by = sql.scalar("taught_by_address", UUID)
_taught_alone = sql.scalar("taught_by_the_only_trainer", UUID)


async def other_of_pair(tx: Tx, survey: Survey) -> Survey | None:
    """None where it stands alone."""
    return await _other.one(tx, survey.pair_id, survey.id) if survey.pair_id else None


async def others_of_pairs(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, Survey]:
    """By survey, for those that are of a pair."""
    members = await _of_pairs.all(tx, [each.pair_id for each in surveys if each.pair_id])
    pairs = {(each.pair_id, each.pair_role): each for each in members}
    sides = {"before": "after", "after": "before"}
    found = {each.id: pairs.get((each.pair_id, sides.get(each.pair_role, ""))) for each in surveys}
    return {id_: other for id_, other in found.items() if other}


async def begun_of_the_same_people(tx: Tx, ids: Sequence[UUID]) -> list[Survey]:
    """Those that have opened, of the cohort (or a session of it) or the event of one of these."""
    return await _of_the_same_people.all(tx, list(ids))


async def asked(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, Asked]:
    """By survey, with who was asked and who answered each."""
    by_id = {each.id: each for each in surveys}
    return {
        row.survey_id: Asked(
            survey=by_id[row.survey_id],
            opened_at=row.opened_at,
            asked=row.asked,
            people=row.people,
            released=row.released,
        )
        for row in await _who_answered.all(tx, list(by_id))
    }


async def sessions_of_cohort(tx: Tx, cohort_id: UUID) -> list[Survey]:
    """Those about its sessions that have opened, by the time of the session."""
    return await _of_cohort.all(tx, cohort_id)


async def with_bank(tx: Tx, refs: Sequence[BankRef]) -> list[Survey]:
    """Those that have opened and hold one of these versions of questions, the oldest first."""
    return await _with_bank.all(tx, msgspec.to_builtins(list(refs)))


async def about(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, About]:
    """By survey."""
    return {each.survey_id: each for each in await _about.all(tx, list(ids))}


async def responses(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, list[Response]]:
    """By survey, in no order."""
    found: dict[UUID, list[Response]] = {id_: [] for id_ in ids}
    for each in await _responses.all(tx, list(ids)):
        found[each.survey_id].append(each)
    return found


async def words(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, list[Words]]:
    """By survey, in no order."""
    found: dict[UUID, list[Words]] = {id_: [] for id_ in ids}
    for each in await _words.all(tx, list(ids)):
        found[each.survey_id].append(each)
    return found


async def lock_words(tx: Tx, survey_id: UUID, id: UUID) -> Words | None:  # noqa: A002  # the row's id
    """One text of this survey, for a change of its tags."""
    return await _lock_words.one(tx, id, survey_id)


async def sort_words(tx: Tx, words: Words, tags: Sequence[str], *, quote: bool) -> None:
    """What the organizer made of a text."""
    await _sort_words.run(tx, words.id, list(tags), quote)


async def taught_by(tx: Tx, cohort_id: UUID, email: str) -> list[UUID]:
    """Sessions of the trainer with this address."""
    return await _taught_by.values(tx, cohort_id, email)


async def taught_alone(tx: Tx, cohort_id: UUID) -> list[UUID]:
    """Sessions of the cohort's only trainer; none where there are several."""
    return await _taught_alone.values(tx, cohort_id)
