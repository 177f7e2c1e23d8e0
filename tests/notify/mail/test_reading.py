"""Mails taken apart for people to look at, however broken they are."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.mail.mime import assemble
from services.notify.mail.reading import read_head, read_mail
from tests.notify.mail.test_mime import CALENDAR, LETTER

MAIL = assemble(LETTER)


def test_a_mail_of_ours_is_read_back_whole() -> None:
    mail = read_mail(MAIL)
    assert (mail.head.to, mail.head.subject, mail.head.at, mail.head.method) == (
        '"Kim Min-su (김민수)" <minsu@example.org>'.replace('"', ""),
        "등록 완료: Smart Tech Korea Expo",
        datetime(2027, 3, 1, 3, 0, tzinfo=UTC),
        "REQUEST",
    )
    assert [(part.number, part.depth, part.type, part.name, part.attached) for part in mail.parts] == [
        (1, 0, "multipart/mixed", "", False),
        (2, 1, "multipart/alternative", "", False),
        (3, 2, "text/plain", "", False),
        (4, 2, "text/html", "", False),
        (5, 2, "text/calendar", "", False),
        (6, 1, "application/ics", "invite.ics", True),
    ]
    assert mail.parts[5].content == CALENDAR
    text = mail.body("text/plain")
    assert text is not None
    assert text.text == "안녕하세요.\r\nSecond line\r\n"


def test_the_calendar_part_is_read_line_by_line() -> None:
    lines = dict(read_mail(MAIL).calendar)
    assert (lines["METHOD"], lines["SEQUENCE"], lines["DTSTART"]) == ("REQUEST", "3", "20270526T060000Z")
    assert lines["ATTENDEE"] == "mailto:minsu@example.org"
    assert lines["URL"] == "https://events.wego.example/events/smart-tech-korea?a=1,2;b"


def test_long_names_of_several_encoded_words_have_no_gaps() -> None:
    name = "አበበ ናሙና ስም በጣም ረጅም የሆነ"
    assert read_head(assemble(msgspec.structs.replace(LETTER, to_name=name))).to == f"{name} <minsu@example.org>"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no headers at all",
        b"Subject: =?utf-8?B?broken\r\nDate: yesterday\r\n\r\n\xff\xfe",
        b"Subject: =?klingon?B?aGk=?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@=",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%fe\r\n\r\nx",
        MAIL[:700],
        MAIL[: len(MAIL) // 2],
    ],
)
def test_what_is_broken_is_shown_as_far_as_it_goes(raw: bytes) -> None:
    mail = read_mail(raw)
    assert len(mail.parts) >= 1
    for part in mail.parts:
        part.text.encode()
    assert isinstance(mail.calendar, tuple)


@given(st.binary(max_size=400), st.integers(0, len(MAIL)))
def test_no_bytes_make_it_fail(noise: bytes, at: int) -> None:
    mail = read_mail(MAIL[:at] + noise + MAIL[at:])
    assert [part.number for part in mail.parts] == list(range(1, len(mail.parts) + 1))
