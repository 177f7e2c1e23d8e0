"""Where a timetable asks too much: two sessions at once for one trainer or one group, and days outside the course."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from services.training.domain.session import Kind, Session


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """`first` begins no later than `second`. kind "trainer": `trainer` teaches both; "group": those in `groups` should
    be in both, none named: everyone.
    """

    kind: Literal["trainer", "group"]
    first: UUID
    second: UUID
    trainer: UUID | None = None
    groups: tuple[str, ...] = ()

    def concerns(self, session: UUID) -> bool:
        return session in (self.first, self.second)


def find_clashes(sessions: Iterable[Session]) -> tuple[Clash, ...]:
    """Every clash of those that take place, by time. Free time takes nobody's time; back to back is no clash."""
    going = sorted((s for s in sessions if s.cancelled_at is None), key=lambda s: (s.starts_at, s.id))
    found: list[Clash] = []
    open_: list[Session] = []
    for session in going:
        open_ = [earlier for earlier in open_ if earlier.ends_at > session.starts_at]
        for earlier in open_:
            found += _between(earlier, session)
        open_.append(session)
    return tuple(found)


def clashes_of(session: Session, others: Iterable[Session]) -> tuple[Clash, ...]:
    """Those of one session; in `others` it is left out itself."""
    everything = [session, *(other for other in others if other.id != session.id)]
    return tuple(clash for clash in find_clashes(everything) if clash.concerns(session.id))


def outside(sessions: Sequence[Session], first: date, last: date) -> tuple[Session, ...]:
    """Those that take place on a day that is none of the course, by their own wall clock."""
    return tuple(
        session
        for session in sessions
        if session.cancelled_at is None and not first <= session.starts.date() <= session.ends.date() <= last
    )


def _between(first: Session, second: Session) -> Iterable[Clash]:
    for trainer in sorted(set(first.trainer_ids) & set(second.trainer_ids)):
        yield Clash(kind="trainer", first=first.id, second=second.id, trainer=trainer)
    if Kind.FREE in (first.kind, second.kind):
        return
    if not first.groups or not second.groups:
        yield Clash(kind="group", first=first.id, second=second.id, groups=first.groups or second.groups)
    elif both := tuple(key for key in first.groups if key in second.groups):
        yield Clash(kind="group", first=first.id, second=second.id, groups=both)
