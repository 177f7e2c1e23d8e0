"""People of a cohort from a file: who would get a place is shown first, with every bad cell; then they get it."""

from collections.abc import Sequence

import msgspec

from services.training.domain.participant_file import Plan, plan_import
from services.training.operations import places
from services.training.operations.access import locked, visible
from services.training.operations.desk_participants import People, check_room, people_of
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.spreadsheet import Row

_FAULTY = mark("Some cells are bad. Correct them, or leave their lines out.")


class Preview(msgspec.Struct, frozen=True):
    """A cohort's people and what the file would bring. `trouble`: why it could not be brought as it is; else None."""

    people: People
    plan: Plan
    trouble: Conflict | None


async def preview(house: House, actor: Staff, slug: str, rows: Sequence[Row]) -> Preview:
    """Nothing is written. Raises Forbidden, NotFound, Invalid (field `file`)."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        people = await people_of(tx, await visible(tx, actor, slug))
    plan = plan_import(rows, people.groups, people.people)
    try:
        check_room(people.cohort, len(plan.new))
    except Conflict as error:
        return Preview(people, plan, error)
    return Preview(people, plan, None)


async def bring_in(house: House, actor: Staff, slug: str, rows: Sequence[Row], *, leave_out: bool) -> int:
    """Each new person gets a place, with the invite. Who is there stays as they are, so the same file twice brings
    nobody twice and mails nobody twice. Returns how many.

    Raises Forbidden, NotFound, Invalid, Conflict `faulty-lines` where cells are bad and not to be left out, `full`.
    """
    async with house.db.transaction() as tx:
        people = await people_of(tx, await locked(tx, actor, slug))
        plan = plan_import(rows, people.groups, people.people)
        if plan.faults and not leave_out:
            raise Conflict(_FAULTY, code="faulty-lines")
        if not plan.new:
            return 0
        check_room(people.cohort, len(plan.new))
        for each in plan.new:
            made = await places.give(house, tx, people.cohort, each.fields)
            await record(tx, actor.trail, "participant.added", f"participant:{made.id}", new={"email": made.email})
        counted = {"people": str(len(plan.new))}
        await record(tx, actor.trail, "participants.imported", f"cohort:{people.cohort.id}", new=counted)
        return len(plan.new)
