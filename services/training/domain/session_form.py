"""The form of a session: read loosely, every problem at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

import msgspec

from services.training.domain.bounds import Bounds, lands
from services.training.domain.session import Group, Kind, Material, SessionFields, Trainer
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.places import zones
from shared.web_address import encoded, is_web_address
from shared.when import clock_shows

LONGEST = {
    "title": 200, "module": 120, "place": 200, "join_url": 500, "description": 2000, "materials": 6000,
}  # fmt: skip
MOST_MATERIALS = 20

TITLE = mark("Write the title that stands in the timetable")
DAY = mark("Write a day near the course: from %(first)s to %(last)s")
KIND = mark("Choose what sort of session it is")
PART = mark("Choose a part of the day from the list")
BEGINS = mark("Write when it begins, or choose a part of the day")
ENDS = mark("Write when it ends, or choose a part of the day")
ENDS_LATER = mark("The end comes before the beginning: write a later hour")
SKIPPED = mark("Clocks are moved forward that night, and this hour does not exist: write another one")
ZONE = mark("Choose the time zone of the place")
GROUPS = mark("Choose among the groups of this cohort")
TRAINERS = mark("Choose among the trainers of this cohort")
MATERIALS = mark(
    "Write one material a line, its title first and then its address: Slides https://city.example/slides.pdf"
)
MANY_MATERIALS = mark("Write at most %(most)d materials")


_UNKNOWN = datetime(1970, 1, 1)  # noqa: DTZ001  # a wall clock has no zone; never leaves this module


class Part(StrEnum):
    """A part of the day: its hours need not be written."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    DAY = "day"


PART_HOURS: dict[Part, tuple[time, time]] = {
    Part.MORNING: (time(9), time(12, 30)),
    Part.AFTERNOON: (time(13, 30), time(17)),
    Part.DAY: (time(9), time(17)),
}


class Offered(msgspec.Struct, frozen=True):
    """What a session of this cohort can choose from; `timezone` is the cohort's, `days` the first and the last."""

    timezone: str
    days: Bounds
    groups: Sequence[Group] = ()
    trainers: Sequence[Trainer] = ()


def read_session(body: Mapping[str, object], offered: Offered) -> SessionFields:
    """Fields: title, kind, day (ISO 8601), begins and ends (HH:MM) or part, timezone, module, place, join_url, groups,
    trainers (ids), mandatory, description, materials (one a line). Raises Invalid with every problem.
    """
    form = Fields(body, LONGEST)
    title = form.text("title", missing=TITLE)
    kind = form.choice("kind", Kind, KIND)
    day = _day(form, offered.days)
    begins, ends = _hours(form)
    timezone = form.one_of("timezone", zones(), ZONE, offered.timezone)
    starts, until = _span(form, day, begins, ends, timezone)
    found = {
        "module": form.text("module"),
        "place": form.text("place"),
        "join_url": form.web("join_url"),
        "groups": _groups(form, offered),
        "trainer_ids": _trainers(form, offered),
        "mandatory": form.flag("mandatory"),
        "description": "\n".join(form.lines("description")),
        "materials": _materials(form),
    }
    form.check()
    assert kind is not None
    return SessionFields(title=title, kind=kind, starts=starts, ends=until, timezone=timezone, **found)  # type: ignore[arg-type]  # by name


def _day(form: Fields, days: Bounds) -> date | None:
    day = form.day("day", needed=True)
    if day is not None and not lands(day, days):
        form.bad("day", DAY, first=days[0].isoformat(), last=days[1].isoformat())
        return None
    return day


def _hours(form: Fields) -> tuple[time | None, time | None]:
    """As written; what is left open comes from the part of the day."""
    part = form.choice("part", Part, PART, optional=True)
    usual = PART_HOURS[part] if part else (None, None)
    before = len(form.problems)
    begins, ends = form.hour("begins") or usual[0], form.hour("ends") or usual[1]
    if len(form.problems) == before:
        if begins is None:
            form.bad("begins", BEGINS)
        if ends is None:
            form.bad("ends", ENDS)
    return begins, ends


def _span(
    form: Fields, day: date | None, begins: time | None, ends: time | None, timezone: str
) -> tuple[datetime, datetime]:
    """The wall clock. Where something is missing, any: a problem says so already."""
    if day is None or begins is None or ends is None:
        return _UNKNOWN, _UNKNOWN
    starts, until = datetime.combine(day, begins), datetime.combine(day, ends)
    if until <= starts:
        form.bad("ends", ENDS_LATER)
    for field, wall in (("begins", starts), ("ends", until)):
        if not clock_shows(wall, timezone):
            form.bad(field, SKIPPED)
    return starts, until


def _groups(form: Fields, offered: Offered) -> tuple[str, ...]:
    keys = [group.key for group in offered.groups]
    chosen = form.some_of("groups", keys, GROUPS)
    return tuple(key for key in keys if key in chosen)


def _trainers(form: Fields, offered: Offered) -> tuple[UUID, ...]:
    ids = {str(trainer.id): trainer.id for trainer in offered.trainers}
    return tuple(sorted(ids[chosen] for chosen in form.some_of("trainers", ids, TRAINERS)))


def _materials(form: Fields) -> tuple[Material, ...]:
    lines = form.lines("materials")
    if len(lines) > MOST_MATERIALS:
        form.bad("materials", MANY_MATERIALS, most=MOST_MATERIALS)
        return ()
    found = []
    for line in lines:
        title, _, url = line.rpartition(" ")
        if not is_web_address(url):
            form.bad("materials", MATERIALS)
            return ()
        found.append(Material(title or url, encoded(url)))
    return tuple(found)


def body_of(session: SessionFields) -> dict[str, str | list[str]]:
    """The form filled in from a session: what `read_session` reads back to the same."""
    return {
        "title": session.title,
        "kind": session.kind.value,
        "day": session.starts.date().isoformat(),
        "begins": f"{session.starts:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "part": "",
        "timezone": session.timezone,
        "module": session.module,
        "place": session.place,
        "join_url": session.join_url,
        "groups": list(session.groups),
        "trainers": [str(id_) for id_ in session.trainer_ids],
        "mandatory": "true" if session.mandatory else "",
        "description": session.description,
        "materials": "\n".join(f"{each.title} {each.url}" for each in session.materials),
    }
