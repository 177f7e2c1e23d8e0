"""What there is of an event when it is over, and its closing."""

from uuid import UUID

from services.registration.domain.after import Attendance, Came
from services.registration.domain.event import After
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_write = sql.command("write_after")
_attendance = sql.query("attendance", Attendance)
_who_came = sql.query("who_came", Came)
_close = sql.scalar("close_event", int)
_reopen = sql.command("reopen_event")
_raise = sql.scalar("raise_activity", int)


async def write(tx: Tx, event_id: UUID, after: After) -> None:
    await _write.run(
        tx, event_id, after.recording_url, after.materials, after.press_note, after.press_note_language, tx.now
    )


async def attendance(tx: Tx, event_id: UUID) -> Attendance:
    return await _attendance.one(tx, event_id) or Attendance(0, 0, 0)


async def who_came(tx: Tx, event_id: UUID) -> list[Came]:
    """In the order in which they registered; without those who are forgotten."""
    return await _who_came.all(tx, event_id)


async def close(tx: Tx, event_id: UUID) -> int | None:
    """The revision that training is told; None where it is closed already, or cancelled."""
    return await _close.value(tx, event_id, tx.now)


async def reopen(tx: Tx, event_id: UUID) -> bool:
    """Whether it was closed."""
    return await _reopen.run(tx, event_id, tx.now) == 1


async def raise_activity(tx: Tx, event_id: UUID) -> int | None:
    """The next revision; None where training was never told of the event."""
    return await _raise.value(tx, event_id)
