"""JSON: register, see, change, cancel, and ask to be told. Each handler parses, calls one operation, answers."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, delete, get, patch, post
from litestar.response import Response

from services.registration.domain.registration import HOME_ZONE, Category, OrganisationType, Status
from services.registration.limits import limit
from services.registration.operations import interest, my_registration
from services.registration.operations.my_registration import MyRegistration
from services.registration.operations.register import register
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader, house_of
from shared.web.openapi_body import takes
from shared.web.quick import QuickJson
from shared.web.reader import language_read, zone_read
from shared.web.security import PRIVATE


class NewRegistration(msgspec.Struct, frozen=True, kw_only=True):
    """What to send. `country` is ISO 3166-1 alpha-2, `timezone` an IANA name, languages BCP 47. The category `staff` is
    given by the organizer alone.
    """

    email: str
    name: str
    organisation: str
    category: Category
    country: str
    consent: bool
    native_name: str = ""
    native_name_language: str = ""
    honorific: str = ""
    job_title: str = ""
    organisation_type: OrganisationType | None = None
    language: str = "en"
    timezone: str = HOME_ZONE
    sessions: list[str] = []
    answers: dict[str, str] = {}


ChangedRegistration = msgspec.defstruct(
    "ChangedRegistration",
    [
        (field.name, field.type, msgspec.UNSET)
        for field in msgspec.structs.fields(NewRegistration)
        if field.name != "consent"
    ],
    kw_only=True,
)


class Interest(msgspec.Struct, frozen=True, kw_only=True):
    """Where to write, in which language, with times of which zone."""

    email: str
    language: str = "en"
    timezone: str = HOME_ZONE


class RegisteredBody(msgspec.Struct, frozen=True):
    """`token` and `manage_url` are the person's own: whoever has them can change and cancel."""

    id: UUID
    status: Status
    token: str
    manage_url: str


class RegistrationBody(msgspec.Struct, frozen=True, kw_only=True):
    """As the personal link shows it. `place` is the place in the waiting list; `join_url` only if confirmed,
    and not of an event that was cancelled.
    """

    id: UUID
    status: Status
    event: str
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
    token: str
    manage_url: str
    join_url: str | None
    place: int | None


class NotedBody(msgspec.Struct, frozen=True):
    """The address is told when the date is fixed, moves or is open again, and when the event is cancelled."""

    event: str


def _shown(mine: MyRegistration) -> Response[RegistrationBody]:
    registration = mine.registration
    body = RegistrationBody(
        id=registration.id,
        status=registration.status,
        event=mine.event.slug,
        **msgspec.structs.asdict(registration.participant),
        token=mine.token,
        manage_url=mine.manage_url,
        join_url=mine.join_url or None,
        place=registration.place,
    )
    return Response(body, headers=PRIVATE)


@post(
    "/api/v1/events/{slug:str}/registrations",
    status_code=201,
    tags=["registrations"],
    operation_class=takes(NewRegistration, keyed=True),
)
async def create_registration(request: Request[Any, Any, Any], slug: FromPath[str]) -> QuickJson[RegisteredBody]:
    """Register for an event. Send an Idempotency-Key: the same key and body again gives the first answer."""
    house = house_of(request)
    await limit(request, house)
    body = await read_json(request)
    done = await register(
        house,
        slug,
        body,
        language=language_read(request).code,
        timezone=zone_read(request),
        idempotency_key=request.headers.get("idempotency-key", ""),
    )
    answer = RegisteredBody(done.answer.id, done.answer.status, done.token, done.manage_url)
    return QuickJson(answer, status_code=201, headers={**PRIVATE, "Location": f"/api/v1/registrations/{done.token}"})


@get("/api/v1/registrations/{token:str}", tags=["registrations"])
async def read_registration(house: TheHouse, token: FromPath[str]) -> Response[RegistrationBody]:
    """A registration, by its personal link."""
    return _shown(await my_registration.show(house, token))


@patch("/api/v1/registrations/{token:str}", tags=["registrations"], operation_class=takes(ChangedRegistration))
async def change_registration(
    request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]
) -> Response[RegistrationBody]:
    """Change the fields that are sent. After a change of `email` the answer holds a new token; the old one ends."""
    await limit(request, house)
    return _shown(await my_registration.change(house, token, await read_json(request)))


@delete("/api/v1/registrations/{token:str}", status_code=204, tags=["registrations"])
async def cancel_registration(request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]) -> None:
    """Give the place up. Doing it twice is doing it once."""
    await limit(request, house)
    await my_registration.cancel(house, token)


@post("/api/v1/events/{slug:str}/interest", status_code=202, tags=["registrations"], operation_class=takes(Interest))
async def ask_to_be_told(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> NotedBody:
    """Tell me when the date is fixed; also if it moves or is open again, and if the event is cancelled."""
    await limit(request, house)
    body = await read_json(request)
    await interest.ask_to_be_told(house, slug, body, language=reader.language.code, timezone=reader.timezone)
    return NotedBody(slug)


HANDLERS = (create_registration, read_registration, change_registration, cancel_registration, ask_to_be_told)
