"""/organize/check-in/{id}: what the code on a badge opens."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.registration import Status
from services.registration.operations import door
from services.registration.web.export import STATUSES
from shared.errors import Malformed
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.identity.staff import Role
from shared.web.forms import read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page

_PATH = "/organize/check-in/{id:uuid}"


@get(_PATH)
async def show(
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
    done: FromQuery[str] = "",
) -> Response[str]:
    """Who it is, and whether they are noted."""
    found = await door.show(house, staff, id)
    guest, words = found.guest, reader.texts.gettext
    who = guest.participant
    return private_page(
        reader,
        "organize_door.html",
        event=found.event,
        guest=guest,
        category=words(CATEGORIES[who.category]),
        country=country_name(who.country, reader.language.code),
        stands=(guest.status.value, words(STATUSES[guest.status.value])),
        too_early=found.too_early,
        has_seat=guest.status is Status.CONFIRMED,
        may_note=staff.may_organize or staff.role is Role.CHECKIN,
        done=done,
    )


@post(_PATH)
async def note(
    request: Request[Any, Any, Any],
    house: TheHouse,
    staff: TheStaff,
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """That they came, or, taken back, that they did not."""
    said = (await read_form(request)).one("do")
    if said not in ("came", "absent"):
        raise Malformed(mark("Send the form as a browser does."))
    noted = await door.note(house, staff, id, came=said == "came")
    return go(f"/organize/check-in/{id}?done={said if noted else 'before'}")


HANDLERS = (show, note)
