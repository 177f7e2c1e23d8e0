"""VCALENDAR bytes for the three methods the system sends: REQUEST, CANCEL, PUBLISH (RFC 5546 section 3.2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import quote

import msgspec
from icalendar import Calendar, Event, vCalAddress, vDate, vDatetime, vInt, vUri
from icalendar.parser import Parameters

from services.notify.calendar.entries import FEED_REFRESH, Entry, Guest, Organizer, has_entry
from services.notify.calendar.text import Text
from services.notify.domain.text import clean, clean_line

PRODID = "-//World Smart Sustainable Cities Organization//WeGO events and training//EN"

_MAILTO_SAFE = "!$'*+-._~@"
# What calendar programs read differently in a CN: libical 3 does not know RFC 6868, ical.js unescapes backslashes.
_READ_ALIKE = str.maketrans({'"': "'", "\\": "/", "^": "'"})


def request(entry: Entry, organizer: Organizer, guest: Guest) -> bytes:
    """An invite for one person, who alone stands in it (RFC 5546 section 3.2.2)."""
    assert not entry.cancelled, "nobody is invited to what is cancelled"
    event = _event(entry, organizer)
    event["TRANSP"] = _takes_time(entry)
    event["STATUS"] = Text("TENTATIVE" if entry.when.tentative else "CONFIRMED")
    event["ATTENDEE"] = _address(
        guest.name, guest.address, CUTYPE="INDIVIDUAL", ROLE=guest.role, PARTSTAT="NEEDS-ACTION", RSVP="TRUE"
    )
    return _calendar("REQUEST", [event])


def cancel(entry: Entry, organizer: Organizer, guest: Guest) -> bytes:
    """Takes the entry out of one person's calendar (RFC 5546 section 3.2.5).

    `entry.sequence` is higher than in the last REQUEST. STATUS:CANCELLED stands there only when the whole
    event is cancelled; without it, only this person is withdrawn, who gets no join link and no description.
    """
    event = _event(msgspec.structs.replace(entry, description="", join_url=""), organizer)
    if entry.cancelled:
        event["STATUS"] = Text("CANCELLED")
    event["ATTENDEE"] = _address(guest.name, guest.address, CUTYPE="INDIVIDUAL", ROLE=guest.role)
    return _calendar("CANCEL", [event])


def publish(name: str, entries: Iterable[Entry], organizer: Organizer) -> bytes:
    """A feed: entries without attendees (RFC 5546 section 3.2.1), with name and refresh interval (RFC 7986)."""
    events = []
    for entry in entries:
        event = _event(entry, organizer)
        event["LAST-MODIFIED"] = vDatetime(entry.stamp)
        event["TRANSP"] = _takes_time(entry)
        event["STATUS"] = Text(_published_status(entry))
        events.append(event)
    calendar = _calendar_of("PUBLISH", events)
    title = Text(clean_line(name))
    refresh = Text(FEED_REFRESH)
    refresh.params = Parameters(VALUE="DURATION")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = title
    calendar["REFRESH-INTERVAL"] = refresh
    calendar["X-PUBLISHED-TTL"] = Text(FEED_REFRESH)
    return _serialised(calendar)


def _takes_time(entry: Entry) -> Text:
    free = entry.when.tentative or entry.cancelled or entry.transparent
    return Text("TRANSPARENT" if free else "OPAQUE")


def _published_status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.when.tentative else "CONFIRMED"


def _calendar(method: str, events: list[Event]) -> bytes:
    return _serialised(_calendar_of(method, events))


def _calendar_of(method: str, events: list[Event]) -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = Text("2.0")
    calendar["PRODID"] = Text(PRODID)
    calendar["CALSCALE"] = Text("GREGORIAN")
    calendar["METHOD"] = Text(method)
    calendar.subcomponents = list(events)
    return calendar


def _serialised(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())


def _event(entry: Entry, organizer: Organizer) -> Event:
    event = Event()
    event["UID"] = Text(entry.uid)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = vDatetime(entry.stamp)
    event["SUMMARY"] = Text(clean_line(entry.title))
    event["ORGANIZER"] = _address(organizer.name, organizer.address)
    start, end = _span(entry)
    event["DTSTART"] = _moment(start)
    if end is not None:
        event["DTEND"] = _moment(end)
    if entry.location:
        event["LOCATION"] = Text(clean_line(entry.location))
    if entry.description:
        event["DESCRIPTION"] = Text(clean(entry.description))
    if entry.page_url:
        event["URL"] = vUri(entry.page_url)
    if entry.join_url:
        event["CONFERENCE"] = _uri(entry.join_url, FEATURE="VIDEO")
    return event


def _span(entry: Entry) -> tuple[datetime | date, datetime | date | None]:
    """DTSTART and DTEND. Whole days end the day after the last one (RFC 5545 section 3.6.1, DTEND is exclusive).

    No end is known, or it is not after the start: no DTEND, which RFC 5545 section 3.8.2.2 would not allow.
    """
    assert has_entry(entry.when, entry.timezone), "only what has a day, and a zone for its hour, has an entry"
    start = entry.when.starts_at(entry.timezone)
    if start is None:
        return entry.when.first_day, entry.when.last_day + timedelta(days=1)
    end = entry.when.ends_at(entry.timezone)
    return start, end if end is not None and end > start else None


def _moment(value: datetime | date) -> vDatetime | vDate:
    """UTC for an instant (`...Z`), VALUE=DATE for a day."""
    if isinstance(value, datetime):
        return vDatetime(value)
    day = vDate(value)
    day.params = Parameters(VALUE="DATE")
    return day


def _address(name: str, address: str, **parameters: str) -> vCalAddress:
    """A cal-address (a mailto URI, RFC 6068) with its CN, which icalendar quotes."""
    value = vCalAddress("mailto:" + quote(address, safe=_MAILTO_SAFE))
    value.params = Parameters({"CN": clean_line(name).translate(_READ_ALIKE) or address, **parameters})
    return value


def _uri(address: str, **parameters: str) -> vUri:
    value = vUri(address)
    value.params = Parameters({"VALUE": "URI", **parameters})
    return value
