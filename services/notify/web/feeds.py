"""Calendar files under /calendar/: nobody signs in, programs ask often and mostly hear "not modified"."""

from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from litestar import Request, Response, get

from services.notify.operations import feeds
from services.notify.operations.feeds import Feed
from shared.errors import NotFound
from shared.i18n import mark
from shared.web.attachment import disposition
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.security import PRIVATE

ENDING = ".ics"
_PUBLIC = {"Cache-Control": "public, max-age=300"}
_PERSONAL = {**PRIVATE, "Cache-Control": "private, no-cache"}


@get("/calendar/programme.ics")
async def programme(request: Request[Any, Any, Any], house: TheHouse) -> Response[bytes]:
    """Everything public that has a date."""
    return _answer(request, await feeds.programme(house), "programme", _PUBLIC)


@get("/calendar/events/{file:str}")
async def event(request: Request[Any, Any, Any], house: TheHouse, file: FromPath[str]) -> Response[bytes]:
    """One event; 404 while its date is open."""
    return await _public(request, house, "event", file)


@get("/calendar/training/{file:str}")
async def cohort(request: Request[Any, Any, Any], house: TheHouse, file: FromPath[str]) -> Response[bytes]:
    """One cohort."""
    return await _public(request, house, "training", file)


@get("/calendar/mine/{file:str}")
async def mine(request: Request[Any, Any, Any], house: TheHouse, file: FromPath[str]) -> Response[bytes]:
    """What one person takes part in; the address is the key, good for reading only."""
    return _answer(request, await feeds.personal(house, _stem(file)), "wego", _PERSONAL)


@get("/calendar/courses/{file:str}")
async def course(request: Request[Any, Any, Any], house: TheHouse, file: FromPath[str]) -> Response[bytes]:
    """The sessions of one place in a course; the address is the key, good for reading only."""
    return _answer(request, await feeds.course(house, _stem(file)), "wego-course", _PERSONAL)


@get("/calendar/trainers/{file:str}")
async def teaching(request: Request[Any, Any, Any], house: TheHouse, file: FromPath[str]) -> Response[bytes]:
    """What one trainer teaches; the address is the key, good for reading only."""
    return _answer(request, await feeds.teaching(house, _stem(file)), "wego-teaching", _PERSONAL)


@get("/calendar/timetables/{file:str}")
async def timetable(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, file: FromPath[str]
) -> Response[bytes]:
    """The sessions of a course as the desk has them, published or not: for staff who are signed in, not to follow."""
    slug = _stem(file)
    return _answer(request, await feeds.timetable(house, staff, slug), f"{slug}-timetable", _PERSONAL)


async def _public(request: Request[Any, Any, Any], house: TheHouse, kind: str, file: str) -> Response[bytes]:
    slug = _stem(file)
    return _answer(request, await feeds.public(house, kind, slug), slug, _PUBLIC)


def _stem(file: str) -> str:
    if not file.endswith(ENDING):
        raise NotFound(mark("There is no calendar of that name."))
    return file.removesuffix(ENDING)


def _answer(request: Request[Any, Any, Any], feed: Feed, name: str, headers: dict[str, str]) -> Response[bytes]:
    """The file, or 304 (RFC 9110 section 13.1). The tag is weak: compressed or not, it is the same calendar."""
    known = {**headers, "ETag": f'W/"{feed.tag}"'}
    if feed.changed_at is not None:
        known["Last-Modified"] = format_datetime(feed.changed_at, usegmt=True)
    if _not_modified(request, feed):
        return Response(b"", status_code=304, headers=known, media_type="text/calendar")
    known["Content-Disposition"] = disposition(name + ENDING, "inline")
    return Response(feed.content(), headers=known, media_type="text/calendar")


def _not_modified(request: Request[Any, Any, Any], feed: Feed) -> bool:
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or feed.tag in {tag.strip().removeprefix("W/").strip('"') for tag in tags.split(",")}
    since = request.headers.get("if-modified-since", "")
    try:
        return feed.changed_at is not None and feed.changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


HANDLERS = (programme, event, cohort, mine, course, teaching, timetable)
