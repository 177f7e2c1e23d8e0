"""One act of issuing: how far it is."""

from datetime import datetime
from uuid import UUID

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """`done` and `failed` of `total` people."""

    id: UUID
    occasion: str
    actor: str
    total: int
    done: int
    failed: int
    started_at: datetime
    finished_at: datetime | None

    @property
    def left(self) -> int:
        return self.total - self.done - self.failed


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom a run still has to serve, or could not, and why."""

    occasion: str
    person_id: UUID
    run_id: UUID
    problem: str
