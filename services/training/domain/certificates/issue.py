"""One act of issuing: how far it is, and whether anybody is at it."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from shared.i18n.mark import mark

_TAKEN_UP = timedelta(seconds=5)
_LONG = timedelta(seconds=15)
"""A batch takes a second or two."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """`done` and `failed` of `total` people; `moved_at`: when the last of them was, else when it was begun."""

    id: UUID
    occasion: str
    actor: str
    total: int
    done: int
    failed: int
    started_at: datetime
    moved_at: datetime
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


class Pace(StrEnum):
    """Of a run that is not finished. Words stand in WORDS."""

    GOING = "going"
    TURN = "turn"
    WAITING = "waiting"
    SLOW = "slow"
    UNSIGNED = "unsigned"


WORDS = {
    Pace.TURN: mark("Certificates of another course or event are issued first; then it is the turn of these."),
    Pace.WAITING: mark(
        "Waiting for a worker: none has been at it since %(moment)s. Nothing is lost; it goes on by itself when one is "
        "back."
    ),
    Pace.SLOW: mark(
        "A worker is at it, but has finished none since %(moment)s. Nothing is lost; if it was stopped, another goes "
        "on within a minute or so."
    ),
    Pace.UNSIGNED: mark(
        "Nothing can be signed: the secret key of the server is another one now. Nothing is lost; whoever runs the "
        "server finds by “wego doctor” what to do."
    ),
}


class Progress(msgspec.Struct, frozen=True):
    """`pace` None: it is finished."""

    run: Run
    pace: Pace | None


def pace_of(run: Run, now: datetime, *, held: bool, busy: bool) -> Pace:
    """`held`: a worker is at this run at this moment; `busy`: one is at any."""
    still = now - run.moved_at
    if held:
        return Pace.SLOW if still > _LONG else Pace.GOING
    if still <= _TAKEN_UP:  # between two batches, too, nobody holds it
        return Pace.GOING
    return Pace.TURN if busy else Pace.WAITING
