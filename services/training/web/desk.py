"""Training on the desk: the cohorts with what is missing, and one whole."""

from typing import Any

from litestar import Response, get

from services.training.domain.desk import Lack
from services.training.operations import desk_cohorts
from shared.i18n.mark import mark
from shared.identity.staff import Role
from shared.programme.words import city_and_country, duration, listed, seats
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import private_page

LACKS = {
    Lack.DATE: mark("First day open"),
    Lack.PEOPLE: mark("Below the minimum"),
    Lack.TIMETABLE: mark("No timetable"),
    Lack.PUBLICATION: mark("Timetable not published"),
}


@get("/organize/training")
async def cohorts(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """What lies ahead and what is missing, then what is over."""
    found = await desk_cohorts.listed(house, staff)
    ahead = [each for each in found.cohorts if each.state(found.now) == "ahead"]
    return private_page(
        reader,
        "organize_training.html",
        staff=staff,
        groups=[
            (reader.texts.gettext("What lies ahead"), ahead),
            (reader.texts.gettext("What is past"), [each for each in found.cohorts if each not in ahead]),
        ],
        now=found.now,
        lacks=LACKS,
        seats=seats,
        may_change=staff.role in (Role.ADMIN, Role.ORGANIZER),
    )


@get("/organize/training/{slug:str}")
async def cohort(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """One cohort: its facts, what is missing, and where its parts are."""
    own = await desk_cohorts.show(house, staff, slug)
    texts = reader.texts
    return private_page(
        reader,
        "organize_cohort.html",
        staff=staff,
        cohort=own,
        done=done,
        missing=[texts.gettext(LACKS[lack]) for lack in own.lacks(house.clock())],
        seats=seats(texts, own.seats_from, own.seats_to),
        place=city_and_country(own.host_city, own.country, own.timezone, texts),
        length=duration(texts, days=own.duration_days, weeks=own.duration_weeks),
        partners=listed(own.partners, reader.language.code),
        may_change=staff.role in (Role.ADMIN, Role.ORGANIZER),
    )


HANDLERS: tuple[Any, ...] = (cohorts, cohort)
