"""Register for an event: one operation for the page and the API."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.registration.domain import history
from services.registration.domain.event import Event
from services.registration.domain.registration import HOME_ZONE, Participant, Registration, Status, first_status
from services.registration.domain.registration_form import read_registration
from services.registration.domain.window import WindowState, registration_window
from services.registration.operations import registration_jobs as jobs
from services.registration.store import idempotency, programme, registrations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark

_ASKED_AGAIN_SECONDS = 600
_KEY_LENGTH = 255

_HISTORY = {
    Status.CONFIRMED: history.REGISTERED,
    Status.WAITLISTED: history.WAITLISTED,
    Status.PENDING: history.PENDING,
}


_REFUSED: dict[WindowState, str] = {
    WindowState.NONE: mark("This event takes no registrations."),
    WindowState.CANCELLED: mark("This event was cancelled, so it takes no registrations."),
    WindowState.OVER: mark("This event is over, so it takes no registrations."),
    WindowState.CLOSED: mark("Registration for this event has closed. Write to the secretariat if you must be there."),
    WindowState.NOT_YET: mark("Registration for this event has not opened yet. Its page says when it does."),
}


class Registered(msgspec.Struct, frozen=True):
    """`manage_url` is the personal page; `token` the tail of it."""

    answer: idempotency.Answer
    token: str
    manage_url: str


async def register(
    house: House,
    slug: str,
    body: Mapping[str, object],
    *,
    language: str,
    timezone: str,
    idempotency_key: str = "",
) -> Registered:
    """Take the form; confirm, or put on the waiting list, or let wait for approval; tell notify.

    `idempotency_key`: the same key and body gives the first answer and does nothing; its scope is this event.
    Raises NotFound, Invalid (every problem, or the key with another body), Conflict `registration-closed`, and
    Conflict `already-registered`, in which case the personal link is mailed again (at most every ten minutes).
    """
    scope = f"registrations:{slug}"
    digest = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    async with house.db.reading() as tx:
        event = await programme.event_by_slug(tx, slug)
        if event is None or not event.published:
            raise NotFound(mark("There is no such event. Look for it in the programme."))
        if kept := await _kept(tx, scope, idempotency_key, digest):
            return _registered(house, kept)
        require_open(event, tx.now)
    participant = read_registration(
        body,
        sessions=[session.slug for session in event.sessions],
        language=language,
        timezone=timezone or event.timezone or HOME_ZONE,
    )
    async with house.db.transaction() as tx:
        seats = await registrations.lock_seats(tx, event.id)
        if kept := await _kept(tx, scope, idempotency_key, digest):
            return _registered(house, kept)
        row = await registrations.insert(tx, event.id, first_status(seats), participant)
        if row is None:
            await _send_link_again(house, tx, event, participant)
        else:
            answer = await _welcome(house, tx, event, row)
            if idempotency_key:
                await idempotency.keep(tx, scope, idempotency_key, idempotency.Kept(digest, answer))
    if row is None:
        raise Conflict(
            mark("This address is registered already. We have sent its personal link to it again."),
            code="already-registered",
        )
    return _registered(house, answer)


async def registration_page(house: House, slug: str) -> Event:
    """The event to register for. Raises NotFound, and Conflict `registration-closed` outside its window."""
    async with house.db.reading() as tx:
        event = await programme.event_by_slug(tx, slug)
        if event is None or not event.published:
            raise NotFound(mark("There is no such event. Look for it in the programme."))
        require_open(event, tx.now)
        return event


def require_open(event: Event, now: datetime) -> None:
    """Raises Conflict `registration-closed`, in words that say why."""
    window = registration_window(event, now)
    if not window.is_open:
        raise Conflict(_REFUSED[window.state], code="registration-closed")


async def _welcome(house: House, tx: Tx, event: Event, row: Registration) -> idempotency.Answer:
    if row.status is Status.WAITLISTED:
        row = await registrations.by_id(tx, row.id) or row  # with its place in the queue
    await registrations.add_history(tx, row.id, _HISTORY[row.status])
    await outbox.put(tx, jobs.standing(house, event, row), to="notify")
    return idempotency.Answer(row.id, row.status, row.link_version)


async def _send_link_again(house: House, tx: Tx, event: Event, participant: Participant) -> None:
    """To the address on file, in the language on file; the ten minutes are part of the message's key."""
    row = await registrations.by_address(tx, event.id, participant.email)
    assert row is not None, "under the event's lock the other registration still stands"
    occasion = str(int(tx.now.timestamp()) // _ASKED_AGAIN_SECONDS)
    await outbox.put(tx, jobs.letter(house, event, row, "registration.link", occasion=occasion), to="notify")


async def _kept(tx: Tx, scope: str, key: str, digest: bytes) -> idempotency.Answer | None:
    if not key:
        return None
    if len(key) > _KEY_LENGTH:
        raise Invalid([Problem("Idempotency-Key", mark("Write an Idempotency-Key of at most 255 characters"))])
    kept = await idempotency.find(tx, scope, key)
    if kept is None:
        return None
    if kept.body_sha256 != digest:
        raise Invalid(
            [
                Problem(
                    "Idempotency-Key", mark("This key was used with other content. Send a new key with a new request.")
                )
            ]
        )
    return kept.answer


def _registered(house: House, answer: idempotency.Answer) -> Registered:
    token = house.links.token("registration", answer.id, answer.link_version)
    return Registered(answer, token, house.url(f"/r/{token}"))
