"""A coordinator nominates: drafts that the organisation shares, withdrawing."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import OPEN_TO_CHANGE, Nomination, NominationFields, State
from services.training.domain.nomination_form import body_of
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.nomination_letters import withdrawal
from services.training.operations.nominators import Called, Nominator, called, ties
from services.training.operations.own_nominations import again, note, open_call, own, step
from services.training.store import files, nominations
from shared import outbox
from shared.errors import Conflict, Forbidden
from shared.house import House
from shared.i18n.mark import mark

_NOT_TIED = mark("You cannot nominate for this organisation. Ask the secretariat to name you as its coordinator.")
_LATE = mark("This nomination has got an answer. To give it up, write to the secretariat.")
_WITHDRAWN_BY_COORDINATOR = frozenset({State.SUBMITTED, State.CONFIRMED, State.SHORTLISTED, State.RESERVE})


class MyNomination(msgspec.Struct, frozen=True, kw_only=True):
    """A nomination with its files, as its organisation sees it. `may_change`: the call is open and it is not fixed."""

    called: Called
    nomination: Nomination
    files: tuple[StoredFile, ...]
    by: Coordinator
    may_change: bool
    may_withdraw: bool
    may_take_up: bool


async def show(house: House, who: Nominator, slug: str, id: UUID) -> MyNomination:  # noqa: A002  # the row's id
    """Raises NotFound, also for a nomination of others."""
    async with house.db.reading() as tx:
        found = await called(tx, slug)
        nomination, by = await own(tx, who, found, id)
        kept = tuple(await files.of_owners(tx, [nomination.file_owner]))
    is_open = found.state(tx.now) == "open"
    return MyNomination(
        called=found,
        nomination=nomination,
        files=kept,
        by=by,
        may_change=is_open and nomination.state in OPEN_TO_CHANGE,
        may_withdraw=nomination.state in _WITHDRAWN_BY_COORDINATOR,
        may_take_up=is_open and nomination.state is State.WITHDRAWN,
    )


async def begin(house: House, who: Nominator, slug: str, organisation_id: UUID | None) -> UUID:
    """An empty draft of the organisation; one that lies there untouched is taken. None: the only one they have.

    Raises NotFound, Forbidden, Conflict `call-closed`.
    """
    async with house.db.transaction() as tx:
        found = await open_call(tx, slug)
        by = tied(await ties(tx, who), organisation_id)
        assert by.organisation_id is not None
        for each in await nominations.of_organisations(tx, found.cohort.id, [by.organisation_id]):
            if each.state is State.DRAFT and _untouched(each, by):
                return each.id
        return await nominations.insert(tx, found.cohort.id, by.organisation_id, _blank(by), by.id)


async def withdraw(house: House, who: Nominator, slug: str, id: UUID) -> Nomination:  # noqa: A002  # the row's id
    """Also after the call is closed; the official is told. Twice is once. Raises NotFound, Conflict."""
    async with house.db.transaction() as tx:
        found = await called(tx, slug, locked=True)
        before, _ = await own(tx, who, found, id)
        if before.state is State.WITHDRAWN:
            return before
        if before.state not in _WITHDRAWN_BY_COORDINATOR:
            raise Conflict(_LATE)
        await step(tx, before, State.WITHDRAWN)
        after = await again(tx, id)
        await outbox.put(tx, withdrawal(after), to="notify")
        await note(tx, who, "nomination.withdrawn", after)
        return after


async def take_up(house: House, who: Nominator, slug: str, id: UUID) -> Nomination:  # noqa: A002  # the row's id
    """A withdrawn one becomes a draft again. Raises NotFound, Conflict."""
    async with house.db.transaction() as tx:
        found = await open_call(tx, slug)
        before, _ = await own(tx, who, found, id)
        await step(tx, before, State.DRAFT)
        await nominations.set_confirmed(tx, id, confirmed=False)
        await nominations.renew_link(tx, id)
        return await again(tx, id)


async def discard(house: House, who: Nominator, slug: str, id: UUID) -> None:  # noqa: A002  # the row's id
    """A draft that was never submitted is gone with its files. Raises NotFound, Conflict."""
    async with house.db.transaction() as tx:
        found = await called(tx, slug, locked=True)
        before, _ = await own(tx, who, found, id)
        gone = await files.delete_of(tx, before.file_owner)
        if not await nominations.delete_draft(tx, id):
            raise Conflict(mark("Only a draft can be deleted. What was submitted can be withdrawn."))
    house.cabinet.delete(gone)


async def open_file(house: House, who: Nominator, slug: str, id: UUID, kind: str) -> uploads.Opened:  # noqa: A002
    """For the coordinators of its organisation. Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        nomination, _ = await own(tx, who, await called(tx, slug), id)
        return await uploads.open_file(house, tx, nomination.file_owner, kind)


def tied(own: Mapping[UUID, Coordinator], organisation_id: UUID | None) -> Coordinator:
    """For which of their organisations; None is the only one they have. Raises Forbidden."""
    if organisation_id is None and len(own) == 1:
        return next(iter(own.values()))
    by = own.get(organisation_id) if organisation_id is not None else None
    if by is None:
        raise Forbidden(_NOT_TIED)
    return by


def _blank(by: Coordinator) -> NominationFields:
    return NominationFields(country=by.country, city=by.organisation)


def _untouched(draft: Nomination, by: Coordinator) -> bool:
    return draft.coordinator_id == by.id and body_of(draft) == body_of(_blank(by))
