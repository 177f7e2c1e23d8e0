"""What an organizer's edit needs beside the event itself."""

import msgspec

from services.registration.domain.event import Network
from shared import sql as sql_files
from shared.db import Tx


class KeptKey(msgspec.Struct, frozen=True):
    """An Idempotency-Key that made an event."""

    body_sha256: bytes
    slug: str


sql = sql_files.load(__file__)
_networks = sql.query("networks_of_programme", Network)
_slugs_like = sql.scalar("slugs_like", str)
_find_key = sql.query("event_of_key", KeptKey)
_keep_key = sql.command("keep_event_key")


async def networks(tx: Tx) -> list[Network]:
    """Those that a file describes and those that events name, drafts included."""
    return await _networks.all(tx)


async def slugs_like(tx: Tx, beginning: str) -> list[str]:
    """Addresses that are taken."""
    return await _slugs_like.values(tx, beginning)


async def find_key(tx: Tx, scope: str, key: str) -> KeptKey | None:
    return await _find_key.one(tx, scope, key)


async def keep_key(tx: Tx, scope: str, key: str, body_sha256: bytes, slug: str) -> None:
    """In the transaction that made the event."""
    await _keep_key.run(tx, scope, key, body_sha256, slug, tx.now)
