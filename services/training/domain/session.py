"""A session of a cohort's timetable, and who teaches it. Its wall clock and zone are the truth, instants derived."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from shared.when import Precision, When


class Kind(StrEnum):
    """What sort of session. Its word for people stands in domain/session_kinds.py."""

    LECTURE = "lecture"
    WORKSHOP = "workshop"
    STUDY_VISIT = "study_visit"
    TECHNICAL_TOUR = "technical_tour"
    ASSESSMENT = "assessment"
    FREE = "free"


class Material(msgspec.Struct, frozen=True):
    """Something to read, at an address."""

    title: str
    url: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One of a cohort's parallel groups."""

    cohort_id: UUID
    key: str
    name: str
    position: int


class Trainer(msgspec.Struct, frozen=True, kw_only=True):
    """Who teaches in a cohort. `email` "" where it is not known."""

    id: UUID
    cohort_id: UUID
    name: str
    native_name: str
    native_name_language: str
    email: str
    organisation: str
    link_version: int
    revision: int


class SessionFields(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a session. `starts` and `ends` are the wall clock of `timezone` (IANA), without tzinfo.

    `groups` are keys; none: for everyone. `mandatory`: who misses it does not complete the cohort.
    """

    title: str
    kind: Kind
    starts: datetime
    ends: datetime
    timezone: str
    module: str = ""
    place: str = ""
    join_url: str = ""
    groups: tuple[str, ...] = ()
    mandatory: bool = False
    description: str = ""
    materials: tuple[Material, ...] = ()
    trainer_ids: tuple[UUID, ...] = ()

    @property
    def when(self) -> When:
        return When(precision=Precision.TIME, start=self.starts, end=self.ends)


class Session(SessionFields, frozen=True, kw_only=True):
    """A row. `starts_at` and `ends_at` are UTC, derived. A cancelled one keeps its place in the timetable."""

    id: UUID
    cohort_id: UUID
    slug: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    revision: int

    @property
    def planned_minutes(self) -> int:
        """How long it lasts, by instants: the night when clocks are moved makes no day longer."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    def is_for(self, group_key: str | None) -> bool:
        """Whether whoever is in this group takes part. Who is in none takes part in what is for everyone."""
        return not self.groups or group_key in self.groups
