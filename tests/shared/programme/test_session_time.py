"""A session's day and hours against the date of its event."""

from datetime import date, datetime, time

import pytest

from shared.programme.entries import EventFields, EventKind, SessionEntry
from shared.programme.session_time import day_of, days_of, is_too_long, skipped, slot, span_of, when_of
from shared.when import Precision, When

DAYS = When(precision=Precision.DAY, first=date(2027, 5, 26), last=date(2027, 5, 28))
HOURS = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 9), end=datetime(2027, 5, 28, 18))
ONE = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 9))
OPEN = When(precision=Precision.MONTH, year=2027, month=5)


def event(when: When, days: int = 0, timezone: str = "Asia/Seoul") -> EventFields:
    return EventFields(title="Forum", kind=EventKind.FORUM, when=when, days=days, timezone=timezone)


def session(day: int | None = None, begins: time | None = None, ends: time | None = None) -> SessionEntry:
    return SessionEntry(title="Talks", day=day, begins=begins, ends=ends)


def timed(start: datetime, end: datetime | None, *, tentative: bool = False) -> When:
    return When(precision=Precision.TIME, start=start, end=end, tentative=tentative)


@pytest.mark.parametrize(
    ("when", "days", "length"), [(DAYS, 0, 3), (HOURS, 1, 3), (ONE, 0, 1), (OPEN, 0, 0), (OPEN, 4, 4)]
)
def test_the_length_of_an_event_is_that_of_its_date_and_else_what_was_said(when: When, days: int, length: int) -> None:
    assert days_of(event(when, days)) == length


@pytest.mark.parametrize("when", [DAYS, HOURS])
def test_a_session_moves_with_its_event(when: When) -> None:
    talks = session(2, time(9, 30), time(10, 30))
    assert when_of(talks, event(when)) == timed(datetime(2027, 5, 27, 9, 30), datetime(2027, 5, 27, 10, 30))
    later = event(when.moved(1))
    assert when_of(talks, later) == timed(datetime(2028, 5, 27, 9, 30), datetime(2028, 5, 27, 10, 30))


def test_without_an_hour_it_is_that_day_and_as_tentative_as_the_event() -> None:
    tentative = When(precision=Precision.DAY, first=date(2027, 5, 26), last=date(2027, 5, 28), tentative=True)
    assert when_of(session(3), event(tentative)) == When(
        precision=Precision.DAY, first=date(2027, 5, 28), last=date(2027, 5, 28), tentative=True
    )
    assert when_of(session(), event(DAYS)) is None


def test_an_end_no_later_than_the_beginning_is_one_of_the_next_morning_also_of_the_last_day() -> None:
    dinner = session(3, time(19), time(0, 30))
    assert when_of(dinner, event(DAYS)) == timed(datetime(2027, 5, 28, 19), datetime(2027, 5, 29, 0, 30))
    hours = ((time(19), time(0, 30)), (time(14), time(2)), (time(10, 30), time(9, 30)))
    assert [is_too_long(*each) for each in hours] == [False, False, True]


@pytest.mark.parametrize("when", [OPEN, When(precision=Precision.YEAR, year=2027)])
def test_while_the_date_is_open_there_is_none_but_the_hours_are_kept(when: When) -> None:
    talks = session(1, time(9, 30), time(10, 30))
    assert (day_of(talks, event(when)), when_of(talks, event(when))) == (None, None)
    assert span_of(talks) is not None


def test_a_day_that_the_event_has_no_more_has_no_date() -> None:
    short = When(precision=Precision.DAY, first=date(2027, 5, 26), last=date(2027, 5, 27))
    assert when_of(session(3, time(9)), event(short)) is None


def test_an_hour_that_clocks_skip_is_named_and_is_none() -> None:
    """In Madrid clocks go from 2:00 to 3:00 on 28 March 2027."""
    night = event(
        When(precision=Precision.DAY, first=date(2027, 3, 27), last=date(2027, 3, 28)), timezone="Europe/Madrid"
    )
    for day, hours, found in (
        (2, (time(2, 30), time(4)), ("begins",)),
        (2, (time(1), time(2, 30)), ("ends",)),
        (1, (time(23), time(2, 30)), ("ends",)),
        (1, (time(2, 30), None), ()),
    ):
        assert skipped(session(day, *hours), night) == found
    alone = When(precision=Precision.DAY, first=date(2027, 3, 28), last=date(2027, 3, 28))
    assert when_of(session(2, time(2, 30), time(3)), night) == alone
    assert when_of(session(2, time(1), time(2, 30)), night) == timed(datetime(2027, 3, 28, 1), None)
    assert when_of(session(1, time(23), time(2, 30)), night) == timed(datetime(2027, 3, 27, 23), None)


def test_they_stand_by_day_and_hour_and_what_has_none_comes_last() -> None:
    order = [session(1, time(9)), session(1, time(0)), session(1), session(2, time(8)), session()]
    assert sorted(order, key=slot) == [order[1], order[0], order[2], order[3], order[4]]
