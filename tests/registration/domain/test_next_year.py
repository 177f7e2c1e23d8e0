"""Last year's event as next year's."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.registration.domain.event_date import read_new_date
from services.registration.domain.event_form import body_of, changes, edition, read_details
from services.registration.domain.load import KeptEvent
from services.registration.domain.next_year import next_years, ordinal_in
from shared.ids import uuid7
from shared.programme.entries import EventKind
from shared.when import Precision, When

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def kept(**fields: Any) -> KeptEvent:
    return KeptEvent(
        **{
            "id": uuid7(), "slug": "forum", "revision": 3, "moved_years": 0, "original_when": None, "loaded": None,
            "published": True, "cancelled_at": None, "confirmed_count": 12, "waitlisted_count": 0, "title": "Forum",
            "kind": EventKind.FORUM, "timezone": "Europe/Paris", "join_url": "https://zoom.example/1", "capacity": 40,
            "when": When(precision=Precision.DAY, first=date(2027, 6, 23), last=date(2027, 6, 25)), **fields,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"precision": "day", "first": date(2027, 6, 23), "last": date(2027, 6, 25)}, ("month", 2028, 6, None)),
        ({"precision": "time", "start": datetime(2026, 12, 31, 22)}, ("month", 2027, 12, None)),
        ({"precision": "quarter", "year": 2027, "quarter": 3, "tentative": True}, ("quarter", 2028, None, 3)),
        ({"precision": "year", "year": 2027}, ("year", 2028, None, None)),
        ({"precision": "month", "year": 2021, "month": 2}, ("month", 2028, 2, None)),
        ({"precision": "month", "year": 2021, "month": 3}, ("month", 2027, 3, None)),
    ],
)  # fmt: skip
def test_the_date_is_open_again_in_the_next_year_that_is_not_over(
    when: dict[str, Any], expected: tuple[str, int, int | None, int | None]
) -> None:
    body = next_years(kept(when=When(**when | {"precision": Precision(when["precision"])})), NOW)
    assert tuple(body[name] for name in ("precision", "year", "month", "quarter")) == expected
    new = read_new_date(body)
    assert (new.when.precision.value, new.when.known_year, new.when.tentative) == (*expected[:2], False)


def test_the_window_keeps_its_wall_clock_and_the_link_is_asked_anew() -> None:
    opens = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)  # 3:00 in Paris, where summer time has just begun
    body = next_years(kept(registration_opens=opens), NOW)
    assert (body["registration_opens"], body["join_url"], body["days"]) == ("2028-03-28T03:00", "", 3)
    assert (body["title"], body["capacity"], body["copy_of"]) == ("Forum", 40, "forum")


@pytest.mark.parametrize(("title", "number"), [("5th General Assembly", 5), ("WeGO 2021", None), ("1st, 2nd", 1)])
def test_a_number_in_the_title_is_seen(title: str, number: int | None) -> None:
    assert ordinal_in(title) == number


def test_a_form_that_is_sent_as_it_was_changes_nothing() -> None:
    event = kept(
        audience=("members", "partners"), country="FR", approval=True, days=2,
        registration_opens=datetime(2027, 3, 28, 1, 0, tzinfo=UTC), reminders=("day",),
    )  # fmt: skip
    details = read_details(body_of(event, event.timezone), zone=event.timezone, networks=())
    same = kept(**{name: getattr(details, name) for name in details.__struct_fields__}, id=event.id)
    assert changes(event, same) == ()
    assert edition(event) == edition(same)
    assert edition(event) != edition(kept(id=event.id))
