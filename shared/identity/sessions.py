"""Signing in by a link that works once, and the session that follows."""

from datetime import timedelta

from shared.db import Database
from shared.errors import Gone, NotFound
from shared.i18n.mark import mark
from shared.identity import store
from shared.identity.accounts import record
from shared.identity.audit import COMMAND_LINE
from shared.identity.links import one_time_secret
from shared.identity.staff import Session, Staff

LINK_LIFETIME = timedelta(hours=24)
SESSION_LIFETIME = timedelta(days=14)
SESSION_IDLE = timedelta(days=3)
_TOUCH_EVERY = timedelta(minutes=10)

LINK_IS_SPENT = mark("This link was used already or has run out. Ask for a new one.")


async def sign_in_link(db: Database, email: str) -> str:
    """A path such as `/sign-in?link=...` that signs this person in, once, within 24 hours. Raises NotFound."""
    async with db.transaction() as tx:
        staff = await store.staff_by_email(tx, email.strip().lower())
        if staff is None or staff.disabled_at is not None:
            raise NotFound(mark("There is no staff account with this address"))
        secret = one_time_secret()
        await store.insert_link(tx, secret, staff.id, tx.now + LINK_LIFETIME)
        await record(tx, COMMAND_LINE, "sign-in link made", f"staff:{staff.id}")
    return f"/sign-in?link={secret}"


async def look_at_link(db: Database, secret: str) -> Staff:
    """Whom the link would sign in. It stays unused: mail scanners follow links. Raises Gone."""
    async with db.reading() as tx:
        staff = await store.staff_of_link(tx, secret)
    if staff is None:
        raise Gone(LINK_IS_SPENT)
    return staff


async def redeem(db: Database, secret: str) -> str:
    """Uses the link up and returns the secret of a new session, for the cookie. Raises Gone.

    Of two people with the same link one gets in: the link is claimed by a conditional UPDATE.
    """
    async with db.transaction() as tx:
        staff = await store.use_link(tx, secret)
        if staff is None:
            raise Gone(LINK_IS_SPENT)
        cookie = one_time_secret()
        session_id = await store.insert_session(tx, cookie, staff.id, tx.now + SESSION_LIFETIME)
        await record(tx, f"staff:{staff.id}", "signed in", f"session:{session_id}")
    return cookie


async def session_of(db: Database, secret: str) -> Session | None:
    """The session of a cookie; None when it ended, ran out, or rested for three days.

    Writes at most once in ten minutes that it was used.
    """
    async with db.reading() as tx:
        session = await store.live_session(tx, secret, tx.now - SESSION_IDLE)
    if session is not None and tx.now - session.last_seen_at >= _TOUCH_EVERY:
        async with db.transaction() as writing:
            await store.touch_session(writing, session.id)
    return session


async def sign_out(db: Database, secret: str) -> bool:
    """Ends the session; True where there was one."""
    async with db.transaction() as tx:
        staff_id = await store.revoke_session(tx, secret)
        if staff_id is not None:
            await record(tx, f"staff:{staff_id}", "signed out", f"staff:{staff_id}")
    return staff_id is not None


async def tidy(db: Database) -> int:
    """Deletes links and sessions that ran out over 30 days ago; returns how many. A periodic task."""
    async with db.transaction() as tx:
        return await store.delete_spent(tx, tx.now - timedelta(days=30))
