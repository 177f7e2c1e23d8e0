"""Every kind of calendar part the system sends, as bytes: for our own rules and for foreign parsers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from services.notify.calendar.build import cancel, publish, request
from services.notify.calendar.entries import Entry, Guest, Organizer
from shared.when import Precision, When

STAMP = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
ORGANIZER = Organizer("WeGO", "events@wego.example")
GUEST = Guest("Kim Min-su (김민수)", "minsu@example.org")

HOURS = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 15, 0), end=datetime(2027, 5, 26, 17, 0))
OVER_MIDNIGHT = When(precision=Precision.TIME, start=datetime(2027, 3, 13, 22, 0), end=datetime(2027, 3, 14, 4, 0))
NO_END = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 15, 0))
ONE_DAY = When(precision=Precision.DAY, first=date(2027, 5, 26), last=date(2027, 5, 26))
THREE_DAYS = When(precision=Precision.DAY, first=date(2027, 12, 30), last=date(2028, 1, 1), tentative=True)

WHENS = {
    "hours": (HOURS, "Asia/Seoul"),
    "over midnight and a clock change": (OVER_MIDNIGHT, "America/New_York"),
    "no end": (NO_END, "Africa/Lagos"),
    "one day": (ONE_DAY, ""),
    "three tentative days": (THREE_DAYS, "America/Mexico_City"),
}
TITLES = {
    "plain": "Smart Tech Korea Expo",
    "punctuation": 'Cities; "People", Data: 100 % \\News\\ ^n ^\'',
    "scripts": "스마트시티 العربية हिन्दी አማርኛ ไทย 👩🏽‍💻🇰🇷 " * 4,
    "long": "Northeast Asia Smart Cities Network (NEASCN) Online Pre-Workshop " * 6,
    "line ends": "One\nTwo\r\nThree\u2028Four\x0bFive",
}


def entry(when: When = HOURS, timezone: str = "Asia/Seoul", **changes: object) -> Entry:
    """An entry with everything an item can have."""
    facts: dict[str, object] = {
        "uid": "0198c0de-0000-7000-8000-000000000001@events.wego.example",
        "sequence": 3,
        "stamp": STAMP,
        "when": when,
        "timezone": timezone,
        "title": "Smart Tech Korea Expo",
        "location": "COEX; Hall B, Seoul",
        "description": "First line\nsecond, with a comma; and a semicolon\n\nJoin: https://zoom.example/j/1?pwd=a,b;c",
        "page_url": "https://events.wego.example/events/smart-tech-korea?a=1,2;b",
        "join_url": "https://zoom.example/j/1?pwd=a,b;c",
    }
    return Entry(**{**facts, **changes})  # type: ignore[arg-type]  # facts of the right types, by name


def every_part() -> Iterator[tuple[str, bytes]]:
    """(name, bytes): each method with each kind of date and each kind of text."""
    for kind, (when, zone) in WHENS.items():
        for text, title in TITLES.items():
            one = entry(when, zone, title=title, description=title)
            named = Guest(title, GUEST.address)
            yield f"request: {kind}, {text}", request(one, ORGANIZER, named)
            yield f"cancel of one: {kind}, {text}", cancel(one, ORGANIZER, named)
            gone = entry(when, zone, title=title, cancelled=True)
            yield f"cancel of all: {kind}, {text}", cancel(gone, ORGANIZER, named)
    bare = Entry(uid="a@b.example", sequence=0, stamp=STAMP, when=ONE_DAY, timezone="", title="Bare")
    yield "request: bare", request(bare, ORGANIZER, Guest("", "bare@example.org", "OPT-PARTICIPANT"))
    yield "feed: full", publish("WeGO programme, 2027", _feed(), ORGANIZER)
    yield "feed: empty", publish("Nothing yet", [], ORGANIZER)


def _feed() -> Iterator[Entry]:
    for number, (when, zone) in enumerate(WHENS.values()):
        for text, title in enumerate(TITLES.values()):
            for cancelled in (False, True):
                uid = f"{number}-{text}-{cancelled:d}@events.wego.example"
                yield entry(when, zone, uid=uid, title=title, cancelled=cancelled)
