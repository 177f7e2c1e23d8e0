"""Training on the desk: the cohorts with what is missing, and one whole."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.cohort_form import FIXED, body_of
from services.training.domain.desk import DeskCohort, Lack
from services.training.domain.revision import CHANGED
from services.training.operations import desk_cohorts, edit_cohort, next_cohort
from services.training.operations.edit_cohort import Edit
from services.training.web.no_call import steps
from services.training.web.overtaken import COHORT, holding, named, overtaken
from shared.errors import Conflict, Invalid
from shared.i18n import formats
from shared.i18n.lists import and_list
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
    seen = await desk_cohorts.overview(house, staff, slug)
    own, texts = seen.cohort, reader.texts
    return private_page(
        reader,
        "organize_cohort.html",
        staff=staff,
        cohort=own,
        done=done,
        state=own.state(house.clock()),
        missing=[texts.gettext(LACKS[lack]) for lack in own.lacks(house.clock())],
        seats=seats(texts, own.seats_from, own.seats_to),
        place=city_and_country(own.host_city, own.country, own.timezone, texts),
        length=duration(texts, days=own.duration_days, weeks=own.duration_weeks),
        partners=listed(own.partners, reader.language.code),
        opens=steps(staff, reviews=seen.reviews),
        may_change=staff.role in (Role.ADMIN, Role.ORGANIZER),
    )


@get("/organize/training/{slug:str}/edit")
async def edit_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Date, place, seats and rules, filled in."""
    own = await desk_cohorts.show(house, staff, slug)
    form = FormView.of(reader.texts, holding(body_of(own)))
    return private_page(reader, "organize_cohort_form.html", form=form, **_form(own, reader, new=False))


@post("/organize/training/{slug:str}/edit")
async def edit_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """First who will be told, if anybody; the second time, with `confirmed`, the change itself."""
    form = await read_form(request)
    if form.checked("again"):
        own = await desk_cohorts.show(house, staff, slug)
        view = FormView.of(reader.texts, form)
        return private_page(reader, "organize_cohort_form.html", form=view, **_form(own, reader, new=False))
    body, moving = _body(form), form.checked("move_sessions")
    try:
        if not form.checked("confirmed"):
            change = await edit_cohort.preview(house, staff, slug, body, move_sessions=moving)
            if change.told:
                return _confirm(reader, form, change)
        await edit_cohort.edit(house, staff, slug, body, move_sessions=moving, at_once=form.checked("at_once"))
    except Invalid as error:
        own = await desk_cohorts.show(house, staff, slug)
        context = _form(own, reader, new=False)
        return invalid_page(reader, "organize_cohort_form.html", form, error, private=True, **context)
    except Conflict as error:
        if error.code != CHANGED:
            raise
        own = await desk_cohorts.show(house, staff, slug)
        context = _form(own, reader, new=False)
        words = named(context, "precisions", "months", "quarters", "countries")
        context |= overtaken(form, body_of(own), COHORT, error, reader, words_of=words)
        view = FormView.of(reader.texts, form)
        return private_page(reader, "organize_cohort_form.html", status=409, form=view, **context)
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
        made = await next_cohort.make_next(house, staff, slug, _body(form), timetable=form.checked("timetable"))
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


def _confirm(reader: Reader, form: Form, change: Edit) -> Response[str]:
    typed = {name: form.one(name) for name in form if name not in ("confirmed", "at_once", "again")}
    return private_page(
        reader,
        "organize_cohort_confirm.html",
        cohort=change.before,
        change=change,
        typed=typed,
        told=told_words(reader, change.people, change.trainers),
    )


def told_words(reader: Reader, people: int, trainers: int, nominated: int = 0) -> str:
    """ "15 people and 3 trainers": whom a change would be told; empty: nobody."""
    texts = reader.texts
    parts = []
    if people:
        parts.append(texts.ngettext("%(num)s person", "%(num)s people", people, num=people))
    if trainers:
        parts.append(texts.ngettext("%(num)s trainer", "%(num)s trainers", trainers, num=trainers))
    if nominated:
        parts.append(texts.ngettext("%(num)s nominee", "%(num)s nominees", nominated, num=nominated))
    return and_list(parts, reader.language.code) if parts else ""


def _body(form: Form) -> dict[str, str]:
    return form.body()


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
