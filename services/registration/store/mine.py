"""What belongs to one address, of all events."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.registration import Participant, Status
from shared import sql as sql_files
from shared.address import same_person
from shared.db import Tx
from shared.programme.entries import Format
from shared.when import When


class MyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A registration with what a list tells of its event. `place` is that in the waiting list, 1 for the next one."""

    id: UUID
    status: Status
    link_version: int
    place: int | None
    slug: str
    title: str
    when: When
    timezone: str
    format: Format | None
    platform: str
    venue: str
    city: str
    country: str
    venue_tentative: bool
    days: int
    cancelled_at: datetime | None
    over_at: datetime


class _Row(msgspec.Struct, frozen=True):
    participant: Participant


sql = sql_files.load(__file__)
_of_address = sql.query("registrations_of_address", MyLine)
_newest = sql.query("newest_participant", _Row)


async def of_address(tx: Tx, email: str) -> list[MyLine]:
    """Every registration of the address in the order of the events; of those cancelled, the last of each event."""
    return await _of_address.all(tx, same_person(email))


async def newest_participant(tx: Tx, email: str) -> Participant | None:
    """What the person said last of themselves."""
    row = await _newest.one(tx, same_person(email))
    return row.participant if row else None
