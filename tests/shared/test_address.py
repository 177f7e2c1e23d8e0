"""Addresses are read as the library reads them: the shortcut for ordinary ones decides nothing of its own."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from shared.address import BadAddress, read_address

_SIGNS = st.text(alphabet="abZ09.@-_+!\"' ()äß漢", max_size=70)
_LOCALS = st.one_of(st.from_regex(r"[a-zA-Z.\-+_]{0,70}", fullmatch=True), _SIGNS, st.sampled_from(["Postmaster", "x"]))
_DOMAINS = st.one_of(
    st.from_regex(r"[a-zA-Z0-9.\-]{0,80}", fullmatch=True),
    _SIGNS,
    st.sampled_from(["example.org", "Example.ORG", "서울.kr", "localhost", "a.test", "xn--a", "[127.0.0.1]", "a.org."]),
)


@given(_LOCALS, _DOMAINS)
def test_it_answers_as_the_library_does(local: str, domain: str) -> None:
    assert _read(f" {local}@{domain}") == _as_the_library(f" {local}@{domain}")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Kim@Example.ORG ", "Kim@example.org"),
        ("Postmaster@example.org", "postmaster@example.org"),
        ("kim@서울.kr", "kim@xn--2i4bq6h.kr"),
        ("김@example.org", None),
        ("a..b@example.org", None),
        ("x" * 65 + "@example.org", "x" * 65 + "@example.org"),
        ("x" * 60 + "@" + ".".join(["y" * 48] * 4) + ".org", None),
    ],
)
def test_what_becomes_of_it(typed: str, read: str | None) -> None:
    assert _read(typed) == read


def _read(typed: str) -> str | None:
    try:
        return read_address(typed)
    except BadAddress:
        return None


def _as_the_library(typed: str) -> str | None:
    try:
        found = validate_email(typed.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.ascii_email if found.ascii_email and len(found.ascii_email) <= 254 else None
