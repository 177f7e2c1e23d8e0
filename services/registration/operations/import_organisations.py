"""Bring a file into the directory: what it would do is shown first, and just that is written once confirmed."""

import asyncio
from uuid import UUID

import msgspec

from services.registration.domain.organisation_file import Plan, plan_import
from services.registration.operations.organisations import known, write_changes
from services.registration.store import organisations as store
from shared import spreadsheet
from shared.db import Tx
from shared.errors import Conflict, Gone, Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7

_GONE = mark("This file was uploaded more than a day ago and is not kept. Upload it again.")
_OTHER = mark("The directory changed since you looked. Look again at what would be imported, then confirm.")
_FAULTY = mark("Some lines cannot be imported. Correct them, or leave them out.")


class Preview(msgspec.Struct, frozen=True):
    """An upload and what it would do now; `imported` organisations it brought already, None while it waits."""

    filename: str
    plan: Plan
    imported: int | None


async def upload(house: House, actor: Staff, filename: str, content: bytes) -> UUID:
    """Keep the file for a day, to be looked at. Raises Forbidden, Invalid (field `file`) for no such table."""
    require(actor, Role.ORGANIZER)
    rows = spreadsheet.read(content)
    async with house.db.transaction() as tx:
        plan_import(rows[:1], [], await known(tx))
        upload_id = uuid7()
        await store.keep_upload(tx, upload_id, filename[:200], content)
    return upload_id


async def preview(house: House, actor: Staff, upload_id: UUID) -> Preview:
    """Raises Forbidden, Gone."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        kept = await _upload(tx, upload_id)
        return Preview(kept.filename, await _plan(tx, kept.content), kept.imported)


async def confirm(house: House, actor: Staff, upload_id: UUID, *, digest: str, leave_out: bool) -> int:
    """Write what was shown: `digest` names that plan. Confirmed twice it is done once. Returns how many were written.

    Raises Forbidden, Gone, Conflict `changed-meanwhile` when the file would do something else by now, and Conflict
    `faulty-lines` when lines are bad and not to be left out.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await store.lock_directory(tx)
        kept = await _upload(tx, upload_id)
        if kept.imported is not None:
            return kept.imported
        plan = await _plan(tx, kept.content)
        if plan.digest() != digest:
            raise Conflict(_OTHER, code="changed-meanwhile")
        if plan.faults and not leave_out:
            raise Conflict(_FAULTY, code="faulty-lines")
        await _write(tx, actor, plan)
        await store.note_imported(tx, upload_id, len(plan.changes))
        return len(plan.changes)


async def bring_in(house: House, actor: Staff, content: bytes, *, dry_run: bool, leave_out: bool) -> Plan:
    """The same at once, for programs. Raises Forbidden, Invalid naming the lines unless they are to be left out."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await store.lock_directory(tx)
        plan = await _plan(tx, content)
        if dry_run:
            return plan
        if plan.faults and not leave_out:
            raise Invalid(
                Problem(f"line {fault.line}: {problem.field}".removesuffix(": "), problem.message, problem.params)
                for fault in plan.faults
                for problem in fault.problems
            )
        await _write(tx, actor, plan)
        return plan


async def _write(tx: Tx, actor: Staff, plan: Plan) -> None:
    if plan.changes:
        await write_changes(tx, actor, plan.changes)


async def _plan(tx: Tx, content: bytes) -> Plan:
    """In a thread: five thousand lines take half a second, in which others are served."""
    directory, names = await store.every(tx), await known(tx)
    return await asyncio.to_thread(lambda: plan_import(spreadsheet.read(content), directory, names))


async def _upload(tx: Tx, upload_id: UUID) -> store.Upload:
    found = await store.upload(tx, upload_id)
    if found is None:
        raise Gone(_GONE)
    return found
