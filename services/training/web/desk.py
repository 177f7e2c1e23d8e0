"""Training on the desk: the cohorts with what is missing, and one whole."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.cohort_form import FIXED, body_of
from services.training.domain.desk import DeskCohort, Lack
from services.training.operations import desk_cohorts, edit_cohort
from shared.errors import Invalid
from shared.i18n import formats
from shared.i18n.mark import mark
from shared.i18n.names import countries
from shared.identity.staff import Role
from shared.programme.words import city_and_country, duration, listed, seats
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

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


@get("/organize/training/{slug:str}/edit")
async def edit_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Date, place, seats and rules, filled in."""
    own = await desk_cohorts.show(house, staff, slug)
    form = FormView.of(reader.texts, Form.holding(body_of(own)))
    return private_page(reader, "organize_cohort_form.html", form=form, **_form(own, reader, new=False))


@post("/organize/training/{slug:str}/edit")
async def edit_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the cohort, or the form again."""
    form = await read_form(request)
    try:
        await edit_cohort.edit(house, staff, slug, _body(form), move_sessions=form.checked("move_sessions"))
    except Invalid as error:
        own = await desk_cohorts.show(house, staff, slug)
        context = _form(own, reader, new=False)
        return invalid_page(reader, "organize_cohort_form.html", form, error, private=True, **context)
    return go(f"/organize/training/{slug}?done=changed")


@get("/organize/training/{slug:str}/next")
async def next_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """The next cohort, begun from this one a year later."""
    own = await desk_cohorts.show(house, staff, slug)
    values = body_of(own, years=1) | {"timetable": "true"}
    form = FormView.of(reader.texts, Form.holding(values))
    return private_page(reader, "organize_cohort_form.html", form=form, **_form(own, reader, new=True))


@post("/organize/training/{slug:str}/next")
async def next_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """On to the new draft, or the form again."""
    form = await read_form(request)
    try:
        made = await edit_cohort.make_next(house, staff, slug, _body(form), timetable=form.checked("timetable"))
    except Invalid as error:
        own = await desk_cohorts.show(house, staff, slug)
        context = _form(own, reader, new=True)
        return invalid_page(reader, "organize_cohort_form.html", form, error, private=True, **context)
    return go(f"/organize/training/{made.slug}?done=made")


@post("/organize/training/{slug:str}/publish")
async def publish(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """It stands in the programme, or does no more."""
    published = (await read_form(request)).one("published") == "true"
    await edit_cohort.publish(house, staff, slug, published=published)
    return go(f"/organize/training/{slug}?done={'published' if published else 'hidden'}")


def _body(form: Form) -> dict[str, str]:
    return {name: form.one(name) for name in form}


def _form(own: DeskCohort, reader: Reader, *, new: bool) -> dict[str, Any]:
    texts, language = reader.texts, reader.language.code
    return {
        "cohort": own,
        "new": new,
        "precisions": [
            (FIXED, texts.gettext("The day is fixed"), ""),
            ("month", texts.gettext("The month is known"), ""),
            ("quarter", texts.gettext("The quarter is known"), ""),
        ],
        "months": [(str(number), formats.month_name(number, language)) for number in range(1, 13)],
        "quarters": [(str(number), formats.quarter_name(number, language)) for number in range(1, 5)],
        "countries": countries(language),
    }


HANDLERS: tuple[Any, ...] = (cohorts, cohort, edit_form, edit_post, next_form, next_post, publish)
