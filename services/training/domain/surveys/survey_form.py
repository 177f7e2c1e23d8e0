"""What an organizer says of a survey beside its questions: title, languages, anonymity, when it opens."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import LEAST_MINIMUM, MINIMUM, Anchor, Schedule
from shared.fields import Fields
from shared.i18n import LANGUAGES
from shared.i18n.mark import mark

CODES = tuple(language.code for language in LANGUAGES)
LONGEST = {"title": 200, "intro": 1000}
MOST_MINIMUM = 50
UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
MOST_DAYS = 400

TITLE = mark("Write the title in the first language of the survey")
LANGUAGES_WRONG = mark("Choose at least one of our languages")
ANCHOR = mark("Choose the beginning or the end")
UNIT = mark("Choose minutes, hours or days")
SIDE = mark("Choose before or after")
SHORT = mark("Keep it open for an hour at least, and for %(most)d days at most")
REMINDERS = mark("Write the days after the opening, like 3, 10; at most five, each once and before it closes")
MOST_REMINDERS = 5


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All but the questions."""

    title: Texts
    intro: Texts
    languages: tuple[str, ...]
    anonymous: bool
    minimum: int
    schedule: Schedule
    live: bool


def read_languages(body: Mapping[str, object]) -> tuple[str, ...]:
    """Those that were chosen, `first` on top where it is one of them. Raises Invalid."""
    fields = Fields(body, {})
    languages = _languages(fields)
    fields.check()
    return languages


def read_settings(body: Mapping[str, object]) -> Settings:
    """Fields: languages, first, title.{language}, intro.{language}, anonymous, live, minimum, anchor,
    opens_number, opens_unit, opens_side, open_number,
    open_unit, reminders (days, with commas). Raises Invalid with every problem.
    """
    longest = {f"{name}.{code}": most for code in CODES for name, most in LONGEST.items()}
    fields = Fields(body, longest | {"reminders": 60})
    languages = _languages(fields)
    title, intro = _texts(fields, "title", languages), _texts(fields, "intro", languages)
    if languages and not title.get(languages[0]):
        fields.bad(f"title.{languages[0]}", TITLE)
    minimum = fields.number("minimum", LEAST_MINIMUM, MOST_MINIMUM, MINIMUM)
    schedule = _schedule(fields)
    anonymous = body.get("anonymous") not in (False, "false", "no")
    live = body.get("live") not in (False, "false", "no")
    fields.check()
    return Settings(
        title=title, intro=intro, languages=languages, anonymous=anonymous, minimum=minimum, schedule=schedule,
        live=live,
    )  # fmt: skip


def _languages(fields: Fields) -> tuple[str, ...]:
    chosen = fields.some_of("languages", CODES, LANGUAGES_WRONG)
    if not chosen and not fields.problems:
        fields.bad("languages", LANGUAGES_WRONG)
    first = fields.given("first")
    return tuple(sorted(chosen, key=lambda code: (code != first, CODES.index(code))))


def _texts(fields: Fields, name: str, languages: Sequence[str]) -> Texts:
    found = {code: fields.text(f"{name}.{code}") for code in languages}
    return {code: words for code, words in found.items() if words}


def _schedule(fields: Fields) -> Schedule:
    anchor = fields.choice("anchor", Anchor, ANCHOR)
    side = fields.one_of("opens_side", ("before", "after"), SIDE, "after")
    number = fields.number("opens_number", 0, 100_000, 0)
    opens = number * UNITS[fields.one_of("opens_unit", UNITS, UNIT, "days")] * (-1 if side == "before" else 1)
    open_for = fields.number("open_number", 1, 100_000, 14) * UNITS[fields.one_of("open_unit", UNITS, UNIT, "days")]
    if not UNITS["hours"] <= open_for <= MOST_DAYS * UNITS["days"]:
        fields.bad("open_number", SHORT, most=MOST_DAYS)
    if abs(opens) > MOST_DAYS * UNITS["days"]:
        fields.bad("opens_number", SHORT, most=MOST_DAYS)
    reminders = _reminders(fields, open_for)
    return Schedule(anchor=anchor or Anchor.END, opens_after=opens, open_for=open_for, reminders=reminders)


def _reminders(fields: Fields, open_for: int) -> tuple[int, ...]:
    words = [word.strip() for word in fields.text("reminders").replace("，", ",").split(",") if word.strip()]
    days = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 4]
    minutes = sorted({day * UNITS["days"] for day in days})
    if len(minutes) < len(words) or len(minutes) > MOST_REMINDERS or any(not 0 < one < open_for for one in minutes):
        fields.bad("reminders", REMINDERS)
    return tuple(minutes)


def split_minutes(minutes: int) -> tuple[int, str]:
    """In the largest unit that is whole: 2880 is (2, "days")."""
    unit = next(unit for unit in ("days", "hours", "minutes") if minutes % UNITS[unit] == 0)
    return minutes // UNITS[unit], unit


def body_of(settings: Any) -> dict[str, str | list[str]]:
    """The form filled in from a survey or its settings."""
    schedule: Schedule = settings.schedule
    opens_number, opens_unit = split_minutes(abs(schedule.opens_after))
    open_number, open_unit = split_minutes(schedule.open_for)
    return {
        "languages": list(settings.languages),
        "first": settings.languages[0],
        **{f"title.{code}": words for code, words in settings.title.items()},
        **{f"intro.{code}": words for code, words in settings.intro.items()},
        "anonymous": "true" if settings.anonymous else "false",
        "live": "true" if settings.live else "false",
        "minimum": str(settings.minimum),
        "anchor": schedule.anchor.value,
        "opens_number": str(opens_number),
        "opens_unit": opens_unit,
        "opens_side": "before" if schedule.opens_after < 0 else "after",
        "open_number": str(open_number),
        "open_unit": open_unit,
        "reminders": ", ".join(f"{minutes / UNITS['days']:g}" for minutes in schedule.reminders),
    }
