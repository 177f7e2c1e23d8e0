"""Percents are rounded half up, but never to what was not reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.percent import tenths


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 7, 0),
        (2, 3, 667),
        (1, 3, 333),
        (1, 2000, 1),  # 0.05 %
        (9265, 10000, 927),
        (9264, 10000, 926),
        (80, 100, 800),
        (7996, 10000, 799),  # the threshold is 80 %
        (9999, 10000, 999),
        (1, 1, 1000),
    ],
)
def test_of_a_threshold_of_80_percent(part: int, whole: int, expected: int) -> None:
    assert tenths(part, whole, 80) == expected


@given(st.integers(1, 10_000), st.integers(1, 100), st.data())
def test_near_and_never_over_what_was_not_reached(whole: int, threshold: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found = tenths(part, whole, threshold)
    assert abs(found * whole - part * 1000) <= whole
    assert (found >= 1000) == (part == whole)
    assert (found >= threshold * 10) == (part * 100 >= threshold * whole)
