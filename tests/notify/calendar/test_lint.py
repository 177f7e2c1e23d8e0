"""The lint itself can fail: each fault put into a good part is named."""

import pytest

from services.notify.calendar.build import publish, request
from tests.notify.calendar.lint import lint
from tests.notify.calendar.samples import GUEST, ORGANIZER, entry

GOOD = request(entry(description="", location=""), ORGANIZER, GUEST)
EVENT = GOOD[GOOD.index(b"BEGIN:VEVENT") : GOOD.index(b"END:VCALENDAR")]


def test_a_good_part_has_no_fault() -> None:
    assert lint(GOOD) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (GOOD.rstrip(), "the last line has no CRLF"),
        (GOOD.replace(b"\r\n", b"\n"), "a line end is not CRLF"),
        (GOOD.replace(b"VERSION:2.0", b"VERSION:2.0\r\nX-A:" + b"a" * 72), "a line of 76 octets: b'X-A:aaaaaa"),
        (GOOD.replace(b"VERSION", "X-A:김".encode()[:-1] + b"\r\n \xb9\r\nVERSION"), "a character is cut in two"),
        (GOOD.replace(b"Smart", b"Sm\x07art"), "a control character"),
        (GOOD.replace(b"METHOD:REQUEST\r\n", b""), "no METHOD"),
        (
            GOOD.replace(b"METHOD:REQUEST\r\n", b"").replace(b"END:VEVENT", b"END:VEVENT\r\nMETHOD:REQUEST"),
            "METHOD stands after the first component",
        ),
        (GOOD.replace(b"UID:0198", "UID:김".encode()), "a UID is empty or not ASCII"),
        (GOOD.replace(b"END:VCALENDAR", EVENT.replace(b"UID:0", b"UID:1") + b"END:VCALENDAR"), "2 UIDs in one REQUEST"),
        (GOOD.replace(b"METHOD:REQUEST", b"METHOD:PUBLISH"), "an ATTENDEE in a PUBLISH"),
        (
            GOOD.replace(b":REQUEST", b":CANCEL").replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"),
            "a VALARM in a CANCEL",
        ),
        (GOOD.replace(b"SEQUENCE:3\r\n", b""), "a VEVENT without SEQUENCE"),
        (GOOD.replace(b"SEQUENCE:3", b"SEQUENCE:3\r\nRDATE:20270526T060000Z"), "an RDATE"),
        (GOOD.replace(b"DTEND:20270526T080000Z", b"DTEND:20270526T060000Z"), "DTEND 20270526T060000Z is not after"),
        (GOOD.replace(b"DTEND:20270526T080000Z", b"DTEND;VALUE=DATE:20270527"), "DTEND 20270527 is not after"),
        (GOOD.replace(b"SEQUENCE:3", b"SEQUENCE:3\r\nDURATION:PT1H"), "both DTEND and DURATION"),
    ],
)
def test_each_fault_is_named(broken: bytes, fault: str) -> None:
    assert broken != GOOD
    assert [found for found in lint(broken) if found.startswith(fault)], lint(broken)


def test_an_empty_feed_is_no_fault() -> None:
    assert lint(publish("Empty", [], ORGANIZER)) == []
