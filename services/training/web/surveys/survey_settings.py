"""A survey's title, languages, anonymity and schedule; of an open or closed one, the title alone."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.surveys.desk import DeskSurvey
from services.training.domain.surveys.survey_form import body_of
from services.training.operations.surveys import drafts, postponing, replacing
from services.training.web.surveys.builder import PATH
from services.training.web.surveys.desk_words import base
from shared.errors import Conflict, Invalid
from shared.i18n import LANGUAGES
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_SETTINGS = PATH + "/{survey:uuid}/settings"


@get(_SETTINGS)
async def form_page(house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]) -> Response[str]:
    """Filled in."""
    found = await drafts.show(house, staff, survey)
    form = FormView.of(reader.texts, Form.holding(body_of(found) | {"revision": str(found.revision)}))
    return private_page(reader, "surveys/settings.html", form=form, **_context(found, reader))


@post(_SETTINGS)
async def put(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[Any]:
    """Back to the survey, or the form again with what was typed."""
    form = await read_form(request)
    body: dict[str, Any] = form.body() | {"languages": form.all("languages")}
    revision = form.one("revision")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 19 else 0
    found = await drafts.show(house, staff, survey)
    try:
        if found.state == "draft":
            await replacing.put_settings(house, staff, survey, body, revision=known)
        else:
            await postponing.rename(house, staff, survey, body, revision=known)
    except Invalid as error:
        return invalid_page(reader, "surveys/settings.html", form, error, private=True, **_context(found, reader))
    except Conflict as error:
        if error.code != "stale":
            raise
        found = await drafts.show(house, staff, survey)
        form["revision"] = [str(found.revision)]
        view = FormView.of(reader.texts, form)
        context = _context(found, reader) | {"stale": True}
        return private_page(reader, "surveys/settings.html", status=409, form=view, **context)
    return go(f"{PATH}/{survey}?done=settings")


def _context(found: DeskSurvey, reader: Reader) -> dict[str, Any]:
    return base(found, reader) | {
        "stale": False,
        "languages": [(language.code, language.name, "") for language in LANGUAGES],
        "tags": {language.code: language.tag for language in LANGUAGES},
    }


HANDLERS: tuple[Any, ...] = (form_page, put)
