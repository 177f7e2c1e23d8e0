"""The form of one session of an event: read loosely, every problem at once, the same words for page and API."""

from collections.abc import Collection, Mapping
from typing import Any

from shared.errors import Problem
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.programme.entries import SessionEntry, Speaker

LONGEST = {"title": 200, "agenda": 5000, "breakouts": 5000}
SPEAKER = {"name": 120, "native_name": 120, "native_name_language": 35, "role": 200, "organisation": 200}
MOST_SPEAKERS = 100

TITLE = mark("Write the title of the session")
NAME = mark("Write the name of this speaker, or empty the row")
NO_LIST = mark("Send the speakers as a list of at most 100, each with a name")
NO_ITEMS = mark("Send the sessions as a list, in their order")


def read_session(body: Mapping[str, object], known: Collection[Speaker] = ()) -> SessionEntry:
    """Fields: title, agenda and breakouts (lists, or texts with a line each), speakers. Unknown keys are left alone.

    Problems of a speaker are named `speakers.0.name` and so on; an empty one counts for nothing. The language of a
    name in its own script is as given, else as it is with the `known` speaker of that name, else by the script.
    Raises Invalid with every problem.
    """
    fields = Fields({name: _lines(body.get(name)) for name in LONGEST} | {"speakers": body.get("speakers")}, LONGEST)
    entry = SessionEntry(
        title=fields.text("title", missing=TITLE),
        agenda=fields.lines("agenda"),
        breakouts=fields.lines("breakouts"),
        speakers=_speakers(fields, known),
    )
    fields.check()
    return entry


def _lines(value: object) -> object:
    """A list of lines as the text of a form."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return value


def _speakers(fields: Fields, known: Collection[Speaker]) -> tuple[Speaker, ...]:
    value = fields.given("speakers") or []
    if not isinstance(value, list) or len(value) > MOST_SPEAKERS or not all(isinstance(one, dict) for one in value):
        fields.bad("speakers", NO_LIST)
        return ()
    languages = {one.native_name: one.native_name_language for one in known}
    found = []
    for number, one in enumerate(value):
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


def read_items(body: Mapping[str, object]) -> list[dict[str, Any]]:
    """The list of a whole programme, its items unread. Raises Invalid where it is none."""
    fields = Fields(body, {})
    value = fields.given("items")
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        fields.bad("items", NO_ITEMS)
    fields.check()
    assert isinstance(value, list)
    return value
