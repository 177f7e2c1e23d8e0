"""Staff accounts: who they are and what they may do."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Role(StrEnum):
    """What somebody may do. A trainer's cohorts and the events of check-in staff are named beside the role."""

    ADMIN = "admin"
    ORGANIZER = "organizer"
    TRAINER = "trainer"
    CHECKIN = "checkin"
    VIEWER = "viewer"


_HOMES = {Role.TRAINER: "/trainer", Role.CHECKIN: "/organize/check-in"}


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """`email` is lower case and unique. A disabled account keeps its audit trail and opens no door."""

    id: UUID
    email: str
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None

    @property
    def trail(self) -> str:
        """The actor's name in the audit trail."""
        return f"staff:{self.id}"

    @property
    def may_organize(self) -> bool:
        """Whether they change events, courses and mail; pages offer it to nobody else."""
        return self.role in (Role.ADMIN, Role.ORGANIZER)

    @property
    def sees_desk(self) -> bool:
        """Whether the desk with all its events opens to them."""
        return self.may_organize or self.role is Role.VIEWER

    @property
    def home(self) -> str:
        """The page that answers what needs them today."""
        return _HOMES.get(self.role, "/organize")


class Program(Staff, frozen=True, kw_only=True):
    """A program with an API token acts as staff of the token's role. It has no address."""

    @property
    def trail(self) -> str:
        return f"token:{self.id}"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody signed in, as every request of theirs finds them. Without an account of staff, `name` is "".

    `email` is proven, in lower case.
    """

    id: UUID
    email: str
    staff_id: UUID | None
    name: str
    role: Role | None
    last_seen_at: datetime


class Invitee(msgspec.Struct, frozen=True):
    """Whom a sign-in link is for; `name` is "" for who is not staff."""

    email: str
    name: str


class AskedCode(msgspec.Struct, frozen=True):
    """A code that may still be tried."""

    email: str
    code_hash: bytes


class ApiToken(msgspec.Struct, frozen=True, kw_only=True):
    """A program that may do what `role` may. The secret itself is shown once, when the token is made."""

    id: UUID
    name: str
    role: Role
    expires_at: datetime
