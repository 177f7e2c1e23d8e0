"""Asking in advance to be excused from a session."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class ExcuseState(StrEnum):
    """Once decided it stays so; whoever erred corrects the mark."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class Excuse(msgspec.Struct, frozen=True, kw_only=True):
    """One person, one session. `reason` is empty once it was forgotten."""

    id: UUID
    participant_id: UUID
    session_id: UUID
    reason: str
    state: ExcuseState
    asked_at: datetime
