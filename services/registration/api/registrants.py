"""An event's registrations as JSON, for staff: search, filter and sort as the page does, and act on several."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, get, post
from litestar.response import Response

from services.registration.domain.guest import badge_code
from services.registration.domain.registrants import MAIL_FAILED, Act, Registrant, Sort, read_filter_strictly
from services.registration.domain.registration import Category, OrganisationType, Registration, Status
from services.registration.operations import registrant_list
from shared.cursors import read_limit
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import Cursor, Limit, documented
from shared.web.security import PRIVATE

PATH = "/api/v1/organize/events/{slug:str}/registrations"


class RegistrantBody(msgspec.Struct, frozen=True, kw_only=True):
    """A registration as staff see it. `came` null: nobody has said; `place`: in the waiting list, 1 for the next.
    `mail_failed`: mail about the event did not arrive, and none did since.
    """

    id: UUID
    status: Status
    place: int | None
    came: bool | None
    registered_at: datetime
    badge_code: str
    mail_failed: bool
    email: str
    name: str
    native_name: str
    native_name_language: str
    honorific: str
    job_title: str
    organisation: str
    organisation_type: OrganisationType | None
    category: Category
    country: str
    language: str
    timezone: str
    sessions: tuple[str, ...]
    answers: dict[str, str]


class RegistrantsBody(msgspec.Struct, frozen=True, kw_only=True):
    """`total` counts all that fit; `next` is the cursor of what follows, null at the end. The files hold all that fit,
    and are had with the same token; null for who may not download them.
    """

    items: list[RegistrantBody]
    total: int
    next: str | None
    csv_url: str | None
    xlsx_url: str | None


class MatchingBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """The parameters of the list, without its order."""

    q: str = ""
    status: str = ""
    category: str = ""
    organisation_type: str = ""
    country: str = ""
    mail: str = ""


class BulkBody(msgspec.Struct, frozen=True):
    """What to do with which registrations: `ids`, 1,000 at the most, or all that are `matching`. For these `count` says
    how many the act is to change: of an approval those who wait for it, of a cancellation all that are not cancelled,
    of who came the confirmed. With another number by then nothing is done (409). Who is approved or cancelled gets a
    message.
    """

    do: Act
    ids: list[UUID] = []
    matching: MatchingBody = MatchingBody()
    count: int = 0


class DoneBody(msgspec.Struct, frozen=True):
    """How many were changed; others stood so already, or are no such registrations."""

    do: Act
    changed: int


_Words = Annotated[str, documented("Words of name, address or organisation, all of them")]
_Status = Annotated[str, documented("Only these", enum=list(Status))]
_Category = Annotated[str, documented("Only this category", enum=list(Category))]
_Kind = Annotated[str, documented("Only this kind of organisation", enum=list(OrganisationType))]
_Country = Annotated[str, documented("Only from this country, ISO 3166-1 alpha-2")]
_Mail = Annotated[str, documented("Only those to whom mail does not arrive", enum=[MAIL_FAILED])]
_Sort = Annotated[
    str, documented("The order, turned round by a minus; else the newest first", enum=[*Sort, *(f"-{s}" for s in Sort)])
]


@get(PATH, tags=["Desk"])
async def list_registrants(
    *,
    house: TheHouse,
    staff: TheStaff,
    slug: FromPath[str],
    q: _Words = "",
    status: _Status = "",
    category: _Category = "",
    organisation_type: _Kind = "",
    country: _Country = "",
    mail: _Mail = "",
    sort: _Sort = "",
    limit: Limit = "",
    cursor: Cursor = "",
) -> Response[RegistrantsBody]:
    """The registrations of an event."""
    query = {"q": q, "status": status, "category": category, "organisation_type": organisation_type}
    query = {name: value for name, value in (query | {"country": country, "mail": mail, "sort": sort}).items() if value}
    chosen = read_filter_strictly(query)
    found = await registrant_list.listed(house, staff, slug, chosen, limit=read_limit(limit), cursor=cursor)
    files = house.url(f"/organize/events/{found.event.slug}/registrations")
    asked = f"?{urlencode(query)}" if query else ""
    body = RegistrantsBody(
        items=[shown(line, came=line.came, mail_failed=line.mail_failed) for line in found.lines],
        total=found.total,
        next=found.next,
        csv_url=f"{files}.csv{asked}" if staff.may_organize else None,
        xlsx_url=f"{files}.xlsx{asked}" if staff.may_organize else None,
    )
    return Response(body, headers=PRIVATE)


@post(PATH, status_code=200, tags=["Desk"], operation_class=takes(BulkBody))
async def act_on_registrants(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[DoneBody]:
    """Approve, cancel, or note who came. Doing it twice is doing it once."""
    do, changed = await registrant_list.act(house, staff, slug, await read_json(request))
    return Response(DoneBody(do, changed), headers=PRIVATE)


def shown(line: Registrant | Registration, *, came: bool | None, mail_failed: bool) -> RegistrantBody:
    """As staff see it."""
    return RegistrantBody(
        id=line.id,
        status=line.status,
        place=line.place,
        came=came,
        registered_at=line.created_at,
        badge_code=badge_code(line.id),
        mail_failed=mail_failed,
        **msgspec.structs.asdict(line.participant),
    )


HANDLERS = (list_registrants, act_on_registrants)
