"""To whom mail about an event does not arrive, as notify tells it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.desk_items import BOUNCED
from services.registration.domain.registration import Status
from services.registration.domain.unreached import ALL, Audience, Unreached
from shared import sql as sql_files
from shared.db import Tx


class MailFailure(msgspec.Struct, frozen=True):
    """`reply` is what the mail server said, "" where it was not asked; `at` UTC."""

    reply: str
    at: datetime


sql = sql_files.load(__file__)
_note = sql.command("note_mail")
_find = sql.query("mail_failure", MailFailure)
_unreached = sql.query("unreached", Unreached)
_unreached_of = sql.query("unreached_of", Unreached)
_forget = sql.command("forget_mail")


async def note(tx: Tx, event_id: UUID, email: str, revision: int, *, failed: bool, reply: str, at: datetime) -> None:
    """Only what is newer than what is known."""
    await _note.run(tx, event_id, email, revision, failed, reply, at)


async def find(tx: Tx, event_id: UUID, email: str) -> MailFailure | None:
    """None where mail arrives, as far as is known."""
    return await _find.one(tx, event_id, email)


async def unreached(
    tx: Tx, event_id: UUID, ids: Collection[UUID], statuses: Collection[Status] = tuple(Status)
) -> Unreached:
    """Of these registrations, and of them only those in one of these states."""
    if not ids:
        return ALL
    return await _unreached.one(tx, event_id, list(ids), BOUNCED, list(statuses)) or ALL


async def unreached_of(tx: Tx, event_id: UUID, whom: Audience) -> Unreached:
    """Of those whom a change of the event is told."""
    sessions = None if whom.sessions is None else list(whom.sessions)
    found = await _unreached_of.one(
        tx, event_id, BOUNCED, list(whom.statuses), sessions, whom.first, whom.untold, whom.told
    )
    return found or ALL


async def forget(tx: Tx, before: datetime) -> None:
    """Of events that were over by then."""
    await _forget.run(tx, before)
