"""Staff sign in by a link that works once. Opening it changes nothing (mail scanners open links): a button does."""

from typing import Any

from litestar import Request, Response, get, post

from shared.errors import Gone
from shared.house import House
from shared.i18n import mark
from shared.identity import sessions
from shared.identity.cookie import cookie_name, no_cookie, session_cookie
from shared.identity.staff import Role, Session, Staff
from shared.web.forms import read_form
from shared.web.given import FromQuery, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.source import source_of

PATH = "/sign-in"
_PER_MINUTE = 30
ROLES: dict[Role, str] = {
    Role.ADMIN: mark("Administrator"),
    Role.ORGANIZER: mark("Organizer"),
    Role.TRAINER: mark("Trainer"),
    Role.CHECKIN: mark("Check-in"),
    Role.VIEWER: mark("May look, not change"),
}


@get(PATH)
async def sign_in_page(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, link: FromQuery[str] = ""
) -> Response[str]:
    """With a link: whom it signs in, and the button. Without: who is signed in, or how to get in."""
    if not link:
        return _page(reader, session=await _session(request, house))
    try:
        return _page(reader, link=link, staff=await sessions.look_at_link(house.db, link))
    except Gone:
        return _page(reader, session=await _session(request, house), spent=True)


@post(PATH)
async def redeem(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[Any]:
    """Uses the link up and gives the cookie; on to the page that says who is signed in."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("sign-in", source, limit=_PER_MINUTE, per=60)
    form = await read_form(request)
    try:
        secret = await sessions.redeem(house.db, form.one("link"))
    except Gone:
        return _page(reader, session=await _session(request, house), spent=True)
    answer = go(PATH)
    answer.set_cookie(session_cookie(secret, secure=house.settings.secure))
    return answer


@post(PATH + "/out")
async def sign_out(request: Request[Any, Any, Any], house: TheHouse) -> Response[Any]:
    """Ends the session, here and in every other window."""
    await sessions.sign_out(house.db, _secret(request, house))
    answer = go(PATH)
    answer.set_cookie(no_cookie(secure=house.settings.secure))
    return answer


def _secret(request: Request[Any, Any, Any], house: House) -> str:
    return request.cookies.get(cookie_name(secure=house.settings.secure), "")


async def _session(request: Request[Any, Any, Any], house: House) -> Session | None:
    secret = _secret(request, house)
    return await sessions.session_of(house.db, secret) if secret else None


def _page(
    reader: Reader, *, session: Session | None = None, link: str = "", staff: Staff | None = None, spent: bool = False
) -> Response[str]:
    role = reader.texts.gettext(ROLES[session.role]) if session else ""
    status = 410 if spent else 200
    return private_page(
        reader, "sign_in.html", status=status, session=session, role=role, link=link, staff=staff, spent=spent
    )


HANDLERS = (sign_in_page, redeem, sign_out)
