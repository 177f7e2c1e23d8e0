"""Asking for a code to sign in. Whoever asks sees the same, whether or not anybody here has the address."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode
from uuid import UUID

from shared import outbox
from shared.address import BadAddress, read_address, same_person
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.errors import Invalid, Problem
from shared.fields import EMAIL
from shared.house import House
from shared.identity.codes import make_code

_QUARTER, _DAY = 900, 86_400
PER_ADDRESS, PER_ADDRESS_A_DAY, PER_SOURCE = 5, 20, 30

Known = Callable[[Tx, str], Awaitable[Person | None]]
"""How to write to an address, None where nothing is to be sent."""


async def send_code(house: House, typed: str, known: Known, *, source: str, then: str = "") -> UUID:
    """The id of the attempt. A code goes out where the address is `known`; a row is kept in any case.

    `then` is the local path to come to. Raises Invalid, and TooMany past 5 codes in a quarter of an hour or 20 a day
    for an address, 30 in a quarter of an hour from a source, and whenever Redis is gone.
    """
    try:
        email = same_person(read_address(typed))
    except BadAddress:
        raise Invalid([Problem("email", EMAIL)]) from None
    await house.limits.check("code-source", source, limit=PER_SOURCE, per=_QUARTER, closed=True)
    await house.limits.check("code-address", email, limit=PER_ADDRESS, per=_QUARTER, closed=True)
    await house.limits.check("code-address-day", email, limit=PER_ADDRESS_A_DAY, per=_DAY, closed=True)
    async with house.db.transaction() as tx:
        made = await make_code(house, tx, email)
        reader = await known(tx, email)
        if reader is not None:
            message = Message(template="sign-in.code", key=f"sign-in:{made.id}", facts={"code": made.code})
            query = urlencode({"link": made.secret} | ({"next": then} if then else {}))
            link = house.url(f"/sign-in?{query}")
            job = MessageSend(owner=house.service, to=reader, message=message, manage_url=link)
            await outbox.put(tx, job, to="notify")
    return made.id
