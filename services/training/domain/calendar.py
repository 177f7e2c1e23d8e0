"""A cohort's sessions as the calendars know them, and which feeds each person follows.

A course is one invite for its days (domain/cohort.py); its sessions are items without attendees, in feeds.
"""

from datetime import datetime
from uuid import UUID

from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.session import Session, Trainer
from shared.contracts.common import Place
from shared.contracts.notify import CalendarFollow, CalendarPut

OWNER = "training"
COURSE_CALENDAR = "course-calendar"
"""The purpose of the link to the calendar of one place; notify reads it."""


def session_item(
    session: Session, *, cohort: UUID, slug: str, page_url: str, shown: bool, gone: bool, links: dict[UUID, int]
) -> CalendarPut:
    """The item as it is now; `shown` says whether the timetable is public: before that only the desk's feed has it.

    `gone`: the cohort was cancelled. `links` are the trainers' link versions.
    """
    public = (f"training:{slug}", *audience(cohort, session.groups), *_taught(session, links)) if shown else ()
    parts = (session.module, session.description)
    return CalendarPut(
        owner=OWNER,
        key=f"session:{session.id}",
        revision=session.revision,
        slug=session.slug,
        title=session.title,
        when=session.when,
        timezone=session.timezone,
        place=Place(venue=session.place),
        description="\n\n".join(part for part in parts if part),
        page_url=page_url,
        feeds=(f"timetable:{slug}", *public),
        cancelled=session.cancelled_at is not None,
        withdrawn=gone,
        reminders=(),
        join_url=session.join_url,
    )


def audience(cohort: UUID, groups: tuple[str, ...]) -> tuple[str, ...]:
    """The feeds of those a session is for: everyone, or each of these groups."""
    return tuple(f"sessions:{cohort}:{key}" for key in groups) or (f"sessions:{cohort}",)


def trainer_feed(trainer: UUID, link_version: int) -> str:
    """Another version is another feed: the old address is empty from then on."""
    return f"trainer:{trainer}:{link_version}"


def _taught(session: Session, links: dict[UUID, int]) -> tuple[str, ...]:
    return tuple(trainer_feed(id_, links[id_]) for id_ in session.trainer_ids if id_ in links)


def follow(participant: Participant, until: datetime) -> CalendarFollow:
    """What a participant's own calendar shows: what is for everyone, and for their group."""
    feeds: tuple[str, ...] = ()
    if participant.status is PlaceStatus.CONFIRMED:
        feeds = audience(participant.cohort_id, ())
        if participant.group_key is not None:
            feeds += audience(participant.cohort_id, (participant.group_key,))
    return CalendarFollow(
        owner=OWNER,
        id=participant.id,
        revision=participant.revision,
        email=participant.email,
        feeds=feeds,
        until=until,
        link_version=participant.link_version,
    )


def follow_teaching(trainer: Trainer, until: datetime) -> CalendarFollow:
    """What a trainer's own calendar shows; nothing where the address is not known."""
    return CalendarFollow(
        owner=OWNER,
        id=trainer.id,
        revision=trainer.revision,
        email=trainer.email,
        feeds=(trainer_feed(trainer.id, trainer.link_version),) if trainer.email else (),
        until=until,
    )
