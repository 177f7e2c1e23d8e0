"""Addresses, languages of names, and ids of people."""

import pytest

from shared.address import BadAddress, read_address
from shared.identity.people import person_id
from shared.scripts import language_of_name
from shared.text_fields import EMAIL, LETTERS, why_refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" minsu@Seoul.Example.ORG ", "minsu@seoul.example.org"),
        ("Min.Su@example.org", "Min.Su@example.org"),
        ("a@서울.한국", "a@xn--2i4bq6h.xn--3e0b707e"),
    ],
)
def test_an_address_is_kept_as_mail_is_sent_to_it(typed: str, kept: str) -> None:
    assert read_address(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "no", "a@", "@b.org", "민수@example.org", "a@b.org\r\nBcc: c@d.org", "a b@c.org"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress):
        read_address(typed)


@pytest.mark.parametrize(("typed", "message"), [("josé@münchen.example", LETTERS), ("josé@", EMAIL), ("no", EMAIL)])
def test_why_it_is_refused_is_true(typed: str, message: str) -> None:
    with pytest.raises(BadAddress) as refused:
        read_address(typed)
    assert why_refused(refused.value) == message


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("김민수", "", "ko"),
        ("李样本", "CN", "zh-Hans"),
        ("李樣本", "TW", "zh-Hant"),
        ("山田", "JP", "ja"),
        ("やまだ", "KR", "ja"),
        ("አበበ ናሙና", "ET", "am"),
        ("نور مثال", "AE", "ar"),
        ("Батбаяр", "MN", "mn"),
        ("สมชาย", "TH", "th"),
        ("José Núñez", "MX", ""),
        ("", "", ""),
    ],
)
def test_the_script_of_a_name_tells_its_language(name: str, country: str, language: str) -> None:
    assert language_of_name(name, country) == language


def test_letter_case_does_not_make_two_people() -> None:
    assert person_id("A@example.org") == person_id("a@example.org") != person_id("b@example.org")
