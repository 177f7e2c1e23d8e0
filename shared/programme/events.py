"""One [[events]] table."""

import msgspec

from shared.programme.common import read_country, read_slug
from shared.programme.dates import read_when, read_window, read_zone
from shared.programme.entries import EventEntry, EventKind, Format, SessionEntry, Source, Speaker
from shared.programme.session_time import LONGEST_NIGHT, MOST_DAYS, days_of, is_too_long, skipped
from shared.programme.table import LONG, Table
from shared.scripts import language_of_name
from shared.web_address import encoded, is_web_address

MOST_SEATS = 100_000
LONGEST_ADDRESS = 2_000
LONGEST_DESCRIPTION = 5_000


def read_event(table: Table, source: Source) -> EventEntry:
    """The event; every fault is noted. Where it has one, the file is refused and nobody sees the entry."""
    slug = read_slug(table)
    title = table.text("title", needed='title = "Smart Tech Korea Expo"')
    kind = table.choice("kind", EventKind, needed='kind = "webinar"')
    place = table.choice("format", Format)
    country = read_country(table)
    when = read_when(table)
    zone = read_zone(table, source, when, place=place, country=country)
    opens, closes = read_window(table, zone)
    entry = EventEntry(
        slug=slug,
        title=title,
        kind=kind or EventKind.BRIEFING,
        when=when,
        timezone=zone,
        format=place,
        country=country,
        platform=table.text("platform"),
        venue=table.text("venue"),
        city=table.text("city"),
        venue_tentative=table.flag("venue_tentative"),
        host_open=table.flag("host_open"),
        network=table.text("network"),
        days=table.number("days", 1, 366) or 0,
        recurs=table.text("recurs"),
        reported_attendance=table.text("reported_attendance"),
        after_event=table.texts("after_event"),
        audience=table.texts("audience"),
        components=table.texts("components"),
        partners=table.texts("partners"),
        conflict=table.text("conflict", longest=LONG),
        capacity=table.number("capacity", 1, MOST_SEATS),
        approval=table.flag("approval"),
        registration_opens=opens,
        registration_closes=closes,
        join_url=_join_url(table),
        description=table.prose("description", longest=LONGEST_DESCRIPTION),
    )
    sessions = tuple(_session(session, entry) for session in table.tables("sessions"))
    table.close("an event")
    return msgspec.structs.replace(entry, sessions=sessions)


def _session(table: Table, event: EventEntry) -> SessionEntry:
    session = SessionEntry(
        title=table.text("title", needed='title = "Mayors Roundtable"'),
        agenda=table.texts("agenda"),
        breakouts=table.texts("breakouts"),
        speakers=tuple(_speaker(speaker) for speaker in table.tables("speakers")),
        day=table.number("day", 1, MOST_DAYS),
        begins=table.hour("begins"),
        ends=table.hour("ends"),
        room=table.text("room"),
    )
    _check_time(table, session, event)
    table.close("a session")
    return session


def _check_time(table: Table, session: SessionEntry, event: EventEntry) -> None:
    """What the store and the calendar could not make sense of."""
    if table.has("begins") and not table.has("day"):
        table.missing("day", "day = 1, the first day of the event")
    if table.has("ends") and not table.has("begins"):
        table.missing("begins", "begins = 09:30:00")
    if session.begins is not None and session.ends is not None:
        if session.ends == session.begins:
            table.fault("ends", "is the beginning")
        elif is_too_long(session.begins, session.ends):
            hours = int(LONGEST_NIGHT.total_seconds() // 3600)
            table.fault("ends", f"is before the beginning; what ends the next morning lasts at most {hours} hours")
    length = days_of(event)
    if session.day and length and session.day > length:
        table.fault("day", f"is {session.day}, but the event has {length} {'day' if length == 1 else 'days'}")
    for key in skipped(session, event):
        table.fault(key, f"does not exist that day in {event.timezone}: clocks are moved forward; write another hour")


def _speaker(table: Table) -> Speaker:
    native_name = table.text("native_name")
    speaker = Speaker(
        name=table.text("name", needed='name = "Abiodun Essiet"'),
        native_name=native_name,
        native_name_language=language_of_name(native_name),
        role=table.text("role"),
        organisation=table.text("organisation"),
    )
    table.close("a speaker")
    return speaker


def _join_url(table: Table) -> str:
    """The address under which confirmed people join an online event."""
    url = table.text("join_url", longest=LONGEST_ADDRESS)
    if url and not is_web_address(url):
        table.fault(
            "join_url", f'"{url[:80]}" is no web address; it begins with https:// or http:// and holds no blank'
        )
        return ""
    return encoded(url)
