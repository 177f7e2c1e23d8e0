"""A timetable as the template of another: days shifted so that each keeps its weekday and its place in the course."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec

from services.training.domain.session import Session, SessionFields
from shared.when import clock_shows

FIELDS = SessionFields.__struct_fields__


def shift_of(old_first: date, new_first: date, *, days: int) -> timedelta:
    """How far a course of so many days moves. Within a week each session keeps its distance from the first day.

    A longer one keeps its weekdays, so that no lecture falls on a Sunday: it moves by whole weeks, the nearest.
    """
    between = (new_first - old_first).days
    if days <= 7:
        return timedelta(days=between)
    return timedelta(weeks=round(between / 7))


def shifted(
    sessions: Sequence[Session], by: timedelta, *, timezone: str, was: str, trainers: Mapping[UUID, UUID]
) -> list[SessionFields]:
    """The sessions that took place, as new ones. What was held in the zone `was` is held in `timezone`.

    `trainers` are the new ids by the old ones; who is missing there does not teach. Links to join are not copied.
    Where clocks skip an hour it begins an hour later.
    """
    copies = []
    for session in sessions:
        if session.cancelled_at is not None:
            continue
        zone = timezone if session.timezone == was else session.timezone
        later = by
        while not all(clock_shows(wall + later, zone) for wall in (session.starts, session.ends)):
            later += timedelta(hours=1)
        values = {name: getattr(session, name) for name in FIELDS}
        values |= {
            "starts": session.starts + later,
            "ends": session.ends + later,
            "timezone": zone,
            "join_url": "",
            "trainer_ids": tuple(sorted(trainers[id_] for id_ in session.trainer_ids if id_ in trainers)),
        }
        copies.append(SessionFields(**values))
    return copies


def same(session: SessionFields) -> tuple[object, ...]:
    """What makes two sessions of a timetable one, wherever it comes from."""
    return (session.title, session.starts, session.timezone, session.groups)


def moved(session: Session, by: timedelta, *, timezone: str, was: str) -> SessionFields:
    """One session of a course that is moved, with all that it has."""
    alone = shifted([msgspec.structs.replace(session, cancelled_at=None)], by, timezone=timezone, was=was, trainers={})
    return msgspec.structs.replace(alone[0], join_url=session.join_url, trainer_ids=session.trainer_ids)
