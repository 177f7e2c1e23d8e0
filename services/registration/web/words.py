"""Names that the templates of this service use beside the shared ones."""

from collections.abc import Callable
from typing import Any

from services.registration.domain.event import Event
from services.registration.domain.place import place_of
from services.registration.web.session_words import session_line
from shared.date_form import NewDate
from shared.i18n import Translator, formats, translator
from shared.i18n.dates import WhenWords
from shared.i18n.moments import moment_words
from shared.i18n.names import country_name
from shared.i18n.places import own_city, place_or_open
from shared.web.reader import Reader


def where(event: Event, language: str) -> str:
    """The place of an event in one line; where it is open, that."""
    return place_or_open(place_of(event), translator(language), event.timezone)


def action_words(event: Event, texts: Translator) -> str:
    """What the button says that registers: on the event's page, which leads to the form, and under the form."""
    when = event.when
    if event.is_full:
        return texts.gettext("Join the waiting list")
    if not when.is_fixed:
        return texts.gettext("Register, date still open") if when.is_open else texts.gettext("Register")
    return texts.gettext("Register for %(date)s", date=formats.plain_day(when.first_day, texts.language.code))


def seat_words(event: Event, texts: Translator) -> tuple[str, ...]:
    """What registering does not give at once; nothing where it gives a seat."""
    found = []
    if event.is_full:
        found.append(texts.gettext("All places are taken. Whoever registers now joins the waiting list."))
        found.append(
            texts.gettext(
                "When a place becomes free, the first in the queue is confirmed at once and gets the invitation "
                "by mail."
            )
        )
    if event.approval:
        found.append(
            texts.gettext("The organizer looks at each registration for this event. You get a message either way.")
        )
    return tuple(found)


def event_when(reader: Reader, event: Event, new: NewDate | None = None) -> WhenWords:
    """The date of an event for its reader; or a `new` one, whose zone goes by its own name where it is another."""
    date = new or event
    moves_zone = event.timezone not in ("", date.timezone)
    city = "" if moves_zone else own_city(event.format, event.city, date.timezone)
    return reader.when(date.when, date.timezone, venue_city=city, several_days=event.days > 1)


EXTRAS: dict[str, Callable[..., Any]] = {
    "where": where,
    "event_when": event_when,
    "session_line": session_line,
    "country_name": country_name,
    "moment": moment_words,
}
