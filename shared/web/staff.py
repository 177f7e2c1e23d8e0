"""Who is signed in: `staff: TheStaff` in a handler, for pages by the session's cookie, for programs also by a token."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException

from shared.errors import Malformed, SignInNeeded
from shared.house import House
from shared.i18n.mark import mark
from shared.identity import sessions
from shared.identity.cookie import cookie_name
from shared.identity.roles import staff_of_session, staff_of_token
from shared.identity.staff import Session, Staff
from shared.web.forms import read_form
from shared.web.given import TheHouse, TheReader
from shared.web.origin import is_from_here

SIGN_IN = "/sign-in"
_LONGEST_FORM = 256 * 1024
_NOBODY = mark("Sign in, or send the token of your program as: Authorization: Bearer ...")
_NO_SUCH_TOKEN = mark("This token is unknown, was revoked or has run out.")


async def the_staff(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Staff:
    """The dependency `staff`. The reader knows them too, for the header of the page. Raises SignInNeeded."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        staff = await staff_of_token(house.db, token.strip())
        if staff is None:
            raise SignInNeeded(_NO_SUCH_TOKEN)
    else:
        secret = request.cookies.get(cookie_name(secure=house.settings.secure), "")
        staff = await staff_of_session(house.db, secret) if secret else None
        if staff is None:
            raise await _sign_in_needed(request, house)
    reader.staff = staff
    return staff


async def _sign_in_needed(request: Request[Any, Any, Any], house: House) -> SignInNeeded:
    """With what was posted, so that a form sent after the session ended loses nothing: only one of our own pages, for
    nobody else may have words of theirs sent in the name of who signs in; and only of the length of a form, since
    nobody is known to be staff yet.
    """
    length = request.headers.get("content-length", "")
    short = length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= _LONGEST_FORM
    if request.method != "POST" or not short or not is_from_here(request.headers, house.settings.public_url):
        return SignInNeeded(_NOBODY)
    try:
        sent = await read_form(request)
        with_files = any(isinstance(value, UploadFile) for _, value in (await request.form()).multi_items())
    except (Malformed, HTTPException):
        return SignInNeeded(_NOBODY)
    return SignInNeeded(_NOBODY, sent=sent, with_files=with_files)


async def session_of(request: Request[Any, Any, Any], house: House) -> Session | None:
    """Who is signed in, staff or not."""
    secret = request.cookies.get(cookie_name(secure=house.settings.secure), "")
    return await sessions.session_of(house.db, secret) if secret else None


def sign_in_path(path: str) -> str:
    """The sign-in page, from which one comes to `path`, a local one."""
    wanted = local(path)
    return f"{SIGN_IN}?{urlencode({'next': wanted})}" if wanted else SIGN_IN


def local(path: str) -> str:
    """The path, if a browser takes it for one of this very host and it is not the sign-in itself; else "".

    Browsers read a backslash as a slash and leave out tabs and line ends (WHATWG URL, 4.4), so none may stand in it.
    """
    if not path.startswith("/") or path.startswith("//") or len(path) > 2000:
        return ""
    if "\\" in path or any(ord(sign) <= 32 or ord(sign) == 127 for sign in path):
        return ""
    own = urlsplit(path)
    return "" if own.scheme or own.netloc or own.path.startswith(SIGN_IN) else path
