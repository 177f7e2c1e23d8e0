"""Who takes part in what, and what was last sent to them."""

from datetime import datetime
from uuid import UUID

from services.notify.domain.attendees import Attendee, Method
from services.notify.domain.items import Shown
from shared import sql as sql_files
from shared.db import Tx


class ToTell(Attendee, frozen=True, kw_only=True):
    """Somebody who takes part, and what they were last told of the item; None: nothing yet."""

    told: Shown | None


sql = sql_files.load(__file__)
_put = sql.scalar("put_attendee", bool)
_others_invited = sql.scalar("others_invited", bool)
_to_tell = sql.query("attendees_to_tell", ToTell)
_record_sent = sql.command("record_sent")


async def put(tx: Tx, attendee: Attendee) -> bool:
    """False where a revision as new is known already: a job that came late or twice."""
    a = attendee
    head = (a.item_id, a.id, a.person_id, a.revision, a.desired, a.person)
    return bool(await _put.value(tx, *head, a.manage_url, a.join_url, a.role, a.changed_at))


async def others_invited(tx: Tx, item_id: UUID, person: UUID, id_: UUID) -> bool:
    """Whether the person holds the item under another registration too."""
    return bool(await _others_invited.value(tx, item_id, person, id_))


async def record_sent(
    tx: Tx, item_id: UUID, person: UUID, id_: UUID, *, method: Method, sequence: int, at: datetime
) -> None:
    """What the person's calendar stands at now. A late answer to an older part changes nothing."""
    await _record_sent.run(tx, item_id, person, id_, method, sequence, at)


async def to_tell(tx: Tx, item_id: UUID, shown: Shown, limit: int) -> list[ToTell]:
    """Those who do not know yet that the item is like this."""
    return await _to_tell.all(tx, item_id, shown, limit)
