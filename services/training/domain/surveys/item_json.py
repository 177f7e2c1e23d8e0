"""Questions as programs send them: each by its `type`, held to what the form allows."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.training.domain.surveys.item_form import body_of, read_item
from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey_form import CODES, UNITS
from services.training.domain.surveys.types import type_of
from shared.errors import Invalid, Problem, gathered
from shared.i18n.mark import mark

MOST = 200
NO_LIST = mark("Send the questions as a list of %(most)d at most")
NOT_ONE = mark("This is no question as we know it: %(detail)s")
SCHEDULE = mark("Send the schedule with anchor, opens_after, open_for and reminders, in whole minutes")
NO_TEXTS = mark('Send the words by language, like {"en": "…"}')
NO_FIRST = mark("Choose one of the languages of the survey")


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


def settings_of(body: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """The fields of the settings' form that are among these; null is none. `languages` are those that stand.

    Raises Invalid with every problem that the form cannot have.
    """
    given = {name: value for name, value in body.items() if value is not None}
    found: dict[str, Any] = {name: given[name] for name in ("languages", "first", "anonymous", "live") if name in given}
    problems: list[Problem] = []
    chosen = given.get("languages", languages)
    if "first" in given and isinstance(chosen, Sequence) and given["first"] not in chosen:
        problems.append(Problem("first", NO_FIRST))
    if "minimum" in given:
        found["minimum"] = str(given["minimum"])
    for name in ("title", "intro"):
        if name not in given:
            continue
        if isinstance(given[name], dict):
            found |= {f"{name}.{code}": given[name].get(code, "") for code in {*CODES, *given[name]}}
        else:
            problems.append(Problem(name, NO_TEXTS))
    if "schedule" in given:
        with gathered(problems):
            found |= _schedule(given["schedule"])
    if problems:
        raise Invalid(problems)
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
