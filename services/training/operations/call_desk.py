"""A cohort's call on the desk: written, changed, and what came in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.call import Call
from services.training.domain.call_form import body_of, read_call
from services.training.domain.coordinator import Coordinator
from services.training.domain.desk import DeskCohort
from services.training.domain.nomination import Nomination, State
from services.training.domain.nomination_form import counted_of, read_counted
from services.training.domain.participant import HOME_ZONE
from services.training.domain.scores import Reviewer, has_interest
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.access import locked, visible
from services.training.store import calls, coordinators, files, nominations, reviews
from shared.db import Tx
from shared.errors import Conflict, Forbidden, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import NOT_YOURS, require
from shared.identity.staff import Role, Staff

_CHANGED = mark("Somebody else changed the call meanwhile. Load the page again.")
_OVERTAKEN = mark("Somebody else changed this nomination meanwhile. Load the page again.")
_NO_NOMINATION = mark("There is no such nomination for this training.")
_READERS = (Role.ORGANIZER, Role.VIEWER)


class CallDesk(msgspec.Struct, frozen=True):
    """The call, None before there is one, and everything that was submitted, by organisation."""

    cohort: DeskCohort
    call: Call | None
    nominations: tuple[Nomination, ...]
    now: datetime

    @property
    def zone(self) -> str:
        """That of the host, or the secretariat's while the host is open."""
        return self.cohort.timezone or HOME_ZONE

    def count(self, *states: State) -> int:
        """How many are in one of these states."""
        return sum(1 for each in self.nominations if each.state in states)


class DeskNomination(msgspec.Struct, frozen=True):
    """One nomination with its files, none for who may not open them, and whoever wrote it last."""

    cohort: DeskCohort
    call: Call
    nomination: Nomination
    files: tuple[StoredFile, ...]
    by: Coordinator


async def show(house: House, actor: Staff, slug: str) -> CallDesk:
    """Raises Forbidden, NotFound."""
    require(actor, *_READERS)
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        call = await calls.of_cohort(tx, cohort.id)
        mine = await _reviewer(tx, actor, cohort.id)
        found = [each for each in await nominations.of_cohort(tx, cohort.id) if not _barred(mine, each)]
        return CallDesk(cohort, call, tuple(found), tx.now)


async def put(house: House, actor: Staff, slug: str, body: Mapping[str, object], *, revision: int) -> Call:
    """Write the call or change it; `revision` is of what the form was filled in from, 0 where there was none.

    Raises Forbidden, NotFound, Invalid with every problem, Conflict where another was quicker.
    """
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = await calls.lock(tx, cohort.id)
        fields = read_call(body, cohort.timezone or HOME_ZONE)
        if (before.revision if before else 0) != revision:
            raise Conflict(_CHANGED)
        old = {**body_of(before), "timezone": before.timezone} if before else {}
        new = {**body_of(fields), "timezone": fields.timezone}
        changed = [name for name in new if old.get(name, "") != new[name]]
        if before is not None and not changed:
            return before
        done = await (calls.change(tx, before, fields) if before else calls.insert(tx, cohort.id, fields))
        if not done:
            raise Conflict(_CHANGED)
        await record(
            tx,
            actor.trail,
            "call.changed" if before else "call.written",
            f"cohort:{cohort.id}",
            old={name: old[name] for name in changed} if before else None,
            new={name: new[name] for name in changed},
        )
        after = await calls.of_cohort(tx, cohort.id)
    assert after is not None, "it was written"
    return after


async def nomination(house: House, actor: Staff, slug: str, id: UUID) -> DeskNomination:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound, also for a draft, and for a reviewer with an interest in it."""
    async with house.db.reading() as tx:
        cohort, call, found = await _find(tx, actor, slug, id)
        may_open = _organizes(actor) or await _reviewer(tx, actor, cohort.id) is not None
        kept = tuple(await files.of_owners(tx, [found.file_owner])) if may_open else ()
        by = await coordinators.by_id(tx, found.coordinator_id)
    assert by is not None, "the row refers to it"
    return DeskNomination(cohort, call, found, kept, by)


async def correct(house: House, actor: Staff, slug: str, id: UUID, body: Mapping[str, object]) -> Nomination:  # noqa: A002
    """City, country and gender, which quotas count. Raises Forbidden, NotFound, Invalid, Conflict."""
    async with house.db.transaction() as tx:
        await locked(tx, actor, slug)
        _, _, before = await _find(tx, actor, slug, id)
        fields = read_counted(body, before)
        old, new = counted_of(before), counted_of(fields)
        changed = [name for name in new if old[name] != new[name]]
        if not changed:
            return before
        if not await nominations.correct(tx, before, fields):
            raise Conflict(_OVERTAKEN)
        said = ({name: each[name] for name in changed} for each in (old, new))
        await record(tx, actor.trail, "nomination.corrected", f"nomination:{id}", old=next(said), new=next(said))
        after = await nominations.by_id(tx, id)
    assert after is not None, "it was corrected"
    return after


async def open_file(house: House, actor: Staff, slug: str, id: UUID, kind: str) -> uploads.Opened:  # noqa: A002
    """For organizers and the reviewers of this call. Raises Forbidden, NotFound, Gone."""
    async with house.db.reading() as tx:
        cohort, _, found = await _find(tx, actor, slug, id)
        if not _organizes(actor) and await _reviewer(tx, actor, cohort.id) is None:
            raise Forbidden(NOT_YOURS)
        return await uploads.open_file(house, tx, found.file_owner, kind)


async def _find(tx: Tx, actor: Staff, slug: str, id: UUID) -> tuple[DeskCohort, Call, Nomination]:  # noqa: A002
    require(actor, *_READERS)
    cohort = await visible(tx, actor, slug)
    call, found = await calls.of_cohort(tx, cohort.id), await nominations.by_id(tx, id)
    if call is None or found is None or found.cohort_id != cohort.id or found.state is State.DRAFT:
        raise NotFound(_NO_NOMINATION)
    if _barred(await _reviewer(tx, actor, cohort.id), found):
        raise NotFound(_NO_NOMINATION)
    return cohort, call, found


def _organizes(actor: Staff) -> bool:
    return actor.role in (Role.ADMIN, Role.ORGANIZER)


async def _reviewer(tx: Tx, actor: Staff, cohort_id: UUID) -> Reviewer | None:
    """As whom they review this call; of organizers it is not asked, they see all."""
    if _organizes(actor):
        return None
    return next((each for each in await reviews.reviewers(tx, cohort_id) if each.staff_id == actor.id), None)


def _barred(mine: Reviewer | None, nomination: Nomination) -> bool:
    """A reviewer from the same organisation or city does not see it."""
    return mine is not None and has_interest(mine, nomination.organisation, nomination.city)
