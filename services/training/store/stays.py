"""What participants tell for their stay, who was asked for it, and who gave up a place by themselves."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.stay import Needs, Stay, Travel
from shared import sql as sql_files
from shared.db import Tx


class Asked(msgspec.Struct, frozen=True):
    """When somebody was asked last."""

    participant_id: UUID
    asked_at: datetime


class GivenUp(msgspec.Struct, frozen=True):
    """A place that was given up by whoever had it, and why, in their words."""

    participant_id: UUID
    at: datetime
    reason: str


sql = sql_files.load(__file__)
_of = sql.query("stay_of", Stay)
_of_cohort = sql.query("stays_of_cohort", Stay)
_insert = sql.command("insert_stay")
_change = sql.command("change_stay")
_asked = sql.query("asked_of_cohort", Asked)
_ask = sql.scalar("ask_for_stays", UUID)
_give_up = sql.command("give_up")
_given_up = sql.query("given_up_of_cohort", GivenUp)
_take_back = sql.command("take_back_given_up")
_note = sql.command("note_given_up")
_counter = sql.scalar("stay_counter", int)
_forget_stays = sql.command("forget_stays")
_forget_given_up = sql.command("forget_given_up")
_forget_documents = sql.command("forget_documents")


async def of(tx: Tx, participant_id: UUID) -> Stay:
    """Empty, with the revision 0, while nothing was told."""
    return await _of.one(tx, participant_id) or Stay(participant_id=participant_id)


async def of_cohort(tx: Tx, cohort_id: UUID) -> dict[UUID, Stay]:
    """By participant."""
    return {each.participant_id: each for each in await _of_cohort.all(tx, cohort_id)}


async def keep(tx: Tx, before: Stay, travel: Travel, needs: Needs) -> bool:
    """False where another was quicker."""
    if before.revision == 0:
        return await _insert.run(tx, before.participant_id, travel, needs, tx.now) == 1
    return await _change.run(tx, before.participant_id, before.revision, travel, needs, tx.now) == 1


async def asked(tx: Tx, cohort_id: UUID) -> dict[UUID, datetime]:
    """By participant when they were asked last."""
    return {each.participant_id: each.asked_at for each in await _asked.all(tx, cohort_id)}


async def ask(tx: Tx, cohort_id: UUID, quiet_since: datetime) -> set[UUID]:
    """Claims those who are to be asked now: who was asked after `quiet_since` is left in peace."""
    return set(await _ask.values(tx, cohort_id, tx.now, quiet_since))


async def give_up(tx: Tx, participant_id: UUID, reason: str) -> None:
    """Until staff take note."""
    await _give_up.run(tx, participant_id, tx.now, reason)


async def given_up(tx: Tx, cohort_id: UUID) -> list[GivenUp]:
    """What staff have not taken note of."""
    return await _given_up.all(tx, cohort_id)


async def take_back(tx: Tx, participant_id: UUID) -> bool:
    """They have their place again. False where they had not given it up themselves."""
    return await _take_back.run(tx, participant_id) == 1


async def note_given_up(tx: Tx, cohort_id: UUID) -> int:
    """Staff have seen all of it; returns how many."""
    return await _note.run(tx, cohort_id, tx.now)


async def next_revision(tx: Tx) -> int:
    """For what the desk is told."""
    revision = await _counter.value(tx)
    assert revision is not None
    return revision


async def forget(tx: Tx, over_before: datetime, withdrawn_before: datetime) -> int:
    """Delete what was told for courses that were over before this, or for places given up; returns how many stays."""
    await _forget_given_up.run(tx, over_before)
    await _forget_documents.run(tx, over_before)
    return await _forget_stays.run(tx, over_before, withdrawn_before)
