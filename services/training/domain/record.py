"""The record of attendance: whole minutes, each beside what it is counted of. Nothing is rounded."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec

from services.training.domain.attendance import NOTHING, UNMARKED, Place, Standing, State, minutes_present
from services.training.domain.rules import Rules

K = TypeVar("K", bound=Hashable)


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A session as the record sees it. `day` is the date on the wall at the venue; `groups` empty: for everybody.

    A free session is planned for nobody; a cancelled one is neither planned nor held.
    """

    id: UUID
    title: str = ""
    day: date
    starts_at: datetime
    ends_at: datetime
    mandatory: bool = False
    free: bool = False
    cancelled: bool = False
    groups: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    def is_for(self, group_key: str | None) -> bool:
        """Planned for somebody of this group; who is in none has what is for everybody."""
        return not (self.free or self.cancelled) and (not self.groups or group_key in self.groups)


class Attendee(msgspec.Struct, frozen=True):
    """A person and the group they are in, None where the cohort is not parted."""

    id: UUID
    group_key: str | None = None


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Minutes. held = attended + excused + missed + unmarked, and held is a part of planned.

    `missed` is absence, coming late and leaving early. `unmarked` is held but nobody marked it, or two marks differ:
    it is never taken for absence. `ahead_lost` of what is still to come is known to be missed; `ahead_excused` excused.
    """

    planned: int = 0
    held: int = 0
    attended: int = 0
    excused: int = 0
    missed: int = 0
    unmarked: int = 0
    ahead_lost: int = 0
    ahead_excused: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


class Cell(msgspec.Struct, frozen=True):
    """One person in one session planned for them."""

    attendee: UUID
    lesson: Lesson
    standing: Standing
    totals: Totals


class Outlook(StrEnum):
    """Where somebody stands towards the threshold and the mandatory sessions."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    OUT_OF_REACH = "out_of_reach"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One person's record. `needed` are the minutes the rule asks for, `counted` those that count so far.

    `spare` is how many more may be missed, negative when it can no longer be reached; `missed_mandatory` are those
    sessions that were missed whole.
    """

    attendee: UUID
    totals: Totals
    counted: int
    needed: int
    spare: int
    missed_mandatory: tuple[Lesson, ...]
    outlook: Outlook


def cells(
    attendees: Iterable[Attendee], lessons: Sequence[Lesson], marks: Mapping[Place, Standing], now: datetime
) -> list[Cell]:
    """Every session that is planned for every person. A session is held once it has ended."""
    found = []
    for attendee in attendees:
        for lesson in lessons:
            if lesson.is_for(attendee.group_key):
                stands = marks.get((lesson.id, attendee.id), UNMARKED)
                found.append(Cell(attendee.id, lesson, stands, _totals(lesson, stands, now)))
    return found


def _totals(lesson: Lesson, stands: Standing, now: datetime) -> Totals:
    length, says = lesson.minutes, stands.says
    here = minutes_present(says, length)
    if now < lesson.ends_at:
        if says.state is State.EXCUSED:
            return Totals(planned=length, ahead_excused=length)
        return Totals(planned=length, ahead_lost=0 if says == NOTHING else length - here)
    if says.state is State.EXCUSED:
        return Totals(planned=length, held=length, excused=length)
    if says == NOTHING:
        return Totals(planned=length, held=length, unmarked=length)
    return Totals(planned=length, held=length, attended=here, missed=length - here)


def totals(found: Iterable[Cell]) -> Totals:
    """The sum."""
    return sum((cell.totals for cell in found), Totals())


def by(found: Iterable[Cell], key: Callable[[Cell], K]) -> dict[K, Totals]:
    """Sums by person, session, day or week, in the order in which they first appear."""
    sums: dict[K, Totals] = {}
    for cell in found:
        name = key(cell)
        sums[name] = sums.get(name, Totals()) + cell.totals
    return sums


def week_of(day: date, first: date) -> int:
    """The week of the cohort, from 1: weeks begin on Monday."""
    monday = first - timedelta(days=first.weekday())
    return (day - monday).days // 7 + 1


def line(attendee: UUID, own: Sequence[Cell], rule: Rules) -> Line:
    """One person's record, from the cells that are theirs.

    Minutes that nobody marked can still turn out as attended, so they make nothing unreachable. At risk is who has used
    half of what may be missed, or for whom one more of the longest sessions ahead would be too much.
    """
    total = totals(own)
    needed = -(-total.planned * rule.threshold // 100)
    counted = total.attended + (total.excused if rule.excused_counts else 0)
    lost = total.missed + total.ahead_lost
    if not rule.excused_counts:
        lost += total.excused + total.ahead_excused
    allowed = total.planned - needed
    missed = tuple(cell.lesson for cell in own if cell.lesson.mandatory and _whole(cell, rule))
    return Line(
        attendee=attendee,
        totals=total,
        counted=counted,
        needed=needed,
        spare=allowed - lost,
        missed_mandatory=missed,
        outlook=_outlook(own, counted=counted, needed=needed, lost=lost, allowed=allowed, missed=bool(missed)),
    )


def _outlook(own: Sequence[Cell], *, counted: int, needed: int, lost: int, allowed: int, missed: bool) -> Outlook:
    if missed or lost > allowed:
        return Outlook.OUT_OF_REACH
    still_mandatory = any(cell.lesson.mandatory and cell.standing.says == NOTHING for cell in own)
    if counted >= needed and not still_mandatory:
        return Outlook.REACHED
    ahead = [cell.lesson.minutes for cell in own if not cell.totals.held and cell.standing.says == NOTHING]
    if lost and (2 * lost >= allowed or lost + max(ahead, default=0) > allowed):
        return Outlook.AT_RISK
    return Outlook.ON_COURSE


def costs_completion(rule: Rules, *, mandatory: bool) -> bool:
    """Whether to be excused from such a session makes it impossible to complete the course."""
    return mandatory and not rule.excused_counts


def _whole(cell: Cell, rule: Rules) -> bool:
    """Nothing of this session counts, and that is known."""
    says = cell.standing.says
    if says == NOTHING:
        return False
    if says.state is State.EXCUSED:
        return not rule.excused_counts
    return minutes_present(says, cell.lesson.minutes) == 0
