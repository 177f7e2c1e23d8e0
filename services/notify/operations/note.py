"""One message to write: to whom, about what, and with which calendar part."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.domain.attendees import Sent
from services.notify.domain.items import Item, Shown
from services.notify.store.people import Met
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One message to write. `part` describes the calendar part that goes with it. `withheld`: overtaken already.

    `item` None: the message is of a kind that stands alone. `met`: the reader, where the caller has met them already.
    `about`: the message tells that the item is like this; `before` is what its reader knew.
    `good_until`: of no use after it. `chosen`: the keys of the item's sessions that the reader chose.
    """

    owner: str
    message: Message
    to: Person
    item: Item | None
    met: Met | None = None
    attendee_id: UUID | None = None
    part: Sent | None = None
    about: Shown | None = None
    before: Shown | None = None
    role: str = "REQ-PARTICIPANT"
    manage_url: str = ""
    join_url: str = ""
    withheld: bool = False
    good_until: datetime | None = None
    chosen: tuple[str, ...] = ()


def note_of(job: MessageSend, item: Item | None) -> Note:
    """A plain message, with the item's facts as they are: that is what it tells of them."""
    return Note(
        owner=job.owner,
        message=job.message,
        to=job.to,
        item=item,
        about=item.shown.to(()) if item else None,
        manage_url=job.manage_url,
        good_until=job.good_until,
    )
