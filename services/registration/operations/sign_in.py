"""Asking for a code to sign in: it goes out where anything here is of that address."""

from functools import partial
from uuid import UUID

from services.registration.domain.registration import HOME_ZONE
from services.registration.operations.registration_jobs import person_of
from services.registration.store import desk_items, mine
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
    name = staff.name if staff is not None and staff.disabled_at is None else None
    if name is None and await desk_items.has_open(tx, email):  # a place in a course, a survey to answer
        name = ""
    return None if name is None else Person(email=email, name=name, language=language, timezone=timezone or HOME_ZONE)
