"""Making staff accounts, and tokens for programs. Called by the `wego` command."""

from collections.abc import Sequence
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email

from shared.db import Database, Tx
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.identity import store
from shared.identity.audit import COMMAND_LINE, Entry
from shared.identity.links import one_time_secret
from shared.identity.staff import ApiToken, Role, Staff
from shared.ids import uuid7

TOKEN_LIFETIME = timedelta(days=365)
TOKEN_PREFIX = "wego_"  # noqa: S105  # so that a leaked token is recognised by scanners


async def add_staff(db: Database, *, email: str, role: str, name: str = "", actor: str = COMMAND_LINE) -> Staff:
    """Makes the account, or gives an existing one this role (and name, unless empty).

    Raises Invalid naming the address or the role. Every real change is in the audit trail.
    """
    address, wanted = _checked(email, role)
    async with db.transaction() as tx:
        known = await store.staff_by_email(tx, address)
        if known is None:
            made = Staff(id=uuid7(), email=address, name=name or address, role=wanted, created_at=tx.now)
            if await store.insert_staff(tx, made):
                await record(tx, actor, "staff.added", f"staff:{made.id}", new={"email": address, "role": wanted})
                return made
            known = await store.staff_by_email(tx, address)
            assert known is not None, "a conflict on the address means that there is an account"
        return await _change(tx, known, name or known.name, wanted, actor)


async def create_token(db: Database, *, name: str, role: str, actor: str = COMMAND_LINE) -> str:
    """A token for a program, good for a year. It is returned once; only its hash is kept. Raises Invalid."""
    wanted = _role(role)
    if wanted is None or not name.strip():
        raise Invalid(
            [_bad_role() if wanted is None else Problem("name", mark("Name the program that will use the token"))]
        )
    secret = TOKEN_PREFIX + one_time_secret()
    async with db.transaction() as tx:
        token = ApiToken(id=uuid7(), name=name.strip(), role=wanted, expires_at=tx.now + TOKEN_LIFETIME)
        await store.insert_token(tx, secret, token)
        await record(tx, actor, "token.created", f"token:{token.id}", new={"name": token.name, "role": wanted})
    return secret


async def record(
    tx: Tx,
    actor: str,
    action: str,
    subject: str,
    *,
    old: dict[str, str] | None = None,
    new: dict[str, str] | None = None,
) -> None:
    """Adds a line to the audit trail, in the transaction of the change itself."""
    entry = Entry(id=uuid7(), at=tx.now, actor=actor, action=action, subject=subject, old=old, new=new)
    await store.insert_audit(tx, entry)


async def record_all(tx: Tx, entries: Sequence[Entry]) -> None:
    """The same for many changes at once, in one statement."""
    await store.insert_audits(tx, entries)


async def _change(tx: Tx, known: Staff, name: str, role: Role, actor: str) -> Staff:
    old = {"name": known.name, "role": known.role.value, "disabled": str(known.disabled_at or "")}
    new = {"name": name, "role": role.value, "disabled": ""}
    changed = [field for field in new if old[field] != new[field]]
    if changed:
        await store.change_staff(tx, known.id, name, role)
        await record(
            tx,
            actor,
            "staff.changed",
            f"staff:{known.id}",
            old={field: old[field] for field in changed},
            new={field: new[field] for field in changed},
        )
    return Staff(id=known.id, email=known.email, name=name, role=role, created_at=known.created_at)


def _checked(email: str, role: str) -> tuple[str, Role]:
    problems = []
    address = ""
    try:
        address = validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        problems.append(Problem("email", mark("Write the e-mail address with an @, like name@city.example")))
    wanted = _role(role)
    if wanted is None:
        problems.append(_bad_role())
    if problems:
        raise Invalid(problems)
    assert wanted is not None
    return address, wanted


def _role(role: str) -> Role | None:
    return Role(role) if role in {r.value for r in Role} else None


def _bad_role() -> Problem:
    return Problem("role", mark("Choose a role: %(roles)s"), {"roles": ", ".join(Role)})
