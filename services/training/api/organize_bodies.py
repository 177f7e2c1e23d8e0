"""How sessions and people of a cohort look as JSON at the desk."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.revision import revision_of
from services.training.domain.session import Material, Session
from services.training.domain.session_form import body_of


class MaterialBody(msgspec.Struct, frozen=True):
    """Something to read, with its address."""

    title: str
    url: str


class NewSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session to add. Hours as HH:MM by the clock of `timezone` (without one: the cohort's), or a `part` of the day:
    morning, afternoon, day. `groups` are keys, none: everybody; `trainers` ids. Where it would clash with others
    nothing is kept (409 `clash`), unless `despite` is true. With the `revision` that was read, a change that
    somebody else overtook is refused (409 `changed-meanwhile`).
    """

    title: str
    kind: str
    day: str
    begins: str = ""
    ends: str = ""
    part: str = ""
    timezone: str = ""
    module: str = ""
    place: str = ""
    join_url: str = ""
    groups: list[str] = []
    trainers: list[UUID] = []
    mandatory: bool = False
    description: str = ""
    materials: list[MaterialBody] = []
    despite: bool = False
    revision: str = ""


class CourseSessionBody(msgspec.Struct, frozen=True, kw_only=True):
    """A session of the timetable. `slug` never changes; `starts_at` and `ends_at` are derived from its wall clock."""

    id: UUID
    slug: str
    title: str
    kind: str
    day: str
    begins: str
    ends: str
    timezone: str
    starts_at: datetime
    ends_at: datetime
    module: str
    place: str
    join_url: str
    groups: tuple[str, ...]
    trainers: tuple[UUID, ...]
    mandatory: bool
    description: str
    materials: tuple[MaterialBody, ...]
    cancelled: bool
    revision: str


class SessionList(msgspec.Struct, frozen=True):
    """All of them, by time; the cancelled too."""

    items: tuple[CourseSessionBody, ...]
    next: str | None = None


class ParticipantBody(msgspec.Struct, frozen=True, kw_only=True):
    """Who has or had a place. `status` is "confirmed" or "withdrawn"; `group` a key, null where the cohort has none."""

    id: UUID
    status: PlaceStatus
    email: str
    name: str
    native_name: str
    native_name_language: str
    honorific: str
    job_title: str
    organisation: str
    city: str
    country: str
    group: str | None
    language: str
    timezone: str


class ParticipantList(msgspec.Struct, frozen=True):
    """All of them, by name."""

    items: tuple[ParticipantBody, ...]
    next: str | None = None


def shown(session: Session) -> CourseSessionBody:
    """A session as it stands."""
    return CourseSessionBody(
        id=session.id,
        slug=session.slug,
        title=session.title,
        kind=session.kind,
        day=session.starts.date().isoformat(),
        begins=f"{session.starts:%H:%M}",
        ends=f"{session.ends:%H:%M}",
        timezone=session.timezone,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        module=session.module,
        place=session.place,
        join_url=session.join_url,
        groups=session.groups,
        trainers=session.trainer_ids,
        mandatory=session.mandatory,
        description=session.description,
        materials=tuple(_material(each) for each in session.materials),
        cancelled=session.cancelled_at is not None,
        revision=revision_of(body_of(session)),
    )


def _material(material: Material) -> MaterialBody:
    return MaterialBody(material.title, material.url)


def person_of(person: Participant) -> ParticipantBody:
    """Somebody who has or had a place."""
    who = person.official
    return ParticipantBody(
        id=person.id,
        status=person.status,
        email=person.email,
        name=who.name,
        native_name=who.native_name,
        native_name_language=who.native_name_language,
        honorific=who.honorific,
        job_title=who.job_title,
        organisation=person.organisation,
        city=person.city,
        country=person.country,
        group=person.group_key,
        language=who.language,
        timezone=who.timezone,
    )
