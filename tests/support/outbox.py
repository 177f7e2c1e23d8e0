"""What a house has written into its outbox and the relay has not yet carried."""

from typing import Any

import msgspec

from shared.house import House


async def jobs(house: House, kind: Any) -> list[Any]:
    """The waiting jobs of one receiver's type or of one kind, oldest first; others are left out."""
    async with house.db.connection() as conn:
        rows = await conn.fetch("SELECT payload, kind FROM outbox ORDER BY id")
    tags = {one.__struct_config__.tag for one in getattr(kind, "__args__", (kind,))}
    return [msgspec.msgpack.decode(row["payload"], type=kind) for row in rows if row["kind"] in tags]


async def clear(house: House) -> None:
    """As if everything had been carried and confirmed."""
    async with house.db.connection() as conn:
        await conn.execute("DELETE FROM outbox")
