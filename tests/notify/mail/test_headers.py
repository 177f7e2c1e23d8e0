"""Headers read back by the standard library, whatever the name; and no name begins a header of its own."""

import email
import email.policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.text import clean_line
from services.notify.mail.headers import mailbox, sender_name, unstructured

_EVIL = st.sampled_from([*'"\\<>@,;:()=?', "=?utf-8?B?", "\r\nBcc: x@evil.example", "\n", "\u2028", "\x00", "👩🏽‍💻"])
_NAME = st.lists(st.one_of(st.text(max_size=30), _EVIL, st.text("abc ", max_size=90)), max_size=12).map("".join)


def parsed(*lines: str) -> EmailMessage:
    return email.message_from_bytes("\r\n".join([*lines, "", ""]).encode("ascii"), policy=email.policy.default)


def test_plain_subjects_stay_readable() -> None:
    assert unstructured("Confirmed: Solutions Meet Cities") == "Confirmed: Solutions Meet Cities"


def test_long_subjects_are_folded_between_words() -> None:
    assert unstructured("Confirmed: Northeast Asia Smart Cities Network (NEASCN) Online Pre-Workshop, 9 May") == (
        "Confirmed: Northeast Asia Smart Cities Network (NEASCN) Online\r\n Pre-Workshop, 9 May"
    )


@given(_NAME)
def test_any_subject_is_read_back(text: str) -> None:
    value = unstructured(text)
    assert max(map(len, ("Subject: " + value).split("\r\n"))) <= 76
    message = parsed("Subject: " + value, "X-Next: here")
    assert message.keys() == ["Subject", "X-Next"]
    assert message["Subject"] == clean_line(text)


@given(_NAME)
def test_any_name_is_read_back(text: str) -> None:
    value = mailbox(text, "minsu.sample@example.org")
    assert max(map(len, ("Reply-To: " + value).split("\r\n"))) <= 76
    message = parsed("To: " + value, "X-Next: here")
    assert message.keys() == ["To", "X-Next"]
    # The new parser of Python keeps the space between two encoded words of a name (RFC 2047 section 6.2 drops it).
    name, address = parseaddr(value.replace("\r\n", ""))
    assert (str(make_header(decode_header(name))), address) == (clean_line(text), "minsu.sample@example.org")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", "a@b.example"),
        ("Kim Min-su", "Kim Min-su <a@b.example>"),
        ('O"Brien, Pat', '"O\\"Brien, Pat" <a@b.example>'),
        ("김민수", "=?utf-8?B?6rmA66+87IiY?= <a@b.example>"),
    ],
)
def test_names_take_the_plainest_form_that_holds_them(name: str, value: str) -> None:
    assert mailbox(name, "a@b.example") == value


@pytest.mark.parametrize(
    "address", ["", "a", "a b@c.example", "a@b.example\r\nBcc: x@y", "a@b.example>", "ä@b.example", "a@bücher.example"]
)
def test_no_other_address_enters_a_header(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        mailbox("A", address)


def test_the_senders_name_passes_microsofts_filters() -> None:
    assert sender_name('WeGO: "events", at @wego <x>') == "WeGO events at wego x"
    assert len(sender_name("W" * 200)) == 74
