"""Who takes part in what, and what was last sent to them."""

from collections.abc import Sequence
from uuid import UUID

from services.notify.domain.attendees import Attendee
from services.notify.domain.items import Shown
from services.notify.domain.messages import Category
from shared import sql as sql_files
from shared.contracts.common import Person
from shared.db import Tx


class ToTell(Attendee, frozen=True, kw_only=True):
    """Somebody who takes part, and what they were last told of the item; None: nothing yet."""

    told: Shown | None


class ToRemind(Attendee, frozen=True, kw_only=True):
    """Somebody whose reminder is due. `unsubscribed`: they want none."""

    unsubscribed: bool


_DEFAULT_ZONE = Person(email="", name="").timezone
sql = sql_files.load(__file__)
_put = sql.scalar("put_attendee", bool)
_rename = sql.scalar("rename_attendee", bool)
_chosen = sql.scalar("chosen_sessions", str)
_others_invited = sql.scalar("others_invited", bool)
_to_tell = sql.query("attendees_to_tell", ToTell)
_zones = sql.scalar("zones_of_guests", str)
_to_remind = sql.query("guests_to_remind", ToRemind)


async def put(tx: Tx, attendee: Attendee) -> bool:
    """False where a revision as new is known already: a job that came late or twice."""
    a = attendee
    head = (a.item_id, a.id, a.person_id, a.revision, a.desired, a.person)
    return bool(await _put.value(tx, *head, a.manage_url, a.role, a.changed_at, list(a.sessions)))


async def rename(tx: Tx, attendee: Attendee) -> bool | None:
    """Whether they chose other sessions; None where they are not invited, or a revision as new is known already."""
    a = attendee
    key = (a.item_id, a.person_id, a.id)
    return await _rename.value(tx, *key, a.revision, a.person, a.manage_url, a.changed_at, list(a.sessions))


async def chosen(tx: Tx, item_id: UUID, person: UUID) -> tuple[str, ...]:
    """The keys of the sessions that somebody who takes part chose, under any registration."""
    return tuple(await _chosen.values(tx, item_id, person))


async def others_invited(tx: Tx, item_id: UUID, person: UUID, id_: UUID) -> bool:
    """Whether the person holds the item under another registration too."""
    return bool(await _others_invited.value(tx, item_id, person, id_))


async def to_tell(tx: Tx, item_id: UUID, shown: Shown, limit: int) -> list[ToTell]:
    """Those who do not know yet that the item is like this."""
    return await _to_tell.all(tx, item_id, shown, limit)


async def zones(tx: Tx, item_id: UUID) -> list[str]:
    """The zones that those who take part read in."""
    return await _zones.values(tx, item_id, _DEFAULT_ZONE)


async def to_remind(tx: Tx, item_id: UUID, zones_: Sequence[str], key: str, limit: int) -> list[ToRemind]:
    """Those who read in one of these zones and have no message whose key is `key` and their person's id."""
    return await _to_remind.all(tx, item_id, _DEFAULT_ZONE, list(zones_), key, limit, Category.REMINDER)
