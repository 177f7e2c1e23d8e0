"""Reading one table of the file: each fault is noted with its line, none stops the rest."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from shared.programme.faults import Fault
from shared.programme.positions import Path, Positions
from shared.programme.wording import meant, prose_fault, shown, sort_of, text_fault
from shared.prose import tidy

Choice = TypeVar("Choice", bound=StrEnum)

SHORT = 200
LONG = 2_000
MOST = 100


class Table:
    """A table as it stands in the file. What is wrong reads as its empty value, and is noted in `faults`."""

    def __init__(self, values: dict[str, Any], path: Path, positions: Positions, faults: list[Fault]) -> None:
        self._values = values
        self._path = path
        self._positions = positions
        self._faults = faults
        self._asked: list[str] = []

    def has(self, key: str) -> bool:
        return key in self._values

    def line(self, key: str) -> int:
        return self._positions.line((*self._path, key))

    def fault(self, key: str, reason: str) -> None:
        """Note a fault at the line of `key`, or of the table where the key is missing."""
        self._faults.append(Fault(self.line(key), self._name(key), reason))

    def missing(self, key: str, example: str) -> None:
        self.fault(key, f"is missing; write for example {example}")

    def text(self, key: str, *, longest: int = SHORT, needed: str = "") -> str:
        """A text of one line. `needed` is an example: with it, the key may not be left out."""
        value = self._get(key)
        if value is None:
            if needed:
                self.missing(key, needed)
            return ""
        reason = text_fault(value, longest)
        if reason:
            self.fault(key, reason)
            return ""
        return str(value)

    def prose(self, key: str, *, longest: int) -> str:
        """A text of several paragraphs (shared/prose.py)."""
        value = self._get(key)
        reason = prose_fault(value, longest) if value is not None else None
        if reason:
            self.fault(key, reason)
        return "" if reason or value is None else tidy(value)

    def texts(self, key: str, *, longest: int = SHORT) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for index, value in enumerate(self._list(key, 'a list of texts, like ["members", "partners"]')):
            reason = text_fault(value, longest)
            if reason:
                self._element_fault(key, index, reason)
            else:
                found.append(str(value))
        return tuple(found)

    def flag(self, key: str) -> bool:
        value = self._get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(key, f"is true or false, without quotes, not {sort_of(value)}")
        return False

    def number(self, key: str, low: int, high: int, *, needed: str = "") -> int | None:
        """A whole number from `low` to `high`; None where it is left out or wrong."""
        value = self._get(key)
        if value is None:
            if needed:
                self.missing(key, needed)
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, f"is a whole number, not {sort_of(value)}")
            return None
        if not low <= value <= high:
            self.fault(key, f"is {shown(value)}; it goes from {low} to {high}")
            return None
        return value

    def choice(self, key: str, choices: type[Choice], *, needed: str = "") -> Choice | None:
        """One of the words of `choices`."""
        value = self.text(key, needed=needed)
        if not value:
            return None
        words = [choice.value for choice in choices]
        if value not in words:
            self.unknown(key, value, f"a known {key}", words)
            return None
        return choices(value)

    def unknown(self, key: str, word: str, what: str, known: Collection[str]) -> None:
        """Note that `word` is not `what`, with the word that was probably meant."""
        self.fault(key, f'"{word}" is not {what}{meant(word, known)}')

    def moment(self, key: str, *, needed: str = "") -> datetime | None:
        """A date with an hour, with or without an offset."""
        value = self._get(key)
        if value is None:
            if needed:
                self.missing(key, needed)
            return None
        if not isinstance(value, datetime):
            self.fault(key, f"is a date with an hour, like 2027-05-26T15:00:00, not {sort_of(value)}")
            return None
        return value

    def day(self, key: str, *, needed: str) -> date | None:
        value = self._get(key)
        if value is None:
            self.missing(key, needed)
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.fault(key, f"is a date without an hour, like 2027-05-26, not {sort_of(value)}")
            return None
        return value

    def hour(self, key: str) -> time | None:
        """A wall clock without a date, to the minute."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, time):
            self.fault(key, f"is an hour without quotes, like 09:30:00, not {sort_of(value)}")
            return None
        return value.replace(second=0, microsecond=0)

    def table(self, key: str) -> "Table | None":
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, f"is a table, not {sort_of(value)}")
            return None
        return Table(value, (*self._path, key), self._positions, self._faults)

    def tables(self, key: str, most: int = MOST) -> list["Table"]:
        """An array of tables: [[events]], or inline ones in brackets."""
        found = []
        for index, value in enumerate(self._list(key, "a list of tables", most)):
            if isinstance(value, dict):
                found.append(Table(value, (*self._path, key, index), self._positions, self._faults))
            else:
                self._element_fault(key, index, f"is a table, not {sort_of(value)}")
        return found

    def close(self, name: str, say: Callable[[str], str | None] = lambda _key: None) -> None:
        """Refuse every key that nobody asked for. `say` may know a better reason for some."""
        for key in self._values:
            if key not in self._asked:
                self.fault(key, say(key) or f"is not a key of {name}{meant(key, self._asked)}")

    def _get(self, key: str) -> Any:
        if key not in self._asked:
            self._asked.append(key)
        return self._values.get(key)

    def _list(self, key: str, form: str, most: int = MOST) -> list[Any]:
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, f"is {form}, not {sort_of(value)}")
            return []
        if len(value) > most:
            self.fault(key, f"has {len(value)} entries; at most {most} are kept")
            return []
        return value

    def _element_fault(self, key: str, index: int, reason: str) -> None:
        line = self._positions.line((*self._path, key, index))
        self._faults.append(Fault(line, self._name(key), reason))

    def _name(self, key: str) -> str:
        return ".".join(part for part in (*self._path, key) if isinstance(part, str))
