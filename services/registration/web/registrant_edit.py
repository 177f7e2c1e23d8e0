"""The form that corrects what stands of one person. Whoever was overtaken sees both, and loses nothing."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post

from services.registration.domain.registrant import CORRECTABLE
from services.registration.domain.registrant import said as said_of
from services.registration.operations import registrant
from services.registration.operations.registrant import Registrant
from services.registration.web.form_choices import PARTS, choices
from services.registration.web.register import body_of
from services.registration.web.registrant import PATH, list_of, path_of
from services.registration.web.registrant_words import FIELDS, field_words
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader


@get(PATH + "/edit")
async def edit_form(
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
) -> Response[Any]:
    """What stands, to be corrected."""
    try:
        found = await registrant.correctable(house, staff, slug, id)
    except Conflict as error:
        return stays(reader, error, path_of(slug, id), to_list=True)
    view = FormView.of(reader.texts, _standing(found))
    return private_page(reader, "registrant_edit.html", form=view, **_edited(house, reader, found))


@post(PATH + "/edit")
async def edit_post(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """Back to the person; or the form again, with what to mend, or with what stands by now."""
    form = await read_form(request)
    seen = form.one("seen")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
    try:
        await registrant.change(house, staff, slug, id, body_of(form, CORRECTABLE), revision=revision)
    except Conflict as error:
        if error.code == "changed-meanwhile":
            return _again(house, reader, form, await registrant.show(house, staff, slug, id))
        if error.code != "already-registered":
            return stays(reader, error, path_of(slug, id), to_list=True)
        refused = Invalid([Problem("email", error.message)])
    except Invalid as error:
        refused = error
    else:
        return go(f"{path_of(slug, id)}?done=changed")
    context = _edited(house, reader, await registrant.show(house, staff, slug, id))
    return invalid_page(reader, "registrant_edit.html", form, refused, private=True, **context)


def _again(house: House, reader: Reader, form: Form, found: Registrant) -> Response[str]:
    """What this person did not touch says what stands now; what they did stays as typed, beside what stands."""
    now = _standing(found)
    was = _was(form)
    differing = []
    for name in CORRECTABLE:
        if name not in form and not (name == "sessions" and PARTS in form):
            continue
        if _text(form, name) in (was.get(name), _text(now, name)):
            form[name] = now[name]
        else:
            differing.append(name)
    form["seen"], form["was"] = now["seen"], now["was"]
    words = [
        (
            reader.texts.gettext(FIELDS[name]),
            field_words(name, said_of(found.registration.participant, name), found.event, reader),
        )
        for name in differing
    ]
    context = _edited(house, reader, found) | {"stale": True, "stands": words}
    view = FormView.of(reader.texts, form)
    return private_page(reader, "registrant_edit.html", status=409, form=view, **context)


def _standing(found: Registrant) -> Form:
    """The form as it opens: `seen` is the revision it shows, `was` what stood in it."""
    values = msgspec.to_builtins(found.registration.participant)
    form = Form.holding({name: values[name] or "" for name in CORRECTABLE})
    was = {name: _text(form, name) for name in CORRECTABLE}
    form["seen"], form["was"] = [str(found.registration.revision)], [msgspec.json.encode(was).decode()]
    return form


def _was(form: Form) -> dict[str, str]:
    """Nothing, where it is not as we wrote it: then all counts as typed."""
    try:
        return msgspec.json.decode(form.one("was"), type=dict[str, str])
    except msgspec.DecodeError:
        return {}


def _text(form: Form, name: str) -> str:
    return "\n".join(sorted(form.all(name)))


def _edited(house: House, reader: Reader, found: Registrant) -> dict[str, Any]:
    offered = choices(reader, found.event, house.clock(), may_be_staff=True)
    known = {session.slug for session in found.event.sessions}
    gone = [(slug, slug, "") for slug in found.registration.participant.sessions if slug not in known]
    return {
        "event": found.event,
        "who": found.registration.participant,
        "choices": offered | {"sessions": offered["sessions"] + gone},
        "parts_field": PARTS,
        "path": path_of(found.event.slug, found.registration.id),
        "list_path": list_of(found.event.slug),
        "stale": False,
        "stands": [],
    }


HANDLERS = (edit_form, edit_post)
