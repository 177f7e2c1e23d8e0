"""Messages as an organizer sees them: where each stands, what the servers said, which addresses get nothing."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.domain.attendees import Method
from services.notify.domain.deliveries import Outcome, State
from shared import sql as sql_files
from shared.db import Tx


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One message. `title` is its event's, or empty. `kept`: its text is still there, so it can be sent again."""

    id: UUID
    template: str
    recipient: str
    state: State
    created_at: datetime
    next_at: datetime | None
    done_at: datetime | None
    tries: int
    reply: str
    method: Method | None
    sequence: int | None
    title: str
    kept: bool

    @property
    def ended(self) -> bool:
        """Nothing more is tried by itself."""
        return self.next_at is None and self.state is not State.SENDING


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """What decides whether a message may be sent again. `overtaken`: the person was told something newer since."""

    id: UUID
    item_id: UUID | None
    person_id: UUID
    recipient: str
    state: State
    next_at: datetime | None
    good_until: datetime | None
    kept: bool
    suppressed: bool
    overtaken: bool


class Try(msgspec.Struct, frozen=True):
    """One try, and what the server said."""

    at: datetime
    outcome: Outcome
    state: State
    reply: str


class Suppression(msgspec.Struct, frozen=True):
    """An address of which a server said that there is no such mailbox."""

    address: str
    reply: str
    at: datetime


sql = sql_files.load(__file__)
_messages = sql.query("messages", Listed)
_message = sql.query("message", Listed)
_message_locked = sql.query("message_locked", Again)
_tries_of = sql.query("tries_of", Try)
_queue_again = sql.command("queue_again")
_failed_count = sql.scalar("failed_count", int)
_unseen_count = sql.scalar("unseen_count", int)
_look_at_failed = sql.command("look_at_failed")
_suppressions = sql.query("suppressions", Suppression)
_release = sql.scalar("release", str)


async def listed(tx: Tx, *, group: str, words: str, before: UUID | None, limit: int) -> list[Listed]:
    """The newest first. `group`: "waiting", "sent", "failed", "held" or ""; `words` part of address or title."""
    return await _messages.all(tx, before, group, words.lower(), limit)


async def find(tx: Tx, id_: UUID) -> Listed | None:
    return await _message.one(tx, id_)


async def find_locked(tx: Tx, id_: UUID) -> Again | None:
    return await _message_locked.one(tx, id_)


async def tries_of(tx: Tx, id_: UUID) -> list[Try]:
    """Oldest first."""
    return await _tries_of.all(tx, id_)


async def queue_again(tx: Tx, id_: UUID) -> bool:
    """Due at once, the very same bytes. False where it is under way already."""
    return await _queue_again.run(tx, id_, tx.now) == 1


async def failed_count(tx: Tx) -> int:
    """How many messages ended without having arrived for sure."""
    return await _failed_count.value(tx) or 0


async def unseen_count(tx: Tx) -> int:
    """How many of them nobody has said to have looked at."""
    return await _unseen_count.value(tx) or 0


async def look_at_failed(tx: Tx, until: datetime) -> int:
    """Somebody has looked at everything that had failed by then; returns how many nobody had looked at before."""
    return await _look_at_failed.run(tx, until, tx.now)


async def suppressions(tx: Tx, limit: int) -> list[Suppression]:
    """The newest first."""
    return await _suppressions.all(tx, limit)


async def release(tx: Tx, address: str) -> str | None:
    """Mail may go to this address again; what its server had said. None where it was not suppressed."""
    return await _release.value(tx, address)
