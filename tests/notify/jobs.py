"""Jobs as owners send them, and what was written down for them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from services.notify import jobs
from shared.contracts import Job
from shared.contracts.common import Person, Place
from shared.contracts.notify import (
    Attendee,
    CalendarInvite,
    CalendarPut,
    CalendarRename,
    CalendarWithdraw,
    Message,
    MessageSend,
    Part,
)
from shared.house import House
from shared.when import Precision, When

KEY = "event:0198c0de-0000-7000-8000-0000000000aa"
WHEN = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 15), end=datetime(2027, 5, 26, 17))
OPEN = When(precision=Precision.QUARTER, year=2027, quarter=3, tentative=True)
MINSU = Person(
    email="minsu@example.org", name="Kim Min-su", native_name="김민수", native_name_language="ko", language="ko"
)
ASHA = Person(email="asha@example.org", name="Asha Mfano", timezone="Africa/Nairobi")


def put(revision: int = 1, **changes: Any) -> CalendarPut:
    facts: dict[str, Any] = {
        "owner": "registration",
        "key": KEY,
        "revision": revision,
        "slug": "smart-tech-korea",
        "title": "Smart Tech Korea Expo",
        "when": WHEN,
        "timezone": "Asia/Seoul",
        "place": Place(format="in_person", venue="COEX", city="Seoul", country="KR"),
        "page_url": "http://wego.test/events/smart-tech-korea",
        "feeds": ("programme", "event:smart-tech-korea"),
    }
    return CalendarPut(**{**facts, **changes})


def part(person: Person = MINSU, revision: int = 1, *, template: str, id: UUID | None = None, key: str = "") -> Part:  # noqa: A002  # as in Attendee
    id = id or uuid5(UUID(int=0), person.email)  # noqa: A001
    attendee = Attendee(id=id, revision=revision, person=person, manage_url=f"http://wego.test/r/{id}")
    return Part(attendee=attendee, message=Message(template=template, key=key or f"{id}:{template}:{revision}"))


def invite(*parts: Part) -> CalendarInvite:
    return CalendarInvite(owner="registration", key=KEY, parts=parts)


def confirmed(person: Person = MINSU, revision: int = 1, **more: Any) -> CalendarInvite:
    return invite(part(person, revision, template="registration.confirmed", **more))


def cancelled(person: Person = MINSU, revision: int = 2, **more: Any) -> CalendarWithdraw:
    one = part(person, revision, template="registration.cancelled", **more)
    return CalendarWithdraw(owner="registration", key=KEY, parts=(one,))


def renamed(person: Person, revision: int = 2) -> CalendarRename:
    attendee = part(person, revision, template="").attendee
    return CalendarRename(owner="registration", key=KEY, attendee=attendee)


def letter(
    person: Person = MINSU, template: str = "registration.waitlisted", key: str = "", **facts: str
) -> MessageSend:
    message = Message(template=template, key=key or f"{person.email}:{template}", facts=facts)
    return MessageSend(
        owner="registration", to=person, message=message, item=KEY, manage_url="http://wego.test/r/token"
    )


async def apply(house: House, *given: Job) -> None:
    """Each job as the inbox would: in a transaction of its own."""
    for job in given:
        async with house.db.transaction() as tx:
            await jobs.HANDLERS[type(job)](house, tx, job)


class Written(msgspec.Struct, frozen=True):
    """One row of deliveries, as far as tests look at it."""

    template: str
    recipient: str
    method: str | None
    sequence: int | None
    state: str


async def written(house: House) -> list[Written]:
    """Everything written down, oldest first."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT template, recipient, method, sequence, state FROM deliveries ORDER BY id")
    return [Written(**dict(row)) for row in rows]


async def calendar_parts(house: House) -> list[tuple[str | None, int | None, str]]:
    """(method, sequence, state) of everything written down, oldest first."""
    return [(row.method, row.sequence, row.state) for row in await written(house)]


async def mails(house: House) -> list[bytes]:
    async with house.db.reading() as tx:
        return [row["mail"] for row in await tx.conn.fetch("SELECT mail FROM deliveries ORDER BY id")]


async def mark_sent(house: House) -> None:
    """As though the postman had delivered everything."""
    async with house.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET state = 'sent', next_at = NULL WHERE next_at IS NOT NULL")
