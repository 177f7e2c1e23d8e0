"""Language, zone and colours: a link or a form with `?lang=`, `?zone=` or `?theme=` sets a cookie and leads back to the
same page without it. `?zone=choose` shows every city there is, at the same address."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from shared.i18n import language_of
from shared.i18n.zones import Zone, canonical, find, grouped
from shared.web.pages import private_page
from shared.web.reader import SEARCH, SWITCHES, THEMES, address, local_path, query_without_switches, read_reader
from shared.web.security import PRIVATE

_YEAR = 365 * 24 * 3600
# Addresses that programs read: there a query is the program's own.
_NOT_PAGES = ("/api/", "/calendar/", "/static/", "/health/", "/metrics")


def thrown(request: Request[Any, Any, Any], *, secure: bool) -> Response[Any] | None:
    """The answer to a request that throws a switch; None for every other."""
    query = request.scope["query_string"]
    if not query or request.method != "GET" or request.scope["path"].startswith(_NOT_PAGES):
        return None
    pairs = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    asked = {name: value for name, value in pairs.items() if name in SWITCHES}
    if not asked:
        return None
    if asked.get("zone") == "choose":
        return _choose(request, pairs.get(SEARCH, ""))
    path = address(local_path(request.scope), list(query_without_switches(query)))
    cookies = [_cookie(name, value, secure=secure) for name, value in asked.items()]
    return Redirect(path, status_code=303, cookies=[each for each in cookies if each], headers=PRIVATE)


def _cookie(switch: str, value: str, *, secure: bool) -> Cookie | None:
    """None where the value is not one of ours: then nothing changes."""
    kept: str | None = None
    if switch == "lang":
        language = language_of(value)
        kept = language.code if language else None
    elif switch == "zone":
        kept = canonical(value)
    elif value in THEMES:
        kept = value
    elif value == "system":
        kept = ""
    if kept is None:
        return None
    return Cookie(
        key=SWITCHES[switch],
        value=kept,
        path="/",
        max_age=_YEAR if kept else 0,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def _choose(request: Request[Any, Any, Any], words: str) -> Response[str]:
    reader = read_reader(request)
    now, words = reader.now, words.strip()[:80]
    groups: tuple[tuple[str, tuple[Zone, ...]], ...]
    if words:
        found = find(words, reader.language.code, now)
        groups = (("", found),) if found else ()
    else:
        groups = grouped(reader.language.code, now)
    return private_page(reader, "zones.html", groups=groups, words=words)
