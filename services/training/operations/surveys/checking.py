"""What stands in the way of a survey, found before anybody is asked."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.asking import Occasion, instants, span
from services.training.domain.surveys.breakdowns import thin_breakdowns
from services.training.domain.surveys.desk import DeskSurvey
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
from services.training.domain.surveys.survey import State
from services.training.operations.surveys.drafts import find
from services.training.store.surveys import results
from shared.db import Tx
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


class Checked(msgspec.Struct, frozen=True):
    """A survey, with what stands in its way and what is worth a warning."""

    survey: DeskSurvey
    findings: tuple[Finding, ...]
    now: datetime

    @property
    def stopped(self) -> bool:
        return any(finding.stops for finding in self.findings)


async def check(house: House, actor: Staff, id: UUID, *, reading: str = "") -> Checked:  # noqa: A002  # the row's id
    """`reading`: the language in which questions are named. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await checked(tx, await find(tx, id), reading)


async def checked(tx: Tx, survey: DeskSurvey, reading: str = "") -> Checked:
    """Nothing is found of one that is open or closed."""
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
