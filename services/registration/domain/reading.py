"""A form or JSON body read value by value: loosely, with every problem gathered in the order of the fields."""

import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from services.registration.domain.registration_form import TEXT, TOO_LONG, UNPRINTABLE
from shared.errors import Problem
from shared.i18n.mark import mark
from shared.programme.entries import FIRST_YEAR, LAST_YEAR
from shared.text import unprintable
from shared.when import clock_shows

E = TypeVar("E", bound=StrEnum)

NUMBER = mark("Write a whole number from %(low)d to %(high)d")
MANY = mark("Write at most %(most)d lines; there are %(count)d")
MOMENT = mark("Write day and hour, like 2027-05-26 09:00")
SKIPPED = mark("Clocks are moved forward that night, and this hour does not exist: write another one")
LIST = mark("Send a list of texts")
SWITCH = mark("Send true or false")

_TRUE, _FALSE = (True, "true", "on", "1"), (False, None, "", "false", "off", "0")


class Reading:
    """What is wrong reads as its empty value, and is noted in `problems`."""

    def __init__(self, body: Mapping[str, object]) -> None:
        self._body = body
        self.problems: list[Problem] = []

    def bad(self, field: str, message: str, **params: str | int) -> None:
        self.problems.append(Problem(field, message, params))

    def text(self, field: str, *, longest: int, missing: str = "") -> str:
        """One line: NFC, trimmed, inner blanks joined. With `missing`, an empty one is a problem of those words."""
        value = self._body.get(field)
        if value is not None and not isinstance(value, str):
            self.bad(field, TEXT)
            return ""
        found = self._line(field, value or "", longest)
        if missing and not found and not any(problem.field == field for problem in self.problems):
            self.bad(field, missing)
        return found

    def lines(self, field: str, *, longest: int, most: int) -> tuple[str, ...]:
        """Texts, one a line of a text or one an element of a list; empty ones are left out."""
        value = self._body.get(field) or []
        texts = value.splitlines() if isinstance(value, str) else value
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
            self.bad(field, LIST)
            return ()
        before = len(self.problems)
        found = [self._line(field, text, longest) for text in texts if text.strip()]
        del self.problems[before + 1 :]  # one word a field
        if len(found) > most:
            self.bad(field, MANY, most=most, count=len(found))
        return tuple(found)

    def number(self, field: str, low: int, high: int, *, missing: str = "") -> int | None:
        """None where it is left out."""
        value = self._body.get(field)
        if isinstance(value, str):
            value = value.strip()
        if value in (None, ""):
            if missing:
                self.bad(field, missing)
            return None
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.bad(field, NUMBER, low=low, high=high)
            return None
        return value

    def flag(self, field: str) -> bool:
        value = self._body.get(field)
        if isinstance(value, int | str | None) and value in _TRUE:
            return True
        if not isinstance(value, int | str | None) or value not in _FALSE:
            self.bad(field, SWITCH)
        return False

    def choice(self, field: str, kind: type[E], message: str, *, optional: bool = False) -> E | None:
        value = self._body.get(field)
        if optional and value in (None, ""):
            return None
        if not isinstance(value, str) or value not in {each.value for each in kind}:
            self.bad(field, message)
            return None
        return kind(value)

    def one_of(self, field: str, known: Collection[str], message: str) -> str:
        """Empty where it is left out."""
        value = self._body.get(field)
        if value in (None, ""):
            return ""
        if not isinstance(value, str) or value not in known:
            self.bad(field, message)
            return ""
        return value

    def moment(self, field: str, zone: str) -> datetime | None:
        """An ISO 8601 instant; one without an offset is on the wall clock of `zone`. None where it is left out."""
        value = self._body.get(field)
        if value in (None, ""):
            return None
        try:
            found = datetime.fromisoformat(value.strip()) if isinstance(value, str) and len(value) > 10 else None
        except ValueError:
            found = None
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.bad(field, MOMENT)
            return None
        if found.tzinfo is None:
            if not clock_shows(found, zone):
                self.bad(field, SKIPPED)
                return None
            found = found.replace(tzinfo=ZoneInfo(zone))
        return found.astimezone(ZoneInfo("UTC"))

    def _line(self, field: str, value: str, longest: int) -> str:
        text = unicodedata.normalize("NFC", " ".join(part for part in value.strip().split(" ") if part))
        if what := unprintable(text):
            self.bad(field, UNPRINTABLE, what=what)
        elif len(text) > longest:
            self.bad(field, TOO_LONG, longest=longest, length=len(text))
        return text
