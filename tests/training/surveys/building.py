"""The pages on which a survey is written, and what was noted of it."""

import re
from uuid import UUID

import httpx

from shared.house import House
from tests.training.surveys.drafts import read

PATH = "/organize/surveys"


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


async def revision(house: House, id_: UUID) -> str:
    return str((await read(house, id_)).revision)


async def trail(house: House, id_: UUID) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT action, old, new FROM identity.audit WHERE subject = $1 ORDER BY id", f"survey:{id_}"
        )
    return [(row["action"], row["old"] or {}, row["new"] or {}) for row in rows]
