"""JSON for surveys while they are made: list, make, read, change, ready; by the operations of the pages."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, delete, get, patch, post
from litestar.params import QueryParameter
from litestar.response import Response

from services.training.api.surveys.building_bodies import (
    ChangedSurvey,
    LaterClosing,
    NewSurvey,
    SurveyDraft,
    SurveyPage,
    SurveysMade,
    draft_of,
    line_of,
)
from services.training.domain.surveys.desk import read_filter
from services.training.domain.surveys.item_json import read_items, settings_of
from services.training.domain.surveys.survey import State
from services.training.domain.surveys.survey_form import body_of, read_languages
from services.training.operations.surveys import checking, drafts, listing, making, postponing, readying, replacing
from shared.cursors import read_cursor, read_limit, write_cursor
from shared.errors import Invalid, Malformed, Problem
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import Cursor, Limit, documented
from shared.web.security import PRIVATE

ALL = "/api/v1/organize/surveys"
_ONE = ALL + "/{survey:uuid}"
TAGS = ["Desk: surveys"]
_NOT_JSON = mark("Send the body as application/json.")
_REVISION = mark("Write the revision that you read, a number")

InState = Annotated[str, QueryParameter(name="state", description="Only this state", enum=list(State))]
OfCohort = Annotated[str, documented("Only those of the cohort with this slug")]
Words = Annotated[str, documented("Words of the title or of what it is about, all of them, in any order")]


class _Place(msgspec.Struct, frozen=True):
    page: int


async def sent(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The body. A form of another site cannot send this content type, so a cookie alone is not enough."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Malformed(_NOT_JSON)
    return await read_json(request)


@get(ALL, tags=TAGS)
async def list_surveys(
    *,
    house: TheHouse,
    staff: TheStaff,
    q: Words = "",
    in_state: InState = "",
    cohort: OfCohort = "",
    limit: Limit = "",
    cursor: Cursor = "",
) -> Response[SurveyPage]:
    """Open ones first, then drafts."""
    most, place = read_limit(limit), read_cursor(cursor, _Place)
    chosen = msgspec.structs.replace(
        read_filter({"q": q, "state": in_state, "cohort": cohort}), page=max(place.page, 1) if place else 1
    )
    found = await listing.listed(house, staff, chosen, most=most)
    following = write_cursor(_Place(chosen.page + 1)) if chosen.page * most < found.total else None
    return Response(SurveyPage(tuple(line_of(each) for each in found.surveys), following), headers=PRIVATE)


@post(ALL, status_code=201, tags=TAGS, operation_class=takes(NewSurvey, keyed=True))
async def create_surveys(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[SurveysMade]:
    """Drafts: one, two of a pair, or one for each session. Send an Idempotency-Key: the same key and body again gives
    the same ones.
    """
    body = await sent(request)
    key = request.headers.get("idempotency-key", "")
    made = await making.create(house, staff, {"languages": ["en"], **body}, key=key)
    return Response(SurveysMade(made), status_code=201, headers=PRIVATE)


@get(_ONE, tags=TAGS)
async def read_draft(
    house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[SurveyDraft]:
    """With its questions, and what stands in its way."""
    return await _shown(house, reader, staff, survey)


@patch(_ONE, tags=TAGS, operation_class=takes(ChangedSurvey))
async def change_draft(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[SurveyDraft]:
    """Change what is sent; of a survey that is no draft, the title only. 409 `stale` where it changed since
    `revision`, 409 `frozen` where it is no draft.
    """
    body = await sent(request)
    revision = body.get("revision")
    if type(revision) is not int:
        raise Invalid([Problem("revision", _REVISION)])
    found = await drafts.show(house, staff, survey)
    settings = settings_of(body, found.languages)
    languages = read_languages(body_of(found) | settings)
    if found.state is not State.DRAFT and body.keys() <= {"title", "revision"}:
        await postponing.rename(house, staff, survey, settings, revision=revision)
    else:
        items = read_items(body["items"], languages) if body.get("items") is not None else None
        await replacing.put_items(house, staff, survey, items, settings, revision=revision)
    return await _shown(house, reader, staff, survey)


@delete(_ONE, tags=TAGS, status_code=204)
async def delete_draft(house: TheHouse, staff: TheStaff, survey: FromPath[UUID]) -> None:
    """409 unless it is a draft."""
    await readying.delete(house, staff, survey)


@post(_ONE + "/ready", status_code=200, tags=TAGS)
async def make_ready(
    house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[SurveyDraft]:
    """It opens by itself from now on. 422 with all that stands in the way. Twice is once."""
    await readying.make_ready(house, staff, survey)
    return await _shown(house, reader, staff, survey)


@post(_ONE + "/draft", status_code=200, tags=TAGS)
async def take_back(
    house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[SurveyDraft]:
    """A draft again; 409 once it has opened. Twice is once."""
    await readying.take_back(house, staff, survey)
    return await _shown(house, reader, staff, survey)


@post(_ONE + "/closing", status_code=200, tags=TAGS, operation_class=takes(LaterClosing))
async def close_later(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[SurveyDraft]:
    """An open survey closes later, never sooner."""
    await postponing.postpone(house, staff, survey, await sent(request))
    return await _shown(house, reader, staff, survey)


async def _shown(house: TheHouse, reader: TheReader, staff: TheStaff, survey: UUID) -> Response[SurveyDraft]:
    checked = await checking.check(house, staff, survey, reading=reader.language.code)
    return Response(draft_of(checked, reader.texts), headers=PRIVATE)


HANDLERS: tuple[Any, ...] = (
    list_surveys, create_surveys, read_draft, change_draft, delete_draft, make_ready, take_back, close_later,
)  # fmt: skip
