"""Whom the secretariat chose, and the offers that come of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from services.training.domain.nomination import Nomination
from services.training.domain.selection import Offer, Outcome, Selection, end_of
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7


class Told(msgspec.Struct, frozen=True):
    """What the desk was told last."""

    kind: str
    count: int


sql = sql_files.load(__file__)
_of_cohort = sql.query("selection_of_cohort", Selection)
_keep_draft = sql.command("keep_draft")
_publish = sql.command("publish_selection")
_order_reserve = sql.command("order_reserve")
_to_settle = sql.scalar("selections_to_settle", str)
_told = sql.query("told_counts", Told)
_tell = sql.command("tell_count")
_next_revision = sql.scalar("next_revision", int)
_end_offer = sql.command("end_offer")
_given_up = sql.scalar("given_up", UUID)
_offers = sql.query("offers_of_cohort", Offer)
_insert_offer = sql.query("insert_offer", Offer)
_close_offer = sql.command("close_offer")
_extend_offer = sql.command("extend_offer")
_reminded = sql.command("offer_reminded")


async def of_cohort(tx: Tx, cohort_id: UUID) -> Selection | None:
    return await _of_cohort.one(tx, cohort_id)


async def keep_draft(tx: Tx, before: Selection, chosen: Sequence[UUID], reserve: Sequence[UUID]) -> bool:
    """False where another was quicker, or it is published."""
    return await _keep_draft.run(tx, before.cohort_id, list(chosen), list(reserve), before.revision) == 1


async def publish(tx: Tx, before: Selection, decided_by: str) -> bool:
    """False where it was published or changed meanwhile."""
    return await _publish.run(tx, before.cohort_id, before.revision, tx.now, decided_by) == 1


async def order_reserve(tx: Tx, before: Selection, reserve: Sequence[UUID], seats: int) -> bool:
    """False where another was quicker."""
    return await _order_reserve.run(tx, before.cohort_id, before.revision, list(reserve), seats) == 1


async def to_settle(tx: Tx) -> list[str]:
    """The slugs of cohorts where time alone may change something."""
    return await _to_settle.values(tx, tx.now)


async def given_up(tx: Tx, cohort_id: UUID) -> list[UUID]:
    """Nominations that were accepted, where either the place or the nomination was given up since."""
    return await _given_up.values(tx, cohort_id)


async def told(tx: Tx, cohort_id: UUID) -> dict[str, int]:
    """By kind the count that stands on the desk."""
    return {each.kind: each.count for each in await _told.all(tx, cohort_id)}


async def tell(tx: Tx, cohort_id: UUID, kind: str, count: int) -> int:
    """Note what the desk is told now; returns the revision of it."""
    await _tell.run(tx, cohort_id, kind, count)
    return await next_revision(tx)


async def next_revision(tx: Tx) -> int:
    """Greater than any before."""
    revision = await _next_revision.value(tx)
    assert revision is not None
    return revision


async def offers(tx: Tx, cohort_id: UUID) -> list[Offer]:
    """In the order in which they were sent; of one nomination the last is the one that counts."""
    return await _offers.all(tx, cohort_id)


async def insert_offer(tx: Tx, nomination: Nomination, accept_by: date, zone: str) -> Offer:
    """Raises asyncpg.UniqueViolationError (offers_open_once)."""
    ends_at = end_of(accept_by, zone)
    made = await _insert_offer.one(tx, uuid7(), nomination.cohort_id, nomination.id, accept_by, zone, ends_at, tx.now)
    assert made is not None
    return made


async def close_offer(
    tx: Tx, offer: Offer, outcome: Outcome, *, reason: str = "", participant_id: UUID | None = None
) -> bool:
    """False where it was answered already."""
    return await _close_offer.run(tx, offer.id, outcome, tx.now, reason, participant_id) == 1


async def end_offer(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """The seat that was taken by it is free; False where it was not taken."""
    return await _end_offer.run(tx, id) == 1


async def extend_offer(tx: Tx, offer: Offer, accept_by: date) -> bool:
    """False where it was answered or has lapsed."""
    return await _extend_offer.run(tx, offer.id, accept_by, end_of(accept_by, offer.timezone), tx.now) == 1


async def reminded(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False where somebody was reminded already."""
    return await _reminded.run(tx, id, tx.now) == 1
