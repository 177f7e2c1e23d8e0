"""Surveys while they are made: read, listed, written as drafts, made ready."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.training.domain.surveys.desk import PAGE, DeskSurvey, ListedSurvey, Subject, SurveyFilter
from services.training.domain.surveys.questions import Question, Texts
from services.training.domain.surveys.survey import Schedule, Survey
from services.training.domain.surveys.survey_form import Settings
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_one = sql.query("desk_survey", DeskSurvey)
_list = sql.query("desk_surveys", ListedSurvey)
_count = sql.scalar("count_surveys", int)
_insert = sql.command("insert_survey")
_change = sql.command("change_survey")
_change_title = sql.command("change_survey_title")
_make_ready = sql.command("make_survey_ready")
_make_draft = sql.command("make_survey_draft")
_postpone = sql.command("postpone_survey")
_delete = sql.command("delete_survey")
_cohorts = sql.query("survey_cohorts", Subject)
_events = sql.query("survey_events", Subject)
_session_drafts = sql.scalar("session_drafts", UUID)
_among = sql.scalar("surveys_among", UUID)
_activity = sql.scalar("activity_of_slug", str)
_cohort = sql.scalar("cohort_of_slug", UUID)


async def by_id(tx: Tx, id: UUID) -> DeskSurvey | None:  # noqa: A002  # the row's id
    return await _one.one(tx, id)


async def listed(tx: Tx, chosen: SurveyFilter, *, most: int = PAGE) -> tuple[list[ListedSurvey], int]:
    """One page, and how many there are in all."""
    narrowed = (chosen.patterns(), chosen.state, chosen.cohort or None)
    found = await _list.all(tx, *narrowed, most, (chosen.page - 1) * most)
    return found, await _count.value(tx, *narrowed) or 0


async def insert(tx: Tx, survey: Survey) -> None:
    """A draft."""
    await _insert.run(
        tx, survey.id, survey.cohort_id, survey.session_id, survey.activity_key, survey.template, survey.title,
        survey.intro, list(survey.languages), list(survey.items), survey.anonymous, survey.minimum, survey.schedule,
        survey.live, survey.pair_id, survey.pair_role, tx.now,
    )  # fmt: skip


async def change(tx: Tx, before: Survey, settings: Settings, items: Sequence[Question]) -> bool:
    """False if another was quicker, or it is no draft any more."""
    return (
        await _change.run(
            tx, before.id, before.revision, settings.title, settings.intro, list(settings.languages), list(items),
            settings.anonymous, settings.minimum, settings.schedule, settings.live,
        )
        == 1
    )  # fmt: skip


async def change_title(tx: Tx, before: Survey, title: Texts) -> bool:
    """In any state. False if another was quicker."""
    return await _change_title.run(tx, before.id, before.revision, title) == 1


async def make_ready(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False if it was no draft."""
    return await _make_ready.run(tx, id) == 1


async def make_draft(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False if it was not ready, or has opened."""
    return await _make_draft.run(tx, id) == 1


async def postpone(tx: Tx, id: UUID, closes_at: datetime, schedule: Schedule) -> bool:  # noqa: A002  # the row's id
    """False if it is not open, or closes later already."""
    return await _postpone.run(tx, id, closes_at, schedule) == 1


async def delete(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False if it is no draft."""
    return await _delete.run(tx, id) == 1


async def subjects(tx: Tx) -> list[Subject]:
    """What a survey can be about."""
    return [*await _cohorts.all(tx), *await _events.all(tx)]


async def activity(tx: Tx, slug: str) -> str | None:
    """The key of an event."""
    return await _activity.value(tx, slug)


async def cohort(tx: Tx, slug: str) -> UUID | None:
    """The id of a cohort that is not cancelled."""
    return await _cohort.value(tx, slug)


async def among(tx: Tx, ids: Sequence[UUID]) -> list[UUID]:
    """Those of these that are there."""
    return await _among.values(tx, list(ids))


async def session_drafts(tx: Tx, cohort: str) -> list[UUID]:
    """Drafts about single sessions of the cohort with this slug."""
    return await _session_drafts.values(tx, cohort)
