"""JSON: the directory of organisations for programs of staff: list, add, change, import."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, get, patch, post
from litestar.params import QueryParameter
from litestar.response import Response

from services.registration.domain.organisation import Change, Organisation, said
from services.registration.domain.organisations import read_filter_strictly
from services.registration.domain.region import Region
from services.registration.domain.registration import OrganisationType
from services.registration.operations import import_organisations as imports
from services.registration.operations import organisations
from shared.cursors import read_limit
from shared.errors import Malformed
from shared.http import FieldError, translated
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import Cursor, Limit, documented
from shared.web.security import PRIVATE

_PATH = "/api/v1/organize/organisations"
_TAGS = ["Directory"]
_CSV = mark("Send the file itself as the body, with the Content-Type text/csv.")


class NewOrganisation(msgspec.Struct, frozen=True, kw_only=True):
    """What to send. `country` is ISO 3166-1 alpha-2, `native_name_language` BCP 47 (without it as the script says),
    `networks` keys of networks; without a `region` it is the country's. A former member is not `active`.
    """

    name: str
    type: OrganisationType
    country: str
    native_name: str = ""
    native_name_language: str = ""
    aliases: list[str] = []
    city: str = ""
    region: Region | None = None
    networks: list[str] = []
    website: str = ""
    note: str = ""
    active: bool = True


ChangedOrganisation = msgspec.defstruct(
    "ChangedOrganisation",
    [(field.name, field.type, msgspec.UNSET) for field in msgspec.structs.fields(NewOrganisation)],
    kw_only=True,
)


class OrganisationPage(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, null at the end."""

    items: list[Organisation]
    next: str | None


class ImportedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of the file brings: the fields that change with their old and new text; `id` null for a new one."""

    line: int
    id: UUID | None
    name: str
    old: dict[str, str]
    new: dict[str, str]


class RefusedLine(msgspec.Struct, frozen=True):
    """A line that cannot be imported; `field` names the column, "" the whole line."""

    line: int
    name: str
    errors: tuple[FieldError, ...]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What the file did, or with `dry_run` would do."""

    dry_run: bool
    new: list[ImportedLine]
    changed: list[ImportedLine]
    unchanged: int
    refused: list[RefusedLine]


DryRun = Annotated[str, documented("true: only say what the file would do", type="boolean", default=True)]
Words = Annotated[str, documented("Words of name, city or country, all of them, in any order")]
Kind = Annotated[str, QueryParameter(name="type", description="Only this kind", enum=list(OrganisationType))]
Country = Annotated[str, documented("Only of this country, ISO 3166-1 alpha-2")]
InRegion = Annotated[str, documented("Only of this region", enum=list(Region))]
InNetwork = Annotated[str, documented("Only of the network with this key")]
Active = Annotated[str, documented("yes: only members; no: only former ones", enum=["yes", "no"])]
LeaveOut = Annotated[str, documented("true: import the other lines where some are bad", type="boolean", default=False)]


@get(_PATH, tags=_TAGS)
async def list_organisations(
    *,
    house: TheHouse,
    staff: TheStaff,
    q: Words = "",
    kind: Kind = "",
    country: Country = "",
    region: InRegion = "",
    network: InNetwork = "",
    active: Active = "",
    limit: Limit = "",
    cursor: Cursor = "",
) -> Response[OrganisationPage]:
    """The directory in the order of names, former members too."""
    asked = {"q": q, "type": kind, "country": country, "region": region, "network": network, "active": active}
    found = await organisations.listed(
        house, staff, read_filter_strictly(asked), limit=read_limit(limit), cursor=cursor
    )
    return Response(OrganisationPage(found.organisations, found.next), headers=PRIVATE)


@get(_PATH + "/{organisation_id:uuid}", tags=_TAGS)
async def get_organisation(house: TheHouse, staff: TheStaff, organisation_id: FromPath[UUID]) -> Response[Organisation]:
    """One of them."""
    seen = await organisations.one(house, staff, organisation_id)
    return Response(seen.organisation, headers=PRIVATE)


@post(_PATH, status_code=201, tags=_TAGS, operation_class=takes(NewOrganisation, keyed=True))
async def create_organisation(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff
) -> Response[Organisation]:
    """Add one. Send an Idempotency-Key: the same key and body again gives the same organisation. A name is given once
    in a country: 409.
    """
    key = request.headers.get("idempotency-key", "")
    made = await organisations.create(house, staff, await read_json(request), key=key)
    return Response(made, status_code=201, headers={**PRIVATE, "Location": f"{_PATH}/{made.id}"})


@patch(_PATH + "/{organisation_id:uuid}", tags=_TAGS, operation_class=takes(ChangedOrganisation))
async def change_organisation(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, organisation_id: FromPath[UUID]
) -> Response[Organisation]:
    """Change the fields that are sent; `active` false lets a member go."""
    changed = await organisations.change(house, staff, organisation_id, await read_json(request))
    return Response(changed, headers=PRIVATE)


@post(_PATH + "/import", status_code=200, tags=_TAGS, request_max_body_size=5_000_000)
async def import_file(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    dry_run: DryRun = "true",
    leave_out: LeaveOut = "false",
) -> Response[Imported]:
    """Bring a CSV file in, sent as the body (text/csv). Nothing is written unless `dry_run` is false; the same file
    again changes nothing. With bad lines it is refused as a whole, unless `leave_out`.
    """
    if not request.headers.get("content-type", "").startswith("text/csv"):
        raise Malformed(_CSV)
    only_look = dry_run != "false"
    plan = await imports.bring_in(house, staff, await request.body(), dry_run=only_look, leave_out=leave_out == "true")
    body = Imported(
        dry_run=only_look,
        new=[_line(line.line, line.change) for line in plan.new],
        changed=[_line(line.line, line.change) for line in plan.changed],
        unchanged=plan.unchanged,
        refused=[RefusedLine(each.line, each.name, translated(each.problems, reader.texts)) for each in plan.faults],
    )
    return Response(body, headers=PRIVATE)


def _line(number: int, change: Change) -> ImportedLine:
    before = change.before
    return ImportedLine(
        line=number,
        id=before.id if before else None,
        name=change.after.name,
        old={field: said(before, field) for field in change.fields} if before else {},
        new={field: said(change.after, field) for field in change.fields},
    )


HANDLERS = (list_organisations, get_organisation, create_organisation, change_organisation, import_file)
