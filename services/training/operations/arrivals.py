"""Arrivals and needs of a cohort on the desk: for its organizers alone. Who has told nothing is asked once more."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.participant import Participant
from services.training.domain.stay import ASKED_AGAIN_AFTER, Stay
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.access import locked, visible
from services.training.operations.places import letter
from services.training.store import files, participants, stays
from shared import outbox
from shared.contracts.notify import Message
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_OVER = mark("This course is over or cancelled: nobody is asked any more.")


class Arrivals(msgspec.Struct, frozen=True, kw_only=True):
    """Who has a place, by name, with what they told and sent. `asked` is when somebody was asked last."""

    cohort: DeskCohort
    people: tuple[Participant, ...]
    stays: Mapping[UUID, Stay]
    files: Mapping[UUID, tuple[StoredFile, ...]]
    asked: Mapping[UUID, datetime]
    now: datetime

    def stay(self, person: UUID) -> Stay:
        """Empty while they told nothing."""
        return self.stays.get(person) or Stay(participant_id=person)

    @property
    def silent(self) -> tuple[Participant, ...]:
        """Those of whom nobody knows when they come."""
        return tuple(each for each in self.people if not self.stay(each.id).told_arrival)

    @property
    def to_ask(self) -> tuple[Participant, ...]:
        """Of the silent those who were not asked these days."""
        return tuple(each for each in self.silent if not self._in_peace(each.id))

    def _in_peace(self, person: UUID) -> bool:
        asked = self.asked.get(person)
        return asked is not None and asked > self.now - ASKED_AGAIN_AFTER


async def show(house: House, actor: Staff, slug: str) -> Arrivals:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await _arrivals(tx, await visible(tx, actor, slug))


async def export(house: House, actor: Staff, slug: str) -> Arrivals:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        found = await _arrivals(tx, await visible(tx, actor, slug))
        await record(tx, actor.trail, "arrivals.exported", f"cohort:{found.cohort.id}")
        return found


async def ask(house: House, actor: Staff, slug: str) -> int:
    """How many were asked now; who was asked these days is left in peace. Raises Forbidden, NotFound, Conflict."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if cohort.state(tx.now) != "ahead":
            raise Conflict(_OVER, code="over")
        chosen = await stays.ask(tx, cohort.id, tx.now - ASKED_AGAIN_AFTER)
        people = [each for each in await participants.of_cohort(tx, cohort.id) if each.id in chosen]
        letters = [
            letter(
                house, cohort, each, Message(template="place.arrival", key=f"{each.id}:arrival:{tx.now.isoformat()}")
            )
            for each in people
        ]
        await outbox.put_many(tx, letters, to="notify")
        if people:
            new = {"people": str(len(people))}
            await record(tx, actor.trail, "arrivals.asked", f"cohort:{cohort.id}", new=new)
        return len(people)


async def open_file(house: House, actor: Staff, slug: str, person: UUID, kind: str) -> uploads.Opened:
    """What a participant sent. Raises Forbidden, NotFound, Gone."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        found = await participants.by_id(tx, person)
        if found is None or found.cohort_id != cohort.id:
            raise NotFound(uploads.NO_FILE)
        return await uploads.open_file(house, tx, found.file_owner, kind)


async def _arrivals(tx: Tx, cohort: DeskCohort) -> Arrivals:
    people = tuple(await participants.of_cohort(tx, cohort.id))
    owners = {each.file_owner: each.id for each in people}
    sent: dict[UUID, tuple[StoredFile, ...]] = {}
    for file in await files.of_owners(tx, list(owners)):
        sent[owners[file.owner]] = (*sent.get(owners[file.owner], ()), file)
    return Arrivals(
        cohort=cohort,
        people=people,
        stays=await stays.of_cohort(tx, cohort.id),
        files=sent,
        asked=await stays.asked(tx, cohort.id),
        now=tx.now,
    )
