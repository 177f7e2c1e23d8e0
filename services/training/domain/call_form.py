"""The form of a call for nominations. Lists are written one a line, parts of a line between bars:

questions: key | question | text, long, choice or yes_no | required (or nothing) | answers of a choice, with semicolons
criteria: key | what is scored | weight | scale
quotas: region, city or gender | value, or * for every one | at least | at most (or nothing)
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from services.training.domain.call import (
    CallFields,
    Criterion,
    Question,
    QuestionKind,
    Quota,
    QuotaBy,
)  # fmt: skip
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.when import clock_shows

T = TypeVar("T")
LONGEST = {"text": 4000, "questions": 6000, "criteria": 2000, "quotas": 2000}
MOST_LINES = 20
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_UNKNOWN = datetime(1970, 1, 1)  # noqa: DTZ001  # a wall clock has no zone; never leaves this module

LATER = mark("It closes before it opens: write a later day or hour")
SKIPPED = mark("Clocks are moved forward that night, and this hour does not exist: write another one")
QUESTION = mark(
    "Line %(line)d: write a question as: key | question | text, long, choice or yes_no | required | answers of a "
    "choice, with semicolons"
)
CRITERION = mark("Line %(line)d: write a criterion as: key | what is scored | weight, like 2 | scale, like 5")
QUOTA = mark("Line %(line)d: write a quota as: region, city or gender | value or * | at least | at most")
MANY = mark("Write at most %(most)d lines")
TWICE = mark("Line %(line)d: the key %(key)s stands twice")


def read_call(body: Mapping[str, object], timezone: str) -> CallFields:
    """Wall clocks are of `timezone`, the host's. Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    opens, closes = _moment(form, "opens", timezone), _moment(form, "closes", timezone)
    if _UNKNOWN not in (opens, closes) and closes <= opens:
        form.bad("closes_day", LATER)
    fields = CallFields(
        opens=opens,
        closes=closes,
        timezone=timezone,
        text="\n".join(form.lines("text")),
        questions=_list(form, "questions", QUESTION, _question, lambda each: each.key),
        criteria=_list(form, "criteria", CRITERION, _criterion, lambda each: each.key),
        quotas=_list(form, "quotas", QUOTA, _quota, lambda each: f"{each.by} {each.value}"),
        per_organisation=form.number("per_organisation", 0, 100, 0),
        accept_days=form.number("accept_days", 1, 60, 7),
    )
    form.check()
    return fields


def body_of(fields: CallFields) -> dict[str, str]:
    """The form filled in: what `read_call` reads back to the same."""
    return {
        "opens_day": fields.opens.date().isoformat(),
        "opens_hour": f"{fields.opens:%H:%M}",
        "closes_day": fields.closes.date().isoformat(),
        "closes_hour": f"{fields.closes:%H:%M}",
        "text": fields.text,
        "questions": "\n".join(_question_line(each) for each in fields.questions),
        "criteria": "\n".join(f"{each.key} | {each.label} | {each.weight} | {each.scale}" for each in fields.criteria),
        "quotas": "\n".join(_quota_line(each) for each in fields.quotas),
        "per_organisation": str(fields.per_organisation or ""),
        "accept_days": str(fields.accept_days),
    }


def _moment(form: Fields, name: str, timezone: str) -> datetime:
    day: date | None = form.day(f"{name}_day", needed=True)
    hour: time | None = form.hour(f"{name}_hour", needed=True)
    if day is None or hour is None:
        return _UNKNOWN
    wall = datetime.combine(day, hour)
    if not clock_shows(wall, timezone):
        form.bad(f"{name}_hour", SKIPPED)
    return wall


def _list(
    form: Fields, field: str, message: str, read: Callable[[list[str]], T | None], key_of: Callable[[T], str]
) -> tuple[T, ...]:
    found: dict[str, T] = {}
    lines = form.lines(field)
    if len(lines) > MOST_LINES:
        form.bad(field, MANY, most=MOST_LINES)
        return ()
    for number, line in enumerate(lines, 1):
        each = read([part.strip() for part in line.split("|")])
        if each is None:
            form.bad(field, message, line=number)
            return ()
        if key_of(each) in found:
            form.bad(field, TWICE, line=number, key=key_of(each))
            return ()
        found[key_of(each)] = each
    return tuple(found.values())


def _question(parts: list[str]) -> Question | None:
    key, label, kind, required, choices = [*parts, "", ""][:5] if 3 <= len(parts) <= 5 else [""] * 5
    if not _KEY.fullmatch(key) or not label or kind not in set(QuestionKind) or required not in ("", "required"):
        return None
    offered = tuple(dict.fromkeys(part.strip() for part in choices.split(";") if part.strip()))
    if (kind == QuestionKind.CHOICE) != (len(offered) >= 2):
        return None
    return Question(key, label, QuestionKind(kind), required == "required", offered)


def _criterion(parts: list[str]) -> Criterion | None:
    if len(parts) != 4 or not _KEY.fullmatch(parts[0]) or not parts[1]:
        return None
    weight, scale = _number(parts[2], 1, 100), _number(parts[3], 2, 100)
    return Criterion(parts[0], parts[1], weight, scale) if weight is not None and scale is not None else None


def _quota(parts: list[str]) -> Quota | None:
    by, value, least, most = [*parts, ""][:4] if 3 <= len(parts) <= 4 else [""] * 4
    if by not in set(QuotaBy) or not value:
        return None
    at_least, at_most = _number(least or "0", 0, 1000), _number(most or "1000", 0, 1000)
    if at_least is None or at_most is None or at_least > at_most:
        return None
    return Quota(QuotaBy(by), value, at_least, at_most if most else None)


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and least <= int(text) <= most else None


def _question_line(each: Question) -> str:
    parts = [each.key, each.label, each.kind.value, "required" if each.required else "", "; ".join(each.choices)]
    return " | ".join(parts).rstrip(" |")


def _quota_line(each: Quota) -> str:
    most = "" if each.at_most is None else str(each.at_most)
    return f"{each.by.value} | {each.value} | {each.at_least} | {most}".rstrip(" |")
