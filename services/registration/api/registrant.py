"""One registration as JSON for staff: all that is known of it, corrected, entered at the desk, its link sent again."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get, patch, post
from litestar.response import Response

from services.registration.api.registrants import PATH, RegistrantBody, shown
from services.registration.api.registrations import ChangedRegistration, NewRegistration
from services.registration.domain.registrant import Happened
from services.registration.domain.registration import Status
from services.registration.operations import add_registrant, registrant, registrant_acts
from services.registration.operations.registrant import Registrant
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_ONE = PATH + "/{id:uuid}"


class HappenedBody(msgspec.Struct, frozen=True, kw_only=True):
    """`what` is an act of the person or of the queue, such as "registered" or "promoted", or of staff, such as
    "registration.approved". `actor` is the name of the person or program, "" where it was neither or is gone. `old` and
    `new` hold the changed fields alone, each as text, null where there was nothing.
    """

    at: datetime
    what: str
    actor: str
    old: dict[str, str] | None
    new: dict[str, str] | None


class WholeRegistrantBody(RegistrantBody, frozen=True, kw_only=True):
    """`history`: the newest first."""

    history: list[HappenedBody]


class AddedPerson(NewRegistration, frozen=True, kw_only=True):
    """`consent`: they agreed at the desk. `beyond_seats`: a seat even where none is free or others wait."""

    beyond_seats: bool = False


class AddedBody(msgspec.Struct, frozen=True):
    """How they stand. They get the mail with the personal link."""

    id: UUID
    status: Status


class LinkSentBody(msgspec.Struct, frozen=True):
    """Of which registration the link goes out."""

    id: UUID


@get(_ONE, tags=["Desk"])
async def read_registrant(
    house: TheHouse,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
) -> Response[WholeRegistrantBody]:
    """A registration, with all that happened to it."""
    return _answer(await registrant.show(house, staff, slug, id))


@patch(_ONE, tags=["Desk"], operation_class=takes(ChangedRegistration))
async def correct_registrant(
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[WholeRegistrantBody]:
    """Correct the fields that are sent. Only another address is written to: it gets the invitation and a new link."""
    return _answer(await registrant.change(house, staff, slug, id, await read_json(request)))


@post(PATH + "/add", status_code=201, tags=["Desk"], operation_class=takes(AddedPerson, keyed=True))
async def add_registrant_at_desk(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[AddedBody]:
    """Enter somebody who is at the desk, also outside the time of registration. Without `beyond_seats` they get a seat
    or the end of the waiting list, as everybody does; the seat beyond is noted with who gave it.
    """
    key = request.headers.get("idempotency-key", "")
    done = await add_registrant.add(house, staff, slug, await read_json(request), idempotency_key=key)
    return Response(AddedBody(done.id, done.status), status_code=201, headers=PRIVATE)


@post(_ONE + "/seat", status_code=200, tags=["Desk"])
async def give_registrant_seat(
    house: TheHouse,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[WholeRegistrantBody]:
    """Give somebody of the waiting list a seat, also beyond the seats and past those who wait before; they get the
    invitation. Doing it twice is doing it once.
    """
    await registrant_acts.give_seat(house, staff, slug, id)
    return _answer(await registrant.show(house, staff, slug, id))


@post(_ONE + "/link", status_code=202, tags=["Desk"])
async def send_registrant_link(
    house: TheHouse,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[LinkSentBody]:
    """Mail the personal link again; twice within a minute, it goes out once."""
    await registrant.send_link(house, staff, slug, id)
    return Response(LinkSentBody(id), status_code=202, headers=PRIVATE)


def _answer(found: Registrant) -> Response[WholeRegistrantBody]:
    line = shown(found.registration, came=found.came, mail_failed=found.mail is not None)
    body = WholeRegistrantBody(**msgspec.structs.asdict(line), history=[_happened(each) for each in found.history])
    return Response(body, headers=PRIVATE)


def _happened(line: Happened) -> HappenedBody:
    return HappenedBody(at=line.at, what=line.what, actor=line.actor, old=line.old, new=line.new)


HANDLERS = (read_registrant, correct_registrant, add_registrant_at_desk, give_registrant_seat, send_registrant_link)
