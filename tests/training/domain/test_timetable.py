"""Clashes, the wall of a week, a template's days and what people are told: whatever the timetable."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.changes import Changed, for_participant, told_of, worth_telling
from services.training.domain.clashes import clashes_of, find_clashes
from services.training.domain.session import Kind, Session, SessionFields
from services.training.domain.template import moved, shift_of, shifted
from services.training.domain.week import weeks_of

FIRST = datetime(2027, 9, 6)
NOW = datetime(2027, 9, 1, tzinfo=UTC)
TRAINERS = [UUID(int=number) for number in (101, 102)]


@st.composite
def sessions(draw: st.DrawFn) -> list[Session]:
    """Up to eight within three weeks, in two groups with two trainers, some cancelled or free."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        starts = FIRST + timedelta(days=draw(st.integers(0, 20)), minutes=15 * draw(st.integers(28, 76)))
        ends = starts + timedelta(minutes=15 * draw(st.integers(1, 16)))
        found.append(
            Session(
                id=UUID(int=number + 1),
                cohort_id=UUID(int=0),
                slug=f"s{number}",
                title=f"S{number}",
                kind=draw(st.sampled_from(Kind)),
                starts=starts,
                ends=ends,
                timezone="Asia/Seoul",
                starts_at=starts.replace(tzinfo=UTC) - timedelta(hours=9),
                ends_at=ends.replace(tzinfo=UTC) - timedelta(hours=9),
                groups=tuple(sorted(draw(st.sets(st.sampled_from("ab"))))),
                trainer_ids=tuple(sorted(draw(st.sets(st.sampled_from(TRAINERS))))),
                cancelled_at=NOW if draw(st.integers(0, 4)) == 0 else None,
                revision=1,
            )
        )
    return found


def clash_by_hand(one: Session, other: Session) -> int:
    """How many clashes there are between two, by looking at every minute."""
    if one.cancelled_at or other.cancelled_at or one.ends_at <= other.starts_at or other.ends_at <= one.starts_at:
        return 0
    people = {"a", "b", None}
    both = any(one.is_for(group) and other.is_for(group) for group in people)
    free = Kind.FREE in (one.kind, other.kind)
    return len(set(one.trainer_ids) & set(other.trainer_ids)) + (1 if both and not free else 0)


@given(sessions())
def test_clashes_are_those_that_one_finds_by_looking_at_every_pair(every: list[Session]) -> None:
    found = find_clashes(every)
    for one, other in combinations(every, 2):
        between = [clash for clash in found if clash.concerns(one.id) and clash.concerns(other.id)]
        assert len(between) == clash_by_hand(one, other)
    assert set(find_clashes(list(reversed(every)))) == set(found)
    for one in every:
        assert set(clashes_of(one, every)) == {clash for clash in found if clash.concerns(one.id)}


@given(sessions())
def test_on_the_wall_everything_stands_once_and_nothing_over_another(every: list[Session]) -> None:
    weeks = weeks_of(every, "Asia/Seoul", FIRST.date())
    slots = [(week, day, slot) for week in weeks for day in week.days for slot in day.slots]
    assert sorted(slot.session.id for _, _, slot in slots) == sorted(each.id for each in every)
    assert [week.monday for week in weeks] == [date(2027, 9, 6) + timedelta(weeks=week.number - 1) for week in weeks]
    assert all(any(day.slots for day in week.days) for week in weeks)
    for week, day, slot in slots:
        assert slot.starts.date() == day.date
        assert 1 <= slot.row <= slot.row + slot.rows - 1 <= 4 * len(week.hours)
        assert 1 <= slot.lane <= slot.lanes
        for other in day.slots:
            if other is not slot and other.lane == slot.lane:
                assert other.row >= slot.row + slot.rows or slot.row >= other.row + other.rows


@given(sessions(), st.integers(-400, 400))
def test_a_template_keeps_weekdays_and_hours_of_a_course_of_weeks(every: list[Session], days: int) -> None:
    by = shift_of(FIRST.date(), FIRST.date() + timedelta(days=days), days=19)
    copies = shifted(every, by, timezone="Asia/Seoul", was="Asia/Seoul", trainers={TRAINERS[0]: TRAINERS[1]})
    going = [each for each in every if each.cancelled_at is None]
    assert abs(by.days - days) <= 3
    assert [(copy.title, copy.starts.weekday(), copy.starts.time(), copy.ends - copy.starts) for copy in copies] == [
        (each.title, each.starts.weekday(), each.starts.time(), each.ends - each.starts) for each in going
    ]
    assert all(set(copy.trainer_ids) <= {TRAINERS[1]} for copy in copies)


def test_a_course_within_a_week_keeps_its_distance_from_the_first_day() -> None:
    assert shift_of(date(2027, 10, 4), date(2028, 10, 3), days=4) == timedelta(days=365)
    assert shift_of(date(2027, 9, 6), date(2028, 9, 5), days=19) == timedelta(weeks=52)


def test_an_hour_that_clocks_skip_comes_later_and_another_zone_is_taken_over() -> None:
    fields = SessionFields(
        title="Night",
        kind=Kind.LECTURE,
        starts=datetime(2027, 3, 27, 2, 30),
        ends=datetime(2027, 3, 27, 4),
        timezone="A",
    )
    values = {name: getattr(fields, name) for name in SessionFields.__struct_fields__}
    session = Session(
        **values,
        id=UUID(int=1),
        cohort_id=UUID(int=0),
        slug="",
        starts_at=NOW,
        ends_at=NOW,
        cancelled_at=None,
        revision=1,
    )
    copy = moved(session, timedelta(days=1), timezone="Europe/Berlin", was="A")
    assert (copy.starts, copy.ends) == (datetime(2027, 3, 28, 3, 30), datetime(2027, 3, 28, 5))
    assert copy.timezone == "Europe/Berlin"


@given(sessions(), sessions())
def test_people_are_told_exactly_what_is_another_for_them(before: list[Session], after: list[Session]) -> None:
    known = {each.id: each for each in before}
    changed = [
        Changed(each, told_of(known[each.id]) if each.id in known else None)
        for each in after
        if worth_telling(known.get(each.id), each, NOW)
    ]
    for group in ("a", "b", None):
        told = for_participant(changed, group)
        for change in told:
            assert change.before != change.after
        seen = {each.id for each in after if _seen(known.get(each.id), group) != _seen(each, group)}
        assert len(told) == len(seen)


def _seen(session: Session | None, group: str | None) -> object:
    """What somebody of this group sees of a session; None: nothing."""
    if session is None or session.cancelled_at or not session.is_for(group):
        return None
    return (session.title, session.starts, session.ends, session.timezone, session.place)


def test_what_lies_behind_is_told_to_nobody() -> None:
    starts = datetime(2027, 8, 1, 9)
    old = Session(
        id=UUID(int=1), cohort_id=UUID(int=0), slug="", title="Past", kind=Kind.LECTURE, starts=starts, ends=starts,
        timezone="Asia/Seoul", starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1), cancelled_at=None,
        revision=1,
    )  # fmt: skip
    assert not worth_telling(old, msgspec.structs.replace(old, title="Other"), NOW)
    assert worth_telling(old, msgspec.structs.replace(old, ends_at=NOW + timedelta(days=1), title="Other"), NOW)


def test_a_day_far_from_the_course_brings_one_week_and_not_every_week_from_there() -> None:
    days = [
        datetime(1, 1, 1),
        datetime(26, 11, 24),
        *(FIRST + timedelta(weeks=n) for n in (0, 2)),
        datetime(9999, 12, 31),
    ]
    every = [
        Session(
            id=UUID(int=number + 1),
            cohort_id=UUID(int=0),
            slug=f"s{number}",
            title=f"S{number}",
            kind=Kind.LECTURE,
            starts=day.replace(hour=20),
            ends=day.replace(hour=21),
            timezone="Pacific/Honolulu",
            starts_at=day.replace(hour=20, tzinfo=UTC),
            ends_at=day.replace(hour=21, tzinfo=UTC),
            cancelled_at=None,
            revision=1,
        )
        for number, day in enumerate(days)
    ]
    for zone in ("Asia/Seoul", "Pacific/Honolulu"):
        weeks = weeks_of(every, zone, FIRST.date())
        assert sorted(slot.session.title for week in weeks for day in week.days for slot in day.slots) == [
            "S0", "S1", "S2", "S3", "S4"
        ]  # fmt: skip
        assert len(weeks) == 5
