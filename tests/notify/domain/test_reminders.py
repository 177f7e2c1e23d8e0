"""When a reminder goes out, as a table: nights, change days, and readers on the other side of the world."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.notify.domain.messages import MESSAGES, Category
from services.notify.domain.reminders import LATEST, REMINDERS, good_until, is_due, remind_at, start_key
from shared.when import Precision, When


def at(start: str) -> When:
    return When(precision=Precision.TIME, start=datetime.fromisoformat(start))


def days(first: str) -> When:
    return When(precision=Precision.DAY, first=date.fromisoformat(first), last=date.fromisoformat(first))


SEOUL, NAIROBI, MEXICO, BERLIN = "Asia/Seoul", "Africa/Nairobi", "America/Mexico_City", "Europe/Berlin"
AHEAD, BEHIND = "Pacific/Kiritimati", "Etc/GMT+12"  # UTC+14 and UTC-12

TABLE = [
    # name, when, the event's zone, the reader's zone, the reader's clock and its distance to UTC
    ("week", at("2027-05-26T15:00"), SEOUL, SEOUL, "2027-05-19T15:00+09:00"),
    ("day", at("2027-05-26T15:00"), SEOUL, SEOUL, "2027-05-25T15:00+09:00"),
    ("hours", at("2027-05-26T15:00"), SEOUL, SEOUL, "2027-05-26T13:00+09:00"),
    # the reader's morning: just after the night
    ("day", at("2027-05-26T07:00"), SEOUL, SEOUL, "2027-05-25T07:00+09:00"),
    # in the night: the evening before
    ("day", at("2027-05-26T06:59"), SEOUL, SEOUL, "2027-05-24T21:00+09:00"),
    ("day", at("2027-05-26T00:00"), SEOUL, SEOUL, "2027-05-24T21:00+09:00"),
    ("day", at("2027-05-26T22:00"), SEOUL, SEOUL, "2027-05-25T21:00+09:00"),
    ("day", at("2027-05-26T21:59"), SEOUL, SEOUL, "2027-05-25T21:59+09:00"),
    ("week", at("2027-05-26T15:00"), SEOUL, MEXICO, "2027-05-18T21:00-06:00"),  # would be 00:00
    ("day", at("2027-05-26T09:30"), SEOUL, NAIROBI, "2027-05-24T21:00+03:00"),  # would be 03:30
    # two hours before: the event begins soon, so the night holds nothing up
    ("hours", at("2027-05-26T09:30"), SEOUL, NAIROBI, "2027-05-26T01:30+03:00"),
    ("hours", at("2027-05-26T00:30"), SEOUL, SEOUL, "2027-05-25T22:30+09:00"),
    # clocks go forward in Berlin on 28 March 2027 and back on 31 October 2027; elapsed time counts
    ("day", at("2027-03-28T15:00"), BERLIN, BERLIN, "2027-03-27T14:00+01:00"),
    ("hours", at("2027-03-28T03:30"), BERLIN, BERLIN, "2027-03-28T00:30+01:00"),
    ("hours", at("2027-03-28T02:30"), BERLIN, BERLIN, "2027-03-28T00:30+01:00"),  # an hour that is not
    ("day", at("2027-10-31T15:00"), BERLIN, BERLIN, "2027-10-30T16:00+02:00"),
    ("week", at("2027-11-03T22:30"), BERLIN, BERLIN, "2027-10-27T21:00+02:00"),  # would be 23:30
    ("week", at("2027-04-02T07:30"), BERLIN, BERLIN, "2027-03-25T21:00+01:00"),  # would be 06:30
    # the ends of the world
    ("day", at("2027-05-26T15:00"), SEOUL, AHEAD, "2027-05-25T20:00+14:00"),
    ("day", at("2027-05-26T15:00"), SEOUL, BEHIND, "2027-05-24T18:00-12:00"),
    ("day", at("2027-05-26T12:00"), AHEAD, BEHIND, "2027-05-24T10:00-12:00"),
    ("day", at("2027-05-26T12:00"), BEHIND, AHEAD, "2027-05-26T14:00+14:00"),
    # whole days: at nine of the reader's own day, whatever the event's zone
    ("week", days("2027-05-26"), SEOUL, SEOUL, "2027-05-19T09:00+09:00"),
    ("day", days("2027-05-26"), SEOUL, MEXICO, "2027-05-25T09:00-06:00"),
    ("day", days("2027-05-26"), "", AHEAD, "2027-05-25T09:00+14:00"),
    ("day", days("2027-05-26"), "", BEHIND, "2027-05-25T09:00-12:00"),
    ("day", days("2027-03-29"), BERLIN, BERLIN, "2027-03-28T09:00+02:00"),
    ("hours", days("2027-05-26"), SEOUL, SEOUL, None),
    # no day, or an hour nobody knows where
    ("week", When(precision=Precision.QUARTER, year=2027, quarter=3), SEOUL, SEOUL, None),
    ("week", When(precision=Precision.MONTH, year=2027, month=3), SEOUL, SEOUL, None),
    ("day", When(precision=Precision.YEAR, year=2027), SEOUL, SEOUL, None),
    ("day", at("2027-05-26T15:00"), "", SEOUL, None),
]


@pytest.mark.parametrize(("name", "when", "event_zone", "reader_zone", "expected"), TABLE)
def test_when(name: str, when: When, event_zone: str, reader_zone: str, expected: str | None) -> None:
    found = remind_at(REMINDERS[name], when, event_zone, reader_zone)
    assert (found.isoformat(timespec="minutes") if found else None) == expected


@pytest.mark.parametrize(
    ("minutes", "due"), [(-1, False), (0, True), (59, True), (60, True), (61, False), (24 * 60, False)]
)
def test_never_early_and_never_late_by_more_than_an_hour(minutes: int, due: bool) -> None:
    when = at("2027-03-28T03:30")  # across the change of clocks: its instant is 00:30, an hour later it reads 03:30
    found = remind_at(REMINDERS["hours"], when, BERLIN, BERLIN)
    assert found is not None
    now = found.astimezone(UTC) + timedelta(minutes=minutes)
    assert is_due(found, now) is due
    assert (now <= good_until(found)) is (minutes <= LATEST / timedelta(minutes=1))


def test_lateness_counts_from_the_evening_it_was_brought_forward_to() -> None:
    found = remind_at(REMINDERS["day"], at("2027-05-26T06:00"), SEOUL, SEOUL)
    assert found is not None
    assert is_due(found, datetime(2027, 5, 24, 13, 0, tzinfo=UTC))
    assert not is_due(found, datetime(2027, 5, 24, 21, 0, tzinfo=UTC)), "24 hours before the start, in the night"


def test_a_start_has_one_name_in_every_zone() -> None:
    assert start_key(at("2027-05-26T15:00"), SEOUL) == start_key(at("2027-05-26T09:00"), NAIROBI) == "20270526T0600Z"
    assert start_key(days("2027-05-26"), SEOUL) == "2027-05-26"


def test_every_reminder_has_its_message_and_can_be_switched_off() -> None:
    """Those of events are computed here; those of surveys come from their owner."""
    said = {*(reminder.message for reminder in REMINDERS.values()), "survey.reminder"}
    assert {kind.name for kind in MESSAGES.values() if kind.category is Category.REMINDER} == said
    wishes = {kind.name for kind in MESSAGES.values() if kind.category is Category.WISH}
    assert {kind.name for kind in MESSAGES.values() if kind.category.optional} == said | wishes
