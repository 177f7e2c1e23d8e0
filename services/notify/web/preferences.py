"""Where somebody chooses the language and zone of their mail and finds their feed. The link is the key."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.notify.domain.messages import Category
from services.notify.operations import preferences
from shared.errors import Invalid, NotFound
from shared.house import House
from shared.i18n import LANGUAGES, mark
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.source import source_of

_PER_MINUTE = 1000  # a whole venue may sit behind one address


@get("/preferences/{token:str}")
async def show(house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = "") -> Response[str]:
    """What is chosen now."""
    return await _page(house, reader, token, done)


async def _page(house: House, reader: Reader, token: str, done: str = "") -> Response[str]:
    """Nothing sent yet: the form starts from what this browser reads."""
    now = await preferences.show(house, token)
    form = Form.holding({"language": now.language or reader.language.code, "timezone": now.timezone or reader.timezone})
    return private_page(
        reader,
        "preferences.html",
        form=FormView.of(reader.texts, form),
        done=done if done in ("kept", "renewed", "on", "off", "ended") else "",
        **_context(house, token, now),
    )


@post("/preferences/{token:str}")
async def keep(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Back to the page, which says so; or the form again with what to mend."""
    await _limit(request, house)
    form = await read_form(request)
    try:
        await preferences.keep(house, token, language=form.one("language"), timezone=form.one("timezone"))
    except Invalid as error:
        now = await preferences.show(house, token)
        return invalid_page(
            reader, "preferences.html", form, error, private=True, done="", **_context(house, token, now)
        )
    return go(f"/preferences/{token}?done=kept")


@get("/preferences/{token:str}/{category:str}")
async def ask(house: TheHouse, reader: TheReader, token: FromPath[str], category: FromPath[str]) -> Response[str]:
    """Where a mail's link leads: the page, which asks. Scanners follow links, so nothing is switched off yet."""
    if category != Category.REMINDER:
        raise NotFound(mark("There is no such page."))
    return await _page(house, reader, token)


@post("/preferences/{token:str}/{category:str}", status_code=200)
async def want(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str], category: FromPath[str]
) -> Response[Any]:
    """Switch a kind of message off or on. A mail program's one click (RFC 8058 section 3.2) gets no redirect."""
    await _limit(request, house)
    form = await read_form(request)
    wanted = form.one("wanted") == "yes"
    await preferences.want(house, token, category, wanted=wanted)
    done = "on" if wanted else "off"
    if form.one("List-Unsubscribe") == "One-Click":
        return await _page(house, reader, token, done)
    return go(f"/preferences/{token}?done={done}#reminders")


@get("/preferences/{token:str}/wish/{item:uuid}")
async def ask_to_end(house: TheHouse, reader: TheReader, token: FromPath[str], item: FromPath[UUID]) -> Response[str]:
    """Where a mail's link leads: the page, which asks, or says that nothing more of it comes."""
    now = await preferences.show(house, token)
    return await _page(house, reader, token, "" if item in {wish.id for wish in now.wishes} else "ended")


@post("/preferences/{token:str}/wish/{item:uuid}", status_code=200)
async def end_wish(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str], item: FromPath[UUID]
) -> Response[Any]:
    """Nothing more of one event. A mail program's one click (RFC 8058 section 3.2) gets no redirect."""
    await _limit(request, house)
    form = await read_form(request)
    await preferences.end_wish(house, token, item)
    if form.one("List-Unsubscribe") == "One-Click":
        return await _page(house, reader, token, "ended")
    return go(f"/preferences/{token}?done=ended#wishes")


@post("/preferences/{token:str}/calendar")
async def renew(request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]) -> Response[Any]:
    """A new address for the personal feed; the old one leads nowhere from now on."""
    await _limit(request, house)
    version = (await read_form(request)).one("version")
    if version.isdecimal() and len(version) < 6:
        await preferences.renew_feed(house, token, int(version))
    return go(f"/preferences/{token}?done=renewed#calendar")


async def _limit(request: Request[Any, Any, Any], house: House) -> None:
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("preferences", source, limit=_PER_MINUTE, per=60)


def _context(house: House, token: str, now: preferences.Preferences) -> dict[str, Any]:
    url = house.url(now.feed_path)
    return {
        "token": token,
        "now": now,
        "feed_url": url,
        "subscribe_url": "webcal://" + url.partition("://")[2],
        "languages": [(language.code, language.name) for language in LANGUAGES],
    }


HANDLERS = (show, keep, ask, want, ask_to_end, end_wish, renew)
