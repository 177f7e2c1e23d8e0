"""Other answers in a registration: what the person says on their own page, and what staff correct at the desk."""

from collections.abc import Mapping

import asyncpg
import msgspec

from services.registration.domain import history
from services.registration.domain.event import Event
from services.registration.domain.registration import Participant, Registration, Status
from services.registration.domain.registration_form import OF_ONESELF, Asked, read_registration
from services.registration.operations import registration_jobs as jobs
from services.registration.store import mail_failures, registrations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark

_TAKEN = mark("That address has a registration of its own for this event.")


def merged(  # as many parts as the form
    before: Participant,
    body: Mapping[str, object],
    event: Event,
    *,
    may_be_staff: bool,
    asked: Asked = OF_ONESELF,
) -> Participant:
    """What stands, overlaid by what was sent. A new native name finds its language anew. Raises Invalid.

    A session chosen before may have left the programme since: it may stay, for it may come back.
    """
    values: dict[str, object] = msgspec.to_builtins(before)
    if "native_name" in body or "country" in body:
        values.pop("native_name_language")
    changed = {key: value for key, value in body.items() if key in Participant.__struct_fields__}
    return read_registration(
        values | changed,
        sessions={*before.sessions, *(session.slug for session in event.sessions)},
        language=before.language,
        timezone=before.timezone,
        consent_given=True,
        may_be_staff=may_be_staff,
        asked=asked,
    )


def another_address(before: Participant, after: Participant) -> bool:
    return after.email.lower() != before.email.lower()


async def write_answers(
    house: House, tx: Tx, event: Event, before: Registration, after: Participant, *, said: str
) -> Registration:
    """Keep them, with a line `said` in the history. A new address gets the invitation and a new link, and the old one
    a withdrawal without one, in silence where mail did not arrive there. Otherwise nobody is written to, but later
    mails and calendars know the new name, and the entry follows other sessions that have a time.

    The caller holds the row. Raises Conflict `already-registered` for an address that has a registration.
    """
    moved = another_address(before.participant, after)
    try:
        row = await registrations.set_participant(tx, before.id, after, new_link=moved)
    except asyncpg.UniqueViolationError:
        raise Conflict(_TAKEN, code="already-registered") from None
    await registrations.add_history(tx, row.id, history.ADDRESS_CHANGED if moved else said)
    row = await registrations.by_id(tx, row.id) or row
    if moved:
        await _tell_both_addresses(house, tx, event, row, before.participant)
    elif row.status is Status.CONFIRMED and _calendars_differ(before.participant, after):
        await outbox.put(tx, jobs.known_as(house, event, row), to="notify")
    return row


def _calendars_differ(before: Participant, after: Participant) -> bool:
    return jobs.person_of(after) != jobs.person_of(before) or after.sessions != before.sessions


async def _tell_both_addresses(house: House, tx: Tx, event: Event, row: Registration, was: Participant) -> None:
    template = "registration.moved_address"
    failed = await mail_failures.find(tx, event.id, was.email) is not None
    if failed or row.status is Status.CONFIRMED:
        farewell = jobs.withdrawn(house, event, row, template, was=was, quiet=failed)
    else:
        farewell = jobs.letter(house, event, row, template, was=was)
    await outbox.put_many(tx, [farewell, jobs.standing(house, event, row)], to="notify")
