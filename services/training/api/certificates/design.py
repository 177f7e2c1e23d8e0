"""JSON for how certificates look and what they say, by the operations of the pages."""

from datetime import date
from typing import Any

import msgspec
from litestar import Request, delete, get, patch, post, put
from litestar.response import Response

from services.training.api.certificates.organize import ONE, TAGS
from services.training.domain.certificates.design import WORDING, body_of
from services.training.given import TheOccasion, TheSent
from services.training.operations.certificates import logos, setting, signatures
from services.training.operations.certificates.lines import Roll
from shared.errors import Malformed
from shared.fields import LANGUAGES
from shared.i18n.mark import mark
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import ALONE, PRIVATE

_TYPES = ("image/png", "image/jpeg", "image/svg+xml")
_NOT_A_PICTURE = mark("Send the picture itself, as image/png, image/jpeg or image/svg+xml.")
_SIGNATURE = ONE + "/signatures/{number:int}"


class _Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    design: str = ""
    language: str = ""
    second_language: str = ""
    pattern: str = ""
    awarded_on: date | None = None
    hours: bool = True
    organisation: bool = True
    signatory1_name: str = ""
    signatory1_title: str = ""
    signatory1_second: str = ""
    signatory2_name: str = ""
    signatory2_title: str = ""
    signatory2_second: str = ""
    signatory3_name: str = ""
    signatory3_title: str = ""
    signatory3_second: str = ""


DesignBody = msgspec.defstruct(
    "DesignBody",
    [(f"{name}_{language}", str, "") for language in LANGUAGES for name in WORDING],
    bases=(_Look,),
    namespace={
        "__doc__": 'The fields of the form. `design` is "lines", "plain" or "portrait"; languages: en, ko, zh, es, fr. '
        'Words are told by language; "" for ours.'
    },
    frozen=True,
    kw_only=True,
    omit_defaults=True,
)


class DesignStands(msgspec.Struct, frozen=True):
    """`fields` as a PATCH takes them; `logos` by SHA-256; `signatures`: for each who signs, whether there is one;
    `pictures`: of which SHA-256, "" for none.
    """

    fields: dict[str, str | bool]
    logos: tuple[str, ...]
    signatures: tuple[bool, ...]
    pictures: tuple[str, ...]


def design_of(roll: Roll) -> DesignStands:
    """As it stands."""
    design = roll.setup.design
    texts = body_of(design, roll.occasion.language)
    fields: dict[str, str | bool] = {**texts, "hours": design.hours, "organisation": design.organisation}
    pictures = tuple(each.picture for each in design.signatories)
    return DesignStands(fields, design.logos, tuple(map(bool, pictures)), pictures)


@get(ONE + "/design", tags=TAGS)
async def show_design(house: TheHouse, staff: TheStaff, occasion: TheOccasion) -> Response[DesignStands]:
    """As it stands: the fields of the form, the logos, and whose signature there is a picture of."""
    return Response(design_of(await setting.show(house, staff, occasion)), headers=PRIVATE)


@patch(ONE + "/design", tags=TAGS, operation_class=takes(DesignBody))
async def change_design(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, json_sent: TheSent
) -> Response[DesignStands]:
    """Wording, design, signatories, number and day of award; what is left out stays as it is."""
    await setting.set_design(house, staff, occasion, json_sent, whole=False)
    return Response(design_of(await setting.show(house, staff, occasion)), headers=PRIVATE)


@post(ONE + "/logos", status_code=201, tags=TAGS)
async def add_logo(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, occasion: TheOccasion
) -> Response[DesignStands]:
    """The body is the picture, up to 500 kB. The same again changes nothing."""
    await logos.add(house, staff, occasion, await _picture(request))
    found = await setting.show(house, staff, occasion)
    return Response(design_of(found), status_code=201, headers=PRIVATE)


@get(ONE + "/pictures/{digest:str}", tags=TAGS, media_type="image/*")
async def show_picture(
    house: TheHouse, staff: TheStaff, occasion: TheOccasion, digest: FromPath[str]
) -> Response[bytes]:
    """A logo or a signature that stands in the design, as it was handed in. By its SHA-256, as the design names it."""
    found = await logos.shown(house, staff, occasion, digest)
    return Response(found.content, media_type=found.media_type, headers={**PRIVATE, **ALONE})


@delete(ONE + "/logos/{digest:str}", status_code=204, tags=TAGS)
async def drop_logo(house: TheHouse, staff: TheStaff, occasion: TheOccasion, digest: FromPath[str]) -> None:
    """From what is issued from now on. By its SHA-256, as the design names it."""
    await logos.drop(house, staff, occasion, digest)


@put(_SIGNATURE, tags=TAGS)
async def put_signature(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, occasion: TheOccasion, number: FromPath[int]
) -> Response[DesignStands]:
    """The body is the picture, up to 500 kB; `number` counts who signs, from 1."""
    await signatures.put(house, staff, occasion, number, await _picture(request))
    return Response(design_of(await setting.show(house, staff, occasion)), headers=PRIVATE)


@delete(_SIGNATURE, status_code=204, tags=TAGS)
async def drop_signature(house: TheHouse, staff: TheStaff, occasion: TheOccasion, number: FromPath[int]) -> None:
    """From what is issued from now on."""
    await signatures.drop(house, staff, occasion, number)


async def _picture(request: Request[Any, Any, Any]) -> bytes:
    """Raises Malformed for another type than those: what it really is, the operation looks at."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        raise Malformed(_NOT_A_PICTURE)
    return await request.body()


HANDLERS = (show_design, change_design, show_picture, add_logo, drop_logo, put_signature, drop_signature)
