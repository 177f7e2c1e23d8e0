"""Letters about an event to those whose calendar shows nothing of it: who waits for a place, who asked for its date."""

from collections.abc import Sequence

import msgspec

from services.registration.domain.calendar import item_key
from services.registration.domain.date_news import DateNews
from services.registration.domain.desk import Interested
from services.registration.domain.event import Event
from services.registration.domain.load import KeptEvent
from services.registration.domain.registration import Registration
from services.registration.operations.registration_jobs import OWNER, letter
from services.registration.store import decisions, registrations
from shared.contracts import Job
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.house import House
from shared.identity.people import person_id

# To who asked, and to who waits.
_TEMPLATES = {
    DateNews.FIXED: ("interest.fixed", "waiting.fixed"),
    DateNews.MOVED: ("interest.moved", "waiting.moved"),
    DateNews.REOPENED: ("interest.reopened", "waiting.reopened"),
}


class DateChange(msgspec.Struct, frozen=True):
    """An event with its new date and revision; `news` None where nobody is written to."""

    event: Event | KeptEvent
    news: DateNews | None


async def date_letters(house: House, tx: Tx, changes: Sequence[DateChange]) -> list[Job]:
    """In four statements, however many events. Whether it is news to each person, notify knows.

    Who was told a date that is open again waits for one as before, also where nobody is written to.
    """
    if not changes:
        return []
    told = {one.event.id: one.news for one in changes if one.news is not None}
    asked = await decisions.tell_interests(tx, [id_ for id_, news in told.items() if news is DateNews.FIXED])
    moved = [id_ for id_, news in told.items() if news is DateNews.MOVED]
    asked |= await decisions.tell_interests(tx, moved, told_too=True)
    asked |= await decisions.renew_interests(tx, [one.event.id for one in changes if not one.event.when.is_fixed])
    waiting = await registrations.waiting(tx, list(told))
    letters: list[Job] = []
    for event, news in ((one.event, one.news) for one in changes if one.news is not None):
        wish, wait = _TEMPLATES[news]
        letters += [to_who_asked(event, each, wish) for each in asked.get(event.id, [])]
        letters += [to_who_waits(house, event, each, wait) for each in waiting.get(event.id, [])]
    return letters


def to_who_asked(event: Event | KeptEvent, asked: Interested, template: str) -> Job:
    """Kept by notify until the update goes out, so that it names the date as it is then."""
    return MessageSend(
        owner=OWNER,
        to=Person(email=asked.email, name=asked.email, language=asked.language, timezone=asked.timezone),
        message=Message(template=template, key=f"{template}:{event.id}:{person_id(asked.email)}:{event.revision}"),
        item=item_key(event.id),
        item_revision=event.revision,
        with_update=True,
        asked_at=asked.asked_at,
    )


def to_who_waits(house: House, event: Event | KeptEvent, registration: Registration, template: str) -> Job:
    """They have no entry in a calendar that would change, so a letter goes to them with the update."""
    written = letter(house, event, registration, template, occasion=str(event.revision))
    return msgspec.structs.replace(written, with_update=True)
