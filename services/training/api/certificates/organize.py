"""JSON for certificates at the desk, by the operations of the pages: the list, what it takes, issuing."""

from uuid import UUID

from litestar import get, post
from litestar.response import Response

from services.training.api.certificates.bodies import (
    Issued,
    IssueOrder,
    IssueProgress,
    NamesAsked,
    OccasionList,
    PeopleOfOccasion,
    RulesBody,
    occasion_of,
    person_of,
    progress_of,
)
from services.training.domain.participant import HOME_ZONE
from services.training.given import TheOccasion, TheSent
from services.training.operations.certificates import inviting, issuing, progress, setting
from services.training.operations.certificates.progress import stands_still
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.web.given import FromQuery, TheHouse, TheReader, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

PATH = "/api/v1/organize/certificates"
ONE = PATH + "/{kind:str}/{id:uuid}"
TAGS = ["Desk: certificates"]
_IDS = mark("Choose one of the list")


@get(PATH, tags=TAGS)
async def list_occasions(house: TheHouse, staff: TheStaff, q: FromQuery[str] = "") -> Response[OccasionList]:
    """Courses, and events whose list of those who came is closed; what needs work first."""
    found, _ = await setting.listed(house, staff, q)
    return Response(OccasionList(tuple(occasion_of(each, house.clock()) for each in found)), headers=PRIVATE)


@get(ONE, tags=TAGS)
async def list_people(
    house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion
) -> Response[PeopleOfOccasion]:
    """Who is to have one, who not and why; whose name is confirmed, and in `name_findings` what is odd in others."""
    roll = await setting.export(house, staff, occasion)
    return Response(
        PeopleOfOccasion(tuple(person_of(line, roll.occasion, reader.texts) for line in roll.lines)), headers=PRIVATE
    )


@post(ONE + "/rules", status_code=200, tags=TAGS, operation_class=takes(RulesBody))
async def put_rules(house: TheHouse, staff: TheStaff, occasion: TheOccasion, json_sent: TheSent) -> Response[None]:
    """What it takes."""
    await setting.set_rules(house, staff, occasion, {"mandatory": True, **json_sent})
    return Response(None, headers=PRIVATE)


@post(ONE + "/names", status_code=202, tags=TAGS)
async def ask_names(house: TheHouse, staff: TheStaff, occasion: TheOccasion) -> Response[NamesAsked]:
    """Mail everybody who has not confirmed how their name is written."""
    return Response(NamesAsked(await inviting.ask_names(house, staff, occasion)), status_code=202)


@post(ONE + "/issue", status_code=202, tags=TAGS, operation_class=takes(IssueOrder))
async def issue(house: TheHouse, staff: TheStaff, occasion: TheOccasion, json_sent: TheSent) -> Response[Issued]:
    """To all, or to these people. Sent again it issues nothing twice: nobody gets a second one."""
    only = _people(json_sent.get("people"))
    unconfirmed = json_sent.get("unconfirmed") is True
    count = await issuing.begin(house, staff, occasion, only, unconfirmed=unconfirmed)
    return Response(Issued(count), status_code=202, headers=PRIVATE)


@get(ONE + "/progress", tags=TAGS)
async def how_far(
    house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion
) -> Response[IssueProgress]:
    """How far issuing is, and where it stands still, why."""
    found = await progress.progress(house, staff, occasion)
    words = stands_still(found, reader.texts, reader.timezone or HOME_ZONE)
    return Response(progress_of(found, words), headers=PRIVATE)


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


HANDLERS = (list_occasions, list_people, put_rules, ask_names, issue, how_far)
