"""A cohort as attendance sees it: its zone, its rules, its link for trainers, and the session that comes first."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.participant import Participant
from services.training.domain.record import Attendee, Lesson
from services.training.domain.rules import Rules
from services.training.domain.session import Kind, Session

LINK = "trainer"
"""The purpose of the link that a cohort's trainers share."""
OPENS = timedelta(minutes=20)
"""So long before its start a session is the one to mark, and may be checked in to."""


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort. `timezone` is "" while unknown; `trainer_link_version` revokes the link of its trainers."""

    id: UUID
    slug: str
    title: str
    timezone: str
    rules: Rules
    trainer_link_version: int
    timetable_published: bool
    starts_on: date
    over_at: datetime


def lesson(session: Session) -> Lesson:
    """As the record counts it."""
    return Lesson(
        id=session.id,
        title=session.title,
        day=session.starts.date(),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        mandatory=session.mandatory,
        free=session.kind is Kind.FREE,
        cancelled=session.cancelled_at is not None,
        groups=session.groups,
    )


def attendee(participant: Participant) -> Attendee:
    return Attendee(participant.id, participant.group_key)


def markable(sessions: Iterable[Session]) -> list[Session]:
    """Those in which attendance is kept: not free and not cancelled."""
    return [each for each in sessions if each.kind is not Kind.FREE and each.cancelled_at is None]


def first_to_mark(sessions: Sequence[Session], now: datetime) -> Session | None:
    """The one that runs or is about to begin; else the next of this day, the last of this day, the next at all, the
    last at all. Days are those of the session's own zone.
    """
    own = sorted(markable(sessions), key=lambda each: (each.starts_at, each.id))
    running = [each for each in own if each.starts_at - OPENS <= now < each.ends_at]
    if running:
        return running[-1] if running[-1].starts_at <= now else running[0]
    ahead = [each for each in own if each.starts_at > now]
    past = [each for each in own if each.ends_at <= now]
    for each in (*ahead[:1], *past[-1:]):
        if each.starts.date() == now.astimezone(ZoneInfo(each.timezone)).date():
            return each
    return next(iter(ahead or past[::-1]), None)


def open_for_check_in(sessions: Iterable[Session], group_key: str | None, now: datetime) -> list[Session]:
    """The sessions of somebody of this group that run or are about to begin, the latest first."""
    own = [each for each in markable(sessions) if each.is_for(group_key)]
    running = [each for each in own if each.starts_at - OPENS <= now < each.ends_at]
    return sorted(running, key=lambda each: (each.starts_at, each.id), reverse=True)


def same_day(sessions: Iterable[Session], day: date) -> list[Session]:
    """The sessions of one day on the wall."""
    return [each for each in markable(sessions) if each.starts.date() == day]
