"""Documents of a place: to read, and to send."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.place_files import PlaceFile
from services.training.limits import limit
from services.training.operations import my_documents as operation
from services.training.operations.my_documents import MyDocuments
from services.training.web.files import handed_out
from services.training.web.nomination_view import size_words
from services.training.web.stay_words import FILES
from shared.errors import Invalid
from shared.i18n.mark import mark
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.uploads import LARGEST_BODY, uploaded_form

PATH = "/t/{token:str}/documents"
_PAPER = "application/pdf,.pdf,image/jpeg,image/png"
_HINTS: dict[str, tuple[str, str]] = {
    PlaceFile.INSURANCE: (mark("As PDF or as a picture (JPEG, PNG), up to 10 MB."), _PAPER),
    PlaceFile.PHOTO: (mark("As JPEG or PNG, up to 10 MB: your face, from the front."), "image/jpeg,image/png"),
    PlaceFile.AGREEMENT: (mark("If you got one to sign. As PDF or as a picture (JPEG, PNG), up to 10 MB."), _PAPER),
}


@get(PATH)
async def page(house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = "") -> Response[str]:
    """What to read, then what to send."""
    mine = await operation.show(house, token)
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "my_documents.html", form=form, **_context(mine, reader, token, done))


@post(PATH, request_max_body_size=LARGEST_BODY)
async def send(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Kept, or what is wrong with a file beside it."""
    await limit(request, house)
    await operation.show(house, token)
    async with uploaded_form(request, house.cabinet, [*PlaceFile]) as (form, arrived):
        try:
            await operation.send(house, token, {PlaceFile(name): each for name, each in arrived.items()})
        except Invalid as error:
            mine = await operation.show(house, token)
            context = _context(mine, reader, token, "")
            return invalid_page(reader, "my_documents.html", form, error, private=True, **context)
    return go(f"{PATH.replace('{token:str}', token)}?done=sent")


@get(PATH + "/{document:uuid}")
async def document(house: TheHouse, token: FromPath[str], document: FromPath[UUID]) -> File:
    """A file that was put for them."""
    return handed_out(await operation.open_document(house, token, document))


@get(PATH + "/sent/{kind:str}")
async def sent(house: TheHouse, token: FromPath[str], kind: FromPath[str]) -> File:
    """What they sent."""
    return handed_out(await operation.open_own(house, token, kind))


@post(PATH + "/sent/{kind:str}/delete")
async def take_away(
    request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str], kind: FromPath[str]
) -> Response[Any]:
    """It is gone."""
    await limit(request, house)
    await operation.take_away(house, token, kind)
    return go(f"{PATH.replace('{token:str}', token)}?done=deleted")


def _context(mine: MyDocuments, reader: Reader, token: str, done: str) -> dict[str, Any]:
    words = reader.texts.gettext
    return {
        "mine": mine,
        "cohort": mine.cohort,
        "token": token,
        "path": PATH.replace("{token:str}", token),
        "done": done,
        "kinds": [
            {"kind": kind.value, "label": words(FILES[kind]), "hint": words(_HINTS[kind][0]), "accept": _HINTS[kind][1],
             "file": mine.sent.get(kind),
             "size": size_words(mine.sent[kind].size, reader) if kind in mine.sent else ""}
            for kind in PlaceFile
        ],
        "size": lambda file: size_words(file.size, reader),
    }  # fmt: skip


HANDLERS: tuple[Any, ...] = (page, send, document, sent, take_away)
