"""Whether mail is flowing, for the banner of the desk and for programs."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.registration.domain.mail_flow import Signs, Trouble, mail_trouble
from services.registration.operations.list_events import LOOKERS
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Staff


class MailFlow(msgspec.Struct, frozen=True, kw_only=True):
    """`trouble` None: messages go out. `waiting` None: nobody can be asked how many messages wait."""

    trouble: Trouble | None
    waiting: int | None
    oldest_waiting: datetime | None


def mail_flow(house: House, actor: Staff, heartbeats: Mapping[str, Signs] | None) -> MailFlow:
    """As it is now. `heartbeats` by service, None where the queue cannot be asked. Raises Forbidden."""
    require(actor, *LOOKERS)
    postman = heartbeats.get("notify") if heartbeats else None
    return MailFlow(
        trouble=mail_trouble(heartbeats, house.clock()),
        waiting=postman.waiting if postman else None,
        oldest_waiting=postman.oldest_waiting if postman else None,
    )
