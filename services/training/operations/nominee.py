"""The nominated official confirms their own data, through a personal link."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.call import Call
from services.training.domain.cohort import Cohort
from services.training.domain.nomination import UNDER_REVIEW, Nomination, State, check_transition
from services.training.domain.nomination_form import read_own
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.nomination_letters import LINK
from services.training.operations.nominators import called
from services.training.store import files, nominations
from shared.db import Tx
from shared.errors import Conflict, Gone
from shared.house import House
from shared.i18n.mark import mark

_GONE = mark("This nomination was withdrawn, or the link was replaced by a newer one. Open it from your newest mail.")
_FIXED = mark("Your nomination has got an answer, and what it says can no longer be changed here.")
_CHANGED = mark("Your coordinator changed the nomination meanwhile. Load the page again.")
_OWN = frozenset(State) - {State.DRAFT, State.WITHDRAWN}


class MyData(msgspec.Struct, frozen=True, kw_only=True):
    """What an official sees of their nomination. `closed`: city, country and gender stay as they are."""

    cohort: Cohort
    call: Call
    nomination: Nomination
    files: tuple[StoredFile, ...]
    may_change: bool
    closed: bool


async def show(house: House, slug: str, token: str) -> MyData:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        found, nomination = await called(tx, slug), await _of(tx, house, slug, token)
        kept, now = tuple(await files.of_owners(tx, [nomination.file_owner])), tx.now
    return MyData(
        cohort=found.cohort,
        call=found.call,
        nomination=nomination,
        files=kept,
        may_change=nomination.state in UNDER_REVIEW,
        closed=found.state(now) == "closed",
    )


async def confirm(house: House, slug: str, token: str, body: Mapping[str, object]) -> Nomination:
    """Corrected where they wrote otherwise, and confirmed; again as often as they like before there is an answer.

    Raises NotFound, Gone, Invalid, Conflict.
    """
    async with house.db.transaction() as tx:
        found = await called(tx, slug, locked=True)
        before = await _of(tx, house, slug, token)
        if before.state not in UNDER_REVIEW:
            raise Conflict(_FIXED)
        if not await nominations.correct(tx, before, read_own(body, before, closed=found.state(tx.now) == "closed")):
            raise Conflict(_CHANGED)
        if before.state is State.SUBMITTED:
            check_transition(before.state, State.CONFIRMED)
            if not await nominations.set_state(tx, before, State.CONFIRMED):
                raise Conflict(_CHANGED)
        await nominations.set_confirmed(tx, before.id, confirmed=True)
        return await _again(tx, before.id)


async def open_file(house: House, slug: str, token: str, kind: str) -> uploads.Opened:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        nomination = await _of(tx, house, slug, token)
        return await uploads.open_file(house, tx, nomination.file_owner, kind)


async def _of(tx: Tx, house: House, slug: str, token: str) -> Nomination:
    id_, version = house.links.read(LINK, token)
    nomination = await nominations.by_id(tx, id_)
    if nomination is None or nomination.link_version != version or nomination.state not in _OWN:
        raise Gone(_GONE)
    if nomination.cohort_id != (await called(tx, slug)).cohort.id:
        raise Gone(_GONE)
    return nomination


async def _again(tx: Tx, id: UUID) -> Nomination:  # noqa: A002  # the row's id
    found = await nominations.by_id(tx, id)
    assert found is not None, "the call is held"
    return found
