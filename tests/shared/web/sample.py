"""A small service with one page of every kind, to try the web base on."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.response import Redirect

from shared.errors import Conflict, Gone, Invalid, Problem, TooMany
from shared.house import House
from shared.i18n import mark
from shared.i18n.formats import quarter_months, quarter_name
from shared.i18n.names import countries
from shared.web.app import create_app
from shared.web.forms import Form, FormView, read_form, read_json
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, page, private_page
from shared.web.reader import Reader
from shared.when import Precision, When

EVENTS: tuple[tuple[str, When, str, str], ...] = (
    (
        "WeGO 2021 Activities Kick-Off",
        When(precision=Precision.TIME, start=datetime(2021, 2, 24, 17)),
        "Asia/Seoul",
        "Briefing · Online, Zoom",
    ),
    (
        "Smart Technologies for the New Normal",
        When(precision=Precision.MONTH, year=2021, month=3),
        "",
        "Webinar",
    ),
    (
        "Northeast Asia Smart Cities Network (NEASCN) Online Pre-Workshop",
        When(precision=Precision.TIME, start=datetime(2021, 3, 9, 15), end=datetime(2021, 3, 9, 17)),
        "Asia/Seoul",
        "Webinar · Online",
    ),
    (
        "Smart Tech Korea Expo",
        When(precision=Precision.DAY, first=date(2021, 6, 23), last=date(2021, 6, 25)),
        "Asia/Seoul",
        "Expo · Seoul",
    ),
    (
        "CJK (China-Japan-Korea) Smart City Forum",
        When(precision=Precision.MONTH, year=2021, month=6, tentative=True),
        "",
        "Forum",
    ),
    (
        "WeGO 5th General Assembly",
        When(precision=Precision.QUARTER, year=2021, quarter=3, tentative=True),
        "",
        "General assembly · 3 days",
    ),
    ("Virtual Networking", When(precision=Precision.YEAR, year=2021), "", "Networking · Online"),
)
CATEGORIES = (("mayor", "Mayor or governor"), ("cio", "Chief information officer"), ("delegate", "Delegate"))
KINDS = (
    ("city", "Local government", "a city or district"),
    ("corporation", "Corporation", "for example a solution provider"),
    ("institution", "Institution", "national or regional"),
    ("other", "Other", ""),
)


class Posted(msgspec.Struct):
    name: str


@get("/", sync_to_thread=False)
def programme(reader: TheReader) -> Response[str]:
    quarters = []
    for quarter in range(1, 5):
        rows = [
            (title, reader.when(when, zone), when, about)
            for title, when, zone, about in EVENTS
            if when.precision is not Precision.YEAR and (when.first_month + 2) // 3 == quarter
        ]
        code = reader.language.code
        quarters.append((quarter, quarter_name(quarter, code), quarter_months(quarter, code), rows))
    return page(reader, "sample-list.html", quarters=quarters, year=2021)


@get("/events/{number:int}", sync_to_thread=False)
def event(reader: TheReader, number: FromPath[int]) -> Response[str]:
    title, when, zone, about = EVENTS[number]
    return page(reader, "sample-event.html", title=title, words=reader.when(when, zone), when=when, about=about)


@get("/form", sync_to_thread=False)
def form(reader: TheReader) -> Response[str]:
    empty = FormView.of(reader.texts, Form.holding({"country": "KR"}))
    return page(reader, "sample-form.html", form=empty, **_options(reader))


def _options(reader: Reader) -> dict[str, Any]:
    return {"countries": countries(reader.language.code), "categories": CATEGORIES, "kinds": KINDS}


@post(["/form", "/form/act"])
async def send_form(request: Request[Any, Any, Any], reader: TheReader) -> Response[str] | Redirect:
    sent = await read_form(request)
    problems = []
    if "@" not in sent.one("email"):
        problems.append(Problem("email", mark("Write the e-mail address with an @, like name@city.example")))
    if not sent.one("category"):
        problems.append(Problem("category", mark("Choose how you take part")))
    if len(sent.one("goal")) > 120:
        over = len(sent.one("goal")) - 120
        problems.append(Problem("goal", mark("Shorten this by %(count)s characters"), {"count": over}))
    if not sent.checked("consent"):
        problems.append(Problem("consent", mark("Agree that we may use your data for this event")))
    if problems:
        return invalid_page(reader, "sample-form.html", sent, Invalid(problems), **_options(reader))
    return go("/r/token")


@get("/r/{token:str}", sync_to_thread=False)
def mine(reader: TheReader, token: FromPath[str]) -> Response[str]:
    return private_page(reader, "sample-event.html", title=token, words=None, when=None, about="")


@get("/breaks", sync_to_thread=False)
def breaks() -> None:
    raise RuntimeError("a secret of the inside")


@get("/refused/{how:str}", sync_to_thread=False)
def refused(how: FromPath[str]) -> None:
    match how:
        case "conflict":
            raise Conflict(mark("You are registered already"), code="already-registered")
        case "gone":
            raise Gone(mark("This link has run out"))
        case "often":
            raise TooMany(mark("Wait %(seconds)s seconds"), retry_after=30, seconds=30)


@post("/api/v1/things", status_code=201)
async def add(request: Request[Any, Any, Any], house: TheHouse) -> dict[str, str]:
    """Adds a thing."""
    body = await read_json(request)
    if not isinstance(body.get("name"), str):
        raise Invalid(
            [
                Problem("name", mark("Choose how you take part")),
                Problem("age", mark("Wait %(seconds)s seconds"), {"seconds": 3}),
            ]
        )
    return {"name": body["name"], "service": house.service}


@get("/api/v1/things/{number:int}", sync_to_thread=False)
def thing(number: FromPath[int], limit: FromQuery[int] = 20) -> dict[str, int]:
    """One thing."""
    return {"number": number, "limit": limit}


def sample_app(house: House, **more: Any) -> Litestar:
    return create_app(
        house.settings,
        pages=[programme, event, form, send_form, mine, breaks, refused],
        api=[add, thing],
        templates=[Path(__file__).parent / "templates"],
        house=house,
        clock=house.clock,
        **more,
    )
