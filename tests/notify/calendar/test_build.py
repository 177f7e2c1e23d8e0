"""Calendar parts by the rules of RFC 5545 and 5546, read back by a library that did not write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from services.notify.calendar.build import cancel, publish, request
from services.notify.calendar.entries import Guest, Organizer, has_entry
from services.notify.domain.text import clean, clean_line
from shared.when import Precision, When
from tests.notify.calendar import samples
from tests.notify.calendar.lint import lint
from tests.notify.calendar.samples import GUEST, HOURS, NO_END, ONE_DAY, ORGANIZER, THREE_DAYS, entry

PARTS = list(samples.every_part())


def lines(part: bytes) -> list[str]:
    """Unfolded content lines."""
    return part.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(("name", "part"), PARTS, ids=[name for name, _ in PARTS])
def test_every_part_obeys_the_rules_and_is_read_elsewhere(name: str, part: bytes) -> None:
    assert lint(part) == []
    assert IcsCalendarStream.calendar_from_ics(part.decode()).prodid is not None


def test_an_invite_says_everything_once() -> None:
    assert lines(request(entry(description="Talks"), ORGANIZER, GUEST)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//World Smart Sustainable Cities Organization//WeGO events and training//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "SUMMARY:Smart Tech Korea Expo",
        "DTSTART:20270526T060000Z",
        "DTEND:20270526T080000Z",
        "DTSTAMP:20270301T030000Z",
        "UID:0198c0de-0000-7000-8000-000000000001@events.wego.example",
        "SEQUENCE:3",
        'ATTENDEE;CN="Kim Min-su (김민수)";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE'
        ":mailto:minsu@example.org",
        "CONFERENCE;FEATURE=VIDEO;VALUE=URI:https://zoom.example/j/1?pwd=a,b;c",
        "DESCRIPTION:Talks",
        r"LOCATION:COEX\; Hall B\, Seoul",
        "ORGANIZER;CN=WeGO:mailto:events@wego.example",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://events.wego.example/events/smart-tech-korea?a=1,2;b",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_tentative_date_is_tentative_and_leaves_the_time_free() -> None:
    part = lines(request(entry(THREE_DAYS, ""), ORGANIZER, GUEST))
    assert [line for line in part if line.startswith(("STATUS", "TRANSP", "DTSTART", "DTEND"))] == [
        "DTSTART;VALUE=DATE:20271230",
        "DTEND;VALUE=DATE:20280102",  # exclusive
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ]


def test_one_whole_day_ends_the_next_day() -> None:
    part = lines(request(entry(ONE_DAY, ""), ORGANIZER, GUEST))
    assert "DTSTART;VALUE=DATE:20270526" in part
    assert "DTEND;VALUE=DATE:20270527" in part


def test_without_a_known_end_there_is_neither_dtend_nor_duration() -> None:
    part = lines(request(entry(NO_END), ORGANIZER, GUEST))
    assert not [line for line in part if line.startswith(("DTEND", "DURATION"))]


def test_an_end_that_is_not_after_the_start_is_no_end() -> None:
    when = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 15), end=datetime(2027, 5, 26, 15))
    part = request(entry(when), ORGANIZER, GUEST)
    assert lint(part) == []
    assert not [line for line in lines(part) if line.startswith("DTEND")]


def test_clock_changes_are_in_the_instants() -> None:
    part = lines(request(entry(samples.OVER_MIDNIGHT, "America/New_York"), ORGANIZER, GUEST))
    assert "DTSTART:20270314T030000Z" in part  # 22:00 at UTC-5
    assert "DTEND:20270314T080000Z" in part  # 04:00 at UTC-4: five hours, not six


def test_cancelling_one_person_carries_no_status_no_link_no_description() -> None:
    part = lines(cancel(entry(), ORGANIZER, GUEST))
    assert "METHOD:CANCEL" in part
    assert not [line for line in part if line.startswith(("STATUS", "CONFERENCE", "DESCRIPTION", "TRANSP"))]
    assert [line for line in part if line.startswith("ATTENDEE")] == [
        'ATTENDEE;CN="Kim Min-su (김민수)";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:minsu@example.org'
    ]


def test_cancelling_the_event_says_so() -> None:
    assert "STATUS:CANCELLED" in lines(cancel(entry(cancelled=True), ORGANIZER, GUEST))


def test_a_feed_names_itself_and_nobody_else() -> None:
    part = lines(publish("Programme; 2027", [entry(), entry(uid="b@x", cancelled=True)], ORGANIZER))
    head = part[: part.index("BEGIN:VEVENT")]
    assert head[4:] == [
        "METHOD:PUBLISH",
        r"NAME:Programme\; 2027",
        r"X-WR-CALNAME:Programme\; 2027",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert [line for line in part if line.startswith("STATUS")] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"]
    assert not [line for line in part if line.startswith("ATTENDEE")]


def test_a_feed_is_the_same_bytes_until_something_changes() -> None:
    assert publish("P", [entry()], ORGANIZER) == publish("P", [entry()], ORGANIZER)


@pytest.mark.parametrize(
    ("when", "zone", "expected"),
    [
        (HOURS, "Asia/Seoul", True),
        (HOURS, "", False),
        (ONE_DAY, "", True),
        (When(precision=Precision.MONTH, year=2027, month=9), "Asia/Seoul", False),
        (When(precision=Precision.QUARTER, year=2027, quarter=3), "Asia/Seoul", False),
        (When(precision=Precision.YEAR, year=2027), "Asia/Seoul", False),
    ],
)
def test_only_what_is_fixed_has_an_entry(when: When, zone: str, expected: bool) -> None:
    assert has_entry(when, zone) is expected


def test_an_address_is_a_uri() -> None:
    part = lines(request(entry(), ORGANIZER, Guest("A", "o'brien+50%/x@example.org")))
    assert next(line for line in part if line.startswith("ATTENDEE")).endswith(":mailto:o'brien+50%25%2Fx@example.org")


# What can go wrong: quotes, separators, escapes, line ends of every kind, control characters, right-to-left marks.
_EVIL = st.sampled_from(
    [*'\\";:,^%=', "\\N", "\\n", "^n", "\r\n", "\n", "\x0b", "\x85", "\u2028", "\u202e", "\x00", "👩🏽‍💻"]
)
_TEXT = st.lists(st.one_of(st.text(max_size=20), _EVIL), max_size=30).map("".join)


@given(title=_TEXT, name=_TEXT, description=_TEXT, location=_TEXT)
def test_any_text_survives(title: str, name: str, description: str, location: str) -> None:
    one = entry(title=title, description=description, location=location)
    part = request(one, Organizer(name, ORGANIZER.address), Guest(name, GUEST.address))
    assert lint(part) == []
    event = IcsCalendarStream.calendar_from_ics(part.decode()).events[0]
    assert event.summary == clean_line(title)
    assert (event.description or "") == clean(description)
    assert (event.location or "") == clean_line(location)
    spoken = clean_line(name).replace('"', "'").replace("\\", "/").replace("^", "'")
    assert event.attendees[0].common_name == (spoken or GUEST.address)


@given(first=st.dates(date(2020, 1, 1), date(2040, 1, 1)), days=st.integers(0, 400), tentative=st.booleans())
def test_any_span_of_days_is_read_back(first: date, days: int, tentative: bool) -> None:
    last = date.fromordinal(first.toordinal() + days)
    when = When(precision=Precision.DAY, first=first, last=last, tentative=tentative)
    part = request(entry(when, ""), ORGANIZER, GUEST)
    event = IcsCalendarStream.calendar_from_ics(part.decode()).events[0]
    assert (event.dtstart, event.dtend) == (first, date.fromordinal(last.toordinal() + 1))
