"""What may still change when a survey is ready or open: its title, and a later close."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys.survey import State
from services.training.domain.surveys.survey_form import LONGEST, TITLE
from services.training.operations.surveys.drafts import STALE, find
from services.training.operations.surveys.tend import BELL
from services.training.store.surveys import building
from shared.errors import Conflict, Invalid, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.when import instant

NOT_OPEN = mark("Only the closing time of an open survey can be moved.")
LATER_ONLY = mark("Choose a later time: people were told the one that stands")


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
