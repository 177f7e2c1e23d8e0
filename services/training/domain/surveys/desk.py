"""Surveys as the desk lists and reads them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.about import held
from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import State, Survey
from shared.when import When

PAGE = 25
_WORDS = 8


class DeskSurvey(Survey, frozen=True, kw_only=True):
    """With what it is about. `about` is the title of the session, the course or the event; `course` names the session's
    cohort, else "". `cohort` is the slug of the cohort, "" for an event. `starts` and `ends` are the session's wall
    clock. `cancelled`: what it is about does not take place, so it never opens.

    `people` would be asked if it opened now; `asked` and `answered` once it has.
    """

    about: str
    course: str
    cohort: str
    timezone: str
    when: When | None
    starts: datetime | None
    ends: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    cancelled: bool
    people: int
    asked: int
    answered: int

    @property
    def held(self) -> When:
        return held(self.when, self.starts, self.ends)


class ListedSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list, with what it is about as in `DeskSurvey`."""

    id: UUID
    title: Texts
    languages: tuple[str, ...]
    about: str
    course: str
    cohort: str
    timezone: str
    when: When | None
    starts: datetime | None
    ends: datetime | None
    state: State
    anonymous: bool
    questions: int
    created_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    closed_on: date | None
    pair_role: str
    people: int
    asked: int
    answered: int

    @property
    def held(self) -> When:
        return held(self.when, self.starts, self.ends)


class SurveyFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; "" and None choose all. `page` counts from 1."""

    words: str = ""
    state: State | None = None
    cohort: str = ""
    page: int = 1

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.state or self.cohort)

    def patterns(self) -> list[str]:
        """For ILIKE: every word must stand in a title. Signs with a meaning there are escaped."""
        words = self.words.split()[:_WORDS]
        return ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in words]


def read_filter(query: Mapping[str, str]) -> SurveyFilter:
    """From an address; what is not understood there chooses nothing."""
    state, page = query.get("state", ""), query.get("page", "")
    return SurveyFilter(
        words=query.get("q", "").replace("\x00", "").strip()[:100],
        state=State(state) if state in set(State) else None,
        cohort=query.get("cohort", "").replace("\x00", "").strip()[:120],
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort or an event that a survey can be about. `value` names it in a form: "cohort:{slug}", "event:{slug}"."""

    value: str
    title: str
    when: When
    timezone: str
    people: int
