"""A survey is written: its questions, words and settings. Drafts only; nobody overwrites another's change unseen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys import order, survey_form
from services.training.domain.surveys.bank import BankQuestion, is_same
from services.training.domain.surveys.desk import DeskSurvey
from services.training.domain.surveys.item_form import body_of, read_item
from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey import State
from services.training.domain.surveys.survey_form import Settings, read_settings
from services.training.domain.surveys.types import TYPES, type_of
from services.training.operations.surveys import bank
from services.training.operations.surveys.wording import item_in_languages
from services.training.store.surveys import building
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NO_SURVEY = mark("There is no such survey. Look for it in the list of surveys.")
NO_QUESTION = mark("There is no such question in this survey.")
FROZEN = mark("Only a draft can be changed. Take the survey back first; once it has opened, its questions stay.")
STALE = mark("Somebody else changed this survey meanwhile. What you wrote is still here: keep it once more.")


async def show(house: House, actor: Staff, id: UUID) -> DeskSurvey:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await find(tx, id)


async def find(tx: Tx, id: UUID) -> DeskSurvey:  # noqa: A002  # the row's id
    """Raises NotFound."""
    survey = await building.by_id(tx, id)
    if survey is None:
        raise NotFound(NO_SURVEY)
    return survey


def question(survey: DeskSurvey, key: str) -> Question:
    """Raises NotFound."""
    found = next((item for item in survey.items if item.key == key), None)
    if found is None:
        raise NotFound(NO_QUESTION)
    return found


async def put_question(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002  # the row's id
    key: str,
    body: Mapping[str, Any],
    *,
    revision: int,
    tag: str = "",
) -> Question:
    """Change the question `key`; with `tag` add one of that type. `after` in the body says behind which one it stands
    (`order`), else it stays, or is the last. What was taken from the bank unchanged is known as such until its words or
    answers change.

    Raises Forbidden, NotFound, Invalid, Conflict `stale` where another was quicker, `frozen` where it is no draft.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        before = None if tag else question(survey, key)
        if before is None and tag not in TYPES:
            raise NotFound(bank.NO_TYPE)
        moving, rest, stood = order.without(survey.items, survey.items.index(before) if before else None)
        place = order.landing(rest, str(body.get("after") or ""), stood)
        item = read_item(
            type_of(before).tag if before else tag, body, survey.languages, before=before, earlier=rest[:place]
        )
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        if before is None:
            own = new_key(next(iter(item.text.values())), {one.key for one in survey.items})
            item = msgspec.structs.replace(item, key=own)
        elif before.bank is not None and not is_same(item, _as_taken(before)):
            item = msgspec.structs.replace(item, bank=None)
        await _keep(tx, actor, survey, (*rest[:place], item, *moving[1:], *rest[place:]))
        return item


def _as_taken(item: Question) -> BankQuestion:
    return BankQuestion(key=item.key, version=1, question=item, tags=(), retired_at=None)


async def add_from_bank(house: House, actor: Staff, id: UUID, bank_key: str) -> Question:  # noqa: A002
    """At the end. Raises Forbidden, NotFound, Conflict `frozen`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        taken = {one.key for one in survey.items}
        own = bank_key if bank_key not in taken else new_key(bank_key, taken)
        item = await bank.take(tx, bank_key, survey.languages, own)
        await _keep(tx, actor, survey, (*survey.items, item))
        return item


async def put_in_bank(house: House, actor: Staff, id: UUID, key: str) -> BankQuestion:  # noqa: A002
    """A question of this survey is offered to others. Raises Forbidden, NotFound, Conflict `frozen`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        own = question(survey, key)
        entry = await bank.keep_new(tx, actor, own, ())
        known = msgspec.structs.replace(own, bank=entry.ref)
        await _keep(tx, actor, survey, tuple(known if one.key == key else one for one in survey.items))
        return entry


async def move(house: House, actor: Staff, id: UUID, key: str, *, by: int) -> None:  # noqa: A002
    """One place up (-1) or down (1); at the ends it stays. Raises Forbidden, NotFound, Conflict `frozen`."""

    def moved(items: list[Question], place: int) -> None:
        items.insert(max(0, place + by), items.pop(place))

    await _change_items(house, actor, id, key, moved)


async def copy(house: House, actor: Staff, id: UUID, key: str) -> str:  # noqa: A002
    """The same question once more, right behind it; its new key. Raises Forbidden, NotFound, Conflict `frozen`."""
    made = ""

    def copied(items: list[Question], place: int) -> None:
        nonlocal made
        made = new_key(key, {one.key for one in items})
        items.insert(place + 1, msgspec.structs.replace(items[place], key=made))

    await _change_items(house, actor, id, key, copied)
    return made


async def remove(house: House, actor: Staff, id: UUID, key: str) -> None:  # noqa: A002
    """Raises Forbidden, NotFound, Conflict `frozen`."""
    await _change_items(house, actor, id, key, lambda items, place: items.pop(place))


async def _change_items(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002
    key: str,
    change: Callable[[list[Question], int], Any],
) -> None:
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        items = list(survey.items)
        change(items, items.index(question(survey, key)))
        await _keep(tx, actor, survey, tuple(items))


async def put_settings(house: House, actor: Staff, id: UUID, body: Mapping[str, Any], *, revision: int) -> None:  # noqa: A002
    """Words in a new language are filled in where the catalogues have them. Raises as `put_question`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        settings = read_settings(body)
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        items = survey.items
        if set(settings.languages) - set(survey.languages):
            items = tuple(item_in_languages(item, settings.languages) for item in items)
        await _keep(tx, actor, survey, items, settings)


async def put_items(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002
    items: Sequence[Question] | None,
    settings: Mapping[str, Any],
    *,
    revision: int,
) -> None:
    """All questions at once (None: they stay), with settings that change. Raises as `put_question`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await _draft(tx, id)
        wanted = read_settings(survey_form.body_of(survey) | dict(settings)) if settings else _settings(survey)
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        known = {(item.bank.key, item.bank.version): item for item in survey.items if item.bank}
        entries = await bank.everything(tx) if items is not None else {}
        kept = [_with_true_ref(item, known, entries) for item in items] if items is not None else survey.items
        await _keep(tx, actor, survey, tuple(kept), wanted)


def _with_true_ref(item: Question, known: Mapping[Any, Question], entries: Mapping[str, BankQuestion]) -> Question:
    """Nothing can say that it comes from the bank unless it does."""
    if item.bank is None:
        return item
    entry = entries.get(item.bank.key)
    own = known.get((item.bank.key, item.bank.version))
    same = (own is not None and is_same(item, _as_taken(own))) or (
        entry is not None and entry.ref == item.bank and is_same(item, bank.with_words(entry, tuple(item.text)))
    )
    return item if same else msgspec.structs.replace(item, bank=None)


async def _draft(tx: Tx, id: UUID) -> DeskSurvey:  # noqa: A002
    survey = await find(tx, id)
    if survey.state is not State.DRAFT:
        raise Conflict(FROZEN, code="frozen")
    return survey


def _settings(survey: DeskSurvey) -> Settings:
    return Settings(**{name: getattr(survey, name) for name in Settings.__struct_fields__})


async def _keep(
    tx: Tx, actor: Staff, before: DeskSurvey, items: tuple[Question, ...], settings: Settings | None = None
) -> None:
    wanted = settings or _settings(before)
    old = trail_of(_settings(before), before.items)
    new = trail_of(wanted, items)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not changed:
        return
    if not await building.change(tx, before, wanted, items):
        raise Conflict(STALE, code="stale")
    await record(
        tx, actor.trail, "survey.changed", f"survey:{before.id}",
        old={name: old.get(name, "") for name in changed}, new={name: new.get(name, "") for name in changed},
    )  # fmt: skip


def trail_of(settings: Settings, items: Sequence[Question]) -> dict[str, str]:
    """A survey in words for the audit trail: the order of its questions, and each one's fields."""
    body: dict[str, str | list[str]] = survey_form.body_of(settings) | {"questions": [item.key for item in items]}
    for item in items:
        body |= {f"{item.key} {name}": value for name, value in body_of(item).items()}
        body[f"{item.key} bank"] = f"{item.bank.key} {item.bank.version}" if item.bank else ""
    return {name: value if isinstance(value, str) else ", ".join(value) for name, value in body.items() if value}
