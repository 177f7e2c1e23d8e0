"""Events for tests of registration, brought in by the same load as real ones."""

from typing import Any

import msgspec

from services.registration.operations.load_programme import load_programme
from shared.contracts import Job
from shared.contracts.notify import NotifyJob
from shared.house import House
from shared.programme import parse

SLUG = "cio-forum"
TITLE = "CIO Forum"
TODAY = '{ precision = "time", start = 2027-03-01T15:00:00, end = 2027-03-01T17:00:00 }'
"""The day on which the clock of the tests stands: it has begun, and the event is ahead."""
_HEAD = '[source]\norganisation = "WeGO"\nshort_name = "WeGO"\ndefault_timezone = "Asia/Seoul"\n'


async def load_event(house: House, more: str = "", when: str = "", slug: str = SLUG, *, tell: bool = False) -> None:
    """One event: in Seoul on 9 December 2027, 15:00 to 17:00, unless `when` says otherwise; `more` is TOML.

    What notify would be told of it is thrown away, unless `tell`.
    """
    when = when or '{ precision = "time", start = 2027-12-09T15:00:00, end = 2027-12-09T17:00:00 }'
    await load_programme(house, parse(programme_of(slug, when, more), "test.toml"))
    if not tell:
        await sent(house)


def programme_of(slug: str, when: str, more: str = "") -> str:
    """A programme file with one event; `when` and `more` are TOML."""
    return (
        f'{_HEAD}[[events]]\nslug = "{slug}"\ntitle = "{TITLE}"\nkind = "forum"\nformat = "in_person"\n'
        f'city = "Seoul"\ncountry = "KR"\nwhen = {when}\n{more}\n'
    )


async def sent(house: House) -> list[Job]:
    """The jobs for notify written since the last call, oldest first."""
    async with house.db.transaction() as tx:
        rows = await tx.conn.fetch("DELETE FROM outbox WHERE receiver = 'notify' RETURNING id, payload")
    payloads = [row["payload"] for row in sorted(rows, key=lambda row: row["id"])]
    return [msgspec.msgpack.decode(payload, type=NotifyJob) for payload in payloads]


async def counts(house: House, slug: str = SLUG) -> dict[str, tuple[int, int]]:
    """For each status: what the event's counter says, and how many rows there are. The two must be equal."""
    async with house.db.reading() as tx:
        event = await tx.conn.fetchrow("SELECT * FROM events WHERE slug = $1", slug)
        rows = await tx.conn.fetch(
            "SELECT status, count(*) FROM registrations WHERE event_id = $1 GROUP BY status", event["id"]
        )
    found = {row["status"]: row["count"] for row in rows}
    return {s: (event[f"{s}_count"], found.get(s, 0)) for s in ("confirmed", "waitlisted", "pending")}


def person(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A good form of somebody of their own."""
    return {
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
        "organisation": "Sample City",
        "category": "delegate",
        "country": "KR",
        "consent": True,
        **changes,
    }
