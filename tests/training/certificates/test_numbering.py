"""Numbers: a pattern of the secretariat's own, found again however somebody types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.certificates.numbering import (
    ALPHABET,
    DEFAULT,
    TAIL,
    is_pattern,
    lookup_of,
    number_of,
    series_of,
)


def test_the_usual_number() -> None:
    series = series_of(DEFAULT, 2021)
    assert (series, number_of(series, 42, "7KQ2M4XD")) == ("WG-2021-{serial}-{tail}", "WG-2021-0042-7KQ2M4XD")


def test_the_tail_has_forty_bits_and_no_sign_that_is_taken_for_another() -> None:
    assert len(set(ALPHABET)) ** TAIL == 2**40
    assert set(ALPHABET) & set("OI01") == set()


@pytest.mark.parametrize("pattern", [DEFAULT, "SEOUL-{serial}-{tail}", "{tail}-{serial}", "A{year}B{serial}C{tail}D"])
def test_patterns_of_ones_own(pattern: str) -> None:
    assert is_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["", "WG-{serial}", "WG-{tail}", "wg-{serial}-{tail}", "{serial}{tail}", "{serial}-{serial}-{tail}",
     "{x}-{serial}-{tail}", "WG/{serial}/{tail}", "W" * 30 + "{serial}-{tail}"],
)  # fmt: skip
def test_what_makes_no_good_number_is_refused(pattern: str) -> None:
    assert not is_pattern(pattern)


@given(
    st.integers(1, 99_999),
    st.text(ALPHABET, min_size=TAIL, max_size=TAIL),
    st.sampled_from(["-", "", " ", "–", "  - "]),
)
def test_case_blanks_and_dashes_make_no_difference(serial: int, tail: str, between: str) -> None:
    number = number_of(series_of(DEFAULT, 2027), serial, tail)
    assert lookup_of(number.lower().replace("-", between)) == lookup_of(number)


def test_letters_taken_for_digits_find_it_too() -> None:
    assert lookup_of("wg-2021-OO42-7KQ2M4XD") == lookup_of("WG-2021-0042-7KQ2M4XD")
    assert lookup_of("ＷＧ－２０２１－００４２－７ＫＱ２Ｍ４ＸＤ") == lookup_of("WG-2021-0042-7KQ2M4XD")
    assert lookup_of("  --  ") == ""
