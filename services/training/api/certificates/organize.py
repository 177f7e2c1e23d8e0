"""JSON for certificates at the desk, by the operations of the pages."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.response import Response

from services.training.api.certificates.bodies import (
    Correction,
    Issued,
    IssueOrder,
    IssueProgress,
    NamesAsked,
    NewNumber,
    OccasionList,
    PeopleOfOccasion,
    PersonSaid,
    Revocation,
    RulesBody,
    occasion_of,
    person_of,
    progress_of,
)
from services.training.operations.certificates import inviting, issuing, replacing, setting
from shared.errors import Invalid, Malformed, Problem
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_PATH = "/api/v1/organize/certificates"
_ONE = _PATH + "/{kind:str}/{id:uuid}"
_PERSON = _ONE + "/people/{person:uuid}"
_TAGS = ["Desk: certificates"]
_IDS = mark("Choose one of the list")
_NOT_JSON = mark("Send the body as application/json.")


@get(_PATH, tags=_TAGS)
async def list_occasions(house: TheHouse, staff: TheStaff, q: FromQuery[str] = "") -> Response[OccasionList]:
    """Courses, and events whose list of those who came is closed; the newest first."""
    found, _ = await setting.listed(house, staff, q)
    return Response(OccasionList(tuple(occasion_of(each) for each in found)), headers=PRIVATE)


@get(_ONE, tags=_TAGS)
async def list_people(
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
) -> Response[PeopleOfOccasion]:
    """Who is to have one, who not and why."""
    roll = await setting.export(house, staff, f"{kind}:{id}")
    return Response(PeopleOfOccasion(tuple(person_of(line, reader.texts) for line in roll.lines)), headers=PRIVATE)


@post(_ONE + "/rules", status_code=200, tags=_TAGS, operation_class=takes(RulesBody))
async def put_rules(
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[None]:
    """What it takes."""
    await setting.set_rules(house, staff, f"{kind}:{id}", {"mandatory": True, **await _sent(request)})
    return Response(None, headers=PRIVATE)


@post(_ONE + "/names", status_code=202, tags=_TAGS)
async def ask_names(
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[NamesAsked]:
    """Mail everybody who has not confirmed how their name is written."""
    return Response(NamesAsked(await inviting.ask_names(house, staff, f"{kind}:{id}")), status_code=202)


@post(_ONE + "/issue", status_code=202, tags=_TAGS, operation_class=takes(IssueOrder))
async def issue(
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Issued]:
    """To all, or to these people. Sent again it issues nothing twice: nobody gets a second one."""
    body = await _sent(request)
    only = _people(body.get("people"))
    unconfirmed = body.get("unconfirmed") is True
    count = await issuing.begin(house, staff, f"{kind}:{id}", only, unconfirmed=unconfirmed)
    return Response(Issued(count), status_code=202, headers=PRIVATE)


@get(_ONE + "/progress", tags=_TAGS)
async def progress(
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[IssueProgress]:
    """How far the newest act of issuing is."""
    return Response(progress_of(await issuing.progress(house, staff, f"{kind}:{id}")), headers=PRIVATE)


@post(_PERSON + "/say", status_code=200, tags=_TAGS, operation_class=takes(PersonSaid))
async def say(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
    person: FromPath[UUID],
) -> Response[None]:
    """Whether the assessment was passed, and exceptions."""
    await setting.say(house, staff, f"{kind}:{id}", person, await _sent(request))
    return Response(None, headers=PRIVATE)


@post(_PERSON + "/correct", status_code=201, tags=_TAGS, operation_class=takes(Correction))
async def correct(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
    person: FromPath[UUID],
) -> Response[NewNumber]:
    """A new certificate takes the place of the valid one. Sent again it is 422: nothing differs any more."""
    number = await replacing.correct(house, staff, f"{kind}:{id}", person, await _sent(request))
    return Response(NewNumber(number), status_code=201, headers=PRIVATE)


@post(_PERSON + "/revoke", status_code=200, tags=_TAGS, operation_class=takes(Revocation))
async def revoke(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
    person: FromPath[UUID],
) -> Response[None]:
    """It counts no more. Sent again it is 409."""
    await replacing.revoke(house, staff, f"{kind}:{id}", person, await _sent(request))
    return Response(None, headers=PRIVATE)


async def _sent(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The body. A form of another site cannot send this content type, so a cookie alone is not enough."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Malformed(_NOT_JSON)
    return await read_json(request)


def _people(given: object) -> set[UUID] | None:
    """None: all. Raises Invalid for what is no list of ids."""
    if given is None:
        return None
    try:
        return {UUID(each) for each in given} if isinstance(given, list) else _refused()
    except (ValueError, TypeError, AttributeError):
        return _refused()


def _refused() -> set[UUID]:
    raise Invalid([Problem("people", _IDS)])


HANDLERS = (list_occasions, list_people, put_rules, ask_names, issue, progress, say, correct, revoke)
