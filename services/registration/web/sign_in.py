"""Sign in by a code or a link that was mailed. Opening a link changes nothing (mail scanners do): a button does."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.operations.sign_in import ask_for_code
from services.registration.web import me
from shared.errors import Gone, Invalid, Problem
from shared.house import House
from shared.i18n import mark
from shared.identity import sessions
from shared.identity.codes import address_of_code, redeem_code
from shared.identity.cookie import cookie_name, no_cookie, session_cookie
from shared.identity.roles import staff_of_session
from shared.identity.staff import Invitee, Role
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.source import source_of
from shared.web.staff import SIGN_IN as PATH
from shared.web.staff import local, session_of

_PER_MINUTE = 30
ROLES: dict[Role, str] = {
    Role.ADMIN: mark("Administrator"),
    Role.ORGANIZER: mark("Organizer"),
    Role.TRAINER: mark("Trainer"),
    Role.CHECKIN: mark("Check-in"),
    Role.VIEWER: mark("May look, not change"),
}
_WRONG = mark("This is not the code in the newest mail. Look again, or ask for another one.")
_SPENT = mark("This code was used, was tried too often or has run out. Ask for another one.")


@get(PATH)
async def sign_in_page(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    link: FromQuery[str] = "",
    next: FromQuery[str] = "",  # noqa: A002  # the name in the address
) -> Response[str]:
    """With a link: whom it signs in, and the button. Without: who is signed in, and the form that asks for a code."""
    if not link:
        return await _page(request, house, reader, wanted=next)
    try:
        return await _page(request, house, reader, wanted=next, link=link, invitee=await _invitee(house, link))
    except Gone:
        return await _page(request, house, reader, wanted=next, spent=True)


@post(PATH)
async def redeem(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[Any]:
    """Uses the link up and gives the cookie; on to where they wanted."""
    await _slow_down(request, house)
    form = await read_form(request)
    try:
        secret = await sessions.redeem(house.db, form.one("link"))
    except Gone:
        return await _page(request, house, reader, wanted=form.one("next"), spent=True)
    return await _signed_in(house, secret, form.one("next"))


@post(PATH + "/code")
async def ask(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[Any]:
    """Asks for a code. The answer is the same for every address."""
    form = await read_form(request)
    wanted = local(form.one("next"))
    try:
        attempt = await ask_for_code(
            house,
            form.one("email"),
            source=source_of(request, house.settings.trusted_proxies),
            language=reader.language.code,
            timezone=reader.timezone,
            then=wanted,
        )
    except Invalid as error:
        return invalid_page(reader, "sign_in.html", form, error, private=True, **_nobody(wanted))
    return go(f"{PATH}/code?{urlencode({'attempt': attempt} | ({'next': wanted} if wanted else {}))}")


@get(PATH + "/code")
async def code_page(
    house: TheHouse,
    reader: TheReader,
    attempt: FromQuery[str] = "",
    next: FromQuery[str] = "",  # noqa: A002  # the name in the address
) -> Response[str]:
    """Where the code is typed."""
    asked = _uuid(attempt)
    email = await address_of_code(house, asked) if asked else None
    if asked is None or email is None:
        problem = Invalid([Problem("email", _SPENT)])
        return invalid_page(reader, "sign_in.html", Form(), problem, private=True, **_nobody(next))
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "sign_in_code.html", form=form, **_attempt(asked, email, next))


@post(PATH + "/try")
async def try_code(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[Any]:
    """The code that was typed: signed in, or the form again."""
    await _slow_down(request, house)
    form = await read_form(request)
    wanted, attempt = local(form.one("next")), _uuid(form.one("attempt"))
    code = "".join(form.one("code").split())
    secret = await redeem_code(house, attempt, code) if attempt and code else None
    if secret is not None:
        return await _signed_in(house, secret, wanted)
    email = await address_of_code(house, attempt) if attempt else None
    if attempt is None or email is None:
        problem = Invalid([Problem("email", _SPENT)])
        return invalid_page(reader, "sign_in.html", form, problem, private=True, **_nobody(wanted))
    problem = Invalid([Problem("code", _WRONG)])
    return invalid_page(reader, "sign_in_code.html", form, problem, private=True, **_attempt(attempt, email, wanted))


@post(PATH + "/out")
async def sign_out(request: Request[Any, Any, Any], house: TheHouse) -> Response[Any]:
    """Ends the session in this browser, or with `everywhere` in every other as well."""
    form = await read_form(request) if request.headers.get("content-type") else Form()
    secret = request.cookies.get(cookie_name(secure=house.settings.secure), "")
    await sessions.sign_out(house.db, secret, everywhere=form.checked("everywhere"))
    answer = go(PATH)
    answer.set_cookie(no_cookie(secure=house.settings.secure))
    return answer


async def _slow_down(request: Request[Any, Any, Any], house: House) -> None:
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("sign-in", source, limit=_PER_MINUTE, per=60, closed=True)


async def _signed_in(house: House, secret: str, wanted: str) -> Response[Any]:
    """To where they wanted; else staff to their home, everybody else to what is theirs."""
    staff = await staff_of_session(house.db, secret)
    answer = go(local(wanted) or (staff.home if staff else me.PATH))
    answer.set_cookie(session_cookie(secret, secure=house.settings.secure))
    return answer


async def _invitee(house: House, link: str) -> Invitee:
    return await sessions.look_at_link(house.db, link)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _attempt(attempt: UUID, email: str, wanted: str) -> dict[str, Any]:
    return {"attempt": str(attempt), "email": email, "wanted": local(wanted)}


def _nobody(wanted: str) -> dict[str, Any]:
    return {"session": None, "role": "", "link": "", "invitee": None, "spent": False, "wanted": local(wanted)}


async def _page(
    request: Request[Any, Any, Any],
    house: House,
    reader: Reader,
    *,
    wanted: str,
    link: str = "",
    invitee: Invitee | None = None,
    spent: bool = False,
) -> Response[str]:
    session = None if invitee else await session_of(request, house)
    context = _nobody(wanted) | {"session": session, "link": link, "invitee": invitee, "spent": spent}
    if session and session.role:
        context["role"] = reader.texts.gettext(ROLES[session.role])
    return private_page(
        reader, "sign_in.html", status=410 if spent else 200, form=FormView.of(reader.texts, Form()), **context
    )


HANDLERS = (sign_in_page, redeem, ask, code_page, try_code, sign_out)
