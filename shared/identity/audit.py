"""The audit trail: every change by staff or a program, with the old and the new value."""

from datetime import datetime
from uuid import UUID

import msgspec

COMMAND_LINE = "command line"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Who (`staff:<uuid>`, `token:<uuid>` or `command line`) did what to what (`staff:<uuid>`, `event:<uuid>`).

    `old` and `new` hold the changed fields alone.
    """

    id: UUID
    at: datetime
    actor: str
    action: str
    subject: str
    old: dict[str, str] | None = None
    new: dict[str, str] | None = None


class TrailPlace(msgspec.Struct, frozen=True):
    """The last line that was read of a trail."""

    at: datetime
    id: UUID


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry for people to read. `actor` is a name, "" for a command or an account that is gone."""

    id: UUID
    at: datetime
    action: str
    actor: str
    old: dict[str, str] | None = None
    new: dict[str, str] | None = None
