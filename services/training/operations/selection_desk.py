"""What a selection leaves for the staff and each reviewer to do: counted when something changed, told only where the
count is another.
"""

from collections.abc import Mapping

from services.training.domain.calendar import OWNER
from services.training.domain.desk import DeskCohort
from services.training.domain.scores import Reviewer, assigned
from services.training.operations.choosing import Choosing
from services.training.store import reviews, selections
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx

REVIEWS = "training.reviews"
OWN_REVIEWS = "training.own_reviews"
BELOW = "training.below_minimum"
DRY = "training.reserve_dry"
_TITLES = {REVIEWS: "Reviews to write", BELOW: "A cohort is below its minimum", DRY: "A reserve list has run dry"}
_PAGES = {REVIEWS: "review", BELOW: "offers", DRY: "offers"}


async def tell_desk(tx: Tx, own: Choosing) -> None:
    """The caller holds the cohort's lock."""
    before = await selections.told(tx, own.cohort.id)
    left = await _reviews_left(tx, own)
    await _tell_reviewers(tx, own, left)
    for kind, count in _counts(tx, own, sum(left.values())).items():
        if count == before.get(kind, 0):
            continue
        revision = await selections.tell(tx, own.cohort.id, kind, count)
        job = DeskPut(
            owner=OWNER,
            key=f"{kind}:{own.cohort.id}",
            revision=revision,
            kind=kind,
            title=_TITLES[kind],
            facts={"cohort": own.cohort.title},
            count=count,
            link=f"/organize/training/{own.cohort.slug}/{_PAGES[kind]}",
        )
        await outbox.put(tx, job, to="registration")


async def take_off(tx: Tx, cohort: DeskCohort, reviewer: Reviewer) -> None:
    """What waits for somebody who reviews no more."""
    revision = await selections.next_revision(tx)
    await outbox.put(tx, _own(cohort, reviewer, 0, revision), to="registration")


async def _reviews_left(tx: Tx, own: Choosing) -> dict[Reviewer, int]:
    """How many wait for each reviewer; what they may not score is not waited for."""
    people = await reviews.reviewers(tx, own.cohort.id)
    if own.cohort.state(tx.now) != "ahead" or own.selection.published_at is not None:
        return dict.fromkeys(people, 0)
    found = await reviews.of_cohort(tx, own.cohort.id)
    closed = {(each.reviewer_id, each.nomination_id) for each in found if each.closed}
    return {
        reviewer: sum((reviewer.staff_id, each.id) not in closed for each in assigned(own.nominations, reviewer))
        for reviewer in people
    }


async def _tell_reviewers(tx: Tx, own: Choosing, left: Mapping[Reviewer, int]) -> None:
    people = {reviewer.staff_id: reviewer for reviewer in left}
    told = await reviews.tell(tx, own.cohort.id, {who.staff_id: count for who, count in left.items()})
    jobs = [_own(own.cohort, people[each.staff_id], each.count, each.revision) for each in told]
    await outbox.put_many(tx, jobs, to="registration")


def _own(cohort: DeskCohort, reviewer: Reviewer, count: int, revision: int) -> DeskPut:
    """An item on the reviewer's own page; there is no day by which reviews are due."""
    return DeskPut(
        owner=OWNER,
        key=f"{OWN_REVIEWS}:{cohort.id}:{reviewer.staff_id}",
        revision=revision,
        kind=OWN_REVIEWS,
        title="Nominations to score",
        facts={"cohort": cohort.title},
        count=count,
        link=f"/organize/training/{cohort.slug}/{_PAGES[REVIEWS]}",
        person=reviewer.email if count else "",
    )


def _counts(tx: Tx, own: Choosing, reviews_left: int) -> dict[str, int]:
    if own.cohort.state(tx.now) != "ahead" or own.selection.published_at is None:
        return {REVIEWS: reviews_left, BELOW: 0, DRY: 0}
    # What could be moved up has been, so a seat that is free now has nobody who fits it.
    free = 0 if own.started(tx.now) else max(own.target - len(own.held), 0)
    missing = own.seats.least - len(own.held) - own.by_hand
    return {REVIEWS: 0, BELOW: max(missing, 0), DRY: free}
