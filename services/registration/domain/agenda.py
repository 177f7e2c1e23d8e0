"""What the times of an event's sessions mean together: which overlap, and which do not fit the event as it is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from shared.programme.entries import EventFields, SessionEntry
from shared.programme.session_time import day_of, skipped, span_of, when_of
from shared.when import Precision

S = TypeVar("S", bound=SessionEntry)


class Trouble(StrEnum):
    """Why the time of a session cannot be meant: shown at the desk, and nothing is lost."""

    DAY = "day"
    SKIPPED = "skipped"
    HOURS = "hours"


def clashes(sessions: Sequence[S]) -> list[tuple[S, S]]:
    """Those that nobody can attend both, each with the other. Back to back is no clash; of one without an end only its
    beginning counts.
    """
    timed = [(one, span) for one in sessions if (span := span_of(one)) is not None]
    return [
        (one, other)
        for (one, (start, end)), (other, (starts, ends)) in combinations(timed, 2)
        if start == starts or (start < ends and starts < end)
    ]


def troubles(sessions: Iterable[S], event: EventFields) -> list[tuple[S, Trouble]]:
    """Those whose day, hour or place in the hours of the event is none as its date stands."""
    return [(one, found) for one in sessions if (found := _trouble(one, event)) is not None]


def _trouble(session: SessionEntry, event: EventFields) -> Trouble | None:
    if session.day is None or not event.when.is_fixed:
        return None
    if day_of(session, event) is None:
        return Trouble.DAY
    if skipped(session, event):
        return Trouble.SKIPPED
    return Trouble.HOURS if _is_outside(session, event) else None


def _is_outside(session: SessionEntry, event: EventFields) -> bool:
    """Of an event that has hours itself."""
    when, own = event.when, when_of(session, event)
    if when.precision is not Precision.TIME or own is None or own.start is None or when.start is None:
        return False
    return own.start < when.start or (when.end is not None and (own.end or own.start) > when.end)
