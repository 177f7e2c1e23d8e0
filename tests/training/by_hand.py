"""Attendance reckoned as with paper and pencil, for tests to compare the record with: nothing here is the system's."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Sums = tuple[int, int, int, int, int, int]
"""Planned, held, attended, excused, missed, not marked: minutes."""

NOTHING: Sums = (0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Lesson:
    """A session that is planned for everybody, or for one group alone."""

    title: str
    day: date
    week: int
    minutes: int
    group: str = ""


@dataclass(frozen=True)
class Line:
    """One person in one session that was held."""

    person: int
    lesson: Lesson
    sums: Sums


def reckon(
    lessons: Iterable[Lesson], people: Mapping[int, str], said: Mapping[tuple[str, int], str], usual: str = "present"
) -> list[Line]:
    """`people` by their number, each with the group; `said` by title and number what was finally true of somebody.

    That is "present", "late 20", "left 30", "late 20 left 10", "excused", "absent", or "?" where nobody knows.
    """
    return [
        Line(number, lesson, _minutes(lesson.minutes, said.get((lesson.title, number), usual)))
        for number, group in people.items()
        for lesson in lessons
        if lesson.group in ("", group)
    ]


def _minutes(length: int, said: str) -> Sums:
    if said == "?":
        return (length, length, 0, 0, 0, length)
    if said == "excused":
        return (length, length, 0, length, 0, 0)
    words = said.split()
    away = length if said == "absent" else sum(int(word) for word in words if word.isdecimal())
    return (length, length, length - away, 0, away, 0)


def add(lines: Iterable[Line], key: Callable[[Line], K]) -> dict[K, Sums]:
    """Columns added up, by person, week, day or session."""
    found: dict[K, Sums] = {}
    for line in lines:
        before = found.get(key(line), NOTHING)
        planned, held, attended, excused, missed, unmarked = (
            old + new for old, new in zip(before, line.sums, strict=True)
        )
        found[key(line)] = (planned, held, attended, excused, missed, unmarked)
    return found


def share(part: int, whole: int, threshold: int) -> str:
    """In percent with one digit, as English writes it: to the nearer tenth, but never up to 100 or to the threshold."""
    tenths = part * 1000 // whole
    if part * 1000 - tenths * whole >= tenths * whole + whole - part * 1000:
        tenths += 1
    if (tenths == 1000 and part < whole) or (tenths == threshold * 10 and part * 100 < whole * threshold):
        tenths -= 1
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def needed(planned: int, threshold: int) -> int:
    """The fewest whole minutes that are at least so many percent."""
    minutes = 0
    while minutes * 100 < planned * threshold:
        minutes += 1
    return minutes


def row(sums: Sums, threshold: int, *, excused_counts: bool = False) -> list[str]:
    """What the file of the record says of somebody after the course: the columns from planned to what is spare."""
    planned, held, attended, excused, missed, _ = sums
    asked = needed(planned, threshold)
    counted = attended + (excused if excused_counts else 0)
    spare = planned - asked - missed - (0 if excused_counts else excused)
    shares = [share(attended, held, threshold), share(attended, planned, threshold)]
    return [*(str(each) for each in sums), *shares, str(asked), str(counted), str(spare)]
