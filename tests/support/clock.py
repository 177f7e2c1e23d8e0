"""The one thing that is not real in the tests: the clock."""

from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)


class FakeClock:
    """A `shared.clock.Clock` that stands still until it is moved. Starts at 1 March 2027, 12:00 in Seoul."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        """Moves on by `timedelta(**by)` and returns the new instant."""
        self.now += timedelta(**by)
        return self.now

    def move_to(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
