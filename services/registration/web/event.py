"""An event's own page: what is known, what is open, what the sources say, and the one action."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Response, get

from services.registration.domain.event import Event
from services.registration.domain.place import place_of
from services.registration.domain.window import Window, WindowState
from services.registration.operations.programme import event_page
from services.registration.web.programme_rows import day_at, status_of
from services.registration.web.session_words import Agenda, agenda_of
from services.registration.web.words import action_words, seat_words
from shared.i18n import Translator
from shared.i18n.dates import WhenWords
from shared.i18n.formats import capital, full_day, quarter_of_year
from shared.i18n.lists import comma_list
from shared.i18n.names import country_name
from shared.i18n.places import own_city, place_or_open
from shared.programme.entries import Format
from shared.programme.kinds import KIND_WORDS
from shared.programme.words import duration, listed
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import page
from shared.web.reader import Reader
from shared.web.ruler import Mark, ruler
from shared.when import Precision

Fact = tuple[str, str, str]


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """The event in the reader's words. `original` is the source's date where it was moved; `entry` the words of the
    calendar entry, empty where there is none; `seat` what registering does not give at once.
    """

    words: WhenWords
    original: WhenWords | None
    mark: Mark | None
    kind: str
    back: tuple[str, str]
    facts: tuple[Fact, ...]
    length: str
    still_open: tuple[str, ...]
    action: str
    seat: str
    entry: str
    status: tuple[str, str]
    agenda: Agenda


@get("/events/{slug:str}")
async def event(house: TheHouse, reader: TheReader, slug: FromPath[str]) -> Response[str]:
    """The event; 404 for one that is not published."""
    shown = await event_page(house, slug)
    view = event_view(shown.event, shown.window, reader)
    form = FormView.of(reader.texts, Form())
    return page(reader, "event.html", event=shown.event, window=shown.window, view=view, form=form)


def event_view(event: Event, window: Window, reader: Reader) -> EventView:
    """What the page says of the event."""
    texts = reader.texts
    city = own_city(event.format, event.city, event.timezone)
    words = reader.when(event.when, event.timezone, venue_city=city, several_days=event.days > 1)
    original = None
    if event.original_when is not None:
        original = reader.when(event.original_when, event.timezone, venue_city=city)
    network = event.network_name or event.network
    kind = texts.gettext(KIND_WORDS[event.kind])
    return EventView(
        words=words,
        original=original,
        mark=ruler(event.when, event.when.known_year),
        kind=comma_list((kind, network), texts),
        back=_back(event, texts),
        facts=tuple(_facts(event, texts)),
        length=duration(texts, days=event.days),
        still_open=tuple(capital(each) for each in still_open(event, texts)),
        action=action_words(event, texts),
        seat=" ".join(seat_words(event, texts)),
        entry=_entry(event, window, texts),
        status=_registration(event, window, texts),
        agenda=agenda_of(event, reader, words),
    )


def _back(event: Event, texts: Translator) -> tuple[str, str]:
    """The event's place in the programme: words and address."""
    year, when = event.when.known_year, event.when
    if when.precision is Precision.YEAR:
        return texts.gettext("All of %(year)s", year=year), f"/?year={year}#all-year"
    quarter = (when.first_month + 2) // 3
    return quarter_of_year(year, quarter, texts.language.code), f"/?year={year}#q{quarter}"


def _facts(event: Event, texts: Translator) -> list[Fact]:
    """Rows of "At a glance" below date and hours: label, words, small words."""
    language = texts.language.code
    where = place_or_open(place_of(event), texts, event.timezone)
    rows: list[Fact] = [(texts.gettext("Where"), where, _place_open(event, texts))]
    if event.network:
        countries = tuple(country_name(code, language) for code in event.network_countries)
        rows.append((texts.gettext("Network"), event.network, listed(countries, language)))
    for label, items in (
        (texts.gettext("For"), event.audience),
        (texts.gettext("With"), event.partners),
        (texts.gettext("Afterwards"), event.after_event),
    ):
        if items:
            rows.append((label, capital(listed(items, language)), ""))
    if event.recurs:
        rows.append((texts.gettext("How often"), event.recurs, ""))
    if event.capacity is not None and event.cancelled_at is None:  # there is no seat to be had, nor to wait for
        rows.append((texts.gettext("Seats"), *_seats(event, texts)))
    return rows


def _seats(event: Event, texts: Translator) -> tuple[str, str]:
    """Numbers with their whole."""
    assert event.capacity is not None
    taken = texts.ngettext(
        "%(taken)s of %(num)s seat taken",
        "%(taken)s of %(num)s seats taken",
        event.capacity,
        taken=event.confirmed_count,
    )
    waiting = ""
    if event.waitlisted_count:
        waiting = texts.ngettext("%(num)s person is waiting", "%(num)s people are waiting", event.waitlisted_count)
    return taken, waiting


def _place_open(event: Event, texts: Translator) -> str:
    return texts.gettext("Cities were invited to host it; the host city is open") if event.host_open else ""


def still_open(event: Event, texts: Translator) -> list[str]:
    """What nobody knows yet, each in a few words."""
    when, found = event.when, []
    if when.is_open:
        found.append(texts.gettext("the day"))
    elif when.tentative:
        found.append(texts.gettext("the date, to be confirmed"))
    if when.precision is Precision.DAY and not any(one.begins is not None for one in event.sessions):
        found.append(texts.gettext("the hours"))
    if when.precision is Precision.TIME and when.end is None:
        found.append(texts.gettext("when it ends"))
    if event.host_open:
        found.append(texts.gettext("the host city"))
    elif event.venue_tentative or (event.format is not Format.ONLINE and event.city and not event.venue):
        found.append(texts.gettext("the venue"))
    elif event.format is None and not event.city:
        found.append(texts.gettext("the place, or whether it is online"))
    return found


def _entry(event: Event, window: Window, texts: Translator) -> str:
    """Only a day that is known can stand in a calendar."""
    if not event.when.is_fixed or window.state in (WindowState.CANCELLED, WindowState.OVER):
        return ""
    return texts.gettext("Add a tentative entry") if event.when.tentative else texts.gettext("Add to my calendar")


def _registration(event: Event, window: Window, texts: Translator) -> tuple[str, str]:
    """The status in "At a glance"."""
    language = texts.language.code
    if window.state is WindowState.OPEN and event.when.is_open and not event.is_full:
        return "open", texts.gettext("Open; the invitation follows when the date is fixed")
    if window.state is WindowState.OPEN and event.registration_closes is not None and not event.is_full:
        last = full_day(day_at(event.registration_closes - timedelta(seconds=1), event.timezone), language)
        return "confirmed", texts.gettext("Open until %(day)s", day=last)
    found = status_of(window, texts, event.timezone, is_open=event.when.is_open, is_full=event.is_full)
    return found or ("pending", texts.gettext("None"))


HANDLERS: tuple[Any, ...] = (event,)
