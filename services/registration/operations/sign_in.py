"""Asking for a code to sign in: it goes out where staff or a registration has the address."""

from functools import partial
from uuid import UUID

from services.registration.domain.registration import HOME_ZONE
from services.registration.operations.registration_jobs import person_of
from services.registration.store import mine
from shared.contracts.common import Person
from shared.db import Tx
from shared.house import House
from shared.identity import store as identity
from shared.identity.asking import send_code


async def ask_for_code(house: House, typed: str, *, source: str, language: str, timezone: str, then: str = "") -> UUID:
    """The id of the attempt; `then` is the local path to come to. Raises Invalid, TooMany (shared/identity/asking)."""
    known = partial(_known, language=language, timezone=timezone)
    return await send_code(house, typed, known, source=source, then=then)


async def _known(tx: Tx, email: str, *, language: str, timezone: str) -> Person | None:
    """How to write to them: as their newest registration says, else as the page was read. None: nobody here."""
    participant = await mine.newest_participant(tx, email)
    staff = await identity.staff_by_email(tx, email)
    if participant is not None:
        return person_of(participant)
    if staff is None or staff.disabled_at is not None:
        return None
    return Person(email=email, name=staff.name, language=language, timezone=timezone or HOME_ZONE)
