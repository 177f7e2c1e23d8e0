"""After an event: staff put up recording, materials and press note, close it, and training hears who came."""

from collections.abc import Mapping

import msgspec

from services.registration.domain.activity import activity
from services.registration.domain.after import Attendance, has_begun
from services.registration.domain.after_form import read_after
from services.registration.domain.event import After, Event
from services.registration.store import after as store
from services.registration.store import decisions, programme
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NO_EVENT = mark("There is no such event. Look for it in the programme.")
_CANCELLED = mark("This event was cancelled, so it cannot be closed.")
_TOO_EARLY = mark("This event has not begun. Close it when it is over.")
_NOBODY = mark("Say that you want to close it although nobody is marked")
_ANOTHER_NUMBER = mark(
    "Another number of people is noted as come by now: %(now)s. Look at it again; the event was not closed."
)


class Aftermath(msgspec.Struct, frozen=True, kw_only=True):
    """An event with who came. `may_close`: it has begun, was not cancelled and is not closed."""

    event: Event
    attendance: Attendance
    may_close: bool


async def show(house: House, actor: Staff, slug: str) -> Aftermath:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        return await _aftermath(tx, slug)


async def to_close(house: House, actor: Staff, slug: str) -> Aftermath:
    """The same for who may close it. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    return await show(house, actor, slug)


async def write(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Aftermath:
    """Recording, materials, press note: what is sent is kept and shown at once. Raises Forbidden, NotFound, Invalid."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event = await _locked(tx, slug)
        before, after = event.after, read_after(body, event.after)
        if after != before:
            await store.write(tx, event.id, after)
            old, new = _said(before), _said(after)
            changed = [field for field in new if old[field] != new[field]]
            await record(
                tx,
                actor.trail,
                "event.after",
                f"event:{event.id}",
                old={field: old[field] for field in changed},
                new={field: new[field] for field in changed},
            )
        return await _aftermath(tx, slug)


async def close(
    house: House, actor: Staff, slug: str, *, nobody_marked: bool = False, came: int | None = None
) -> Aftermath:
    """Those who came are told to training; who is not marked counts as not come. Twice is once.

    `came`: how many, as it was confirmed. Raises Forbidden, NotFound, Conflict where it was cancelled, has not begun or
    another number came by now, and Invalid where nobody is marked and `nobody_marked` does not say that this is meant.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event = await _locked(tx, slug)
        if event.cancelled_at is not None:
            raise Conflict(_CANCELLED, code="cancelled")
        if event.closed_at is None:
            if not has_begun(event, tx.now):
                raise Conflict(_TOO_EARLY, code="not-begun")
            seen = await store.attendance(tx, event.id)
            if came is not None and came != seen.came:
                raise Conflict(_ANOTHER_NUMBER, code="changed-meanwhile", now=seen.came)
            if seen.nobody_marked and not nobody_marked:
                raise Invalid([Problem("nobody_marked", _NOBODY)])
            await _tell(house, tx, event)
            counts = {"came": str(seen.came), "absent": str(seen.absent), "unmarked": str(seen.unmarked)}
            await record(tx, actor.trail, "event.closed", f"event:{event.id}", new=counts)
        return await _aftermath(tx, slug)


async def reopen(house: House, actor: Staff, slug: str) -> Aftermath:
    """To correct who came; training keeps the list it has until the event is closed again. Twice is once.

    Raises Forbidden, NotFound.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event = await _locked(tx, slug)
        if await store.reopen(tx, event.id):
            await record(tx, actor.trail, "event.reopened", f"event:{event.id}")
        return await _aftermath(tx, slug)


async def take_back(house: House, tx: Tx, event: Event) -> None:
    """The event did not take place after all: where training was told of it, nobody came."""
    revision = await store.raise_activity(tx, event.id)
    if revision is not None:
        jobs = activity(event, [], revision=revision, page_url=house.url(f"/events/{event.slug}"))
        await outbox.put_many(tx, jobs, to="training")


async def _tell(house: House, tx: Tx, event: Event) -> None:
    revision = await store.close(tx, event.id)
    assert revision is not None, "the row is locked"
    people = await store.who_came(tx, event.id)
    jobs = activity(event, people, revision=revision, page_url=house.url(f"/events/{event.slug}"))
    await outbox.put_many(tx, jobs, to="training")


async def _locked(tx: Tx, slug: str) -> Event:
    if not await decisions.lock(tx, slug):
        raise NotFound(_NO_EVENT)
    return await _event(tx, slug)


async def _event(tx: Tx, slug: str) -> Event:
    event = await programme.event_by_slug(tx, slug)
    if event is None:
        raise NotFound(_NO_EVENT)
    return event


async def _aftermath(tx: Tx, slug: str) -> Aftermath:
    event = await _event(tx, slug)
    return Aftermath(
        event=event,
        attendance=await store.attendance(tx, event.id),
        may_close=event.closed_at is None and event.cancelled_at is None and has_begun(event, tx.now),
    )


def _said(after: After) -> dict[str, str]:
    return {
        "recording_url": after.recording_url,
        "materials": "\n".join(f"{one.title} {one.url}" for one in after.materials),
        "press_note": after.press_note,
        "press_note_language": after.press_note_language,
    }
