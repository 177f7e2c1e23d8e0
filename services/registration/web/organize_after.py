"""The desk after an event: recording, materials and press note; then who came, and the event is closed."""

from typing import Any

from litestar import Request, Response, get, post

from services.registration.domain.event import After
from services.registration.operations import after as operations
from services.registration.operations.after import Aftermath
from services.registration.web.rows import as_fields, rows_of
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.i18n.names import language_name, sort_key
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_PATH = "/organize/events/{slug:str}/after"
_CLOSE = "organize_close.html"
_MATERIAL = ("title", "url")
_EMPTY_ROWS = 2
_LANGUAGES = ("en", "ko", "zh-Hans", "es", "fr", "am", "ar", "de", "id", "ja", "pt", "ru", "th", "tr", "vi", "zh-Hant")
"""What press notes are written in, as far as one can choose: the languages of the offices and of most members."""


@get(_PATH)
async def after_page(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """What there is, to be filled in; and how many came."""
    seen = await operations.show(house, staff, slug)
    form = _filled(seen.event.after)
    return private_page(
        reader, "organize_after.html", form=FormView.of(reader.texts, form), done=done, **_context(reader, seen, form)
    )


@post(_PATH)
async def after_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Kept and shown at once; the button for more rows keeps nothing yet."""
    form = await read_form(request)
    materials = rows_of(form, "materials", _MATERIAL)
    if form.checked("more"):
        form.update(Form.holding(as_fields("materials", [*materials, *_empty(_EMPTY_ROWS)])))
        seen = await operations.show(house, staff, slug)
        view = FormView.of(reader.texts, form)
        return private_page(reader, "organize_after.html", form=view, done="", **_context(reader, seen, form))
    body = {name: form.one(name) for name in ("recording_url", "press_note", "press_note_language")}
    try:
        await operations.write(house, staff, slug, {**body, "materials": materials})
    except Invalid as error:
        return _again(reader, await operations.show(house, staff, slug), form, error)
    return go(f"/organize/events/{slug}/after?done=kept")


@get(_PATH + "/close")
async def close_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once, with what will happen; of an event that cannot be closed, why."""
    seen = await operations.to_close(house, staff, slug)
    return private_page(reader, _CLOSE, form=FormView.of(reader.texts, Form()), **_closing(seen))


@post(_PATH + "/close")
async def close_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Those who came are told to training."""
    form = await read_form(request)
    try:
        said = form.one("came")
        came = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
        await operations.close(house, staff, slug, nobody_marked=form.checked("nobody_marked"), came=came)
    except Conflict as error:
        return stays(reader, error, f"/organize/events/{slug}/after")
    except Invalid as error:
        seen = await operations.to_close(house, staff, slug)
        return invalid_page(reader, _CLOSE, form, error, private=True, **_closing(seen))
    return go(f"/organize/events/{slug}/after?done=closed")


@post(_PATH + "/reopen")
async def reopen_post(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """To correct who came."""
    await operations.reopen(house, staff, slug)
    return go(f"/organize/events/{slug}/after?done=reopened")


def _closing(seen: Aftermath) -> dict[str, Any]:
    return {"event": seen.event, "attendance": seen.attendance, "may_close": seen.may_close}


def _again(reader: Reader, seen: Aftermath, form: Form, error: Invalid) -> Response[str]:
    """The page with what was typed and what is wrong with it."""
    context = _context(reader, seen, form)
    return invalid_page(reader, "organize_after.html", form, error, private=True, done="", **context)


def _filled(after: After) -> Form:
    rows = [{"title": material.title, "url": material.url} for material in after.materials]
    return Form.holding(
        {
            "recording_url": after.recording_url,
            "press_note": after.press_note,
            "press_note_language": after.press_note_language,
            **as_fields("materials", [*rows, *_empty(_EMPTY_ROWS if not rows else 1)]),
        }
    )


def _empty(count: int) -> list[dict[str, str]]:
    return [dict.fromkeys(_MATERIAL, "") for _ in range(count)]


def _context(reader: Reader, seen: Aftermath, form: Form) -> dict[str, Any]:
    language = reader.language.code
    own = {seen.event.after.press_note_language} - {""}
    named = [(tag, language_name(tag, language)) for tag in {*_LANGUAGES, *own}]
    return {
        "event": seen.event,
        "attendance": seen.attendance,
        "may_close": seen.may_close,
        "rows": len(rows_of(form, "materials", _MATERIAL)),
        "languages": sorted(named, key=lambda each: sort_key(each[1], language)),
    }


HANDLERS = (after_page, after_post, close_form, close_post, reopen_post)
