"""Rows of the schema `identity`. Secrets come in as text and are hashed here; none is kept."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from shared.db import Tx
from shared.identity.audit import Deed, Entry, TrailPlace
from shared.identity.staff import ApiToken, AskedCode, Invitee, Role, Session, Staff
from shared.ids import uuid7
from shared.sql import load

sql = load(__file__)

_insert_staff = sql.command("insert_staff")
_change_staff = sql.command("change_staff")
_staff_by_email = sql.query("staff_by_email", Staff)
_staff_of_role = sql.query("staff_of_role", Staff)
_insert_link = sql.command("insert_link")
_invitee_of_link = sql.query("invitee_of_link", Invitee)
_use_link = sql.scalar("use_link", str)
_insert_code = sql.command("insert_code")
_address_of_code = sql.scalar("address_of_code", str)
_try_code = sql.query("try_code", AskedCode)
_use_code = sql.command("use_code")
_use_code_link = sql.scalar("use_code_link", str)
_insert_session = sql.command("insert_session")
_live_session = sql.query("live_session", Session)
_touch_session = sql.command("touch_session")
_revoke_session = sql.scalar("revoke_session", str)
_revoke_all_sessions = sql.command("revoke_all_sessions")
_insert_token = sql.command("insert_token")
_live_token = sql.query("live_token", ApiToken)
_insert_audit = sql.command("insert_audit")
_insert_audits = sql.command("insert_audits")
_trail_of = sql.query("trail_of", Deed)
_audit_of = sql.query("audit_of", Entry)
_delete_spent_links = sql.command("delete_spent_links")
_delete_spent_codes = sql.command("delete_spent_codes")
_delete_spent_sessions = sql.command("delete_spent_sessions")


def hashed(secret: str) -> bytes:
    """SHA-256 is enough for 256 random bits: there is nothing to guess (unlike a password)."""
    return hashlib.sha256(secret.encode()).digest()


async def insert_staff(tx: Tx, staff: Staff) -> bool:
    """False where the address has an account already."""
    return await _insert_staff.run(tx, staff.id, staff.email, staff.name, staff.role, staff.created_at) == 1


async def change_staff(tx: Tx, staff_id: UUID, name: str, role: Role) -> None:
    """Also opens a disabled account again."""
    await _change_staff.run(tx, staff_id, name, role)


async def staff_of_role(tx: Tx, role: Role) -> list[Staff]:
    """Accounts that are not disabled, by name."""
    return await _staff_of_role.all(tx, role)


async def staff_by_email(tx: Tx, email: str) -> Staff | None:
    return await _staff_by_email.one(tx, email)


async def insert_link(tx: Tx, secret: str, staff_id: UUID, expires_at: datetime) -> None:
    await _insert_link.run(tx, hashed(secret), staff_id, tx.now, expires_at)


async def invitee_of_link(tx: Tx, secret: str) -> Invitee | None:
    """Whose link this is, while it is good, of either kind; looking does not use it."""
    return await _invitee_of_link.one(tx, hashed(secret), tx.now)


async def use_link(tx: Tx, secret: str) -> str | None:
    """Claims a link made for staff, and returns the address; None where it is unknown, used, out of time or its account
    disabled."""
    return await _use_link.value(tx, hashed(secret), tx.now)


async def insert_code(
    tx: Tx,
    id: UUID,  # noqa: A002  # the row's id
    email: str,
    *,
    code_hash: bytes,
    secret: str,
    expires_at: datetime,
) -> None:
    await _insert_code.run(tx, id, email, code_hash, hashed(secret), tx.now, expires_at)


async def address_of_code(tx: Tx, id: UUID, tries: int) -> str | None:  # noqa: A002  # the row's id
    """Where a code went that may still be tried."""
    return await _address_of_code.value(tx, id, tx.now, tries)


async def try_code(tx: Tx, id: UUID, tries: int) -> AskedCode | None:  # noqa: A002  # the row's id
    """Counts a try and locks the row; None where there is none left."""
    return await _try_code.one(tx, id, tx.now, tries)


async def use_code(tx: Tx, id: UUID) -> None:  # noqa: A002  # the row's id
    await _use_code.run(tx, id, tx.now)


async def use_code_link(tx: Tx, secret: str) -> str | None:
    """Claims the link of a code, and returns the address; the code is then used as well."""
    return await _use_code_link.value(tx, hashed(secret), tx.now)


async def insert_session(tx: Tx, secret: str, email: str, expires_at: datetime) -> UUID:
    session_id = uuid7()
    await _insert_session.run(tx, session_id, hashed(secret), email, tx.now, expires_at)
    return session_id


async def live_session(tx: Tx, secret: str, seen_after: datetime) -> Session | None:
    return await _live_session.one(tx, hashed(secret), tx.now, seen_after)


async def touch_session(tx: Tx, session_id: UUID) -> None:
    await _touch_session.run(tx, session_id, tx.now)


async def revoke_session(tx: Tx, secret: str) -> str | None:
    """The address whose session ended now, None where there was none."""
    return await _revoke_session.value(tx, hashed(secret), tx.now)


async def revoke_all_sessions(tx: Tx, email: str) -> None:
    await _revoke_all_sessions.run(tx, email, tx.now)


async def insert_token(tx: Tx, secret: str, token: ApiToken) -> None:
    await _insert_token.run(tx, token.id, hashed(secret), token.name, token.role, tx.now, token.expires_at)


async def live_token(tx: Tx, secret: str) -> ApiToken | None:
    return await _live_token.one(tx, hashed(secret), tx.now)


async def insert_audit(tx: Tx, entry: Entry) -> None:
    await _insert_audit.run(tx, entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.old, entry.new)


async def insert_audits(tx: Tx, entries: Sequence[Entry]) -> None:
    await _insert_audits.run(tx, [msgspec.to_builtins(entry) for entry in entries])


async def audit_of(tx: Tx, subject: str) -> list[Entry]:
    """Everything that happened to one thing, oldest first."""
    return await _audit_of.all(tx, subject)


async def trail_of(tx: Tx, subject: str, limit: int, *, after: TrailPlace | None = None) -> list[Deed]:
    """What was done to one thing and by whom, for people to read: the newest first, from where `after` ended."""
    return await _trail_of.all(tx, subject, limit, after.at if after else None, after.id if after else None)


async def delete_spent_codes(tx: Tx, before: datetime) -> int:
    """Removes codes that ran out before the instant, with the addresses they were asked for; returns how many."""
    return await _delete_spent_codes.run(tx, before)


async def delete_spent(tx: Tx, before: datetime) -> int:
    """Removes links and sessions that ran out before the instant; returns how many."""
    return await _delete_spent_links.run(tx, before) + await _delete_spent_sessions.run(tx, before)
