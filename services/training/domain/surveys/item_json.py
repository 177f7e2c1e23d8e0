"""Questions as programs send them: each by its `type`, held to what the form allows."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.training.domain.surveys.item_form import body_of, read_item
from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey_form import UNITS
from services.training.domain.surveys.types import type_of
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

MOST = 200
NO_LIST = mark("Send the questions as a list of %(most)d at most")
NOT_ONE = mark("This is no question as we know it: %(detail)s")
SCHEDULE = mark("Send the schedule with anchor, opens_after, open_for and reminders, in whole minutes")


def read_items(given: object, languages: Sequence[str]) -> tuple[Question, ...]:
    """Problems are named `items.0.text.en` and so on. Raises Invalid with every problem."""
    if not isinstance(given, list) or len(given) > MOST:
        raise Invalid([Problem("items", NO_LIST, {"most": MOST})])
    found: list[Question] = []
    problems: list[Problem] = []
    for place, one in enumerate(given):
        try:
            item = read_question(one, languages, earlier=found)
        except Invalid as error:
            problems += [Problem(f"items.{place}.{bad.field}", bad.message, bad.params) for bad in error.problems]
            continue
        found.append(item)
    if problems:
        raise Invalid(problems)
    return tuple(found)


def read_question(given: object, languages: Sequence[str], *, earlier: Sequence[Question] = ()) -> Question:
    """One question. Without a key it gets one of its words. Raises Invalid."""
    try:
        named = {"key": "", **given} if isinstance(given, dict) else given
        item: Question = msgspec.convert(named, Question, strict=True)
        checked = read_item(type_of(item).tag, body_of(item), languages, before=item, earlier=earlier)
    except msgspec.ValidationError as error:
        raise Invalid([Problem("question", NOT_ONE, {"detail": str(error)})]) from error
    key = item.key or new_key(next(iter(checked.text.values()), ""), {one.key for one in earlier})
    return msgspec.structs.replace(checked, key=key, bank=item.bank)


def settings_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the settings' form that are among these. Raises Invalid where the schedule is none."""
    found = {name: body[name] for name in ("languages", "first", "anonymous") if body.get(name) is not None}
    if body.get("minimum") is not None:
        found["minimum"] = str(body["minimum"])
    for name in ("title", "intro"):
        if isinstance(body.get(name), dict):
            found |= {f"{name}.{code}": words for code, words in body[name].items()}
    schedule = body.get("schedule")
    if schedule is not None:
        found |= _schedule(schedule)
    return found


def _schedule(given: object) -> dict[str, str]:
    names = ("opens_after", "open_for")
    whole = isinstance(given, dict) and all(type(given.get(name)) is int for name in names)
    reminders = given.get("reminders", []) if isinstance(given, dict) else None
    if (
        not whole
        or not isinstance(given, dict)
        or not isinstance(reminders, list)
        or not all(type(one) is int and one % UNITS["days"] == 0 for one in reminders)
    ):
        raise Invalid([Problem("schedule", SCHEDULE)])
    return {
        "anchor": str(given.get("anchor")),
        "opens_number": str(abs(given["opens_after"])),
        "opens_unit": "minutes",
        "opens_side": "before" if given["opens_after"] < 0 else "after",
        "open_number": str(given["open_for"]),
        "open_unit": "minutes",
        "reminders": ", ".join(str(one // UNITS["days"]) for one in reminders),
    }
