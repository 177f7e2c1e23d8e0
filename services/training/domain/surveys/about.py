"""What a survey is about, and when that takes place."""

from datetime import datetime
from uuid import UUID

import msgspec

from shared.when import Precision, When


def held(when: When | None, starts: datetime | None, ends: datetime | None) -> When:
    """When it takes place: `when` of a cohort or an event, the wall clock of a session."""
    if starts is not None:
        return When(precision=Precision.TIME, start=starts, end=ends)
    assert when is not None, "a cohort or an event has a date"
    return when


class About(msgspec.Struct, frozen=True, kw_only=True):
    """`occasion` is the title of the session, the course or the event, `course` that of a session's course.

    `slug` is that of the cohort, "" for an event. `trainers` are names, `module` "" where there is none. `asked` and
    `answered` are people; `starts` and `ends` the wall clock of a session, `when` the date of others.
    """

    survey_id: UUID
    occasion: str
    course: str
    slug: str
    module: str
    trainers: tuple[str, ...]
    timezone: str
    when: When | None
    starts: datetime | None
    ends: datetime | None
    asked: int
    answered: int

    @property
    def held(self) -> When:
        return held(self.when, self.starts, self.ends)
