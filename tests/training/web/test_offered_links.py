"""What a page of the desk offers may be opened: nobody is led to a page that refuses them."""

import re
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from services.training.store import staffing
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.classroom import SLUG, classroom, mark, send
from tests.training.nominees import call
from tests.training.web.conftest import SignedIn

OURS = ("/organize/training", "/trainer", "/training")


@pytest.mark.parametrize("with_call", [False, True], ids=["no call", "call"])
@pytest.mark.parametrize("role", ["trainer", "viewer", "organizer"])
async def test_no_link_leads_to_a_refusal(
    training: House, signed_in: SignedIn, clock: FakeClock, role: str, with_call: bool
) -> None:
    clock.move_to(datetime(2027, 10, 4, 0, 12, tzinfo=UTC))
    client, staff = await signed_in(role)
    room = await classroom(training)
    await people.session(training, room.cohort, "Later", day=1)
    if with_call:
        await call(training, room.cohort)
    await send(client, room, mark(room.people[0], "present"))
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, room.cohort)
    found_on: dict[str, set[str]] = defaultdict(set)
    waiting, seen = [f"/organize/training/{SLUG}", "/organize/training"], set[str]()
    refused = {}
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = await client.get(path, follow_redirects=True)  # to the sign-in would be a 404 here
        if page.status_code >= 400:
            refused[path] = (page.status_code, sorted(found_on[path]))
            continue
        for link in re.findall(r'<a [^>]*?href="([^"#?]+)', page.text):
            if link.startswith(OURS):
                found_on[link].add(path)
                waiting.append(link)
    assert refused == {}
    assert {f"/organize/training/{SLUG}/timetable", f"/organize/training/{SLUG}/attendance"} <= seen


async def test_who_may_change_nothing_is_offered_no_change(
    training: House, signed_in: SignedIn, clock: FakeClock
) -> None:
    """No form that would be refused stands on the pages of the timetable, the people and the record."""
    clock.move_to(datetime(2027, 10, 4, 0, 12, tzinfo=UTC))
    room = await classroom(training)
    for role, boards in (("trainer", True), ("viewer", False)):
        client, staff = await signed_in(role)
        async with training.db.transaction() as tx:
            await staffing.add_staff(tx, staff.id, room.cohort)
        for part in ("", "/timetable", "/participants", "/staffing"):
            page = (await client.get(f"/organize/training/{SLUG}{part}")).text
            assert re.findall(rf'<form [^>]*method="post"[^>]*action="/organize/training/{SLUG}[^"]*"', page) == []
            assert re.findall(rf'href="/organize/training/{SLUG}[^"]*/(?:new|import|edit)"', page) == []
        page = (await client.get(f"/organize/training/{SLUG}/attendance/{room.people[0].id}")).text
        assert (f"/trainer/sessions/{room.session.id}" in page) is boards
        assert ("Correct a mark" in page) is boards
