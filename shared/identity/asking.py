"""Asking for a code to sign in. Whoever asks sees the same, whether or not anybody here has the address."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode
from uuid import UUID

from shared import outbox
from shared.address import BadAddress, read_address, same_person
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.errors import Invalid, Problem, TooMany
from shared.house import House
from shared.identity.codes import CODE_LIFETIME, make_code
from shared.text_fields import why_refused

_QUARTER = 900
PER_ADDRESS, PER_SOURCE, MOST_MAILS = 5, 30, 10
"""Of one source in a quarter of an hour: for one address, for all. Mails to one address while a code lives."""

Known = Callable[[Tx, str], Awaitable[Person | None]]
"""How to write to an address, None where nothing is to be sent."""


async def send_code(house: House, typed: str, known: Known, *, source: str, then: str = "") -> UUID:
    """The id of the attempt. A code goes out where the address is `known`; a row is kept in any case.

    `then` is the local path to come to. Raises Invalid, and TooMany past 5 codes for an address or 30 in all that a
    source asks for in a quarter of an hour, and whenever Redis is gone. Others who ask for somebody's address lock
    nobody out: past 10 mails while a code lives it gets no more, in silence, and the link in one of them still works.
    """
    try:
        email = same_person(read_address(typed))
    except BadAddress as error:
        raise Invalid([Problem("email", why_refused(error))]) from None
    await house.limits.check("code-source", source, limit=PER_SOURCE, per=_QUARTER, closed=True)
    await house.limits.check("code-address", f"{source} {email}", limit=PER_ADDRESS, per=_QUARTER, closed=True)
    flooded = await _flooded(house, email)
    async with house.db.transaction() as tx:
        made = await make_code(house, tx, email)
        reader = await known(tx, email)
        if reader is not None and not flooded:
            message = Message(template="sign-in.code", key=f"sign-in:{made.id}", facts={"code": made.code})
            query = urlencode({"link": made.secret} | ({"next": then} if then else {}))
            link = house.url(f"/sign-in?{query}")
            job = MessageSend(owner=house.service, to=reader, message=message, manage_url=link)
            await outbox.put(tx, job, to="notify")
    return made.id


async def _flooded(house: House, email: str) -> bool:
    try:
        lifetime = int(CODE_LIFETIME.total_seconds())
        await house.limits.check("code-mails", email, limit=MOST_MAILS, per=lifetime, closed=True)
    except TooMany:
        return True
    return False
