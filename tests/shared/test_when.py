"""Clocks that are moved: an hour that is skipped is none."""

from datetime import datetime

import pytest

from shared.when import clock_shows


@pytest.mark.parametrize(
    ("wall", "zone", "shown"),
    [
        ("2027-03-14T02:30", "America/New_York", False),
        ("2027-03-14T03:00", "America/New_York", True),
        ("2027-11-07T01:30", "America/New_York", True),  # twice
        ("2027-03-14T02:30", "Asia/Seoul", True),
    ],
)
def test_a_clock_shows_every_hour_but_the_skipped_one(wall: str, zone: str, shown: bool) -> None:
    assert clock_shows(datetime.fromisoformat(wall), zone) is shown
