"""PyPI `ical`, as Home Assistant uses it."""

from datetime import UTC, date, datetime

from ical.calendar_stream import CalendarStream
from ical.event import Event

from tests.interop.entry import Part, Read


def missing() -> str:
    """It is always here: a dependency of the tests."""
    return ""


def read(parts: dict[str, bytes]) -> dict[str, Part]:
    """Each part as `ical` understands it. Raises its CalendarParseError for what it does not."""
    return {name: _part(content) for name, content in parts.items()}


def _part(content: bytes) -> Part:
    (calendar,) = CalendarStream.from_ics(content.decode("utf-8")).calendars
    return Part(str(calendar.method), tuple(_entry(event) for event in calendar.events))


def _entry(event: Event) -> Read:
    organizer = event.organizer
    return Read(
        uid=event.uid,
        sequence=event.sequence or 0,
        status=str(event.status.value) if event.status else "",
        stamp=_moment(event.dtstamp),
        start=_moment(event.dtstart),
        end=_moment(event.dtend),
        summary=event.summary or "",
        location=event.location or "",
        description=event.description or "",
        organizer=str(organizer.uri) if organizer else "",
        organizer_name=(organizer.common_name or "") if organizer else "",
        attendees=tuple(
            (str(person.uri), person.common_name or "", str(person.role or "")) for person in event.attendees
        ),
    )


def _moment(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d") if value else ""
