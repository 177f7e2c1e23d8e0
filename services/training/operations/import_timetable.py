"""A timetable from a file: what it would bring is shown first, with every bad cell and clash; then it is brought."""

from collections.abc import Sequence

import msgspec

from services.training.domain.clashes import Clash, find_clashes
from services.training.domain.session import Session, SessionFields
from services.training.domain.timetable_file import Plan, plan_import
from services.training.operations.access import locked, visible
from services.training.operations.timetable import Timetable, load
from services.training.operations.timetable_jobs import note, put_items
from services.training.store import sessions
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7
from shared.slugs import unique_slug
from shared.spreadsheet import Row

_FAULTY = mark("Some cells are bad. Correct them, or leave their lines out.")


class Preview(msgspec.Struct, frozen=True):
    """A timetable and what the file would bring to it. `clashes` are the new ones; `wanted` the sessions they name."""

    table: Timetable
    plan: Plan
    clashes: tuple[Clash, ...]
    wanted: tuple[Session, ...]


async def preview(house: House, actor: Staff, slug: str, rows: Sequence[Row]) -> Preview:
    """Nothing is written. Raises Forbidden, NotFound, Invalid (field `file`)."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        table = await load(tx, await visible(tx, actor, slug))
    plan = plan_import(rows, table.offered, table.sessions)
    wanted = tuple(_as_session(table, each.fields) for each in plan.new)
    new = tuple(clash for clash in find_clashes([*table.sessions, *wanted]) if clash not in table.clashes)
    return Preview(table, plan, new, wanted)


async def bring_in(house: House, actor: Staff, slug: str, rows: Sequence[Row], *, leave_out: bool) -> int:
    """Sessions that are there already stay as they are; so the same file twice brings nothing twice. Returns how many.

    Raises Forbidden, NotFound, Invalid, Conflict `faulty-lines` where cells are bad and not to be left out.
    """
    async with house.db.transaction() as tx:
        table = await load(tx, await locked(tx, actor, slug))
        plan = plan_import(rows, table.offered, table.sessions)
        if plan.faults and not leave_out:
            raise Conflict(_FAULTY, code="faulty-lines")
        made = await _insert(tx, table, [each.fields for each in plan.new])
        await put_items(house, tx, table.cohort, made, table.trainers)
        for session in made:
            await note(house, tx, table.cohort, None, session)
        await record(
            tx, actor.trail, "timetable.imported", f"cohort:{table.cohort.id}", new={"sessions": str(len(made))}
        )
        return len(made)


async def _insert(tx: Tx, table: Timetable, wanted: Sequence[SessionFields]) -> list[Session]:
    taken = await sessions.slugs(tx, table.cohort.id)
    ids = set()
    for fields in wanted:
        slug = unique_slug(fields.title, taken)
        taken.add(slug)
        ids.add(await sessions.insert(tx, table.cohort.id, slug, fields))
    return [session for session in await sessions.of_cohort(tx, table.cohort.id) if session.id in ids]


def _as_session(table: Timetable, fields: SessionFields) -> Session:
    """As it would be, so that its clashes can be found before it is written."""
    starts_at, ends_at = fields.when.starts_at(fields.timezone), fields.when.ends_at(fields.timezone)
    assert starts_at is not None
    assert ends_at is not None
    values = {name: getattr(fields, name) for name in SessionFields.__struct_fields__}
    row = {"id": uuid7(), "cohort_id": table.cohort.id, "slug": "", "cancelled_at": None, "revision": 0}
    return Session(**values | row, starts_at=starts_at, ends_at=ends_at)
