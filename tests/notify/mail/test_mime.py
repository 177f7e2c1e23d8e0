"""The bytes of a mail: the tree of parts, read back by the standard library."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.calendar.build import request
from services.notify.mail.mime import Letter, assemble
from tests.notify.calendar.samples import GUEST, ORGANIZER, entry

CALENDAR = request(entry(), ORGANIZER, GUEST)
LETTER = Letter(
    message_id="0198c0de-0000-7000-8000-000000000001@events.wego.example",
    date=datetime(2027, 3, 1, 3, 0, tzinfo=UTC),
    sender_name="WeGO",
    sender_address="events@wego.example",
    to_name="Kim Min-su (김민수)",
    to_address="minsu@example.org",
    subject="등록 완료: Smart Tech Korea Expo",
    language="ko",
    text="안녕하세요.\nSecond line\n",
    html="<p>안녕하세요.</p>\n",
    calendar=CALENDAR,
    method="REQUEST",
)


def parsed(letter: Letter) -> EmailMessage:
    return email.message_from_bytes(assemble(letter), policy=email.policy.default)


def tree(part: MIMEPart) -> object:
    kind = part.get_content_type()
    return (kind, [tree(child) for child in part.iter_parts()]) if part.is_multipart() else kind


def test_the_invite_is_the_tree_outlook_looks_into() -> None:
    assert tree(parsed(LETTER)) == (
        "multipart/mixed",
        [("multipart/alternative", ["text/plain", "text/html", "text/calendar"]), "application/ics"],
    )


def test_without_the_copy_the_alternative_is_the_whole() -> None:
    letter = msgspec.structs.replace(LETTER, copy_attached=False)
    assert tree(parsed(letter)) == ("multipart/alternative", ["text/plain", "text/html", "text/calendar"])


def test_without_a_calendar_part_there_is_none() -> None:
    letter = msgspec.structs.replace(LETTER, calendar=b"", method="")
    assert tree(parsed(letter)) == ("multipart/alternative", ["text/plain", "text/html"])


def test_the_calendar_part_is_an_invite_and_the_copy_the_same_bytes() -> None:
    message = parsed(LETTER)
    invite = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    copy = next(part for part in message.walk() if part.get_content_type() == "application/ics")
    assert invite["Content-Type"].params == {"method": "REQUEST", "charset": "UTF-8", "component": "VEVENT"}
    assert invite["Content-Disposition"] is None
    assert invite["Content-Transfer-Encoding"] == "base64"
    assert invite.get_payload(decode=True) == copy.get_payload(decode=True) == CALENDAR
    assert copy.get_filename() == "invite.ics"
    assert copy.get_content_disposition() == "attachment"


def test_the_headers() -> None:
    message = parsed(LETTER)
    assert message.items()[:-1] == [
        ("Date", "Mon, 01 Mar 2027 03:00:00 +0000"),
        ("From", "WeGO <events@wego.example>"),
        ("Reply-To", "WeGO <events@wego.example>"),
        ("To", '"Kim Min-su (김민수)" <minsu@example.org>'),
        ("Subject", "등록 완료: Smart Tech Korea Expo"),
        ("Message-ID", "<0198c0de-0000-7000-8000-000000000001@events.wego.example>"),
        ("Content-Language", "ko"),
        ("MIME-Version", "1.0"),
    ]


def test_what_nobody_asked_for_says_that_it_is_automatic() -> None:
    message = parsed(msgspec.structs.replace(LETTER, automatic=True))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "DR, RN, NRN, OOF, AutoReply"
    assert message["List-Unsubscribe"] is None


def test_what_may_be_unsubscribed_takes_one_click() -> None:
    message = parsed(msgspec.structs.replace(LETTER, unsubscribe_url="https://wego.example/preferences/x"))
    assert message["List-Unsubscribe"] == "<https://wego.example/preferences/x>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_letter_is_the_same_bytes() -> None:
    assert assemble(LETTER) == assemble(LETTER)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain words\n", "7bit"),
        ("Le forum des villes se tient à Séoul.\n" * 9, "quoted-printable"),
        ("서울" * 99, "base64"),
        ("x" * 999, "quoted-printable"),
    ],
)
def test_a_text_takes_the_smallest_safe_encoding(text: str, encoding: str) -> None:
    message = parsed(msgspec.structs.replace(LETTER, text=text))
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    assert part["Content-Transfer-Encoding"] == encoding


_LINE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from([".", "..", "From x", "--=_0198", "a " * 600, "x\t"]),
)


@given(text=st.lists(_LINE, max_size=20).map("\n".join), title=st.text(max_size=100))
def test_any_text_is_read_back_and_fits_smtp(text: str, title: str) -> None:
    letter = msgspec.structs.replace(LETTER, text=text, html=text, subject=title, to_name=title)
    raw = assemble(letter)
    assert raw.replace(b"\r\n", b"").count(b"\n") == raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    for part in email.message_from_bytes(raw, policy=email.policy.default).walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            got = part.get_payload(decode=True)
            assert isinstance(got, bytes)
            assert got.decode().replace("\r\n", "\n") == text.rstrip() + "\n"
