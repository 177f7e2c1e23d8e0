"""When one may register."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from services.registration.domain.window import Window, WindowState, registration_window
from shared.programme.schedule import schedule_of
from shared.when import Precision, When

OVER = datetime(2027, 6, 25, 15, tzinfo=UTC)
OPENS = datetime(2027, 3, 1, tzinfo=UTC)
CLOSES = datetime(2027, 6, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    takes_registrations: bool = True
    cancelled_at: datetime | None = None
    closed_at: datetime | None = None
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None
    over_at: datetime = OVER


@pytest.mark.parametrize(
    ("event", "now", "window"),
    [
        (Sample(), OVER - MOMENT, Window(state=WindowState.OPEN, closes_at=OVER)),
        (Sample(), OVER, Window(state=WindowState.OVER)),
        (Sample(takes_registrations=False), OPENS, Window(state=WindowState.NONE)),
        (Sample(closed_at=OPENS), OPENS, Window(state=WindowState.OVER)),
        (Sample(cancelled_at=OPENS), OVER, Window(state=WindowState.CANCELLED)),
        (
            Sample(registration_opens=OPENS), OPENS - MOMENT,
            Window(state=WindowState.NOT_YET, opens_at=OPENS, closes_at=OVER),
        ),
        (Sample(registration_opens=OPENS), OPENS, Window(state=WindowState.OPEN, closes_at=OVER)),
        (Sample(registration_closes=CLOSES), CLOSES - MOMENT, Window(state=WindowState.OPEN, closes_at=CLOSES)),
        (Sample(registration_closes=CLOSES), CLOSES, Window(state=WindowState.CLOSED, closes_at=CLOSES)),
        (Sample(registration_closes=OVER + MOMENT), OVER - MOMENT, Window(state=WindowState.OPEN, closes_at=OVER)),
        (Sample(registration_opens=OVER + MOMENT), OVER, Window(state=WindowState.OVER)),
    ],
)  # fmt: skip
def test_the_window(event: Sample, now: datetime, window: Window) -> None:
    assert registration_window(event, now) == window


@pytest.mark.parametrize(
    ("when", "zone", "over_at"),
    [
        (When(precision=Precision.MONTH, year=2027, month=2), "Asia/Seoul", datetime(2027, 2, 28, 15, tzinfo=UTC)),
        (When(precision=Precision.MONTH, year=2027, month=2), "", datetime(2027, 3, 1, 12, tzinfo=UTC)),
        (When(precision=Precision.QUARTER, year=2027, quarter=4), "", datetime(2028, 1, 1, 12, tzinfo=UTC)),
        (When(precision=Precision.YEAR, year=2027), "Asia/Seoul", datetime(2027, 12, 31, 15, tzinfo=UTC)),
    ],
)
def test_an_open_period_is_over_where_it_takes_place(when: When, zone: str, over_at: datetime) -> None:
    assert schedule_of(when, zone).over_at == over_at
