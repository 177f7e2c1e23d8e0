"""Who nominates: an address that was proven, or staff for a coordinator; and how newcomers ask to."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.call import Call
from services.training.domain.cohort import Cohort
from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.coordinator_form import read_asking
from services.training.domain.nomination import Nomination
from services.training.domain.organisation import Organisation
from services.training.domain.participant import HOME_ZONE
from services.training.domain.stored_file import StoredFile
from services.training.operations.access import NO_COHORT
from services.training.operations.coordinator_desk import count_waiting
from services.training.store import calls, cohorts, coordinators, files, nominations, organisations
from shared.contracts.common import Person
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.asking import send_code
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NO_CALL = mark("There is no call for nominations for this training yet.")
_WAITS = mark("You have asked for an organisation already, and staff look at it. You get a message when they have.")


class Nominator(msgspec.Struct, frozen=True):
    """`email` (in lower case) was proven by a sign-in; or `staff` act for the coordinator who has it."""

    email: str
    staff: Staff | None = None


class Called(msgspec.Struct, frozen=True):
    """A cohort and its call."""

    cohort: Cohort
    call: Call

    def state(self, now: datetime) -> str:
        """That of the call; closed as well once the course is cancelled or over."""
        return self.call.state(now) if self.cohort.state(now) == "ahead" else "closed"


class NominationDesk(msgspec.Struct, frozen=True, kw_only=True):
    """What a coordinator finds: `approved` ties, one that waits, nominations by organisation, each with its files."""

    called: Called
    approved: tuple[Coordinator, ...]
    asked: Coordinator | None
    refused: bool
    nominations: tuple[Nomination, ...]
    files: Mapping[str, tuple[StoredFile, ...]]
    organisations: tuple[Organisation, ...]
    state: str

    def of(self, organisation_id: UUID | None) -> list[Nomination]:
        """Those of one organisation."""
        return [each for each in self.nominations if each.organisation_id == organisation_id]


async def called(tx: Tx, slug: str, *, locked: bool = False) -> Called:
    """`locked`: nobody else submits meanwhile. Raises NotFound."""
    cohort = await cohorts.by_slug(tx, slug)
    if cohort is None:
        raise NotFound(NO_COHORT)
    call = await (calls.lock if locked else calls.of_cohort)(tx, cohort.id)
    if call is None:
        raise NotFound(NO_CALL)
    return Called(cohort, call)


async def look(house: House, slug: str) -> tuple[Called, str]:
    """For somebody who is not signed in: the call and its state. Raises NotFound."""
    async with house.db.reading() as tx:
        found = await called(tx, slug)
        return found, found.state(tx.now)


async def ask_for_code(house: House, slug: str, typed: str, *, source: str, language: str, timezone: str) -> UUID:
    """The id of the attempt. It goes to every address: newcomers sign in here too.

    Raises NotFound, Invalid, TooMany.
    """
    async with house.db.reading() as tx:
        await called(tx, slug)

    async def known(_tx: Tx, email: str) -> Person:
        return Person(email=email, name=email, language=language, timezone=timezone or HOME_ZONE)

    return await send_code(house, typed, known, source=source, then=f"/training/{slug}/nominate")


async def desk(house: House, who: Nominator, slug: str) -> NominationDesk:
    """Raises NotFound."""
    async with house.db.reading() as tx:
        found = await called(tx, slug)
        every = await coordinators.of_person(tx, who.email)
        approved = tuple(each for each in every if each.state is CoordinatorState.APPROVED)
        ids = [each.organisation_id for each in approved if each.organisation_id]
        mine = await nominations.of_organisations(tx, found.cohort.id, ids)
        kept = await files.of_owners(tx, [each.file_owner for each in mine])
        known = () if approved else tuple(await organisations.active(tx))
    by_owner: dict[str, tuple[StoredFile, ...]] = {}
    for file in kept:
        by_owner[file.owner] = (*by_owner.get(file.owner, ()), file)
    return NominationDesk(
        called=found,
        approved=approved,
        asked=next((each for each in every if each.state is CoordinatorState.ASKED), None),
        refused=any(each.state is CoordinatorState.REFUSED for each in every),
        nominations=tuple(mine),
        files=by_owner,
        organisations=known,
        state=found.state(tx.now),
    )


async def ask(house: House, email: str, slug: str, body: Mapping[str, object], *, language: str, timezone: str) -> None:
    """A newcomer asks to nominate for an organisation; staff are told. Raises NotFound, Invalid, Conflict."""
    try:
        async with house.db.transaction() as tx:
            found = await called(tx, slug)
            known = {each.id for each in await organisations.active(tx)}
            asking = read_asking(
                body, known, email=email, language=language, timezone=timezone, cohort_id=found.cohort.id
            )
            if await coordinators.ask(tx, asking):
                await count_waiting(tx)
    except asyncpg.UniqueViolationError as error:
        raise Conflict(_WAITS, code="already-asked") from error


async def take_back(house: House, email: str, slug: str, id: UUID) -> None:  # noqa: A002  # the row's id
    """The request that waits was a mistake; another may be made. Twice is once, and so is one that was answered
    meanwhile: the page shows the answer. Raises NotFound.
    """
    async with house.db.transaction() as tx:
        await called(tx, slug)
        if await coordinators.take_back(tx, id, email):
            await count_waiting(tx)


async def ties(tx: Tx, who: Nominator) -> dict[UUID, Coordinator]:
    """For which organisations they nominate now. Raises Forbidden for staff who may not."""
    if who.staff is not None:
        require(who.staff, Role.ORGANIZER)
    every = await coordinators.of_person(tx, who.email)
    return {
        each.organisation_id: each
        for each in every
        if each.state is CoordinatorState.APPROVED and each.organisation_id is not None
    }
