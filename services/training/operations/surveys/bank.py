"""The bank of questions on the desk: looked through, added to, changed by a next version, retired."""

from collections.abc import Mapping
from typing import Any

import msgspec

from services.training.domain.surveys.bank import BankQuestion, taken
from services.training.domain.surveys.item_form import body_of, read_item
from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.survey_form import CODES
from services.training.domain.surveys.types import TYPES, type_of
from services.training.operations.surveys.wording import item_in_languages
from services.training.store.surveys import bank
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NO_QUESTION = mark("There is no such question in the bank.")
NO_TYPE = mark("There is no such type of question.")
CHANGED = mark("Somebody else changed this question meanwhile. Look at it again, then keep yours.")
MOST_TAGS, TAG = 5, 40


class Listed(msgspec.Struct, frozen=True):
    """A question and in how many surveys it stands."""

    entry: BankQuestion
    uses: int


async def listed(house: House, actor: Staff, *, words: str = "", tag: str = "", retired: bool = False) -> list[Listed]:
    """Every word must stand in the question, in any language; retired ones only where they are asked for."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        known, uses = await everything(tx), await bank.uses(tx)
    wanted = words.casefold().split()
    return [
        Listed(entry, uses.get(key, 0))
        for key, entry in sorted(known.items(), key=lambda pair: (pair[1].tags, pair[0]))
        if (entry.retired_at is not None) == retired
        and (not tag or tag in entry.tags)
        and all(word in _searched(entry) for word in wanted)
    ]


def _searched(entry: BankQuestion) -> str:
    return " ".join((entry.key, *entry.tags, *entry.question.text.values())).casefold()


async def everything(tx: Tx) -> dict[str, BankQuestion]:
    """The newest version of every question: what comes with the house, and what organizers made of it."""
    return STANDARD | await bank.newest(tx)


async def show(house: House, actor: Staff, key: str) -> BankQuestion:
    """In all our languages, as far as its words are known. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        entry = await _find(tx, key)
    return msgspec.structs.replace(entry, question=item_in_languages(entry.question, CODES))


async def take(tx: Tx, key: str, languages: tuple[str, ...], own_key: str) -> Question:
    """For a survey in these languages. Raises NotFound."""
    entry = await _find(tx, key)
    return taken(with_words(entry, languages), languages, own_key)


def with_words(entry: BankQuestion, languages: tuple[str, ...]) -> BankQuestion:
    """Its words in these languages too, where the catalogues have them."""
    return msgspec.structs.replace(entry, question=item_in_languages(entry.question, languages))


async def add(house: House, actor: Staff, tag: str, body: Mapping[str, Any]) -> BankQuestion:
    """Raises Forbidden, NotFound for a type there is not, Invalid."""
    require(actor, Role.ORGANIZER)
    if tag not in TYPES:
        raise NotFound(NO_TYPE)
    async with house.db.transaction() as tx:
        item = read_item(tag, body, CODES)
        return await keep_new(tx, actor, item, _tags(body))


async def keep_new(tx: Tx, actor: Staff, item: Question, tags: tuple[str, ...]) -> BankQuestion:
    """Under a new key, made from its words."""
    key = new_key(next(iter(item.text.values()), ""), await everything(tx))
    item = msgspec.structs.replace(item, key=key, when=None, bank=None, required=False)
    entry = BankQuestion(key=key, version=1, question=item, tags=tags, retired_at=None)
    if not await bank.insert(tx, entry):
        raise Conflict(CHANGED, code="stale")
    await record(tx, actor.trail, "bank.added", f"bank:{key}", new=_trail(entry))
    return entry


async def change(house: House, actor: Staff, key: str, body: Mapping[str, Any], *, version: int) -> BankQuestion:
    """Its next version; `version` is the one the form was filled in from. Surveys that took it stay as they are.

    Raises Forbidden, NotFound, Invalid, Conflict `stale`.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        before = await _find(tx, key)
        shown = with_words(before, CODES)
        item = read_item(type_of(before.question).tag, body, CODES, before=shown.question)
        item = msgspec.structs.replace(item, key=key, when=None, bank=None, required=False)
        after = BankQuestion(key=key, version=before.version + 1, question=item, tags=_tags(body), retired_at=None)
        if before.version != version:
            raise Conflict(CHANGED, code="stale")
        if (shown.question, before.tags) == (item, after.tags):
            return before
        await _store_standard(tx, before)
        if not await bank.insert(tx, after):
            raise Conflict(CHANGED, code="stale")
        old, new = _trail(before), _trail(after)
        changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        await record(
            tx, actor.trail, "bank.changed", f"bank:{key}",
            old={name: old.get(name, "") for name in changed}, new={name: new.get(name, "") for name in changed},
        )  # fmt: skip
        return after


async def set_retired(house: House, actor: Staff, key: str, *, retired: bool) -> None:
    """It is offered no more, or again. Twice is once. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        entry = await _find(tx, key)
        await _store_standard(tx, entry)
        if await (bank.retire(tx, entry) if retired else bank.restore(tx, entry)):
            await record(tx, actor.trail, "bank.retired" if retired else "bank.restored", f"bank:{key}")


async def _find(tx: Tx, key: str) -> BankQuestion:
    entry = (await everything(tx)).get(key)
    if entry is None:
        raise NotFound(NO_QUESTION)
    return entry


async def _store_standard(tx: Tx, entry: BankQuestion) -> None:
    """What comes with the house stands in the database from its first change on."""
    if STANDARD.get(entry.key) == entry:
        await bank.insert(tx, with_words(entry, CODES))


def _tags(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Words with commas between them."""
    given = body.get("tags") or ""
    words = given.split(",") if isinstance(given, str) else given if isinstance(given, list) else []
    tags = (" ".join(word.split())[:TAG].lower() for word in words if isinstance(word, str))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]


def _trail(entry: BankQuestion) -> dict[str, str]:
    body = body_of(entry.question) | {"tags": list(entry.tags), "version": str(entry.version)}
    return {name: value if isinstance(value, str) else ", ".join(value) for name, value in body.items()}
