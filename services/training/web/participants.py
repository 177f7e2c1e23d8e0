"""The people of a cohort on the desk."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.participant import Gender, PlaceStatus
from services.training.domain.participant_form import LONGEST, body_of
from services.training.domain.revision import CHANGED
from services.training.domain.stay import Stay
from services.training.operations import arrivals
from services.training.operations import desk_participants as operations
from services.training.operations.desk_participants import People
from services.training.web.overtaken import PERSON, holding, named, overtaken
from services.training.web.stay_words import leg_words, person_context
from shared.errors import Conflict, Invalid, Problem
from shared.fields import LANGUAGES
from shared.i18n import LANGUAGES as OURS
from shared.i18n.mark import mark
from shared.i18n.names import countries, country_name
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/participants"
FIELDS = ("revision", *LONGEST, "gender", "country", "language", "timezone", "group_key")
GENDERS = {Gender.FEMALE: mark("Female"), Gender.MALE: mark("Male"), Gender.OTHER: mark("Another")}


@get(PATH)
async def people(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """Who has a place, then who gave it up."""
    found = await operations.show(house, staff, slug)
    language = reader.language.code
    return private_page(
        reader,
        "organize_participants.html",
        confirmed=[each for each in found.people if each.status is PlaceStatus.CONFIRMED],
        withdrawn=[each for each in found.people if each.status is PlaceStatus.WITHDRAWN],
        arrival=_arrivals(found, reader),
        given_up=[(found.person(each.participant_id), each) for each in found.given_up],
        country=lambda code: country_name(code, language) if code else "",
        done=done,
        **_context(found, staff),
    )


@get(PATH + "/new")
async def new_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """An empty form."""
    found = await operations.show(house, staff, slug)
    form = FormView.of(reader.texts, Form.holding({"language": "en"}))
    return private_page(reader, "organize_participant.html", form=form, person=None, **_form(found, staff, reader))


@post(PATH + "/new")
async def add(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """They have a place, and their invite goes out."""
    form = await read_form(request)
    try:
        await operations.add(house, staff, slug, _body(form))
    except (Invalid, Conflict) as error:
        return await _again(house, reader, staff, slug=slug, person=None, form=form, error=error)
    return go(f"{_path(slug)}?done=added")


@get(PATH + "/{person:uuid}")
async def edit_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], person: FromPath[UUID]
) -> Response[str]:
    """One person, filled in."""
    found = await operations.show(house, staff, slug)
    who = found.person(person)
    form = FormView.of(reader.texts, holding(body_of(who)))
    context = _form(found, staff, reader) | await _stay(house, staff, reader, slug, person)
    return private_page(reader, "organize_participant.html", form=form, person=who, **context)


@post(PATH + "/{person:uuid}")
async def change(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    person: FromPath[UUID],
) -> Response[Any]:
    """Back to the list, or the form again."""
    form = await read_form(request)
    try:
        await operations.change(house, staff, slug, person, _body(form))
    except (Invalid, Conflict) as error:
        return await _again(house, reader, staff, slug=slug, person=person, form=form, error=error)
    return go(f"{_path(slug)}?done=changed")


@post(PATH + "/{person:uuid}/withdraw")
async def withdraw(house: TheHouse, staff: TheStaff, slug: FromPath[str], person: FromPath[UUID]) -> Response[Any]:
    """The place is free, and they are told."""
    await operations.withdraw(house, staff, slug, person)
    return go(f"{_path(slug)}?done=withdrawn")


@post(PATH + "/{person:uuid}/take-back")
async def take_back(house: TheHouse, staff: TheStaff, slug: FromPath[str], person: FromPath[UUID]) -> Response[Any]:
    """They have it again."""
    await operations.take_back(house, staff, slug, person)
    return go(f"{_path(slug)}?done=back")


async def _again(
    house: TheHouse,
    reader: Reader,
    staff: Staff,
    *,
    slug: str,
    person: UUID | None,
    form: Form,
    error: Invalid | Conflict,
) -> Response[str]:
    if isinstance(error, Conflict) and error.code == CHANGED and person:
        return await _overtaken(house, reader, staff, slug=slug, person=person, form=form, error=error)
    if isinstance(error, Conflict):
        error = Invalid([Problem("", error.message, error.params)])
    found = await operations.show(house, staff, slug)
    context = _form(found, staff, reader) | {"person": found.person(person) if person else None}
    if person:
        context |= await _stay(house, staff, reader, slug, person)
    return invalid_page(reader, "organize_participant.html", form, error, private=True, **context)


async def _overtaken(
    house: TheHouse, reader: Reader, staff: Staff, *, slug: str, person: UUID, form: Form, error: Conflict
) -> Response[str]:
    found = await operations.show(house, staff, slug)
    who = found.person(person)
    context = _form(found, staff, reader) | await _stay(house, staff, reader, slug, person) | {"person": who}
    words = named(context, "genders", "countries", "languages", group_key="groups")
    context |= overtaken(form, body_of(who), PERSON, error, reader, words_of=words)
    view = FormView.of(reader.texts, form)
    return private_page(reader, "organize_participant.html", status=409, form=view, **context)


def _arrivals(found: People, reader: Reader) -> dict[UUID, str] | None:
    """When each comes, "" where that is not told; None for who may not see it."""
    if found.stays is None:
        return None
    nearby = reader.texts.gettext("Does not travel")
    told = {each.id: found.stays.get(each.id, Stay(participant_id=each.id)).travel for each in found.people}
    return {id_: nearby if each.local else leg_words(each.arrival, each.timezone, reader) for id_, each in told.items()}


async def _stay(house: TheHouse, staff: Staff, reader: Reader, slug: str, person: UUID) -> dict[str, Any]:
    """What they told for their stay: for organizers alone."""
    if not operations.may_see_stays(staff):
        return {}
    return {"about": person_context(await arrivals.show(house, staff, slug), person, reader)}


def _body(form: Form) -> dict[str, str]:
    return {field: form.one(field) for field in FIELDS}


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


def _context(found: People, staff: Staff) -> dict[str, Any]:
    may = staff.role in (Role.ADMIN, Role.ORGANIZER)
    names = {group.key: group.name for group in found.groups}
    return {"found": found, "cohort": found.cohort, "path": _path(found.cohort.slug), "may_change": may, "names": names}


def _form(found: People, staff: Staff, reader: Reader) -> dict[str, Any]:
    words = reader.texts.gettext
    return _context(found, staff) | {
        "groups": [(group.key, group.name) for group in found.groups],
        "genders": [(gender.value, words(text)) for gender, text in GENDERS.items()],
        "countries": countries(reader.language.code),
        "about": None,
        "languages": [(each.code, each.name) for each in OURS if each.code in LANGUAGES],
    }


HANDLERS: tuple[Any, ...] = (people, new_form, add, edit_form, change, withdraw, take_back)
