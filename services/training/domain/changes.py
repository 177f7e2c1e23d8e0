"""What people are told when a timetable changes: for each person what became of their own sessions."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.session import Session
from shared.contracts.notify import SessionChange, SessionState
from shared.when import Precision, When


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A session as people know it, kept from its first change until they are told of it."""

    title: str
    starts: datetime
    ends: datetime
    timezone: str
    place: str
    groups: tuple[str, ...]
    trainer_ids: tuple[UUID, ...]
    cancelled: bool


class Changed(msgspec.Struct, frozen=True):
    """A session and what people know of it; `told` None: it is new."""

    session: Session
    told: Told | None


Theirs = Callable[[Told], bool]


def told_of(session: Session) -> Told:
    """The session as whoever looks now knows it."""
    return Told(
        title=session.title,
        starts=session.starts,
        ends=session.ends,
        timezone=session.timezone,
        place=session.place,
        groups=session.groups,
        trainer_ids=session.trainer_ids,
        cancelled=session.cancelled_at is not None,
    )


def worth_telling(before: Session | None, after: Session, now: datetime) -> bool:
    """Whether somebody would be told something else. What lies behind, before and after, is told to nobody."""
    if after.ends_at <= now and (before is None or before.ends_at <= now):
        return False
    return before is None or told_of(before) != told_of(after)


def for_participant(changed: Iterable[Changed], group_key: str | None) -> tuple[SessionChange, ...]:
    """What became of the sessions of somebody in this group, by time."""
    return _changes(changed, lambda told: not told.groups or group_key in told.groups)


def for_trainer(changed: Iterable[Changed], trainer: UUID) -> tuple[SessionChange, ...]:
    """What became of the sessions that somebody teaches, by time."""
    return _changes(changed, lambda told: trainer in told.trainer_ids)


def _changes(changed: Iterable[Changed], is_theirs: Theirs) -> tuple[SessionChange, ...]:
    found = []
    for each in changed:
        before = _state(each.told, is_theirs) if each.told else None
        after = _state(told_of(each.session), is_theirs)
        if before != after:
            found.append(SessionChange(before=before, after=after))
    return tuple(sorted(found, key=_begins))


def _state(told: Told, is_theirs: Theirs) -> SessionState | None:
    if told.cancelled or not is_theirs(told):
        return None
    when = When(precision=Precision.TIME, start=told.starts, end=told.ends)
    return SessionState(title=told.title, when=when, timezone=told.timezone, place=told.place)


def _begins(change: SessionChange) -> tuple[datetime, str]:
    state = change.after or change.before
    assert state is not None
    assert state.when is not None
    assert state.when.start is not None
    return state.when.start, state.title
