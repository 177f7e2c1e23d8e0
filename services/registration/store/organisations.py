"""The directory of organisations, the names it is found by, and uploads that wait to be confirmed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from services.registration.domain.organisation import Organisation, folded
from services.registration.domain.organisations import EVERY, PAGE, Listed, OrganisationFilter, Unmatched, Word
from services.registration.domain.registration import OrganisationType
from services.registration.domain.searching import searchable
from shared import sql as sql_files
from shared.db import Tx

UPLOADS_KEPT = timedelta(days=1)


class Cursor(msgspec.Struct, frozen=True):
    """The last line seen: lists go on after it."""

    folded: str
    id: UUID


class Counts(msgspec.Struct, frozen=True):
    """Members, former members, and the countries there are."""

    active: int
    former: int
    countries: tuple[str, ...]


class Offered(msgspec.Struct, frozen=True):
    """What the registration form offers: public names of members."""

    name: str
    native_name: str
    native_name_language: str
    type: OrganisationType
    country: str


class Upload(msgspec.Struct, frozen=True):
    """`imported`: how many organisations it brought; None while it waits."""

    filename: str
    content: bytes
    imported: int | None


class KeptKey(msgspec.Struct, frozen=True):
    """The first use of an Idempotency-Key: the hash of its body, and what it made."""

    body_sha256: bytes
    id: UUID


sql = sql_files.load(__file__)
_lock_directory = sql.command("lock_directory")
_organisations = sql.query("organisations", Listed)
_count = sql.scalar("count_organisations", int)
_counts = sql.query("organisation_counts", Counts)
_after = sql.query("organisations_after", Organisation)
_every = sql.query("every_organisation", Organisation)
_of_country = sql.query("organisations_of_country", Organisation)
_by_id = sql.query("organisation_by_id", Organisation)
_registered = sql.scalar("registrations_of_organisation", int)
_network_keys = sql.scalar("network_keys", str)
_write = sql.command("write_organisations")
_forget_names = sql.command("forget_names")
_write_names = sql.command("write_names")
_match = sql.command("match_registrations")
_unmatched = sql.query("unmatched", Unmatched)
_offered = sql.query("offered", Offered)
_keep_upload = sql.command("keep_upload")
_upload = sql.query("upload", Upload)
_note_imported = sql.command("note_imported")
_of_key = sql.query("organisation_of_key", KeptKey)
_keep_key = sql.command("keep_organisation_key")
_forget_uploads = sql.command("forget_uploads")


async def lock_directory(tx: Tx) -> None:
    """Wait for another change of the directory to end."""
    await _lock_directory.run(tx)


async def lines(tx: Tx, chosen: OrganisationFilter, words: Sequence[Word]) -> list[Listed]:
    """One page."""
    order = (chosen.sort, chosen.descending, PAGE, (chosen.page - 1) * PAGE)
    return await _organisations.all(tx, *_where(chosen, words), *order)


async def count(tx: Tx, chosen: OrganisationFilter, words: Sequence[Word]) -> int:
    return await _count.value(tx, *_where(chosen, words)) or 0


async def counts(tx: Tx) -> Counts:
    found = await _counts.one(tx)
    assert found is not None, "counting always gives a row"
    return found


async def after(
    tx: Tx, cursor: Cursor | None, *, limit: int, chosen: OrganisationFilter = EVERY, words: Sequence[Word] = ()
) -> list[Organisation]:
    """In the order of names, members and former ones."""
    place = (cursor.folded, cursor.id) if cursor else (None, None)
    return await _after.all(tx, *_where(chosen, words), *place, limit)


async def every(tx: Tx) -> list[Organisation]:
    return await _every.all(tx)


async def of_country(tx: Tx, country: str) -> list[Organisation]:
    """In the order of names, former members too."""
    return await _of_country.all(tx, country)


async def by_id(tx: Tx, id: UUID) -> Organisation | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def registered(tx: Tx, id: UUID) -> int:  # noqa: A002  # the row's id
    """How many registrations of it there are."""
    return await _registered.value(tx, id) or 0


async def network_keys(tx: Tx) -> list[str]:
    return await _network_keys.values(tx)


async def write(tx: Tx, organisations: Sequence[Organisation]) -> None:
    """Insert or update, with the names each is found by.

    Raises asyncpg.UniqueViolationError (organisation_names_once) for a name that another one of the country has.
    """
    rows = [
        msgspec.to_builtins(each) | {"folded": folded(each.name), "search": each.search_text} for each in organisations
    ]
    names = [(each.id, key, each.country) for each in organisations for key in each.keys()]  # noqa: SIM118
    await _write.run(tx, rows, tx.now)
    await _forget_names.run(tx, [each.id for each in organisations])
    ids, keys, countries = (list(column) for column in zip(*names, strict=True))
    await _write_names.run(tx, ids, keys, countries, [searchable(key) for key in keys])


async def match_registrations(tx: Tx, ids: Sequence[UUID]) -> int:
    """Older registrations under a name of these organisations are theirs from now on. Returns how many."""
    return await _match.run(tx, list(ids))


async def unmatched(tx: Tx, limit: int) -> list[Unmatched]:
    return await _unmatched.all(tx, limit)


async def offered(tx: Tx, pattern: str, limit: int) -> list[Offered]:
    """Members of which a name holds what LIKE `pattern` finds at a beginning."""
    return await _offered.all(tx, pattern, limit)


async def keep_upload(tx: Tx, id: UUID, filename: str, content: bytes) -> None:  # noqa: A002  # the row's id
    await _keep_upload.run(tx, id, filename, content, tx.now)


async def upload(tx: Tx, id: UUID) -> Upload | None:  # noqa: A002  # the row's id
    """None also for one that is too old."""
    return await _upload.one(tx, id, tx.now - UPLOADS_KEPT)


async def note_imported(tx: Tx, id: UUID, number: int) -> bool:  # noqa: A002  # the row's id
    """Whether it was not imported before."""
    return await _note_imported.run(tx, id, number) == 1


async def find_key(tx: Tx, key: str) -> KeptKey | None:
    """None for a key that was not used."""
    return await _of_key.one(tx, key)


async def keep_key(tx: Tx, key: str, body_sha256: bytes, id: UUID) -> None:  # noqa: A002  # the row's id
    await _keep_key.run(tx, key, body_sha256, id, tx.now)


async def forget_uploads(tx: Tx, before: datetime) -> int:
    return await _forget_uploads.run(tx, before)


def _where(chosen: OrganisationFilter, words: Sequence[Word]) -> tuple[object, ...]:
    looked_for = [{"pattern": word.pattern, "countries": word.countries} for word in words]
    return (looked_for, chosen.type, chosen.country, chosen.region, chosen.network, chosen.active)
