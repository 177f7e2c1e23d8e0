"""The record: every minute is in exactly one place, each denominator is said, and warnings come early."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.attendance import NOTHING, Mark, Place, Says, Standing, State
from services.training.domain.record import Attendee, Lesson, Outlook, Totals, by, cells, line, totals, week_of
from services.training.domain.rules import Rules

MONDAY = datetime(2027, 3, 1, 0, 0, tzinfo=UTC)
WHO = Attendee(UUID(int=7))
PRESENT, ABSENT, EXCUSED = Says(State.PRESENT), Says(State.ABSENT), Says(State.EXCUSED)


def lesson(number: int, *, minutes: int = 60, **more: object) -> Lesson:
    """The so manieth day, from midnight UTC."""
    starts = MONDAY + timedelta(days=number)
    ends = starts + timedelta(minutes=minutes)
    return Lesson(id=UUID(int=100 + number), day=starts.date(), starts_at=starts, ends_at=ends, **more)  # type: ignore[arg-type]


def after(number: int) -> datetime:
    """The evening of that day."""
    return MONDAY + timedelta(days=number, hours=20)


def says(**by_number: Says) -> dict[Place, Standing]:
    """`says(s0=PRESENT)`: what holds in the session of day 0."""
    return {(UUID(int=100 + int(key[1:])), WHO.id): Standing(each) for key, each in by_number.items()}


def record(lessons: list[Lesson], marks: dict[Place, Standing], now: datetime, rules: Rules | None = None):  # type: ignore[no-untyped-def]
    return line(WHO.id, cells([WHO], lessons, marks, now), rules or Rules(threshold=80))


def test_each_minute_is_attended_excused_missed_or_not_marked() -> None:
    marks = says(s0=PRESENT, s1=Says(State.LATE, 10, 5), s2=EXCUSED, s3=ABSENT)
    found = record([lesson(n) for n in range(6)], marks, after(4))
    assert found.totals == Totals(planned=360, held=300, attended=105, excused=60, missed=75, unmarked=60)
    assert Fraction(found.totals.attended, found.totals.held) == Fraction(7, 20)


def test_free_cancelled_and_other_groups_are_not_planned() -> None:
    lessons = [lesson(0, free=True), lesson(1, cancelled=True), lesson(2, groups=("b",)), lesson(3, groups=("a",))]
    own = cells([Attendee(WHO.id, "a")], lessons, {}, after(9))
    assert [cell.lesson.id for cell in own] == [lesson(3).id]
    assert cells([WHO], lessons, {}, after(9)) == []


def test_a_conflict_is_not_marked_whatever_the_marks_say() -> None:
    heads = tuple(
        Mark(client_id=UUID(int=n), session_id=UUID(int=100), participant_id=WHO.id, state=each.state,
             claimed_at=MONDAY, received_at=MONDAY)
        for n, each in enumerate((PRESENT, ABSENT))
    )  # fmt: skip
    found = cells([WHO], [lesson(0)], {(UUID(int=100), WHO.id): Standing(NOTHING, heads)}, after(0))
    assert (found[0].standing.conflict, found[0].totals) == (True, Totals(planned=60, held=60, unmarked=60))


def test_whether_excused_counts_is_a_rule() -> None:
    lessons = [lesson(n) for n in range(5)]
    marks = says(s0=EXCUSED, s1=EXCUSED, s2=PRESENT, s3=PRESENT, s4=PRESENT)
    assert record(lessons, marks, after(5)).outlook is Outlook.OUT_OF_REACH
    counts = record(lessons, marks, after(5), Rules(threshold=80, excused_counts=True))
    assert (counts.outlook, counts.counted, counts.needed) == (Outlook.REACHED, 300, 240)


@pytest.mark.parametrize(
    ("marks", "outlook", "spare"),  # of ten sessions, those that were marked have been held
    [
        ({}, Outlook.ON_COURSE, 120),
        ({"s0": PRESENT}, Outlook.ON_COURSE, 120),
        ({"s0": Says(State.LATE, 30)}, Outlook.ON_COURSE, 90),
        ({"s0": ABSENT}, Outlook.AT_RISK, 60),
        ({"s0": ABSENT, "s1": ABSENT}, Outlook.AT_RISK, 0),
        ({"s0": ABSENT, "s1": ABSENT, "s2": Says(State.LATE, 1)}, Outlook.OUT_OF_REACH, -1),
        ({"s9": EXCUSED}, Outlook.AT_RISK, 60),
        ({f"s{n}": PRESENT for n in range(8)}, Outlook.REACHED, 120),
    ],
)
def test_who_is_at_risk_is_known_early(marks: dict[str, Says], outlook: Outlook, spare: int) -> None:
    found = record([lesson(n) for n in range(10)], says(**marks), after(len(marks) - 1))
    assert (found.outlook, found.spare, found.needed) == (outlook, spare, 480)


def test_a_mandatory_session_missed_whole_cannot_be_made_good() -> None:
    lessons = [lesson(0, mandatory=True), *(lesson(n) for n in range(1, 10))]
    missed = record(lessons, says(s0=ABSENT), after(0))
    assert (missed.outlook, [each.id for each in missed.missed_mandatory]) == (Outlook.OUT_OF_REACH, [lessons[0].id])
    assert record(lessons, says(s0=Says(State.LATE, 59)), after(0)).missed_mandatory == ()
    rest = {f"s{n}": PRESENT for n in range(1, 10)}
    assert record(lessons, says(**rest), after(9)).outlook is Outlook.ON_COURSE


def test_nothing_planned_asks_for_nothing() -> None:
    assert record([], {}, after(0)).outlook is Outlook.REACHED


def test_weeks_begin_on_monday() -> None:
    first = date(2027, 3, 3)
    assert [week_of(first + timedelta(days=n), first) for n in (0, 4, 5, 12)] == [1, 1, 2, 3]


STATES = st.sampled_from([NOTHING, PRESENT, ABSENT, EXCUSED, Says(State.LATE, 20), Says(State.LATE, 50, 50),
                          Says(State.LEFT_EARLY, 0, 7)])  # fmt: skip
LESSONS = st.lists(
    st.tuples(st.integers(1, 240), st.booleans(), st.booleans(), st.sampled_from([(), ("a",), ("b",)])), max_size=12
)


@given(LESSONS, st.data())
def test_no_minute_is_counted_twice_or_lost_and_every_sum_is_the_same(
    drawn: list[tuple[int, bool, bool, tuple[str, ...]]], data: st.DataObject
) -> None:
    lessons = [
        lesson(n, minutes=minutes, mandatory=mandatory, free=free, groups=groups)
        for n, (minutes, mandatory, free, groups) in enumerate(drawn)
    ]
    people = [Attendee(UUID(int=n), data.draw(st.sampled_from([None, "a", "b"]))) for n in range(3)]
    marks = {(each.id, who.id): Standing(data.draw(STATES)) for each in lessons for who in people}
    now = after(data.draw(st.integers(-1, 12)))
    found = cells(people, lessons, marks, now)
    whole = totals(found)
    assert whole.held == whole.attended + whole.excused + whole.missed + whole.unmarked
    assert 0 <= whole.held <= whole.planned
    for key in (lambda c: c.attendee, lambda c: c.lesson.id, lambda c: c.lesson.day):
        assert sum(by(found, key).values(), Totals()) == whole
    rules = Rules(threshold=data.draw(st.integers(0, 100)), excused_counts=data.draw(st.booleans()))
    for who in people:
        own = line(who.id, [cell for cell in found if cell.attendee == who.id], rules)
        assert own.needed * 100 >= own.totals.planned * rules.threshold > (own.needed - 1) * 100 or own.needed == 0
        assert (own.outlook is Outlook.OUT_OF_REACH) == (own.spare < 0 or bool(own.missed_mandatory))


@given(st.lists(STATES, min_size=1, max_size=10), st.integers(0, 100), st.booleans())
def test_who_can_no_longer_reach_it_cannot_even_by_coming_to_all_that_is_left(
    marked: list[Says], threshold: int, excused_counts: bool
) -> None:
    rules = Rules(threshold=threshold, excused_counts=excused_counts)
    lessons = [lesson(n) for n in range(12)]
    own = dict(enumerate(marked))
    now = record(lessons, says(**{f"s{n}": each for n, each in own.items()}), after(len(marked) - 1), rules)
    best = {f"s{n}": own[n] if own.get(n, NOTHING) != NOTHING else PRESENT for n in range(12)}
    end = record(lessons, says(**best), after(12), rules)
    assert (end.outlook is Outlook.REACHED) == (now.outlook is not Outlook.OUT_OF_REACH)
