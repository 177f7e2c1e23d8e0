"""Register for an event: one operation for the page and the API."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.registration import HOME_ZONE
from services.registration.domain.registration_form import read_registration
from services.registration.domain.window import REFUSED, registration_window
from services.registration.operations.idempotency_key import first_answer, key_use
from services.registration.operations.look_up import Arrival, look_up
from services.registration.operations.take_seats import Duplicate, Request, take_seat
from services.registration.store import idempotency, programme
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark


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
    use = key_use(f"registrations:{slug}", idempotency_key, body)
    found = await look_up(Arrival(house, slug, use))
    event = _published(found.event)
    if use and found.kept:
        return _registered(house, first_answer(use, found.kept))
    require_open(event, found.now)
    participant = read_registration(
        body,
        sessions=[session.slug for session in event.sessions],
        language=language,
        timezone=timezone or event.timezone or HOME_ZONE,
    )
    outcome = await take_seat(Request(house, event, participant, use))
    if isinstance(outcome, Duplicate):
        raise Conflict(
            mark("This address is registered already. We have sent its personal link to it again."),
            code="already-registered",
        )
    if isinstance(outcome, idempotency.Kept):
        assert use is not None, "only a key leads to an earlier answer"
        outcome = first_answer(use, outcome)
    return _registered(house, outcome)


async def registration_page(house: House, slug: str) -> Event:
    """The event to register for. Raises NotFound, and Conflict `registration-closed` outside its window."""
    async with house.db.reading() as tx:
        event = _published(await programme.event_by_slug(tx, slug))
        require_open(event, tx.now)
        return event


def require_open(event: Event, now: datetime) -> None:
    """Raises Conflict `registration-closed`, in words that say why."""
    window = registration_window(event, now)
    if not window.is_open:
        raise Conflict(REFUSED[window.state], code="registration-closed")


def _published(event: Event | None) -> Event:
    if event is None or not event.published:
        raise NotFound(mark("There is no such event. Look for it in the programme."))
    return event


def _registered(house: House, answer: idempotency.Answer) -> Registered:
    token = house.links.token("registration", answer.id, answer.link_version)
    return Registered(answer, token, house.url(f"/r/{token}"))
