"""The timetable on the desk: the week, and a form for each session."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.clashes import Clash
from services.training.domain.revision import CHANGED
from services.training.domain.session import Kind, Session
from services.training.domain.session_form import Part, body_of
from services.training.domain.session_kinds import KINDS
from services.training.operations import tell, timetable
from services.training.operations.timetable import Timetable, Warned
from services.training.web.overtaken import SESSION, holding, named, overtaken
from services.training.web.week_view import Wall, weeks_for
from shared.errors import Conflict, Invalid
from shared.i18n.lists import comma_list
from shared.i18n.mark import mark
from shared.identity.staff import Role
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/timetable"
_ONE = ("revision", "title", "kind", "day", "begins", "ends", "part", "timezone", "module", "place", "join_url",
        "mandatory", "description", "materials")  # fmt: skip
_MANY = ("groups", "trainers")
PARTS = {
    Part.MORNING: mark("Morning, 09:00 to 12:30"),
    Part.AFTERNOON: mark("Afternoon, 13:30 to 17:00"),
    Part.DAY: mark("Whole day, 09:00 to 17:00"),
}


@get(PATH)
async def wall(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    week: FromQuery[str] = "",
    done: FromQuery[str] = "",
) -> Response[str]:
    """One week of it, or all, with what clashes."""
    table = await timetable.show(house, staff, slug)
    return private_page(
        reader,
        "organize_timetable.html",
        staff=staff,
        weeks=weeks_for(wall_of(table), reader, week),
        done=done,
        may_change=staff.role in (Role.ADMIN, Role.ORGANIZER),
        may_mark=staff.role is Role.TRAINER,
        may_look=staff.role in (Role.ADMIN, Role.ORGANIZER, Role.VIEWER),
        clashes=[clash_words(clash, table, reader) for clash in table.clashes],
        **_context(table),
    )


@get(PATH + "/new")
async def new_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], day: FromQuery[str] = ""
) -> Response[str]:
    """An empty session, on the first day of the course or on the day that was asked for."""
    table = await timetable.show(house, staff, slug)
    first = table.cohort.when.first_day.isoformat() if table.cohort.when.is_fixed else ""
    form = Form.holding({"day": day or first, "kind": Kind.LECTURE.value, "timezone": table.zone})
    return private_page(
        reader,
        "organize_session.html",
        form=FormView.of(reader.texts, form),
        session=None,
        warned=[],
        **_form_context(table, reader),
    )


@get(PATH + "/{session:uuid}")
async def edit_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]
) -> Response[str]:
    """One session, filled in, with what it clashes with."""
    table = await timetable.show(house, staff, slug)
    own = table.session(session)
    form = FormView.of(reader.texts, holding(body_of(own)))
    clashes = [clash_words(clash, table, reader) for clash in table.clashes if clash.concerns(own.id)]
    return private_page(
        reader, "organize_session.html", form=form, session=own, warned=[], **_form_context(table, reader, clashes)
    )


@post(PATH + "/new")
async def add(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the week of the new session; first its clashes, where there are any."""
    return await _put(request, house, reader, staff=staff, slug=slug, session=None)


@post(PATH + "/{session:uuid}")
async def change(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    session: FromPath[UUID],
) -> Response[Any]:
    """The same for one that is there."""
    return await _put(request, house, reader, staff=staff, slug=slug, session=session)


@post(PATH + "/{session:uuid}/cancel")
async def cancel(house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]) -> Response[Any]:
    """It does not take place; those concerned are told."""
    await timetable.set_cancelled(house, staff, slug, session, cancelled=True)
    return go(f"{_path(slug)}?done=cancelled")


@post(PATH + "/{session:uuid}/restore")
async def restore(house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]) -> Response[Any]:
    """It takes place after all."""
    await timetable.set_cancelled(house, staff, slug, session, cancelled=False)
    return go(f"{_path(slug)}?done=restored")


@post(PATH + "/publish")
async def publish(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """It stands on the public page, or does no more."""
    shown = (await read_form(request)).one("shown") == "true"
    await timetable.publish(house, staff, slug, shown=shown)
    return go(f"{_path(slug)}?done={'published' if shown else 'hidden'}")


@post(PATH + "/tell")
async def tell_now(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """Changes that wait for the quiet time are told now."""
    await tell.tell_now(house, staff, slug)
    return go(f"{_path(slug)}?done=told")


async def _put(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    *,
    staff: TheStaff,
    slug: str,
    session: UUID | None,
) -> Response[Any]:
    form = await read_form(request)
    body = {field: form.one(field) for field in _ONE} | {field: form.all(field) for field in _MANY}
    try:
        kept = await timetable.put_session(house, staff, slug, session, body, despite=form.checked("despite"))
    except Invalid as error:
        table = await timetable.show(house, staff, slug)
        own = table.session(session) if session else None
        context = _form_context(table, reader) | {"session": own, "warned": []}
        return invalid_page(reader, "organize_session.html", form, error, private=True, **context)
    except Conflict as error:
        if error.code != CHANGED or session is None:
            raise
        table = await timetable.show(house, staff, slug)
        own = table.session(session)
        context = _form_context(table, reader) | {"session": own, "warned": []}
        context |= overtaken(
            form, body_of(own), SESSION, error, reader, words_of=named(context, "kinds", "groups", "trainers")
        )
        view = FormView.of(reader.texts, form)
        return private_page(reader, "organize_session.html", status=409, form=view, **context)
    if isinstance(kept, Warned):
        table = await timetable.show(house, staff, slug)
        warned = [clash_words(clash, table, reader, [kept.wanted]) for clash in kept.clashes]
        context = _form_context(table, reader) | {"session": table.session(session) if session else None}
        view = FormView.of(reader.texts, form)
        return private_page(reader, "organize_session.html", status=409, form=view, warned=warned, **context)
    return go(f"{_path(slug)}?week={_week_of(kept, await timetable.show(house, staff, slug), reader)}&done=kept")


def wall_of(table: Timetable) -> Wall:
    """What the week is drawn from."""
    when = table.cohort.when
    return Wall(
        sessions=table.sessions,
        groups=table.groups,
        trainers=table.trainers,
        zone=table.zone,
        first_day=when.first_day if when.is_fixed else None,
        clashing={id_ for clash in table.clashes for id_ in (clash.first, clash.second)},
    )


def _week_of(session: Session, table: Timetable, reader: Reader) -> int:
    for week in weeks_for(wall_of(table), reader, "all").shown:
        if any(each.session.id == session.id for day in week.days for each in day.slots):
            return week.number
    return 1


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


def _context(table: Timetable) -> dict[str, Any]:
    return {"table": table, "cohort": table.cohort, "path": _path(table.cohort.slug)}


def _form_context(table: Timetable, reader: Reader, clashes: list[str] | None = None) -> dict[str, Any]:
    words = reader.texts.gettext
    return _context(table) | {
        "kinds": [(kind.value, words(entry.words)) for kind, entry in KINDS.items()],
        "parts": [(part.value, words(text)) for part, text in PARTS.items()],
        "groups": [(group.key, group.name, "") for group in table.groups],
        "trainers": [(str(trainer.id), trainer.name, trainer.organisation) for trainer in table.trainers],
        "clashes": clashes or [],
    }


def clash_words(clash: Clash, table: Timetable, reader: Reader, wanted: Sequence[Session] = ()) -> str:
    """ "Prof Park teaches two at once: Water (Monday …) and Waste (Monday …)". `wanted` are not kept yet."""
    texts = reader.texts
    known = {session.id: session for session in (*table.sessions, *wanted)}
    titles = []
    for id_ in (clash.first, clash.second):
        session = known[id_]
        when = reader.when(session.when, session.timezone).venue
        titles.append(texts.pgettext("session", "%(title)s (%(when)s)", title=session.title, when=when))
    both = {"first": titles[0], "second": titles[1]}
    if clash.kind == "trainer":
        name = next((trainer.name for trainer in table.trainers if trainer.id == clash.trainer), "")
        return texts.gettext("%(name)s teaches two at once: %(first)s and %(second)s", name=name, **both)
    if not clash.groups:
        return texts.gettext("Everyone would have to be in two places at once: %(first)s and %(second)s", **both)
    names = comma_list((group.name for group in table.groups if group.key in clash.groups), texts)
    return texts.gettext(
        "%(group)s would have to be in two places at once: %(first)s and %(second)s", group=names, **both
    )


HANDLERS: tuple[Any, ...] = (wall, new_form, edit_form, add, change, cancel, restore, publish, tell_now)
