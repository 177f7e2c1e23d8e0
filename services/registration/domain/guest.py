"""Somebody with a seat at an event, as their badge shows them and as the door meets them."""

from uuid import UUID

import msgspec

from services.registration.domain.registration import Participant, Status


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """By the registration. `came` is None until somebody has said so."""

    id: UUID
    event: str
    status: Status
    came: bool | None
    participant: Participant

    @property
    def code(self) -> str:
        return badge_code(self.id)


def badge_code(registration_id: UUID) -> str:
    """The end of the id: typed into the search of the registrations where a badge's code cannot be read."""
    tail = registration_id.hex[-8:].upper()
    return f"{tail[:4]} {tail[4:]}"
