"""Who may do what. Operations for staff take `actor: Staff` and begin with `require`; handlers only find the actor."""

from shared.db import Database
from shared.errors import Forbidden
from shared.i18n.mark import mark
from shared.identity import store
from shared.identity.sessions import session_of
from shared.identity.staff import Program, Role, Staff

NOT_YOURS = mark("Your account may not do this. An administrator can change what it may.")


def require(actor: Staff, *roles: Role) -> None:
    """Raises Forbidden unless the actor has one of these roles. An administrator may do everything."""
    if actor.disabled_at is not None or actor.role not in (Role.ADMIN, *roles):
        raise Forbidden(NOT_YOURS)


async def staff_of_session(db: Database, secret: str) -> Staff | None:
    """The member of staff whose cookie this is, while the session and the account are good."""
    session = await session_of(db, secret)
    if session is None or session.staff_id is None:
        return None
    async with db.reading() as tx:
        return await store.staff_by_email(tx, session.email)


async def staff_of_token(db: Database, secret: str) -> Staff | None:
    """The program whose token this is, while it is good."""
    async with db.reading() as tx:
        token = await store.live_token(tx, secret)
    if token is None:
        return None
    return Program(id=token.id, email="", name=token.name, role=token.role, created_at=tx.now)
