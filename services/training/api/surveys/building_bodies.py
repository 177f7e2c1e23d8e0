"""How surveys look as JSON while they are made."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys.bank import BankQuestion
from services.training.domain.surveys.desk import ListedSurvey
from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import State
from services.training.operations.surveys.checking import Checked
from shared.i18n import Translator
from shared.when import When


class NewSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """`about` is "cohort:{slug}", "sessions:{slug}" (one for each session of a cohort), "session:{id}" or
    "event:{slug}". `template` is session, course_end, knowledge (which makes a pair), follow_up, webinar, assembly, or
    "" for none; or `copy`, the id of a survey. `languages` among en, ko, zh, es, fr; `first` stands in for the others.
    `live`: results are shown while it is open, in blocks, and never split by a question; false: all is shown at the
    close, breakdowns too; null: as the template says.
    """

    about: str
    template: str = ""
    copy: str = ""
    languages: tuple[str, ...] = ("en",)
    first: str = ""
    anonymous: bool = True
    minimum: int = 5
    live: bool | None = None


class ScheduleBody(msgspec.Struct, frozen=True, kw_only=True):
    """Minutes, from the `anchor` ("start" or "end" of what it is about); `opens_after` is negative for before it."""

    anchor: str
    opens_after: int
    open_for: int
    reminders: tuple[int, ...]


class ChangedSurvey(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent takes the place of what is there; `revision` is the one that was read. `items` are all questions in
    their order, each with its `type` and `key`.
    """

    revision: int
    title: dict[str, str] | None = None
    intro: dict[str, str] | None = None
    languages: list[str] | None = None
    first: str | None = None
    anonymous: bool | None = None
    minimum: int | None = None
    live: bool | None = None
    schedule: ScheduleBody | None = None
    items: list[dict[str, Any]] | None = None


class LaterClosing(msgspec.Struct, frozen=True, kw_only=True):
    """By the clock of what the survey is about: the day (ISO 8601) and the hour (HH:MM)."""

    closes_day: str
    closes_hour: str


class BankChange(msgspec.Struct, frozen=True, kw_only=True):
    """`question` with its `type`; `version` is the one that was read, for a change."""

    question: dict[str, Any]
    tags: list[str] = []
    version: int = 0


class SurveyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A survey of the list. `people` would be asked now, `asked` were. `about` is the title of the session, the course
    or the event, `course` names a session's course, else ""; `cohort` is the cohort's slug, "" for an event. `when`: of
    a session its hours, by the clock of `timezone`, which is "" while unknown.
    """

    id: UUID
    title: Texts
    about: str
    course: str
    cohort: str
    when: When
    timezone: str
    state: State
    anonymous: bool
    opens_at: datetime | None
    closes_at: datetime | None
    closed_on: date | None
    people: int
    asked: int
    answered: int


class SurveyPage(msgspec.Struct, frozen=True):
    """Open ones first, then drafts."""

    items: tuple[SurveyLine, ...]
    next: str | None = None


class SurveyFinding(msgspec.Struct, frozen=True):
    """`stops`: it cannot be made ready like this. `question` is a key, "" for the survey as a whole."""

    question: str
    message: str
    stops: bool


class SurveyDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A survey with its questions, and what stands in its way. `pair_role` is "before", "after" or "". `about` to
    `timezone` as in the list.
    """

    id: UUID
    about: str
    course: str
    cohort: str
    when: When
    timezone: str
    template: str
    title: Texts
    intro: Texts
    languages: tuple[str, ...]
    items: tuple[dict[str, Any], ...]
    anonymous: bool
    minimum: int
    live: bool
    schedule: ScheduleBody
    state: State
    opens_at: datetime | None
    closes_at: datetime | None
    closed_on: date | None
    pair_id: UUID | None
    pair_role: str
    people: int
    asked: int
    answered: int
    revision: int
    findings: tuple[SurveyFinding, ...]


class SurveysMade(msgspec.Struct, frozen=True):
    """Ids of the drafts."""

    items: tuple[UUID, ...]


class BankEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the bank in its newest version; `surveys` it stands in, in any version."""

    key: str
    version: int
    question: dict[str, Any]
    tags: tuple[str, ...]
    retired: bool
    surveys: int


class BankList(msgspec.Struct, frozen=True):
    """By what they are for."""

    items: tuple[BankEntry, ...]
    next: str | None = None


def line_of(survey: ListedSurvey) -> SurveyLine:
    found = {name: getattr(survey, name) for name in SurveyLine.__struct_fields__ if name != "when"}
    return SurveyLine(when=survey.held, **found)


def draft_of(checked: Checked, texts: Translator) -> SurveyDraft:
    survey = checked.survey
    own = ("items", "schedule", "findings", "when")
    found = {name: getattr(survey, name) for name in SurveyDraft.__struct_fields__ if name not in own}
    return SurveyDraft(
        items=tuple(msgspec.to_builtins(item) for item in survey.items),
        schedule=ScheduleBody(**msgspec.structs.asdict(survey.schedule)),
        findings=tuple(
            SurveyFinding(one.key, texts.gettext(one.message, **one.params), one.stops) for one in checked.findings
        ),
        when=survey.held,
        **found,
    )


def entry_of(entry: BankQuestion, surveys: int = 0) -> BankEntry:
    return BankEntry(
        key=entry.key,
        version=entry.version,
        question=msgspec.to_builtins(entry.question),
        tags=entry.tags,
        retired=entry.retired_at is not None,
        surveys=surveys,
    )
