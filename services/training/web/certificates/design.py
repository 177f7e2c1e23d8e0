"""Wording, design, logos and signatories of an occasion's certificates, and how they will look."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.certificates.design import DESIGNS, MOST_SIGNATORIES, body_of
from services.training.operations.certificates import logos, previewing, setting
from services.training.operations.certificates.roll import Roll
from services.training.web.certificates.paths import OCCASION, key_of, may_change, parent
from shared.errors import Invalid
from shared.i18n import LANGUAGES
from shared.identity.staff import Staff
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_file, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_TEMPLATE = "certificates/design.html"


@get(OCCASION + "/design")
async def page(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
    done: FromQuery[str] = "",
) -> Response[str]:
    """Filled in as it stands."""
    roll = await setting.show(house, staff, key_of(kind, id))
    form = FormView.of(reader.texts, _filled(roll))
    return private_page(reader, _TEMPLATE, form=form, done=done, **_context(roll, reader, staff))


@post(OCCASION + "/design")
async def save(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """Kept; what was issued before stays as it is."""
    form = await read_form(request)
    key = key_of(kind, id)
    try:
        await setting.set_design(house, staff, key, {name: form.one(name) for name in form})
    except Invalid as error:
        context = _context(await setting.show(house, staff, key), reader, staff)
        return invalid_page(reader, _TEMPLATE, form, error, private=True, done="", **context)
    return go(f"/organize/certificates/{kind}/{id}/design?done=kept")


@post(OCCASION + "/logo")
async def add_logo(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """One more picture."""
    _, content = await read_file(request, "logo")
    key = key_of(kind, id)
    try:
        await logos.add(house, staff, key, content)
    except Invalid as error:
        roll = await setting.show(house, staff, key)
        context = _context(roll, reader, staff)
        return invalid_page(reader, _TEMPLATE, _filled(roll), error, private=True, done="", **context)
    return go(f"/organize/certificates/{kind}/{id}/design?done=logo")


@post(OCCASION + "/logo/{digest:str}/drop")
async def drop_logo(
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
    digest: FromPath[str],
) -> Response[Any]:
    """From now on without it."""
    await logos.drop(house, staff, key_of(kind, id), digest)
    return go(f"/organize/certificates/{kind}/{id}/design?done=kept")


@get(OCCASION + "/preview.pdf")
async def preview(
    house: TheHouse,
    staff: TheStaff,
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[bytes]:
    """With SAMPLE across it."""
    content = await previewing.preview(house, staff, key_of(kind, id))
    headers = {**PRIVATE, "Content-Disposition": disposition("sample.pdf", "inline")}
    return Response(content, media_type="application/pdf", headers=headers)


def _filled(roll: Roll) -> Form:
    return Form.holding(
        {"language": roll.occasion.language} | {k: v for k, v in body_of(roll.setup.design).items() if v}
    )


def _context(roll: Roll, reader: Reader, staff: Staff) -> dict[str, Any]:
    design, texts = roll.setup.design, reader.texts
    chosen = design.languages or (roll.occasion.language,)
    return {
        "roll": roll,
        "occasion": roll.occasion,
        "path": roll.occasion.path,
        "parent": parent(roll),
        "may_change": may_change(staff),
        "designs": [(name, texts.gettext(words)) for name, words in DESIGNS.items()],
        "languages": [(each.code, each.name) for each in LANGUAGES],
        "chosen": [each for each in LANGUAGES if each.code in chosen],
        "logos": design.logos,
        "signatories": range(1, MOST_SIGNATORIES + 1),
    }


HANDLERS: tuple[Any, ...] = (page, save, add_logo, drop_logo, preview)
