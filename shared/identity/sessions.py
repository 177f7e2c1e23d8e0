"""Signing in by a link that works once, and the session that follows.

There are two kinds of links: those that `wego staff add` makes for staff, good for a day, and those that are mailed
with a code (codes.py), good for minutes.
"""

from datetime import timedelta

from shared.db import Database, Tx
from shared.errors import Gone, NotFound
from shared.i18n.mark import mark
from shared.identity import store
from shared.identity.accounts import record
from shared.identity.audit import COMMAND_LINE
from shared.identity.links import one_time_secret
from shared.identity.staff import Invitee, Session

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


async def look_at_link(db: Database, secret: str) -> Invitee:
    """Whom the link would sign in. It stays unused: mail scanners follow links. Raises Gone."""
    async with db.reading() as tx:
        invitee = await store.invitee_of_link(tx, secret)
    if invitee is None:
        raise Gone(LINK_IS_SPENT)
    return invitee


async def redeem(db: Database, secret: str) -> str:
    """Uses the link up and returns the secret of a new session, for the cookie. Raises Gone.

    Of two people with the same link one gets in: the link is claimed by a conditional UPDATE.
    """
    async with db.transaction() as tx:
        email = await store.use_link(tx, secret) or await store.use_code_link(tx, secret)
        if email is None:
            raise Gone(LINK_IS_SPENT)
        return await begin_session(tx, email)


async def begin_session(tx: Tx, email: str) -> str:
    """A session for an address that was proven; its secret, for the cookie. In the audit trail where it is staff's."""
    cookie = one_time_secret()
    session_id = await store.insert_session(tx, cookie, email, tx.now + SESSION_LIFETIME)
    staff = await store.staff_by_email(tx, email)
    if staff is not None and staff.disabled_at is None:
        await record(tx, staff.trail, "signed in", f"session:{session_id}")
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


async def sign_out(db: Database, secret: str, *, everywhere: bool = False) -> bool:
    """Ends the session, or every session of its address; True where there was one."""
    async with db.transaction() as tx:
        email = await store.revoke_session(tx, secret)
        if email is None:
            return False
        if everywhere:
            await store.revoke_all_sessions(tx, email)
        staff = await store.staff_by_email(tx, email)
        if staff is not None:
            await record(tx, staff.trail, "signed out everywhere" if everywhere else "signed out", staff.trail)
    return True


async def tidy(db: Database) -> int:
    """Deletes links and sessions that ran out over 30 days ago, and codes a day ago; returns how many.

    A periodic task.
    """
    async with db.transaction() as tx:
        codes = await store.delete_spent_codes(tx, tx.now - timedelta(days=1))
        return codes + await store.delete_spent(tx, tx.now - timedelta(days=30))
