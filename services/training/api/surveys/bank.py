"""JSON for the bank of questions."""

from typing import Annotated, Any

from litestar import Request, get, post, put
from litestar.response import Response

from services.training.api.surveys.building import ALL, TAGS, sent
from services.training.api.surveys.building_bodies import BankChange, BankEntry, BankList, entry_of
from services.training.domain.surveys.item_form import body_of
from services.training.domain.surveys.item_json import read_question
from services.training.domain.surveys.survey_form import CODES
from services.training.domain.surveys.types import type_of
from services.training.operations.surveys import bank
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import documented
from shared.web.security import PRIVATE

_BANK = ALL + "/bank"
_ENTRY = _BANK + "/{key:str}"
Words = Annotated[str, documented("Words of the question or its tags, all of them, in any order")]
Retired = Annotated[str, documented("true: those that are offered no more")]


@get(_BANK, tags=TAGS)
async def list_bank(house: TheHouse, staff: TheStaff, q: Words = "", retired: Retired = "") -> Response[BankList]:
    """The newest version of every question that is offered."""
    found = await bank.listed(house, staff, words=q[:100], retired=retired == "true")
    return Response(BankList(tuple(entry_of(each.entry, each.uses) for each in found)), headers=PRIVATE)


@post(_BANK, status_code=201, tags=TAGS, operation_class=takes(BankChange))
async def add_to_bank(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[BankEntry]:
    """A new question; its key is made of its words."""
    tag, body = _read(await sent(request))
    return Response(entry_of(await bank.add(house, staff, tag, body)), status_code=201, headers=PRIVATE)


@get(_ENTRY, tags=TAGS)
async def read_entry(house: TheHouse, staff: TheStaff, key: FromPath[str]) -> Response[BankEntry]:
    """In all our languages, as far as its words are known."""
    return Response(entry_of(await bank.show(house, staff, key)), headers=PRIVATE)


@put(_ENTRY, tags=TAGS, operation_class=takes(BankChange))
async def change_entry(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, key: FromPath[str]
) -> Response[BankEntry]:
    """Its next version. 409 `stale` where `version` is not the newest. A question's type stays."""
    given = await sent(request)
    _, body = _read(given)
    version = given.get("version")
    changed = await bank.change(house, staff, key, body, version=version if type(version) is int else 0)
    return Response(entry_of(changed), headers=PRIVATE)


@post(_ENTRY + "/retire", status_code=200, tags=TAGS)
async def retire_entry(house: TheHouse, staff: TheStaff, key: FromPath[str]) -> Response[BankEntry]:
    """It is offered no more. Twice is once."""
    return await _set(house, staff, key, retired=True)


@post(_ENTRY + "/restore", status_code=200, tags=TAGS)
async def restore_entry(house: TheHouse, staff: TheStaff, key: FromPath[str]) -> Response[BankEntry]:
    """It is offered again. Twice is once."""
    return await _set(house, staff, key, retired=False)


async def _set(house: TheHouse, staff: TheStaff, key: str, *, retired: bool) -> Response[BankEntry]:
    await bank.set_retired(house, staff, key, retired=retired)
    return Response(entry_of(await bank.show(house, staff, key)), headers=PRIVATE)


def _read(given: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The type, and the fields of its form."""
    item = read_question(given.get("question"), CODES)
    return type_of(item).tag, body_of(item) | {"tags": given.get("tags") or ""}


HANDLERS: tuple[Any, ...] = (list_bank, add_to_bank, read_entry, change_entry, retire_entry, restore_entry)
