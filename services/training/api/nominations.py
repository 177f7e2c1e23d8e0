"""JSON: nominate, add files, submit, withdraw; and what came in, for staff.

By the session of a coordinator; or by staff (a token, or their session), who name in `coordinator` the address of the
one they act for.
"""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get, post, put
from litestar.response import Response

from services.training.domain.nomination import FileKind, Nomination, State
from services.training.limits import limit_nominations
from services.training.operations import call_desk, nominate
from services.training.operations.create_nomination import create
from services.training.operations.nominators import Nominator
from services.training.operations.write_nomination import Written, write
from shared.address import same_person
from shared.errors import NotFound, SignInNeeded
from shared.house import House
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.openapi_body import takes
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.web.staff import session_of, the_staff
from shared.web.uploads import LARGEST_BODY, uploaded_body

_ALL = "/api/v1/cohorts/{slug:str}/nominations"
_ONE = _ALL + "/{nomination:uuid}"
_TAGS = ["Nominations"]
_NOBODY = mark("Sign in with the address that you nominate with, or send the token of your program.")
_NO_KIND = mark("The files of a nomination are cv and letter.")
_ACTING = "x-coordinator"


class NewNomination(msgspec.Struct, frozen=True, kw_only=True):
    """What to send; nothing is needed before it is submitted. `country` is ISO 3166-1 alpha-2, languages BCP 47.

    `organisation` is its id in the directory; without it, the only one that you nominate for. `answers` by the keys of
    the call's questions. `coordinator`: for staff alone, the address of whom they act for.
    """

    organisation: UUID | None = None
    coordinator: str = ""
    name: str = ""
    native_name: str = ""
    native_name_language: str = ""
    honorific: str = ""
    job_title: str = ""
    department: str = ""
    gender: str = ""
    city: str = ""
    country: str = ""
    email: str = ""
    language: str = "en"
    motivation: str = ""
    answers: dict[str, str] = {}
    signatory_name: str = ""
    signatory_title: str = ""


class NominationBody(msgspec.Struct, frozen=True, kw_only=True):
    """A nomination. `confirmed`: the official has confirmed their own data."""

    id: UUID
    state: State
    organisation: str
    name: str
    native_name: str
    job_title: str
    department: str
    city: str
    country: str
    email: str
    confirmed: bool
    revision: int


class NominationList(msgspec.Struct, frozen=True):
    """Everything that was submitted, by organisation."""

    items: tuple[NominationBody, ...]
    next: None = None


@post(_ALL, status_code=201, tags=_TAGS, operation_class=takes(NewNomination, keyed=True))
async def new_nomination(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> Response[NominationBody]:
    """A draft. With an Idempotency-Key it is made once. Its files and the submission follow."""
    await limit_nominations(request, house)
    body = await read_json(request)
    who = await _who(request, house, reader, str(body.get("coordinator") or ""))
    made = await create(house, who, slug, body, key=request.headers.get("idempotency-key", ""))
    return _answer(made, status=201)


@put(_ONE + "/files/{kind:str}", tags=_TAGS, request_max_body_size=LARGEST_BODY)
async def put_file(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    *,
    slug: FromPath[str],
    nomination: FromPath[UUID],
    kind: FromPath[str],
) -> Response[NominationBody]:
    """The body is the file, its name in the header X-Filename; it takes the place of the one before."""
    await limit_nominations(request, house)
    who = await _who(request, house, reader)
    if kind not in set(FileKind):
        raise NotFound(_NO_KIND)
    async with uploaded_body(request, house.cabinet, request.headers.get("x-filename", kind)) as file:
        return _answer(await write(house, who, slug, nomination, Written(files={FileKind(kind): file})))


@post(_ONE + "/submission", status_code=200, tags=_TAGS)
async def submit(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[NominationBody]:
    """Send it off: everything that lacks is named at once."""
    await limit_nominations(request, house)
    who = await _who(request, house, reader)
    return _answer(await write(house, who, slug, nomination, Written(submit=True)))


@post(_ONE + "/withdrawal", status_code=200, tags=_TAGS)
async def withdraw(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[NominationBody]:
    """Also after the call has closed."""
    await limit_nominations(request, house)
    return _answer(await nominate.withdraw(house, await _who(request, house, reader), slug, nomination))


@get("/api/v1/organize/training/{slug:str}/nominations", tags=["Desk: training"])
async def desk_nominations(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[NominationList]:
    """Everything that was submitted, also what was withdrawn."""
    desk = await call_desk.show(house, staff, slug)
    return Response(NominationList(tuple(_body(each) for each in desk.nominations)), headers=PRIVATE)


async def _who(request: Request[Any, Any, Any], house: House, reader: Reader, acting: str = "") -> Nominator:
    """Staff who name a coordinator act for them; else whoever has the session. Raises SignInNeeded."""
    acting = acting or request.headers.get(_ACTING, "")
    if acting or request.headers.get("authorization"):
        return Nominator(same_person(acting), await the_staff(request, house, reader))
    session = await session_of(request, house)
    if session is None:
        raise SignInNeeded(_NOBODY)
    return Nominator(session.email)


def _answer(nomination: Nomination, *, status: int = 200) -> Response[NominationBody]:
    return Response(_body(nomination), status_code=status, headers=PRIVATE)


def _body(nomination: Nomination) -> NominationBody:
    return NominationBody(
        id=nomination.id,
        state=nomination.state,
        organisation=nomination.organisation,
        name=nomination.official.name,
        native_name=nomination.official.native_name,
        job_title=nomination.official.job_title,
        department=nomination.department,
        city=nomination.city,
        country=nomination.country,
        email=nomination.email,
        confirmed=nomination.confirmed_at is not None,
        revision=nomination.revision,
    )


HANDLERS = (new_nomination, put_file, submit, withdraw, desk_nominations)
