"""The table of a selection: everybody who may be chosen by score, and what those chosen fill."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.nomination import UNDER_REVIEW, Nomination
from services.training.domain.quotas import Fill, fills
from services.training.domain.scores import Review, Standing, assigned, rank, sees_others, standing
from services.training.domain.selection import Seats
from services.training.operations.choosing import Choosing
from services.training.store import reviews
from shared.db import Tx
from shared.identity.staff import Staff


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A nomination with its score, None where it is hidden from this reader."""

    nomination: Nomination
    standing: Standing | None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who may be chosen, the best first, with what the draft fills.

    `reviews`: the reader reviews too. `hidden`: and is not done, so the scores are not shown and the order is by
    organisation.
    """

    own: Choosing
    rows: tuple[Row, ...]
    reviewers: int
    reviews: bool
    hidden: bool
    now: datetime

    @property
    def ranked(self) -> list[UUID]:
        return [row.nomination.id for row in self.rows]

    def fills(self, chosen: Sequence[UUID]) -> tuple[Fill, ...]:
        pool = [self.own.people[id_] for id_ in self.ranked]
        return fills(self.own.call.quotas, [self.own.people[id_] for id_ in chosen], pool)

    @property
    def seats(self) -> Seats:
        """What nominations may fill; places given by hand are taken off."""
        return Seats(max(self.own.seats.least - self.own.by_hand, 0), max(self.own.seats.most - self.own.by_hand, 0))


async def read_table(tx: Tx, actor: Staff, own: Choosing) -> Table:
    """In two statements beside what was read."""
    every = await reviews.of_cohort(tx, own.cohort.id)
    reviewers = await reviews.reviewers(tx, own.cohort.id)
    me = next((each for each in reviewers if each.staff_id == actor.id), None)
    mine = [each for each in every if each.reviewer_id == actor.id]
    hidden = me is not None and not sees_others(mine, [each.id for each in assigned(own.nominations, me)])
    found = [each for each in own.nominations if each.state in UNDER_REVIEW or own.selection.published_at is not None]
    scores = {each.id: standing(_of(every, each.id), own.call.criteria) for each in found}
    if not hidden:
        found.sort(key=lambda each: rank(scores[each.id], each.submitted_at, each.id))
    return Table(
        own=_without_gone(own, found),
        rows=tuple(Row(nomination=each, standing=None if hidden else scores[each.id]) for each in found),
        reviewers=len(reviewers),
        reviews=me is not None,
        hidden=hidden,
        now=tx.now,
    )


def _of(every: Sequence[Review], id_: UUID) -> list[Review]:
    return [each for each in every if each.nomination_id == id_]


def _without_gone(own: Choosing, found: Sequence[Nomination]) -> Choosing:
    """A draft may name people whose city has taken them back since."""
    if own.selection.published_at is not None:
        return own
    ids = {each.id for each in found}
    chosen = tuple(id_ for id_ in own.selection.chosen if id_ in ids)
    reserve = tuple(id_ for id_ in own.selection.reserve if id_ in ids)
    return msgspec.structs.replace(
        own, selection=msgspec.structs.replace(own.selection, chosen=chosen, reserve=reserve)
    )
