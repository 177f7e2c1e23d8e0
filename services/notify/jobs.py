"""One thin function per job that notify receives; each runs in the transaction of the inbox."""

from itertools import groupby
from uuid import UUID

from services.notify.operations import followers, guests, items
from shared.contracts import Job
from shared.contracts.notify import (
    CalendarFollow,
    CalendarInvite,
    CalendarPut,
    CalendarRename,
    CalendarWithdraw,
    MessageSend,
)
from shared.identity.people import person_id
from shared.inbox import Handlers, Rows

HANDLERS: Handlers = {
    CalendarPut: items.put,
    CalendarInvite: guests.invite,
    CalendarWithdraw: guests.withdraw,
    CalendarRename: guests.rename,
    CalendarFollow: followers.follow,
    MessageSend: guests.send,
}


def by_person(rows: Rows) -> Rows:
    """Messages in a row go by the id of whom they are for, whose row each of them locks: of two batches for the same
    people one waits for the other, never both. What was written to one person keeps its order, and so do other jobs.
    """
    found: Rows = []
    for are_messages, run in groupby(rows, lambda row: isinstance(row[1], MessageSend)):
        together = list(run)
        found += sorted(together, key=_person) if are_messages else together
    return found


def _person(row: tuple[UUID, Job]) -> UUID:
    job = row[1]
    assert isinstance(job, MessageSend), "of a run of messages"
    return person_id(job.to.email)
