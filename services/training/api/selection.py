"""The selection of a cohort and its offers as JSON, for staff."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put

from services.training.api.selection_bodies import (
    NewDay,
    NewOrder,
    NewPublication,
    NewSelection,
    OffersBody,
    SelectionBody,
    offers_body,
    selection_body,
)
from services.training.operations import offering, selecting
from shared.errors import Invalid, NotFound, Problem
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes

_ROOT = "/api/v1/organize/training/{slug:str}"
_NOT_IDS = mark("Write a list of ids of nominations")
_REVISION = mark("Write the revision that you read, a number")
_NO_SUCH = mark("There is no such nomination in this cohort.")


@get(_ROOT + "/selection", tags=["Selection"])
async def get_selection(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> SelectionBody:
    """The table by score, with the draft or what was published."""
    return selection_body(await selecting.show(house, staff, slug))


@put(_ROOT + "/selection", tags=["Selection"], operation_class=takes(NewSelection))
async def put_selection(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> SelectionBody:
    """Keep a draft. 409 where it changed since `revision`, or is published."""
    body = await read_json(request)
    return selection_body(await selecting.keep(house, staff, slug, {"reserve": [], **body}))


@post(_ROOT + "/selection/proposal", tags=["Selection"], status_code=200)
async def post_proposal(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> SelectionBody:
    """Fill the draft by score within the quotas; it replaces what stood there."""
    await selecting.propose_draft(house, staff, slug)
    return selection_body(await selecting.show(house, staff, slug))


@post(_ROOT + "/selection/publication", tags=["Selection"], status_code=200, operation_class=takes(NewPublication))
async def post_publication(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> OffersBody:
    """Decide: offers, reserves and refusals go out. A second time is 409 `published` and sends nothing."""
    body = await read_json(request)
    revision = _revision(body)
    await selecting.publish(house, staff, slug, revision=revision, despite=body.get("despite") is True)
    return offers_body(await offering.show(house, staff, slug))


@get(_ROOT + "/offers", tags=["Selection"])
async def get_offers(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> OffersBody:
    """Every offer as it stands, and who waits."""
    return offers_body(await offering.show(house, staff, slug))


@put(_ROOT + "/offers/reserve", tags=["Selection"], operation_class=takes(NewOrder))
async def put_order(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> OffersBody:
    """Another order of the reserve list."""
    body = await read_json(request)
    given, revision = body.get("reserve"), _revision(body)
    try:
        ids = [UUID(each) for each in given] if isinstance(given, list) else None
    except (ValueError, AttributeError, TypeError):
        ids = None
    if ids is None:
        raise Invalid([Problem("reserve", _NOT_IDS)])
    return offers_body(await offering.reorder(house, staff, slug, ids, revision))


@post(_ROOT + "/offers/{nomination:str}", tags=["Selection"], status_code=200)
async def post_offer(house: TheHouse, staff: TheStaff, slug: FromPath[str], nomination: FromPath[str]) -> OffersBody:
    """Offer a seat out of turn, within seats and quotas. Who has an open offer: 409."""
    return offers_body(await offering.move_up(house, staff, slug, _id(nomination)))


@put(_ROOT + "/offers/{nomination:str}", tags=["Selection"], operation_class=takes(NewDay))
async def put_offer(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str], nomination: FromPath[str]
) -> OffersBody:
    """A later day to accept by."""
    return offers_body(await offering.extend(house, staff, slug, _id(nomination), await read_json(request)))


@post(_ROOT + "/offers/{nomination:str}/withdrawal", tags=["Selection"], status_code=200)
async def post_withdrawal(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], nomination: FromPath[str]
) -> OffersBody:
    """Take back an offer, or a seat that was taken."""
    return offers_body(await offering.withdraw(house, staff, slug, _id(nomination)))


def _revision(body: dict[str, Any]) -> int:
    given = body.get("revision")
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise Invalid([Problem("revision", _REVISION)])
    return given


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(_NO_SUCH) from error


HANDLERS = (
    get_selection, put_selection, post_proposal, post_publication, get_offers, put_order, post_offer, put_offer,
    post_withdrawal,
)  # fmt: skip
