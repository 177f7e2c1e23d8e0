"""A certificate: its states, and how it is told of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.training.domain.certificates.snapshot import Snapshot


class State(StrEnum):
    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.VALID: frozenset({State.SUPERSEDED, State.REVOKED}),
    State.SUPERSEDED: frozenset(),
    State.REVOKED: frozenset(),
}
"""Neither comes back: whoever is to have one again gets a new number, and the old one says so."""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """As it was issued. `award_id` is what it shares with those before and after it; `version` counts them.
    `signed`: there is a credential of it."""

    id: UUID
    award_id: UUID
    occasion: str
    person_id: UUID
    version: int
    number: str
    state: State
    snapshot: Snapshot
    awarded_on: date
    issued_at: datetime
    issued_by: str
    ended_at: datetime | None
    ended_by: str
    public_reason: str
    internal_reason: str
    signed: bool


class Whole(Certificate, frozen=True, kw_only=True):
    """With what is handed out: the signed credential, and where mail about it goes."""

    credential: str | None
    pdf_sha256: bytes
    email: str


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody was given one at all: the serial stays when it is corrected, the tail of the number does not."""

    id: UUID
    series: str
    serial: int
    awarded_on: date
