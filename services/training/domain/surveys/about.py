"""What a survey is about, as its results name it."""

from datetime import datetime
from uuid import UUID

import msgspec


class About(msgspec.Struct, frozen=True, kw_only=True):
    """`occasion` is the title of the session, the course or the event, `course` that of a session's course.

    `slug` is that of the cohort, "" for an event. `trainers` are names, `module` "" where there is none. `asked` and
    `answered` are people; `starts_at` (UTC) of a session, None for others.
    """

    survey_id: UUID
    occasion: str
    course: str
    slug: str
    module: str
    trainers: tuple[str, ...]
    timezone: str
    starts_at: datetime | None
    asked: int
    answered: int
