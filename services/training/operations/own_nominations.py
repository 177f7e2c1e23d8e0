"""Nominations as those who write them find them: under an open call, among those of their organisation."""

from uuid import UUID

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination, State, check_transition
from services.training.operations.nominators import Called, Nominator, called, ties
from services.training.store import nominations
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.i18n.mark import mark
from shared.identity.accounts import record

CHANGED = "changed-meanwhile"
_NOT_OPEN = mark(
    "The call is not open now, so nothing can be nominated or changed. A nomination can still be withdrawn."
)
_NO_NOMINATION = mark("There is no such nomination among those of your organisation.")
_CHANGED = mark("Somebody else changed this nomination while you wrote. See what differs, then save again.")


def changed() -> Conflict:
    """Somebody else was quicker."""
    return Conflict(_CHANGED, code=CHANGED)


async def open_call(tx: Tx, slug: str) -> Called:
    """The call, held until the end of the transaction. Raises NotFound, Conflict `call-closed`."""
    found = await called(tx, slug, locked=True)
    if found.state(tx.now) != "open":
        raise Conflict(_NOT_OPEN, code="call-closed")
    return found


async def own(tx: Tx, who: Nominator, found: Called, id: UUID) -> tuple[Nomination, Coordinator]:  # noqa: A002
    """Others learn nothing, not even that there is one. Raises NotFound."""
    nomination = await nominations.by_id(tx, id)
    by = (await ties(tx, who)).get(nomination.organisation_id) if nomination is not None else None
    if nomination is None or by is None or nomination.cohort_id != found.cohort.id:
        raise NotFound(_NO_NOMINATION)
    return nomination, by


async def step(tx: Tx, before: Nomination, to: State) -> None:
    """Raises Conflict. Raises asyncpg.UniqueViolationError (nominations_once)."""
    check_transition(before.state, to)
    if not await nominations.set_state(tx, before, to):
        raise changed()


async def again(tx: Tx, id: UUID) -> Nomination:  # noqa: A002  # the row's id
    """As it stands now: the caller holds the call, so it is there."""
    found = await nominations.by_id(tx, id)
    assert found is not None, "the call is held"
    return found


async def note(tx: Tx, who: Nominator, action: str, nomination: Nomination) -> None:
    """What staff do for a coordinator is in the audit trail."""
    if who.staff is not None:
        await record(tx, who.staff.trail, action, f"nomination:{nomination.id}", new={"state": nomination.state})
