"""Who reads: language, time zone and colours, from cookies and headers. A GET changes nothing but these cookies."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode
from zoneinfo import ZoneInfo

from litestar import Request
from markupsafe import Markup

from shared.i18n import DEFAULT, Language, Translator, language_of, negotiate, translator
from shared.i18n.dates import WhenWords, when_words
from shared.i18n.moments import moment_words
from shared.i18n.zones import WEGO_ZONES, Zone, canonical, grouped, zone
from shared.identity.staff import Staff
from shared.when import When

if TYPE_CHECKING:
    from shared.web.pages import Pages

LANGUAGE_COOKIE = "wego_language"
ZONE_COOKIE = "wego_zone"
THEME_COOKIE = "wego_theme"
THEMES = ("light", "dark")
SEARCH = "zone-city"
SWITCHES = {"lang": LANGUAGE_COOKIE, "zone": ZONE_COOKIE, "theme": THEME_COOKIE}


class Reader:
    """Injected as `reader` into every handler that names it.

    `timezone` is an IANA name, or empty while unknown: then only the event's own zone is shown. `theme` is "light",
    "dark" or empty (as the device has it). `path` and `query` are of the page itself, for the links that switch.
    `staff` is who is signed in, on pages that asked for it.
    A plain class: Litestar would validate a Struct anew for every request.
    """

    __slots__ = ("_address", "language", "now", "pages", "path", "query", "request_id", "staff", "theme", "timezone")

    def __init__(
        self,
        *,
        pages: Pages,
        now: datetime,
        language: Language = DEFAULT,
        timezone: str = "",
        theme: str = "",
        path: str = "/",
        query: tuple[tuple[str, str], ...] = (),
        request_id: str = "",
    ) -> None:
        self.pages = pages
        self.now = now
        self.language = language
        self.timezone = timezone
        self.theme = theme
        self.path = path
        self.query = query
        self.request_id = request_id
        self.staff: Staff | None = None
        self._address = ""

    def at_home_in(self, timezone: str) -> Reader:
        """The same reader; where no zone is known yet, this one, which they gave at another place."""
        other = copy(self)
        other.timezone = self.timezone or timezone
        return other

    @property
    def texts(self) -> Translator:
        return translator(self.language.code)

    @property
    def zone(self) -> Zone | None:
        """The reader's zone in words; None while unknown."""
        return zone(self.timezone, self.language.code, self.now) if self.timezone else None

    def zone_choices(self, chosen: str = "") -> tuple[Zone, ...]:
        """The zones of WeGO's offices; before them the chosen one, or else the reader's own, where it is another."""
        own = canonical(chosen) or self.timezone
        names = WEGO_ZONES if not own or own in WEGO_ZONES else (own, *WEGO_ZONES)
        return tuple(zone(name, self.language.code, self.now) for name in names)

    @property
    def all_zones(self) -> Markup:
        """Every zone as `<optgroup>`s by region."""
        return zone_options(self.language.code, self.now.replace(minute=0, second=0, microsecond=0))

    def switch(self, **changes: str) -> str:
        """This page's address with a switch thrown: `switch(lang="ko")`."""
        if not self._address:
            self._address = address(self.path, list(self.query)) + ("&" if self.query else "?")
        return self._address + _query(*changes.items())

    def when(self, when: When, timezone: str, **more: Any) -> WhenWords:
        """The date in the reader's language and zone; `more` as `when_words` takes it."""
        return when_words(when, timezone, self.timezone, self.language.code, **more)

    def moment(self, at: datetime, timezone: str, *, weekday: bool = False) -> str:
        """When something happened, by the clock of this zone and, where that is another, by the reader's own."""
        there = moment_words(at, timezone, self.language.code, weekday=weekday)
        if not self.timezone or _offset(at, self.timezone) == _offset(at, timezone):
            return there
        own = moment_words(at, self.timezone, self.language.code, weekday=False)
        return self.texts.pgettext("when", "%(host)s (%(own)s)", host=there, own=own)


def _offset(at: datetime, timezone: str) -> timedelta | None:
    return at.astimezone(ZoneInfo(timezone)).utcoffset()


def read_reader(request: Request[Any, Any, Any]) -> Reader:
    """The reader of a request. Values that are not ours count as none."""
    theme = request.cookies.get(THEME_COOKIE, "")
    return Reader(
        language=language_read(request),
        timezone=zone_read(request),
        theme=theme if theme in THEMES else "",
        path=local_path(request.scope),
        query=query_without_switches(request.scope["query_string"]),
        request_id=request.scope["state"].get("request_id", ""),
        now=request.app.state.clock(),
        pages=request.app.state.pages,
    )


def language_read(request: Request[Any, Any, Any]) -> Language:
    """What the reader chose, else the first of ours in what the browser asks for."""
    chosen = language_of(request.cookies.get(LANGUAGE_COOKIE, ""))
    return chosen or negotiate(request.headers.get("accept-language", ""))


def zone_read(request: Request[Any, Any, Any]) -> str:
    """The IANA name of the zone that the reader chose, or ""."""
    return canonical(request.cookies.get(ZONE_COOKIE, "")) or ""


def query_without_switches(query: bytes) -> tuple[tuple[str, str], ...]:
    """The query of a page as pairs, less the switches."""
    if not query:
        return ()
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=None)
    return tuple((name, value) for name, value in pairs[:50] if name not in SWITCHES and name != SEARCH)


def local_path(scope: Any) -> str:
    """The path as the browser sent it, with exactly one slash in front: never another host's address."""
    return "/" + quote(scope["path"].replace("\\", "/").lstrip("/"), safe="/-._~!$&'()*+,;=:@")


@lru_cache(maxsize=64)
def _query(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


def address(path: str, query: list[tuple[str, str]]) -> str:
    """Path and query."""
    return f"{path}?{urlencode(query)}" if query else path


@lru_cache(maxsize=10)
def zone_options(language: str, hour: datetime) -> Markup:
    """The same 400 lines for everybody who reads this language, drawn once an hour."""
    group, option = Markup('<optgroup label="{}">{}</optgroup>'), Markup('<option value="{}">{} ({})</option>')
    return Markup().join(
        group.format(region, Markup().join(option.format(each.name, each.city, each.offset) for each in zones))
        for region, zones in grouped(language, hour)
    )
