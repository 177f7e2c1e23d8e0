"""The personal page of a place in a course. The link is the key."""

from typing import Any

from litestar import Response, get

from services.training.domain.participant import HOME_ZONE
from services.training.operations import my_place
from services.training.operations.my_place import MyPlace
from services.training.operations.surveys.letters import day_of, said, until
from services.training.web.check_in import place_cookie
from services.training.web.stay_words import leg_words
from services.training.web.week_view import Wall, weeks_for
from shared.i18n.lists import comma_list
from shared.programme.words import city_and_country, duration
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import private_page
from shared.web.reader import Reader


@get("/t/{token:str}")
async def place(house: TheHouse, reader: TheReader, token: FromPath[str], week: FromQuery[str] = "") -> Response[str]:
    """How the place stands, the timetable in the time of the course and in one's own, materials, the calendar."""
    mine = await my_place.show(house, token)
    at_home = reader.at_home_in(mine.participant.official.timezone)
    cohort, texts = mine.cohort, reader.texts
    page = private_page(
        at_home,
        "my_place.html",
        mine=mine,
        cohort=cohort,
        participant=mine.participant,
        weeks=weeks_for(_wall(mine), at_home, week) if mine.sessions else None,
        materials=_materials(mine),
        surveys=_surveys(mine, at_home),
        place=city_and_country(cohort.host_city, cohort.country, cohort.timezone, texts),
        length=duration(texts, days=cohort.duration_days, weeks=cohort.duration_weeks),
        calendar_url=house.url(mine.calendar_path) if mine.calendar_path else "",
        arrival=leg_words(mine.stay.travel.arrival, mine.stay.travel.timezone, at_home),
        next_session=_next(mine, at_home),
    )
    if mine.has_place:
        page.set_cookie(place_cookie(house, token))  # so that a code scanned later finds whose telephone it is
    return page


def _wall(mine: MyPlace) -> Wall:
    when = mine.cohort.when
    return Wall(
        sessions=mine.sessions,
        groups=mine.groups,
        trainers=mine.trainers,
        zone=mine.cohort.timezone or HOME_ZONE,
        first_day=when.first_day if when.is_fixed else None,
    )


def _next(mine: MyPlace, reader: Reader) -> tuple[str, str] | None:
    """The session that runs or comes next: its title and when."""
    ahead = (each for each in mine.sessions if each.cancelled_at is None and each.ends_at > mine.now)
    session = next(ahead, None)
    return (session.title, reader.when(session.when, session.timezone).plain) if session else None


def _surveys(mine: MyPlace, reader: Reader) -> list[tuple[str, str, str, str]]:
    """(title, address, what it is about and when that is, until when) of every survey that waits for an answer."""
    code, zone = reader.language.code, mine.cohort.timezone
    return [
        (
            said(each.title, each.languages, code),
            each.path,
            comma_list((each.occasion.title, day_of(each.occasion, code)), reader.texts),
            until(each.closes_at, zone, reader.timezone, code),
        )
        for each in mine.surveys
    ]


def _materials(mine: MyPlace) -> list[tuple[str, str, str]]:
    """(session, title, address) of everything there is to read, in the order of the sessions."""
    return [
        (session.title, material.title, material.url)
        for session in mine.sessions
        if session.cancelled_at is None
        for material in session.materials
    ]


HANDLERS: tuple[Any, ...] = (place,)
