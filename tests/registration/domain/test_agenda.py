"""Which sessions overlap, and which do not fit their event."""

from datetime import date, datetime, time

import pytest

from services.registration.domain.agenda import Trouble, clashes, troubles
from shared.programme.entries import EventFields, EventKind, SessionEntry
from shared.when import Precision, When

DAYS = When(precision=Precision.DAY, first=date(2027, 3, 27), last=date(2027, 3, 28))
HOURS = When(precision=Precision.TIME, start=datetime(2027, 3, 27, 9), end=datetime(2027, 3, 28, 18))
NO_END = When(precision=Precision.TIME, start=datetime(2027, 3, 27, 9))
OPEN = When(precision=Precision.MONTH, year=2027, month=3)


def session(title: str, day: int | None, begins: time | None = None, ends: time | None = None) -> SessionEntry:
    return SessionEntry(title=title, day=day, begins=begins, ends=ends)


A = session("A", 1, time(9), time(10))


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        (session("B", 1, time(9, 30), time(10, 30)), True),
        (session("B", 1, time(9), time(10)), True),
        (session("B", 1, time(9, 15), time(9, 30)), True),
        (session("B", 1, time(10), time(11)), False),
        (session("B", 2, time(9), time(10)), False),
        (session("B", 1, time(9, 30)), True),
        (session("B", 1, time(9)), True),
        (session("B", 1, time(10)), False),
        (session("B", 1), False),
        (session("B", None), False),
    ],
)
def test_two_sessions(other: SessionEntry, clash: bool) -> None:
    assert clashes([A, other]) == ([(A, other)] if clash else [])
    assert clashes([other, A]) == ([(other, A)] if clash else [])


def test_a_night_reaches_into_the_next_day() -> None:
    night, early, morning = (
        session("Dinner", 1, time(19), time(2)),
        session("Talk", 2, time(1), time(3)),
        session("Run", 2, time(2), time(4)),
    )
    assert clashes([night, early, morning]) == [(night, early), (early, morning)]


@pytest.mark.parametrize(
    ("when", "one", "found"),
    [
        (DAYS, session("A", 3), Trouble.DAY),
        (DAYS, session("A", 2, time(0), time(23)), None),
        (DAYS, session("A", 2, time(2, 30)), Trouble.SKIPPED),
        (DAYS, session("A", None), None),
        (HOURS, session("A", 1, time(8, 30), time(9)), Trouble.HOURS),
        (HOURS, session("A", 1, time(9), time(10)), None),
        (HOURS, session("A", 1, time(20), time(1)), None),
        (HOURS, session("A", 2, time(17), time(18, 30)), Trouble.HOURS),
        (HOURS, session("A", 2, time(18, 30)), Trouble.HOURS),
        (HOURS, session("A", 2), None),
        (NO_END, session("A", 1, time(23), time(1)), None),
        (OPEN, session("A", 9, time(2, 30)), None),
    ],
)
def test_what_does_not_fit_the_event(when: When, one: SessionEntry, found: Trouble | None) -> None:
    event = EventFields(title="Forum", kind=EventKind.FORUM, when=when, timezone="Europe/Madrid", days=2)
    assert troubles([one], event) == ([(one, found)] if found else [])
