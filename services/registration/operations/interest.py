"""Tell me when the date is fixed."""

from collections.abc import Mapping

from services.registration.domain.calendar import event_of
from services.registration.domain.event import Event
from services.registration.domain.registration import HOME_ZONE
from services.registration.domain.registration_form import LANGUAGE, ZONE
from services.registration.store import decisions, interests, programme
from shared.address import BadAddress, read_address
from shared.contracts.registration import WishEnded
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.fields import LANGUAGES
from shared.house import House
from shared.i18n.mark import mark
from shared.places import zones
from shared.text_fields import why_refused


async def ask_to_be_told(house: House, slug: str, body: Mapping[str, object], *, language: str, timezone: str) -> None:
    """Keep the address: told when the date is fixed, moves, is open again, and when it is cancelled. Twice is once.

    Raises NotFound, Invalid, Conflict `date-known` when there is nothing to wait for.
    """
    async with house.db.transaction() as tx:
        await decisions.lock(tx, slug)  # else it is fixed meanwhile, and nobody tells them
        event = await _event(tx, slug)
        if not event.when.is_open:
            raise Conflict(mark("The date of this event is known. Register on its page."), code="date-known")
        email, language, timezone = _read(body, language, timezone or event.timezone or HOME_ZONE)
        await interests.note(tx, event.id, email, language=language, timezone=timezone)


async def end(tx: Tx, job: WishEnded) -> None:
    """Somebody wants to be told no more. Who asked again meanwhile is."""
    await interests.end(tx, event_of(job.key), job.email, at=job.at)


async def event_to_wait_for(house: House, slug: str) -> Event:
    """Raises NotFound."""
    async with house.db.reading() as tx:
        return await _event(tx, slug)


async def _event(tx: Tx, slug: str) -> Event:
    event = await programme.event_by_slug(tx, slug)
    if event is None or not event.published:
        raise NotFound(mark("There is no such event. Look for it in the programme."))
    return event


def _read(body: Mapping[str, object], language: str, timezone: str) -> tuple[str, str, str]:
    problems: list[Problem] = []
    email = ""
    try:
        email = read_address(str(body.get("email") or ""))
    except BadAddress as error:
        problems.append(Problem("email", why_refused(error)))
    language = str(body.get("language") or language)
    if language not in LANGUAGES:
        problems.append(Problem("language", LANGUAGE))
    timezone = str(body.get("timezone") or timezone)
    if timezone not in zones():
        problems.append(Problem("timezone", ZONE))
    if problems:
        raise Invalid(problems)
    return email, language, timezone
