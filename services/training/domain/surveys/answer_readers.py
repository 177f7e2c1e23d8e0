"""How an answer is checked. A reader gets the question and `Raw` answers.

Raw answers are by question key, as JSON: what a form was made into (answer_forms.py), or what a program sends. A reader
returns None where nothing was answered; a problem's field is the question's key.
"""

from collections.abc import Mapping
from typing import Any

from services.training.domain.surveys.numbers import FEWER, LIMITS, TooLong, number_of
from services.training.domain.surveys.questions import (
    Answer,
    BeforeNow,
    Choice,
    Matrix,
    MultipleChoice,
    Number,
    SingleChoice,
    Texts,
)
from shared.fields import Fields
from shared.i18n.mark import mark

OTHER = "other"
"""The key of "other": no choice may have it."""
OTHER_LIMIT = 200
ANSWER = mark("Answer this question")
WRITE = mark("Write an answer")
CHOOSE = mark("Choose one of the answers")
NUMBER = mark("Write a number, like 12")
WHOLE = mark("Write a whole number in digits alone, like 1200")
AT_LEAST = mark("Write %(least)s or more")
AT_MOST = mark("Write %(most)s or less")
BETWEEN = mark("Write a number from %(least)s to %(most)s")
TOO_MANY = mark("Choose %(most)d at most; you chose %(count)d")
ALONE = mark("“%(answer)s” goes with no other answer: take away its tick, or the others")
BOTH = mark("Answer both: for before and for now")
EACH_ROW = mark("Choose an answer for: %(row)s")


class Raw(Fields):
    """Raw answers, and the problems found in them. `language` is for words in problems."""

    def __init__(self, body: Mapping[str, object], longest: Mapping[str, int], language: str) -> None:
        super().__init__(body, longest)
        self.language = language


def said(texts: Texts, language: str) -> str:
    """In this language, else in the first there is; "" where there is none."""
    return texts.get(language) or next((words for words in texts.values() if words), "")


def _whole(value: object, lowest: int, highest: int) -> int | None:
    """A point of a scale."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 5:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest else None


def read_scale(item: Any, raw: Raw) -> Answer | None:
    """An int from `lowest` to `highest`; 0 to 10 where the question has no ends of its own."""
    value = raw.given(item.key)
    point = _whole(value, getattr(item, "lowest", 0), getattr(item, "highest", 10))
    if value is not None and point is None:
        raw.bad(item.key, CHOOSE)
    return point


def read_pair(item: BeforeNow, raw: Raw) -> Answer | None:
    """Both, or neither."""
    value = raw.given(item.key)
    if value is None:
        return None
    points = (
        {part: _whole(value.get(part), item.lowest, item.highest) for part in ("before", "now")}
        if isinstance(value, dict)
        else {}
    )
    if not points or None in points.values():
        raw.bad(item.key, BOTH)
        return None
    return dict(points)


def read_matrix(item: Matrix, raw: Raw) -> Answer | None:
    """Rows that were left out are not in it; a required matrix wants all."""
    value = raw.given(item.key)
    if value is not None and not isinstance(value, dict):
        raw.bad(item.key, CHOOSE)
        return None
    given, columns = value or {}, [column.key for column in item.columns]
    allowed = columns if item.required else [*columns, None]
    bad = [row for row in item.rows if given.get(row.key) not in allowed]
    if bad:
        raw.bad(item.key, EACH_ROW, row="; ".join(said(row.text, raw.language) for row in bad))
        return None
    return {row.key: given[row.key] for row in item.rows if given.get(row.key) is not None} or None


def _other(item: SingleChoice | MultipleChoice, value: object, raw: Raw) -> str:
    words = Fields({item.key: value}, {item.key: OTHER_LIMIT})
    text = words.text(item.key)
    raw.problems += words.problems
    return text


def _keys(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.key for choice in choices]


def read_choice(item: Any, raw: Raw) -> Answer | None:
    """A key of `choices`, or {"other": words}."""
    value = raw.given(item.key)
    if getattr(item, "other", False) and isinstance(value, dict) and set(value) == {OTHER}:
        return {OTHER: _other(item, value[OTHER], raw)}
    if getattr(item, "other", False) and value == OTHER:
        return {OTHER: ""}
    if value is not None and (not isinstance(value, str) or value not in _keys(item.choices)):
        raw.bad(item.key, CHOOSE)
        return None
    return value


def read_multiple(item: MultipleChoice, raw: Raw) -> Answer | None:
    """{"keys": in the order of the question, "other": words}; "other" is among the keys where it was chosen."""
    value = raw.given(item.key)
    if value is None:
        return None
    keys = value.get("keys", []) if isinstance(value, dict) else value
    known = [*_keys(item.choices), *([OTHER] if item.other else [])]
    if not isinstance(keys, list) or not all(isinstance(key, str) and key in known for key in keys):
        raw.bad(item.key, CHOOSE)
        return None
    text = _other(item, value.get(OTHER), raw) if isinstance(value, dict) and item.other else ""
    chosen = [key for key in known if key in keys or (key == OTHER and text)]
    if item.alone in chosen and len(chosen) > 1:
        words = next(said(choice.text, raw.language) for choice in item.choices if choice.key == item.alone)
        raw.bad(item.key, ALONE, answer=words)
        return None
    if item.at_most and len(chosen) > item.at_most:
        raw.bad(item.key, TOO_MANY, most=item.at_most, count=len(chosen))
    return {"keys": chosen, OTHER: text} if chosen else None


def read_yes_no(item: Any, raw: Raw) -> Answer | None:
    """A bool."""
    value = raw.given(item.key)
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raw.bad(item.key, CHOOSE)
        return None
    return value == "yes"


def read_number(item: Number, raw: Raw) -> Answer | None:
    """A comma or a point is before the decimals: in a whole number it would part its thousands, and 1.000 be one."""
    value = raw.given(item.key)
    if value is None:
        return None
    message = WHOLE if item.whole else NUMBER
    try:
        number = number_of(value)
    except TooLong:
        raw.bad(item.key, FEWER, **LIMITS)
        return None
    except ValueError:
        raw.bad(item.key, message)
        return None
    if item.whole and (not number.is_integer() or (isinstance(value, str) and not {".", ","}.isdisjoint(value))):
        raw.bad(item.key, message)
        return None
    least, most = item.least, item.most
    if (least is not None and number < least) or (most is not None and number > most):
        message = BETWEEN if least is not None and most is not None else AT_MOST if least is None else AT_LEAST
        ends = {"least": least, "most": most}
        raw.bad(item.key, message, **{name: float(end) for name, end in ends.items() if end is not None})
        return None
    return int(number) if item.whole else number


def read_line(item: Any, raw: Raw) -> Answer | None:
    """One line."""
    return raw.text(item.key) or None


def read_lines(item: Any, raw: Raw) -> Answer | None:
    """Several lines, without empty ones."""
    return "\n".join(raw.lines(item.key)) or None
