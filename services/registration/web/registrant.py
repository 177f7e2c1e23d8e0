"""/organize/events/{slug}/registrations/{id}: one person at the desk, and what is done for them."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.guest import badge_code
from services.registration.domain.registration import Status
from services.registration.operations import registrant, registrant_acts, registrants
from services.registration.operations.cancelling import cancelling
from services.registration.operations.registrant import Registrant
from services.registration.web.cancel_words import cancel_words
from services.registration.web.export import STATUSES
from services.registration.web.form_choices import ORGANISATION_TYPES
from services.registration.web.registrant_done import done_words
from services.registration.web.registrant_words import history_lines
from services.registration.web.stays import stays
from services.registration.web.told_words import unreached_words
from shared.errors import Conflict, Malformed
from shared.house import House
from shared.i18n import LANGUAGES
from shared.i18n.mark import mark
from shared.identity.staff import Role, Staff
from shared.web.forms import read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page
from shared.web.reader import Reader

PATH = "/organize/events/{slug:str}/registrations/{id:uuid}"
_ASKED = {"seat": "registrant_seat.html", "cancel": "registrant_cancel.html"}


def list_of(slug: str) -> str:
    return f"/organize/events/{slug}/registrations"


def path_of(slug: str, id: UUID) -> str:  # noqa: A002  # the row's id
    return PATH.replace("{slug:str}", slug).replace("{id:uuid}", str(id))


@get(PATH)
async def show(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
    done: FromQuery[str] = "",
) -> Response[str]:
    """All that is known of them."""
    found = await registrant.show(house, staff, slug, id)
    words = done_words(done, found, reader.texts)
    return private_page(reader, "registrant.html", **_context(reader, staff, found), done=words)


@post(PATH)
async def act(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """Approve, give a seat, cancel, or send the link again; a seat and cancelling ask first."""
    form = await read_form(request)
    do = form.one("do")
    try:
        if do in _ASKED and not form.checked("confirmed"):
            return await _asked(house=house, reader=reader, staff=staff, slug=slug, id=id, do=do)
        done = await _done(house, staff, slug, id, do)
    except Conflict as error:
        if error.code == registrant.NO_MAILBOX:
            return go(f"{path_of(slug, id)}?done={error.code}")
        return stays(reader, error, path_of(slug, id), to_list=True)
    return go(f"{path_of(slug, id)}?done={done}")


async def _asked(
    *,
    house: House,
    reader: Reader,
    staff: Staff,
    slug: str,
    id: UUID,  # noqa: A002
    do: str,
) -> Response[str]:
    """What it would mean. Raises as the act does, and Conflict for who is cancelled."""
    if do == "seat":
        seat = await registrant_acts.seat_page(house, staff, slug, id)
        context: dict[str, Any] = {"event": seat.event, "who": seat.registration.participant, "seat": seat}
        context["unreached"] = unreached_words(1, seat.unreached, reader.texts)
    else:
        found = await registrant.correctable(house, staff, slug, id)
        would = await cancelling(house, staff, slug, [id])
        words = cancel_words(would, reader.texts)
        context = {"event": found.event, "who": found.registration.participant, "means": words}
    return private_page(reader, _ASKED[do], path=path_of(slug, id), list_path=list_of(slug), **context)


async def _done(house: House, staff: Staff, slug: str, id: UUID, do: str) -> str:  # noqa: A002
    match do:
        case "approve":
            return "approve" if await registrant_acts.approve(house, staff, slug, id) else "before"
        case "seat":
            return "seat" if await registrant_acts.give_seat(house, staff, slug, id) else "before"
        case "cancel":
            return "cancel" if (await registrants.cancel(house, staff, slug, [id])).people else "before"
        case "link":
            await registrant.send_link(house, staff, slug, id)
            return "link"
    raise Malformed(mark("Send the form as a browser does."))


def _context(reader: Reader, staff: Staff, found: Registrant) -> dict[str, Any]:
    row, words = found.registration, reader.texts.gettext
    who, status = row.participant, row.status
    kind = ORGANISATION_TYPES[who.organisation_type][0] if who.organisation_type else ""
    titles = {session.slug: session.title for session in found.event.sessions}
    stands = words(STATUSES[status.value])
    if row.place:
        stands = words("Waiting list, place %(place)s", place=row.place)
    return {
        "found": found,
        "event": found.event,
        "registration": row,
        "who": who,
        "stands": (status.value, stands),
        "is_pending": status is Status.PENDING,
        "is_waiting": status is Status.WAITLISTED,
        "is_confirmed": status is Status.CONFIRMED,
        "is_cancelled": status is Status.CANCELLED,
        "category": words(CATEGORIES[who.category]),
        "kind": words(kind) if kind else "",
        "parts": [titles.get(slug, slug) for slug in who.sessions],
        "mail_language": next((each.name for each in LANGUAGES if each.code == who.language), who.language),
        "code": badge_code(row.id),
        "history": history_lines(found.history, found.event, reader),
        "path": path_of(found.event.slug, row.id),
        "list_path": list_of(found.event.slug),
        "may_print": staff.may_organize or staff.role is Role.CHECKIN,
    }


HANDLERS = (show, act)
