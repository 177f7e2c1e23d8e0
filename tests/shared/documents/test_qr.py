"""QR codes that are made from one another are those that segno makes."""

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from shared.documents.qr import drawn

HOST = "https://wego.example/verify/"
numbers = st.integers(0, 9999).map("WG-2027-{:04}-".format)
tails = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8)


def dark(path: str) -> set[tuple[int, int]]:
    """The modules (x, y) that a path covers."""
    runs = ((int(x), int(y), int(long)) for x, y, long in re.findall(r"M(\d+) (\d+)h(\d+)", path))
    return {(x + step, y) for x, y, long in runs for step in range(long)}


def by_segno(text: str) -> set[tuple[int, int]]:
    rows = segno.make(text, error="m", mode="byte", micro=False, boost_error=False, mask=3).matrix
    return {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


@given(numbers, tails)
def test_addresses_that_differ_in_their_numbers(number: str, tail: str) -> None:
    assert dark(drawn(HOST + number + tail).path) == by_segno(HOST + number + tail)


@given(st.text(st.characters(max_codepoint=127), min_size=1, max_size=130))
def test_whatever_ascii_is_drawn(text: str) -> None:
    assert dark(drawn(text).path) == by_segno(text)


@pytest.mark.parametrize("text", ["http://서울.example/verify/1", "https://wego.example/é"])
def test_other_letters(text: str) -> None:
    assert dark(drawn(text).path) == by_segno(text)
