"""Wording, design, logos and signatories of an occasion's certificates, and how they will look."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.certificates.design import DESIGNS, MOST_SIGNATORIES, body_of
from services.training.given import TheForm, TheOccasion
from services.training.operations.certificates import logos, previewing, setting, signatures
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.writing import usual_words
from services.training.web.certificates.paths import OCCASION, may_change, parent, path_of
from shared.errors import Invalid
from shared.house import House
from shared.i18n import LANGUAGES, translator
from shared.identity.staff import Staff
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_file
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import ALONE, PRIVATE

_TEMPLATE = "certificates/design.html"


@get(OCCASION + "/design")
async def page(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion, done: FromQuery[str] = ""
) -> Response[str]:
    """Filled in as it stands."""
    roll = await setting.show(house, staff, occasion)
    form = FormView.of(reader.texts, _filled(roll))
    return private_page(reader, _TEMPLATE, form=form, done=done, **_context(roll, reader, staff))


@post(OCCASION + "/design")
async def save(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion, form: TheForm
) -> Response[Any]:
    """Kept; what was issued before stays as it is."""
    before = await setting.show(house, staff, occasion)
    try:
        await setting.set_design(house, staff, occasion, form.body())
    except Invalid as error:
        context = _context(await setting.show(house, staff, occasion), reader, staff)
        return invalid_page(reader, _TEMPLATE, form, error, private=True, done="", **context)
    after = await setting.show(house, staff, occasion)
    done = "language" if _of_another(before, after) else "kept"
    return go(f"{path_of(occasion)}/design?done={done}")


@post(OCCASION + "/logo")
async def add_logo(
    *, request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion
) -> Response[Any]:
    """One more picture."""
    _, content = await read_file(request, "logo")
    try:
        await logos.add(house, staff, occasion, content)
    except Invalid as error:
        return await _again(house, reader, staff, occasion, error)
    return go(f"{path_of(occasion)}/design?done=logo")


@post(OCCASION + "/logo/{digest:str}/drop")
async def drop_logo(house: TheHouse, staff: TheStaff, occasion: TheOccasion, digest: FromPath[str]) -> Response[Any]:
    """From now on without it."""
    await logos.drop(house, staff, occasion, digest)
    return go(f"{path_of(occasion)}/design?done=kept")


@post(OCCASION + "/signature/{number:int}")
async def put_signature(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    occasion: TheOccasion,
    number: FromPath[int],
) -> Response[Any]:
    """Over the name of who signs there."""
    _, content = await read_file(request, f"signature{number}")
    try:
        await signatures.put(house, staff, occasion, number, content)
    except Invalid as error:
        return await _again(house, reader, staff, occasion, error)
    return go(f"{path_of(occasion)}/design?done=signature")


@post(OCCASION + "/signature/{number:int}/drop")
async def drop_signature(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, number: FromPath[int]
) -> Response[Any]:
    """Signed by hand from now on."""
    await signatures.drop(house, staff, occasion, number)
    return go(f"{path_of(occasion)}/design?done=kept")


@get(OCCASION + "/pictures/{digest:str}")
async def picture(house: TheHouse, staff: TheStaff, occasion: TheOccasion, digest: FromPath[str]) -> Response[bytes]:
    """A logo or a signature as it was handed in. Opened by itself an SVG runs nothing and asks for nothing."""
    found = await logos.shown(house, staff, occasion, digest)
    return Response(found.content, media_type=found.media_type, headers={**PRIVATE, **ALONE})


@get(OCCASION + "/preview.pdf")
async def preview(house: TheHouse, staff: TheStaff, occasion: TheOccasion) -> Response[bytes]:
    """With SAMPLE across it."""
    content = await previewing.preview(house, staff, occasion)
    headers = {**PRIVATE, "Content-Disposition": disposition("sample.pdf", "inline")}
    return Response(content, media_type="application/pdf", headers=headers)


async def _again(house: House, reader: Reader, staff: Staff, occasion: str, error: Invalid) -> Response[str]:
    """The page as it stands, and what is wrong with a picture."""
    roll = await setting.show(house, staff, occasion)
    context = _context(roll, reader, staff)
    return invalid_page(reader, _TEMPLATE, _filled(roll), error, private=True, done="", **context)


def _filled(roll: Roll) -> Form:
    return Form.holding(body_of(roll.setup.design, roll.occasion.language))


def _languages(roll: Roll) -> tuple[str, ...]:
    """What it is printed in, the leading one first."""
    return roll.setup.design.languages or (roll.occasion.language,)


def _of_another(before: Roll, after: Roll) -> bool:
    """Whether an office stands as it was written, while the language it stands in is another now."""
    (first, second), (first_now, second_now) = ((*_languages(roll), "")[:2] for roll in (before, after))
    old, new = before.setup.design.signatories, after.setup.design.signatories
    titles = {each.title for each in old} & {each.title for each in new} - {""}
    seconds = {each.second_title for each in old} & {each.second_title for each in new} - {""}
    return bool((first != first_now and titles) or (second_now and second != second_now and seconds))


def _context(roll: Roll, reader: Reader, staff: Staff) -> dict[str, Any]:
    design, texts = roll.setup.design, reader.texts
    chosen = [each for code in _languages(roll) for each in LANGUAGES if each.code == code]
    return {
        "roll": roll,
        "occasion": roll.occasion,
        "path": roll.occasion.path,
        "parent": parent(roll),
        "may_change": may_change(staff),
        "designs": [(name, texts.gettext(words)) for name, words in DESIGNS.items()],
        "languages": [(each.code, each.name) for each in LANGUAGES],
        "chosen": [(each, usual_words(roll.occasion, translator(each.code))) for each in chosen],
        "logos": design.logos,
        "most_logos": logos.MOST,
        "signatories": range(1, MOST_SIGNATORIES + 1),
        "signs": design.signatories,
    }


HANDLERS: tuple[Any, ...] = (page, save, add_logo, drop_logo, put_signature, drop_signature, picture, preview)
