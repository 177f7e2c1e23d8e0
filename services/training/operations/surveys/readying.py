"""A draft is checked and made ready, taken back, deleted; an open survey gets another title, or closes later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys.asking import Occasion, instants, span
from services.training.domain.surveys.desk import PAGE, DeskSurvey, ListedSurvey, Subject, SurveyFilter
from services.training.domain.surveys.parts import choices_to_group_by, parts_of
from services.training.domain.surveys.readiness import (
    Finding,
    findings,
    of_asking,
    of_blocks,
    of_cells,
    of_known,
    of_live,
    of_numbers,
    of_pair,
    of_same_words,
    of_thin,
)
from services.training.domain.surveys.results import thin_breakdowns
from services.training.domain.surveys.survey import State
from services.training.domain.surveys.survey_form import LONGEST, TITLE
from services.training.operations.surveys.editing import STALE, find
from services.training.operations.surveys.tend import BELL
from services.training.store import sessions
from services.training.store.surveys import building, live, results
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.when import instant

NOT_DRAFT = mark("Only a draft can be made ready.")
OPENED = mark("It has opened, so it cannot be taken back.")
KEPT = mark("Only a draft can be deleted. What people answered is not thrown away.")
NOT_OPEN = mark("Only the closing time of an open survey can be moved.")
LATER_ONLY = mark("Choose a later time: people were told the one that stands")


class Checked(msgspec.Struct, frozen=True):
    """A survey, with what stands in its way and what is worth a warning."""

    survey: DeskSurvey
    findings: tuple[Finding, ...]
    now: datetime

    @property
    def stopped(self) -> bool:
        return any(finding.stops for finding in self.findings)


class Found(msgspec.Struct, frozen=True):
    """One page of the list."""

    surveys: tuple[ListedSurvey, ...]
    total: int
    now: datetime


class Offer(msgspec.Struct, frozen=True):
    """What a new survey can be about; `sessions` of the chosen cohort, as (id, title, wall clock)."""

    subjects: tuple[Subject, ...]
    sessions: tuple[tuple[UUID, str, datetime], ...]


async def listed(house: House, actor: Staff, chosen: SurveyFilter, *, most: int = PAGE) -> Found:
    """Open ones first, then drafts. Viewers read it too. Raises Forbidden."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        found, total = await building.listed(tx, chosen, most=most)
        return Found(tuple(found), total, tx.now)


async def offered(house: House, actor: Staff, cohort: str = "") -> Offer:
    """Raises Forbidden."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        subjects = await building.subjects(tx)
        id_ = await building.cohort(tx, cohort) if cohort else None
        every = await sessions.of_cohort(tx, id_) if id_ else []
    held = tuple((each.id, each.title, each.starts) for each in every if each.cancelled_at is None)
    return Offer(tuple(subjects), held)


async def check(house: House, actor: Staff, id: UUID, *, reading: str = "") -> Checked:  # noqa: A002  # the row's id
    """`reading`: the language in which questions are named. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await _checked(tx, await find(tx, id), reading)


async def _checked(tx: Tx, survey: DeskSurvey, reading: str = "") -> Checked:
    now = tx.now
    if survey.state not in (State.DRAFT, State.READY):
        return Checked(survey, (), now)
    found = findings(survey.items, survey.languages, title=survey.title, intro=survey.intro, reading=reading)
    times = span_of(survey)
    found += of_asking(
        cancelled=survey.cancelled,
        asked=survey.people,
        minimum=survey.minimum,
        anonymous=survey.anonymous,
        closes_at=times[1] if times else None,
        now=now,
    )
    if (other := await results.other_of_pair(tx, survey)) is not None:
        found += of_pair(survey, other, reading)
    if survey.anonymous:
        found += of_same_words(survey.items, reading) + of_known(survey.items, reading)
        found += of_numbers(survey.items, reading)
        found += of_blocks(survey.people, survey.minimum) if survey.live else []
        found += of_cells(survey.items, survey.people, survey.minimum, reading) if survey.people else []
    if survey.anonymous and survey.live and choices_to_group_by(parts_of(survey.items)):
        found.append(of_live())
    elif survey.anonymous and survey.people >= survey.minimum:
        thin = {one.item: one for one in thin_breakdowns(survey.items, survey.people, survey.minimum)}
        found += [of_thin(item, thin[item.key].groups, reading) for item in survey.items if item.key in thin]
    return Checked(survey, tuple(found), now)


def span_of(survey: DeskSurvey) -> tuple[datetime, datetime] | None:
    """When it would open and close, by the date of what it is about; None while that is open."""
    starts, ends = survey.starts_at, survey.ends_at
    if survey.when is not None:
        starts, ends = instants(survey.when, survey.timezone)
    occasion = Occasion(
        title=survey.about, course=survey.course, timezone=survey.timezone, when=survey.held,
        starts_at=starts, ends_at=ends, cancelled=survey.cancelled,
    )  # fmt: skip
    return span(survey.schedule, occasion)


async def make_ready(house: House, actor: Staff, id: UUID) -> None:  # noqa: A002  # the row's id
    """It opens by itself from now on. Twice is once. Raises Forbidden, NotFound, Invalid with all that stands in the
    way, Conflict for an open or closed one.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await find(tx, id)
        if survey.state is State.READY:
            return
        if survey.state is not State.DRAFT:
            raise Conflict(NOT_DRAFT)
        stopping = [one for one in (await _checked(tx, survey)).findings if one.stops]
        if stopping:
            raise Invalid(Problem(one.key, one.message, one.params) for one in stopping)
        if not await building.make_ready(tx, id):
            raise Conflict(STALE, code="stale")
        await live.set_span(tx, id, span_of(survey))
        tx.ring(BELL)
        await _trail(tx, actor, id, "survey.ready", State.READY)


async def make_sessions_ready(house: House, actor: Staff, cohort: str) -> tuple[int, int]:
    """Every draft about a session of this cohort: how many are ready now, and how many have something in their way.
    Raises Forbidden.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        ids = await building.session_drafts(tx, cohort)
    stopped = 0
    for id_ in ids:
        try:
            await make_ready(house, actor, id_)
        except (Invalid, Conflict, NotFound):
            stopped += 1
    return len(ids) - stopped, stopped


async def take_back(house: House, actor: Staff, id: UUID) -> None:  # noqa: A002  # the row's id
    """A draft again. Twice is once. Raises Forbidden, NotFound, Conflict once it has opened."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await find(tx, id)
        if survey.state is State.DRAFT:
            return
        if not await building.make_draft(tx, id):
            raise Conflict(OPENED)
        await _trail(tx, actor, id, "survey.taken_back", State.DRAFT)


async def delete(house: House, actor: Staff, id: UUID) -> None:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound, Conflict unless it is a draft."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await find(tx, id)
        if not await building.delete(tx, id):
            raise Conflict(KEPT)
        old = {"title": next(iter(survey.title.values()), ""), "about": survey.about}
        await record(tx, actor.trail, "survey.deleted", f"survey:{id}", old=old)


async def rename(house: House, actor: Staff, id: UUID, body: Mapping[str, Any], *, revision: int) -> None:  # noqa: A002
    """Another title, in any state. Fields: title.{language}. Raises Forbidden, NotFound, Invalid, Conflict `stale`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await find(tx, id)
        fields = Fields(body, {f"title.{code}": LONGEST["title"] for code in survey.languages})
        title = {code: fields.text(f"title.{code}", missing=TITLE) for code in survey.languages}
        fields.check()
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        if title == survey.title:
            return
        if not await building.change_title(tx, survey, title):
            raise Conflict(STALE, code="stale")
        old, new = survey.title, title
        await record(tx, actor.trail, "survey.renamed", f"survey:{id}", old=dict(old), new=dict(new))


async def postpone(house: House, actor: Staff, id: UUID, body: Mapping[str, Any]) -> None:  # noqa: A002
    """It closes later. Fields: closes_day, closes_hour, by the clock of what it is about. Raises Forbidden, NotFound,
    Invalid, Conflict unless it is open.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await find(tx, id)
        if survey.state is not State.OPEN or survey.closes_at is None or survey.opens_at is None:
            raise Conflict(NOT_OPEN)
        fields = Fields(body, {})
        day, hour = fields.day("closes_day", needed=True), fields.hour("closes_hour", needed=True)
        fields.check()
        assert day is not None
        assert hour is not None
        closes = instant(datetime.combine(day, hour), survey.timezone or "Etc/UTC")
        if closes <= survey.closes_at or closes <= tx.now:
            raise Invalid([Problem("closes_day", LATER_ONLY)])
        open_for = int((closes - survey.opens_at).total_seconds()) // 60
        schedule = msgspec.structs.replace(survey.schedule, open_for=open_for)
        if not await building.postpone(tx, id, closes, schedule):
            raise Conflict(NOT_OPEN)
        tx.ring(BELL)
        old, new = {"closes_at": survey.closes_at.isoformat()}, {"closes_at": closes.isoformat()}
        await record(tx, actor.trail, "survey.postponed", f"survey:{id}", old=old, new=new)


async def _trail(tx: Tx, actor: Staff, id: UUID, action: str, new: State) -> None:  # noqa: A002
    old = State.DRAFT if new is State.READY else State.READY
    await record(tx, actor.trail, action, f"survey:{id}", old={"state": old.value}, new={"state": new.value})
