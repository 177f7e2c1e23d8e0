"""The form of one session of an event: read loosely, every problem at once, the same words for page and API.

The day and the hours of a session stand in the event's zone; session_time.py says how.
"""

from collections.abc import Collection, Mapping
from datetime import time
from typing import Any

import msgspec

from shared.date_form import SKIPPED
from shared.errors import Problem
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.programme.entries import EventFields, SessionEntry, Speaker
from shared.programme.session_time import LONGEST_NIGHT, MOST_DAYS, as_written, days_of, is_too_long, skipped

LONGEST = {"title": 200, "agenda": 5000, "breakouts": 5000, "room": 120}
_LISTS = ("agenda", "breakouts")
SPEAKER = {"name": 120, "native_name": 120, "native_name_language": 35, "role": 200, "organisation": 200}
MOST_SPEAKERS = 100

Time = tuple[int | None, time | None, time | None]

TITLE = mark("Write the title of the session")
NAME = mark("Write the name of this speaker, or empty the row")
NO_LIST = mark("Send the speakers as a list of at most 100, each with a name")
DAY = mark("Choose the day too, or leave the hours empty")
BEGINS = mark("Write when it begins too, or leave the end empty")
SAME = mark("The end is the beginning: write another hour, or leave the end empty")
LONG_NIGHT = mark("The end comes before the beginning. Past midnight a session may last up to %(hours)d hours.")
NO_ITEMS = mark("Send the sessions as a list, in their order")
NO_ITEM = mark("Send this one as an object with its fields")


def read_session(body: Mapping[str, object], event: EventFields, known: SessionEntry | None = None) -> SessionEntry:
    """Fields: title, agenda and breakouts (lists, or texts with a line each), speakers, day (from 1), begins and ends
    (HH:MM), room. Unknown keys are left alone.

    Problems of a speaker are named `speakers.0.name` and so on; an empty one counts for nothing. The language of a
    name in its own script is as given, else as it is with the `known` speaker of that name, else by the script. A
    time that is `known` already may be said again, whatever became of the event. Raises Invalid with every problem.
    """
    fields = Fields({**body, **{name: _lines(body.get(name)) for name in _LISTS}}, LONGEST)
    entry = SessionEntry(
        title=fields.text("title", missing=TITLE),
        agenda=fields.lines("agenda"),
        breakouts=fields.lines("breakouts"),
        speakers=_speakers(fields, known.speakers if known else ()),
        room=fields.text("room"),
    )
    day, begins, ends = _time(fields, event, known)
    entry = msgspec.structs.replace(entry, day=day, begins=begins, ends=ends)
    if known is None or _time_of(known) != _time_of(entry):
        for field in skipped(entry, event):
            fields.bad(field, SKIPPED)
    fields.check()
    return entry


def session_body(session: SessionEntry) -> dict[str, Any]:
    """What `read_session` reads back to the same, with what is not known as None."""
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.structs.asdict(session)))
    return {**body, "begins": as_written(session.begins), "ends": as_written(session.ends)}


def _time_of(session: SessionEntry) -> Time:
    return session.day, session.begins, session.ends


def _time(fields: Fields, event: EventFields, known: SessionEntry | None) -> Time:
    """The one day of an event of one day need not be named."""
    length = days_of(event)
    most = max(length or MOST_DAYS, (known.day if known else None) or 0)
    before = len(fields.problems)
    day = fields.number("day", 1, most, 0) or None
    begins, ends = fields.hour("begins"), fields.hour("ends")
    if len(fields.problems) > before:
        return None, None, None
    if begins is not None and day is None:
        if length != 1:
            fields.bad("day", DAY)
        day = 1
    if ends is not None and begins is None:
        fields.bad("begins", BEGINS)
    if begins is not None and ends is not None:
        if begins == ends:
            fields.bad("ends", SAME)
        elif is_too_long(begins, ends):
            fields.bad("ends", LONG_NIGHT, hours=int(LONGEST_NIGHT.total_seconds() // 3600))
    return day, begins, ends


def _lines(value: object) -> object:
    """A list of lines as the text of a form."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return value


def _speakers(fields: Fields, known: Collection[Speaker]) -> tuple[Speaker, ...]:
    value = fields.given("speakers") or []
    if not isinstance(value, list) or len(value) > MOST_SPEAKERS:
        fields.bad("speakers", NO_LIST)
        return ()
    languages = {one.native_name: one.native_name_language for one in known}
    found = []
    for number, one in enumerate(value):
        if not isinstance(one, dict):
            fields.bad(f"speakers.{number}", NO_ITEM)
            continue
        row = _row(one, languages)
        if any(row.given(name) not in (None, "") for name in ("name", "native_name", "role", "organisation")):
            found.append(_speaker(row))
            problems = [Problem(f"speakers.{number}.{bad.field}", bad.message, bad.params) for bad in row.problems]
            fields.problems += problems
    return tuple(found)


def _row(one: dict[str, Any], languages: Mapping[str, str]) -> Fields:
    if one.get("native_name_language") in (None, "") and isinstance(one.get("native_name"), str):
        one = {**one, "native_name_language": languages.get(one["native_name"], "")}
    return Fields(one, SPEAKER)


def _speaker(row: Fields) -> Speaker:
    name, native_name = row.text("name", missing=NAME), row.text("native_name")
    return Speaker(
        name=name,
        native_name=native_name,
        native_name_language=row.name_language(native_name) if native_name else "",
        role=row.text("role"),
        organisation=row.text("organisation"),
    )


def read_items(body: Mapping[str, object]) -> list[object]:
    """The list of a whole programme, its items unread. Raises Invalid where it is none."""
    fields = Fields(body, {})
    value = fields.given("items")
    if not isinstance(value, list):
        fields.bad("items", NO_ITEMS)
    fields.check()
    assert isinstance(value, list)
    return value
