"""Day, hours and room in the form of a session."""

from datetime import date, datetime, time
from typing import Any

import pytest

from services.registration.domain.session_form import read_session, session_body
from shared.errors import Invalid
from shared.programme.entries import EventFields, EventKind, SessionEntry
from shared.when import Precision, When

ONE = EventFields(
    title="Forum",
    kind=EventKind.FORUM,
    when=When(precision=Precision.TIME, start=datetime(2027, 12, 9, 15), end=datetime(2027, 12, 9, 17)),
    timezone="Asia/Seoul",
)
THREE = EventFields(
    title="Assembly",
    kind=EventKind.GENERAL_ASSEMBLY,
    when=When(precision=Precision.DAY, first=date(2027, 3, 26), last=date(2027, 3, 28)),
    timezone="Europe/Madrid",
)


def read(event: EventFields, known: SessionEntry | None = None, **body: Any) -> SessionEntry:
    return read_session({"title": "Talks", **body}, event, known)


def test_as_a_form_and_as_a_program_say_it() -> None:
    found = SessionEntry(title="Talks", day=2, begins=time(9, 30), ends=time(10, 30), room="Room 3")
    assert read(THREE, day="2", begins="09:30", ends="10:30", room=" Room  3 ") == found
    assert read(THREE, day=2, begins="9:30", ends="10:30", room="Room 3") == found
    assert read_session(session_body(found), THREE) == found
    assert read(THREE, day=None, begins=None, ends="", room="") == SessionEntry(title="Talks")
    said = {"day": 1, "begins": None, "ends": None, "room": ""}
    assert session_body(read(THREE, day=1)) == {"title": "Talks", "agenda": [], "breakouts": [], "speakers": []} | said


def test_midnight_is_an_hour() -> None:
    found = SessionEntry(title="Talks", day=1, begins=time(0), ends=time(1))
    assert read(ONE, begins="00:00", ends="01:00") == found
    assert session_body(found)["begins"] == "00:00"


def test_the_one_day_of_an_event_need_not_be_named() -> None:
    assert read(ONE, begins="15:00").day == 1
    assert read(ONE).day is None


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"begins": "09:30"}, ["day"]),
        ({"day": 1, "ends": "09:30"}, ["begins"]),
        ({"day": 4}, ["day"]),
        ({"day": 0}, ["day"]),
        ({"day": [1]}, ["day"]),
        ({"day": True}, ["day"]),
        ({"day": 1, "begins": "9 o'clock", "ends": 17.5}, ["begins", "ends"]),
        ({"day": 1, "begins": "09:30", "ends": "09:30"}, ["ends"]),
        ({"day": 1, "begins": "10:30", "ends": "09:30"}, ["ends"]),
        ({"day": 3, "begins": "02:30", "ends": "04:00"}, ["begins"]),
        ({"room": "x" * 121}, ["room"]),
    ],
)
def test_what_cannot_be_is_named(body: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        read(THREE, **body)
    assert [problem.field for problem in caught.value.problems] == fields


def test_a_time_that_stands_may_be_said_again_whatever_became_of_the_event() -> None:
    """The event was shortened, or moved to a night on which clocks skip the hour."""
    for known in (
        SessionEntry(title="Talks", day=5, begins=time(9)),
        SessionEntry(title="Talks", day=3, begins=time(2, 30)),
    ):
        assert read_session(session_body(known), THREE, known) == known
