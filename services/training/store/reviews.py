"""Who scores a cohort's nominations, and what they say."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.scores import Review, Reviewer, Waiting
from shared import sql as sql_files
from shared.db import Tx


class Told(msgspec.Struct, frozen=True):
    """What a reviewer is told now, with the revision of it."""

    staff_id: UUID
    count: int
    revision: int


sql = sql_files.load(__file__)
_reviewers = sql.query("reviewers_of_cohort", Reviewer)
_put_reviewer = sql.command("put_reviewer")
_tell = sql.query("tell_reviewers", Told)
_waiting = sql.query("reviews_that_wait", Waiting)
_remove_reviewer = sql.command("remove_reviewer")
_of_cohort = sql.query("reviews_of_cohort", Review)
_put = sql.command("put_review")
_forget_comments = sql.command("forget_comments")
_forget_reviewers = sql.command("forget_reviewers")
_forget_reasons = sql.command("forget_reasons")


async def reviewers(tx: Tx, cohort_id: UUID) -> list[Reviewer]:
    """By name."""
    return await _reviewers.all(tx, cohort_id)


async def put_reviewer(tx: Tx, one: Reviewer) -> None:
    """Add them, or change what they said of themselves."""
    await _put_reviewer.run(tx, one.cohort_id, one.staff_id, one.email, one.name, one.organisation, one.city)


async def tell(tx: Tx, cohort_id: UUID, counts: Mapping[UUID, int]) -> list[Told]:
    """Note what each reviewer is told now; returns those to whom it is news."""
    return await _tell.all(tx, cohort_id, list(counts), list(counts.values()))


async def waiting(tx: Tx, staff_id: UUID) -> list[Waiting]:
    """Where nominations wait for the scores of this account."""
    return await _waiting.all(tx, staff_id)


async def remove_reviewer(tx: Tx, cohort_id: UUID, staff_id: UUID) -> bool:
    """False for one who has begun to review, or is none."""
    return await _remove_reviewer.run(tx, cohort_id, staff_id) == 1


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Review]:
    return await _of_cohort.all(tx, cohort_id)


async def put(tx: Tx, cohort_id: UUID, review: Review) -> None:
    """A reviewer's own row; the last one written stands."""
    own = (cohort_id, review.nomination_id, review.reviewer_id, review.scores, review.comment, review.recused)
    await _put.run(tx, *own, review.done_at, tx.now)


async def forget(tx: Tx, before: datetime) -> int:
    """What was written of and by people of cohorts that were over before this; returns how many rows."""
    commands = (_forget_comments, _forget_reasons, _forget_reviewers)
    return sum([await command.run(tx, before) for command in commands])
