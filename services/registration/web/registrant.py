"""/organize/events/{slug}/registrations/{id}: one person at the desk, and what is done for them."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.guest import badge_code
from services.registration.domain.registration import Status
from services.registration.operations import registrant, registrants
from services.registration.operations.registrant import Registrant
from services.registration.web.export import STATUSES
from services.registration.web.form_choices import ORGANISATION_TYPES
from services.registration.web.registrant_words import history_lines
from services.registration.web.stays import stays
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
_SAID = {
    "changed": ("ok", mark("The corrections are kept"), mark("Badges, later mails and calendars say what stands now.")),
    "added": ("ok", mark("Registered"), mark("They get the mail with their personal link.")),
    "there": ("info", mark("This address was registered already"), mark("Nothing was entered again.")),
    "link": ("ok", mark("The personal link is on its way"), ""),
    "tried": (
        "warn",
        mark("The link was tried once more"),
        mark("Mail to this address did not arrive. Messages will show whether this one does."),
    ),
    "no-mailbox": ("warn", mark("The personal link was not sent"), ""),
    "approve": ("ok", mark("Approved"), mark("They get a message.")),
    "cancel": ("ok", mark("Cancelled"), mark("They get a message.")),
    "before": ("info", mark("Nothing was left to do"), mark("It stood so already.")),
}


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
    if done == "link" and (found.bounced or found.mail):
        done = "no-mailbox" if found.bounced else "tried"
    return private_page(reader, "registrant.html", **_context(reader, staff, found), done=_SAID.get(done))


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
    """Approve, cancel, or send the link again; cancelling asks first."""
    form = await read_form(request)
    try:
        if form.one("do") == "cancel" and not form.checked("confirmed"):
            found = await registrant.show(house, staff, slug, id)
            await registrants.cancellable(house, staff, slug)
            return private_page(reader, "registrant_cancel.html", **_context(reader, staff, found))
        done = await _done(house, staff, slug, id, form.one("do"))
    except Conflict as error:
        if error.code == registrant.NO_MAILBOX:
            return go(f"{path_of(slug, id)}?done={error.code}")
        return stays(reader, error, path_of(slug, id), to_list=True)
    return go(f"{path_of(slug, id)}?done={done}")


async def _done(house: House, staff: Staff, slug: str, id: UUID, do: str) -> str:  # noqa: A002
    match do:
        case "approve":
            return "approve" if (await registrants.approve(house, staff, slug, [id])).people else "before"
        case "cancel":
            return "cancel" if await registrants.cancel(house, staff, slug, [id]) else "before"
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
        "is_confirmed": status is Status.CONFIRMED,
        "is_cancelled": status is Status.CANCELLED,
        "category": words(CATEGORIES[who.category]),
        "kind": words(kind) if kind else "",
        "parts": [titles.get(slug, slug) for slug in who.sessions],
        "mail_language": next((each.name for each in LANGUAGES if each.code == who.language), who.language),
        "code": badge_code(row.id),
        "history": history_lines(found.history, found.event, reader),
        "path": path_of(found.event.slug, row.id),
        "list_path": f"/organize/events/{found.event.slug}/registrations",
        "may_print": staff.may_organize or staff.role is Role.CHECKIN,
    }


HANDLERS = (show, act)
