"""What a selection leaves for the staff to do: counted when something changed, told only where the count is another."""

from services.training.domain.calendar import OWNER
from services.training.domain.nomination import UNDER_REVIEW
from services.training.domain.scores import has_interest
from services.training.operations.choosing import Choosing
from services.training.store import reviews, selections
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx

REVIEWS = "training.reviews"
BELOW = "training.below_minimum"
DRY = "training.reserve_dry"
_TITLES = {REVIEWS: "Reviews to write", BELOW: "A cohort is below its minimum", DRY: "A reserve list has run dry"}
_PAGES = {REVIEWS: "review", BELOW: "offers", DRY: "offers"}


async def tell_desk(tx: Tx, own: Choosing) -> None:
    """The caller holds the cohort's lock."""
    before = await selections.told(tx, own.cohort.id)
    for kind, count in (await _counts(tx, own)).items():
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


async def reviews_to_write(tx: Tx, own: Choosing) -> int:
    """Over all reviewers; what they may not score is not waited for."""
    found = await reviews.of_cohort(tx, own.cohort.id)
    closed = {(each.reviewer_id, each.nomination_id) for each in found if each.closed}
    return sum(
        (reviewer.staff_id, each.id) not in closed and not has_interest(reviewer, each.organisation, each.city)
        for reviewer in await reviews.reviewers(tx, own.cohort.id)
        for each in own.nominations
        if each.state in UNDER_REVIEW
    )


async def _counts(tx: Tx, own: Choosing) -> dict[str, int]:
    if own.cohort.state(tx.now) != "ahead":
        return {REVIEWS: 0, BELOW: 0, DRY: 0}
    if own.selection.published_at is None:
        return {REVIEWS: await reviews_to_write(tx, own), BELOW: 0, DRY: 0}
    # What could be moved up has been, so a seat that is free now has nobody who fits it.
    free = 0 if own.started(tx.now) else max(own.target - len(own.held), 0)
    missing = own.seats.least - len(own.held) - own.by_hand
    return {REVIEWS: 0, BELOW: max(missing, 0), DRY: free}
