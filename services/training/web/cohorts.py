"""The trainings, and a cohort's own page."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Response, get
from litestar.response import Redirect

from services.training.domain.cohort import Cohort
from services.training.domain.participant import HOME_ZONE
from services.training.operations.cohorts import PublicTimetable, ShownCohort, cohort_page, newest_cohorts
from services.training.web.nomination_view import deadline
from services.training.web.week_view import Wall, Weeks, weeks_for
from shared.i18n import Translator
from shared.i18n.dates import WhenWords
from shared.i18n.formats import capital
from shared.i18n.lists import comma_list
from shared.i18n.places import city_name, own_city
from shared.programme.words import city_and_country, duration, listed, seats
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import page
from shared.web.reader import Reader
from shared.web.ruler import Mark, ruler


class CohortView(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort in the reader's words. `status` is (how it looks, its words), None while it is ahead.

    `original` is the source's date where it was moved; `entry` the words of the calendar entry, empty if there is none.
    """

    cohort: Cohort
    words: WhenWords
    original: WhenWords | None
    mark: Mark | None
    kind: str
    place: str
    length: str
    seats: str
    partners: str
    content: tuple[str, ...]
    eligible: str
    status: tuple[str, str] | None
    still_open: tuple[str, ...]
    entry: str


@get("/training")
async def trainings(house: TheHouse, reader: TheReader) -> Response[str]:
    """Each training programme with its newest cohort."""
    found = await newest_cohorts(house)
    views = [_view(cohort, found.now, reader) for cohort in found.cohorts]
    groups = (
        ("next", reader.texts.gettext("What comes next"), [view for view in views if view.status is None]),
        ("past", reader.texts.gettext("What is past"), [view for view in views if view.status is not None]),
    )
    return page(reader, "trainings.html", groups=[group for group in groups if group[2]])


@get("/training/{slug:str}")
async def cohort(house: TheHouse, reader: TheReader, slug: FromPath[str], week: FromQuery[str] = "") -> Response[Any]:
    """A cohort; a programme's own address leads to its newest cohort."""
    shown = await cohort_page(house, slug)
    if isinstance(shown, str):
        return Redirect(f"/training/{shown}", status_code=302, headers={"Cache-Control": "no-cache"})
    others = [_view(other, shown.now, reader) for other in shown.others]
    weeks = _weeks(shown.cohort, shown.timetable, reader, week) if shown.timetable else None
    view = _view(shown.cohort, shown.now, reader)
    return page(reader, "cohort.html", view=view, others=others, weeks=weeks, **_call(shown, reader))


def _call(shown: ShownCohort, reader: Reader) -> dict[str, Any]:
    call = shown.call
    if call is None:
        return {"call": None}
    return {
        "call": call,
        "call_now": call.state(shown.now),
        "call_opens": deadline(reader, call.opens_at, call.timezone),
        "call_closes": deadline(reader, call.closes_at, call.timezone),
    }


def _weeks(cohort: Cohort, timetable: PublicTimetable, reader: Reader, week: str) -> Weeks:
    wall = Wall(
        sessions=timetable.sessions,
        groups=timetable.groups,
        trainers=timetable.trainers,
        zone=cohort.timezone or HOME_ZONE,
        first_day=cohort.when.first_day if cohort.when.is_fixed else None,
    )
    return weeks_for(wall, reader, week)


def _view(cohort: Cohort, now: datetime, reader: Reader) -> CohortView:
    texts, language = reader.texts, reader.language.code
    state = cohort.state(now)
    beside = own_city(None, cohort.host_city, cohort.timezone)
    length = duration(texts, days=cohort.duration_days, weeks=cohort.duration_weeks)
    city = city_name(cohort.host_city, cohort.timezone, language)
    original = cohort.original_when
    return CohortView(
        cohort=cohort,
        words=reader.when(cohort.when, cohort.timezone, venue_city=beside, several_days=True),
        original=reader.when(original, cohort.timezone, venue_city=beside, several_days=True) if original else None,
        mark=ruler(cohort.when, cohort.when.known_year),
        kind=comma_list((texts.gettext("Training"), city, length), texts),
        place=city_and_country(cohort.host_city, cohort.country, cohort.timezone, texts),
        length=length,
        seats=seats(texts, cohort.seats_from, cohort.seats_to),
        partners=listed(cohort.partners, language),
        content=tuple(capital(part) for part in cohort.content),
        eligible=capital(cohort.eligible),
        status=_status(cohort, state, texts),
        still_open=tuple(capital(each) for each in _still_open(cohort, texts)) if state == "ahead" else (),
        entry=_entry(cohort, texts) if state == "ahead" else "",
    )


def _status(cohort: Cohort, state: str, texts: Translator) -> tuple[str, str] | None:
    if state == "cancelled":
        return "cancelled", texts.gettext("Cancelled")
    if state == "over" and cohort.when.is_open:
        return "pending", texts.gettext("This time has passed")
    return ("done", texts.gettext("Has taken place")) if state == "over" else None


def _still_open(cohort: Cohort, texts: Translator) -> list[str]:
    """What nobody knows yet, each in a few words."""
    found = []
    if cohort.when.is_open:
        found.append(texts.gettext("the first day"))
    elif cohort.when.tentative:
        found.append(texts.gettext("the date, to be confirmed"))
    if not cohort.timetable_published:
        found.append(texts.gettext("the timetable"))
    if not cohort.host_city:
        found.append(texts.gettext("the host city"))
    if not cohort.seats_to:
        found.append(texts.gettext("the number of seats"))
    elif cohort.seats_from < cohort.seats_to:
        found.append(texts.gettext("the exact number of seats"))
    return found


def _entry(cohort: Cohort, texts: Translator) -> str:
    """Only a day that is known can stand in a calendar."""
    if not cohort.when.is_fixed:
        return ""
    return texts.gettext("Add a tentative entry") if cohort.when.tentative else texts.gettext("Add to my calendar")


HANDLERS: tuple[Any, ...] = (trainings, cohort)
