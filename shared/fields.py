"""Reads the fields of a form or JSON body one by one, loosely, and gathers what is wrong in the order of the form."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from shared.errors import Problem
from shared.i18n.languages import LANGUAGES as OURS
from shared.i18n.mark import mark
from shared.places import countries
from shared.scripts import language_of_name
from shared.text_fields import TextFields

E = TypeVar("E", bound=StrEnum)

LANGUAGES = tuple(language.code for language in OURS)

COUNTRY = mark("Choose a country from the list")
NAME_LANGUAGE = mark("Write the language as a tag such as ko, zh-Hans or am")
DAY = mark("Write the day as year, month and day, like 2027-06-23")
HOUR = mark("Write the hour with a colon, like 15:00")
CHOOSE = mark("Choose one of: %(choices)s")
NUMBER = mark("Write a whole number from %(least)d to %(most)d")


def choices_not_understood(query: Mapping[str, str], choices: Mapping[str, Iterable[str]]) -> list[Problem]:
    """A problem for each parameter that is there and none of its choices; for programs, which should hear of a typo."""
    return [
        Problem(name, CHOOSE, {"choices": ", ".join(known)})
        for name, known in choices.items()
        if query.get(name) and query[name] not in set(known)
    ]


class Fields(TextFields):
    """Beside texts: choices, countries, days, hours and numbers."""

    def choice(self, field: str, kind: type[E], message: str, *, optional: bool = False) -> E | None:
        value = self._body.get(field)
        if optional and value in (None, ""):
            return None
        try:
            return kind("" if value is None else value)  # type: ignore[arg-type]  # what is no text is no choice
        except ValueError:
            self.bad(field, message)
            return None

    def one_of(self, field: str, known: Collection[str], message: str, default: str) -> str:
        value = self._body.get(field)
        if value in (None, ""):
            return default
        if not isinstance(value, str) or value not in known:
            self.bad(field, message)
            return default
        return value

    def some_of(self, field: str, known: Collection[str], message: str) -> tuple[str, ...]:
        """Several of these, or none; one alone may stand without a list."""
        value = self._body.get(field) or []
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(one, str) and one in known for one in given):
            self.bad(field, message)
            return ()
        return tuple(dict.fromkeys(given))

    def country(self, field: str = "country", *, optional: bool = False) -> str:
        """ISO 3166-1 alpha-2."""
        value = self._body.get(field)
        code = value.strip().upper() if isinstance(value, str) else ""
        if code not in countries() and not (optional and not code):
            self.bad(field, COUNTRY)
        return code

    def name_language(self, native_name: str) -> str:
        """The field `native_name_language` as given, else by the script of the name, for Han by the country field."""
        before = len(self.problems)
        tag = self.text("native_name_language")
        if len(self.problems) > before:
            return ""
        if tag and not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in tag.split("-")):
            self.bad("native_name_language", NAME_LANGUAGE)
        country = self._body.get("country")
        return tag or language_of_name(native_name, country if isinstance(country, str) else "")

    def day(self, field: str, *, needed: bool = False) -> date | None:
        """ISO 8601."""
        text = self._plain(field)
        if text == "" and not needed:
            return None
        try:
            return date.fromisoformat(text or "")
        except ValueError:
            self.bad(field, DAY)
            return None

    def hour(self, field: str, *, needed: bool = False) -> time | None:
        """HH:MM, of a wall clock."""
        text = self._plain(field)
        if text == "" and not needed:
            return None
        try:
            return datetime.strptime(text or "", "%H:%M").time()  # noqa: DTZ007  # a wall clock has no zone
        except ValueError:
            self.bad(field, HOUR)
            return None

    def number(self, field: str, least: int, most: int, default: int) -> int:
        text = self._plain(field)
        if text == "":
            return default
        if text is None or not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            self.bad(field, NUMBER, least=least, most=most)
            return default
        return int(text)

    def flag(self, field: str) -> bool:
        return self._body.get(field) in (True, "true", "on", "1", "yes")

    def _plain(self, field: str) -> str | None:
        """A text or a whole number as text, "" where nothing was sent; None for anything else."""
        value = self._body.get(field)
        if value is None:
            return ""
        return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else None
