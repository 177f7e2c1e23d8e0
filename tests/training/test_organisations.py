"""The directory as training keeps it: whatever the order in which it is told, the newest stands."""

from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from services.training.jobs import HANDLERS
from shared.contracts.training import OrganisationPut
from shared.house import House

ONE = UUID(int=1)


def _put(revision: int, **changes: Any) -> OrganisationPut:
    facts = {"name": f"Name {revision}", "type": "city", "country": "KR", "region": "east_asia", "networks": ("CJK",)}
    return OrganisationPut(**{"id": ONE, "revision": revision, **facts, **changes})


@pytest.mark.parametrize("order", [*permutations((1, 2, 3)), (3, 3, 1), (1, 3, 3)])
async def test_the_newest_stands(training: House, order: tuple[int, ...]) -> None:
    async with training.db.transaction() as tx:
        for revision in order:
            await HANDLERS[OrganisationPut](training, tx, _put(revision, active=revision != 3))
        rows = await tx.conn.fetch("SELECT id, revision, name, networks, active FROM organisations")
    assert [tuple(row) for row in rows] == [(ONE, 3, "Name 3", ["CJK"], False)]
