"""A draft is made ready, taken back, or deleted."""

from uuid import UUID

from services.training.domain.surveys.survey import State
from services.training.operations.surveys.checking import checked, span_of
from services.training.operations.surveys.drafts import STALE, find
from services.training.operations.surveys.tend import BELL
from services.training.store.surveys import building, live
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NOT_DRAFT = mark("Only a draft can be made ready.")
OPENED = mark("It has opened, so it cannot be taken back.")
KEPT = mark("Only a draft can be deleted. What people answered is not thrown away.")


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
        stopping = [one for one in (await checked(tx, survey)).findings if one.stops]
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


async def _trail(tx: Tx, actor: Staff, id: UUID, action: str, new: State) -> None:  # noqa: A002
    old = State.DRAFT if new is State.READY else State.READY
    await record(tx, actor.trail, action, f"survey:{id}", old={"state": old.value}, new={"state": new.value})
