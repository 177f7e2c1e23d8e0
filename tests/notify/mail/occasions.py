"""What letters are written of, and what a reader sees of them."""

from html.parser import HTMLParser

from services.notify.domain.messages import MessageKind
from services.notify.mail.occasion import Occasion, Subject
from shared.contracts.common import Person, Place
from shared.when import Precision, When
from tests.notify.calendar.samples import HOURS, NO_END, THREE_DAYS

MANAGE = "https://wego.example/r/token"
PREFERENCES = "https://wego.example/preferences/token"
PAGE = "https://wego.example/events/x"
JOIN = "https://zoom.example/j/1?pwd=a&b=c"
FACTS = {
    "place": "7",
    "code": "407351",
    "name": "Jun Park",
    "answer": "offer",
    "official": "Wanjiru Kamau",
    "organisation": "Nairobi City County",
    "by": "themselves",
    "session": "Data platforms",
    "when": "Monday 3 May 2027, 09:00 Seoul",
    "needed": "yes",
    "cohort": "Seoul 2027",
    "until": "Monday 3 May 2027, 23:59 Seoul",
    "survey": "How was the pre-workshop?",
    "about": "Data platforms",
    "day": "3 May 2027, 09:00 Seoul",
    "names": "no",
    "title": 'Cities & "People" <b>',
    "number": "WG-2027-0042-7KQ2M4XD",
    "before": "WG-2027-0042-9PXD3ABC",
    "reason": "The name was corrected.",
}
SITUATIONS: dict[str, tuple[When, str]] = {
    "hours": (HOURS, "Asia/Seoul"),
    "no end": (NO_END, "Africa/Lagos"),
    "tentative days": (THREE_DAYS, "America/Mexico_City"),
    "open": (When(precision=Precision.QUARTER, year=2027, quarter=3, tentative=True), ""),
    "all year": (When(precision=Precision.YEAR, year=2027), "Asia/Seoul"),
}


def occasion(kind: MessageKind, language: str = "en", situation: str = "hours", **changes: object) -> Occasion:
    when, zone = SITUATIONS[situation]
    about = Subject(
        title='Cities & "People" <b>',
        when=when,
        timezone=zone,
        place=Place(format="hybrid", venue="COEX", city="Seoul", country="KR", platform="Zoom"),
        page_url=PAGE,
    )
    reader = Person(
        email="asha@example.org", name="Asha <Mfano>", native_name="아샤", language=language, timezone="Africa/Nairobi"
    )
    facts: dict[str, object] = {
        "kind": kind,
        "reader": reader,
        "about": None if kind.alone else about,
        "method": "REQUEST" if when.is_fixed else "",
        "facts": {name: FACTS[name] for name in kind.needs | kind.may},
        "manage_url": MANAGE,
        "preferences_url": PREFERENCES,
    }
    return Occasion(**{**facts, **changes})  # type: ignore[arg-type]  # facts of the right types, by name


class Visible(HTMLParser):
    """The words of a page, its links and its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "title")
        self.links += [value for name, value in attrs if name == "href" and value]
        self.language = dict(attrs).get("lang") or self.language

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())
