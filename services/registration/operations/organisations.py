"""The directory of organisations: look, add, change, let go and take back. Every change is told to training."""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache, partial
from uuid import UUID

import asyncpg
import msgspec

from services.registration.domain.organisation import Change, Organisation, folded, said
from services.registration.domain.organisation_form import Known, read_organisation
from services.registration.domain.organisations import Listed, OrganisationFilter
from services.registration.domain.searching import searchable
from services.registration.store import organisations as store
from shared import outbox
from shared.contracts.training import OrganisationPut
from shared.cursors import read_cursor, write_cursor
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n import LANGUAGES
from shared.i18n.mark import mark
from shared.i18n.names import countries
from shared.identity.accounts import record_all
from shared.identity.audit import Entry
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7

LOOKERS = (Role.ORGANIZER, Role.VIEWER)
_BATCH = 1000
_KEY_LENGTH = 255
_KEY = mark("Write an Idempotency-Key of at most 255 characters")
_KEY_REUSED = mark("This key was used with other content. Send a new key.")
_NONE = mark("There is no such organisation. Look for it in the directory.")
_TAKEN = mark("Another organisation of this country goes by that name. Change that one, or write another name.")


class Directory(msgspec.Struct, frozen=True, kw_only=True):
    """A page of it. `total` counts what fits the filter, `counts` the whole."""

    lines: list[Listed]
    total: int
    counts: store.Counts
    networks: list[str]


class Seen(msgspec.Struct, frozen=True):
    """One organisation with the networks it may belong to. `registered`: registrations that were not cancelled."""

    organisation: Organisation
    networks: list[str]
    registered: int


class OrganisationList(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, None at the end."""

    organisations: list[Organisation]
    next: str | None


def require_looker(actor: Staff) -> None:
    """Before a file begins to go out. Raises Forbidden."""
    require(actor, *LOOKERS)


async def show(house: House, actor: Staff, chosen: OrganisationFilter, language: str) -> Directory:
    """A page of the table; countries are searched by their names in `language` and English. Raises Forbidden."""
    require(actor, *LOOKERS)
    words = chosen.looked_for(partial(_countries_named, language))
    async with house.db.reading() as tx:
        return Directory(
            lines=await store.lines(tx, chosen, words),
            total=await store.count(tx, chosen, words),
            counts=await store.counts(tx),
            networks=await store.network_keys(tx),
        )


async def one(house: House, actor: Staff, id: UUID) -> Seen:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        found = await _by_id(tx, id)
        return Seen(found, await store.network_keys(tx), await store.registered(tx, id))


async def networks(house: House, actor: Staff) -> list[str]:
    """For the form of a new one. Raises Forbidden."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await store.network_keys(tx)


async def listed(
    house: House, actor: Staff, chosen: OrganisationFilter, *, limit: int, cursor: str
) -> OrganisationList:
    """Those that fit, in the order of names. Raises Forbidden, Invalid for a cursor that is none."""
    require(actor, *LOOKERS)
    after = read_cursor(cursor, store.Cursor)
    async with house.db.reading() as tx:
        words = chosen.looked_for(partial(_countries_named, "en"))
        found = await store.after(tx, after, limit=limit + 1, chosen=chosen, words=words)
    shown = found[:limit]
    more = write_cursor(store.Cursor(folded(shown[-1].name), shown[-1].id)) if len(found) > limit else None
    return OrganisationList(shown, more)


async def export(house: House, actor: Staff) -> AsyncIterator[list[Organisation]]:
    """All of them in the order of names, a thousand at a time. Raises Forbidden with the first."""
    require(actor, *LOOKERS)
    after = None
    while True:
        async with house.db.reading() as tx:
            batch = await store.after(tx, after, limit=_BATCH)
        if batch:
            yield batch
            after = store.Cursor(folded(batch[-1].name), batch[-1].id)
        if len(batch) < _BATCH:
            return


async def create(house: House, actor: Staff, body: Mapping[str, object], *, key: str = "") -> Organisation:
    """`key`: the same Idempotency-Key and body gives the same organisation again, as it is by now.

    Raises Forbidden, Invalid, Conflict `organisation-exists`.
    """
    require(actor, Role.ORGANIZER)
    digest = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    async with house.db.transaction() as tx:
        await store.lock_directory(tx)
        if kept := await _used(tx, key, digest):
            return await _by_id(tx, kept.id)
        new = read_organisation(body, await known(tx), id=uuid7())
        (made,) = await write_changes(tx, actor, [Change(None, new)])
        if key:
            await store.keep_key(tx, key, digest, made.id)
        return made


async def _used(tx: Tx, key: str, digest: bytes) -> store.KeptKey | None:
    """What the key made before. Raises Invalid for one that is none or was used with another body."""
    if len(key) > _KEY_LENGTH or "\x00" in key:
        raise Invalid([Problem("Idempotency-Key", _KEY)])
    kept = await store.find_key(tx, key) if key else None
    if kept is not None and kept.body_sha256 != digest:
        raise Invalid([Problem("Idempotency-Key", _KEY_REUSED)])
    return kept


async def change(house: House, actor: Staff, id: UUID, body: Mapping[str, object]) -> Organisation:  # noqa: A002
    """Change what `body` names. Letting a member go is `active` false: it stays in old registrations.

    Raises Forbidden, NotFound, Invalid, Conflict `organisation-exists`.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await store.lock_directory(tx)
        before = await _by_id(tx, id)
        changed = Change(before, read_organisation(body, await known(tx), id=id, before=before))
        if not changed.fields:
            return before
        return (await write_changes(tx, actor, [changed]))[0]


async def write_changes(tx: Tx, actor: Staff, changes: Sequence[Change]) -> list[Organisation]:
    """Write, match older registrations, tell training, add to the audit trail: as many statements for many as for one.

    The caller holds the directory's lock. Raises Conflict `organisation-exists`.
    """
    written = [msgspec.structs.replace(each.after, revision=each.after.revision + 1) for each in changes]
    try:
        await store.write(tx, written)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "organisation_names_once":
            raise
        raise Conflict(_TAKEN, code="organisation-exists") from None
    await store.match_registrations(tx, [each.id for each in written])
    await record_all(tx, [_entry(tx, actor, each) for each in changes])
    await outbox.put_many(tx, [told(each) for each in written], to="training")
    return written


async def known(tx: Tx) -> Known:
    """What a text may name."""
    return Known(tuple(await store.network_keys(tx)), _country_codes())


def told(organisation: Organisation) -> OrganisationPut:
    """What training hears of it."""
    names = OrganisationPut.__struct_fields__
    return OrganisationPut(**{name: getattr(organisation, name) for name in names})


def _entry(tx: Tx, actor: Staff, change: Change) -> Entry:
    before = change.before
    return Entry(
        id=uuid7(),
        at=tx.now,
        actor=actor.trail,
        action="organisation.changed" if before else "organisation.added",
        subject=f"organisation:{change.after.id}",
        old={field: said(before, field) for field in change.fields} if before else None,
        new={field: said(change.after, field) for field in change.fields},
    )


async def _by_id(tx: Tx, id: UUID) -> Organisation:  # noqa: A002  # the row's id
    found = await store.by_id(tx, id)
    if found is None:
        raise NotFound(_NONE)
    return found


@cache
def _country_codes() -> dict[str, str]:
    """Codes by the names of countries in our languages, as names are compared."""
    return {folded(name): code for language in LANGUAGES for code, name in countries(language.code)}


def _countries_named(language: str, word: str) -> tuple[str, ...]:
    """Those with this word in their name."""
    key = searchable(word)
    names = (*countries(language), *countries("en"))
    return tuple(dict.fromkeys(code for code, name in names if key in searchable(name)))
