"""What participants tell for their stay: by their link, in two windows, and for organizers alone."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from python_calamine import CalamineWorkbook

from services.training.domain.participant import Participant
from services.training.domain.retention import STAYS_KEPT
from services.training.operations import desk_participants
from services.training.operations.forget import forget
from services.training.operations.places import LINK
from services.training.store import stays
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.training.domain.test_stay import WHOLE
from tests.training.people import actor, jeju, participant
from tests.training.web.conftest import SignedIn
from tests.training.web.test_people import words

DESK = "/organize/training/jeju-2027"


@pytest.fixture
async def cohort(training: House) -> UUID:
    return await jeju(training)


def link(house: House, who: Participant) -> str:
    return f"/t/{house.links.token(LINK, who.id, who.link_version)}"


def told(revision: int = 0, **changes: Any) -> dict[str, Any]:
    return {**WHOLE, "revision": str(revision), **changes}


async def revision(house: House, who: Participant) -> int:
    async with house.db.reading() as tx:
        return (await stays.of(tx, who.id)).revision


async def test_a_stay_is_told_changed_and_stands_on_the_personal_page(
    training: House, cohort: UUID, client: httpx.AsyncClient
) -> None:
    who = await participant(training, cohort)
    own = link(training, who)
    assert "Tell us when you come" in words(await client.get(own))
    empty = await client.get(f"{own}/arrival")
    assert empty.status_code == 200
    assert (empty.headers["referrer-policy"], empty.headers["cache-control"]) == ("no-referrer", "no-store")
    done = await client.post(f"{own}/arrival", data=told())
    assert done.headers["location"] == f"{own}/arrival?done=kept"
    filled = await client.get(done.headers["location"])
    assert 'value="KE 960"' in filled.text
    assert "Hotel Shilla\n75 Jungmun" in filled.text
    assert "Arrival: Saturday 2 October 2027, 15:40 Seoul, KE 960, Incheon" in words(await client.get(own))
    await client.post(f"{own}/arrival", data=told(1))
    assert await revision(training, who) == 1, "the same once more changes nothing"
    await client.post(f"{own}/arrival", data=told(1, diet="Vegan"))
    assert await revision(training, who) == 2


async def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    training: House, cohort: UUID, client: httpx.AsyncClient
) -> None:
    own = link(training, await participant(training, cohort))
    bad = await client.post(f"{own}/arrival", data=told(departure_day="2027-10-01", contact_phone="555"))
    assert bad.status_code == 422
    assert "<title>Error: Arrival and needs" in bad.text
    assert "2 answers need another look" in bad.text
    assert bad.text.count("You would leave before you arrive") == 2, "in the summary and beside the field"
    assert 'value="555"' in bad.text


async def test_two_windows_lose_nothing(training: House, cohort: UUID, client: httpx.AsyncClient) -> None:
    who = await participant(training, cohort)
    own = link(training, who)
    await client.post(f"{own}/arrival", data=told())
    second = await client.post(f"{own}/arrival", data=told(diet="No nuts", arrival_by="OZ 7"))
    assert second.status_code == 409
    said = words(second)
    assert "Food: Halal" in said
    assert "Flight or train of arrival: KE 960" in said
    assert "Airport or station of arrival: Incheon" not in said
    assert "No nuts</textarea>" in second.text
    assert 'value="OZ 7"' in second.text
    assert 'name="revision" value="1"' in second.text
    kept = await client.post(f"{own}/arrival", data=told(1, diet="No nuts"))
    assert kept.status_code == 303
    async with training.db.reading() as tx:
        assert (await stays.of(tx, who.id)).needs.diet == "No nuts"


async def test_nothing_is_told_once_the_place_is_given_up_or_the_course_is_over(
    training: House, cohort: UUID, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    who, other = await participant(training, cohort), await participant(training, cohort, 2)
    await desk_participants.withdraw(training, actor(training), "jeju-2027", who.id)
    for path in ("arrival", "documents", "give-up"):
        assert (await client.get(f"{link(training, who)}/{path}")).status_code == 410
    clock.move_to(datetime(2027, 10, 9, tzinfo=UTC))
    late = await client.post(f"{link(training, other)}/arrival", data=told())
    assert (late.status_code, await revision(training, other)) == (410, 0)
    assert (await client.get("/t/forged/arrival")).status_code == 404


async def test_organizers_alone_see_it(
    training: House, cohort: UUID, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    who = await participant(training, cohort)
    await client.post(f"{link(training, who)}/arrival", data=told())
    organizer, _ = await signed_in("organizer")
    table = words(await organizer.get(f"{DESK}/arrivals"))
    assert "1 of 1 have told when they come" in table
    assert "Halal No stairs Otieno, Husband +254 20 1234567" in table
    assert "Saturday 2 October 2027, 15:40 Seoul" in words(await organizer.get(f"{DESK}/participants"))
    person = words(await organizer.get(f"{DESK}/participants/{who.id}"))
    assert "Food Halal" in person
    for role in ("viewer", "trainer"):
        other, _ = await signed_in(role)
        for path in ("arrivals", "arrivals.csv", "arrivals.xlsx", "documents", f"participants/{who.id}/files/photo"):
            assert (await other.get(f"{DESK}/{path}")).status_code == 403
        assert (await other.post(f"{DESK}/arrivals/ask")).status_code == 403
    viewer, _ = await signed_in("viewer")
    for path in ("participants", f"participants/{who.id}"):
        seen = await viewer.get(f"{DESK}/{path}")
        assert seen.status_code == 200
        assert "Halal" not in seen.text
        assert "15:40" not in seen.text


async def test_files_hold_days_as_days_and_no_formula(
    training: House, cohort: UUID, client: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    who = await participant(training, cohort)
    await participant(training, cohort, 2)
    await client.post(f"{link(training, who)}/arrival", data=told(diet="=HYPERLINK(1)"))
    text = (await desk.get(f"{DESK}/arrivals.csv")).text
    assert '"\'=HYPERLINK(1)"' in text
    assert '"\'+254 20 1234567"' in text
    assert '"2027-10-02","15:40","KE 960"' in text
    book = CalamineWorkbook.from_filelike(io.BytesIO((await desk.get(f"{DESK}/arrivals.xlsx")).content))
    heads, first, second = book.get_sheet_by_index(0).to_python()
    row = dict(zip(heads, first, strict=True))
    assert (row["Name"], row["Day of arrival"], row["Hour of arrival"], row["Food"]) == (
        "Official 01", date(2027, 10, 2), "15:40", "=HYPERLINK(1)"
    )  # fmt: skip
    assert (row["Told when they come"], dict(zip(heads, second, strict=True))["Told when they come"]) == ("Yes", "No")
    async with training.db.reading() as tx:
        actions = await tx.conn.fetch("SELECT action FROM identity.audit WHERE action = 'arrivals.exported'")
    assert len(actions) == 2


async def test_who_is_silent_is_asked_once_in_three_days(
    training: House, cohort: UUID, client: httpx.AsyncClient, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    for number in (1, 2, 3):
        who = await participant(training, cohort, number)
    await client.post(f"{link(training, who)}/arrival", data=told())
    await clear(training)
    assert "Ask 2 people once more" in (await desk.get(f"{DESK}/arrivals")).text

    async def asked() -> list[str]:
        await clear(training)
        answer = await desk.post(f"{DESK}/arrivals/ask")
        assert answer.status_code == 303
        return sorted(each.to.email for each in await jobs(training, MessageSend))

    assert await asked() == ["official1@example.org", "official2@example.org"]
    assert await asked() == []
    page = await desk.get(f"{DESK}/arrivals")
    assert "once more" not in page.text
    assert "Nobody is asked twice within three days" in page.text
    await participant(training, cohort, 4)
    assert await asked() == ["official4@example.org"], "who came later is asked on their own time"
    clock.advance(days=2)
    assert "once more" not in (await desk.get(f"{DESK}/arrivals")).text
    clock.advance(days=1)
    await client.post(f"{link(training, who)}/arrival", data=told(1, local="true"))
    assert await asked() == ["official1@example.org", "official2@example.org", "official4@example.org"]
    assert [each.message.template for each in await jobs(training, MessageSend)] == ["place.arrival"] * 3


async def test_it_is_deleted_thirty_days_after_the_course(
    training: House, cohort: UUID, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    who, gone = await participant(training, cohort), await participant(training, cohort, 2)
    for each in (who, gone):
        await client.post(f"{link(training, each)}/arrival", data=told())
    await desk_participants.withdraw(training, actor(training), "jeju-2027", gone.id)
    await forget(training)
    assert await revision(training, gone) == 1, "for a day the place can be taken back whole"
    clock.advance(days=1, minutes=1)
    await forget(training)
    assert (await revision(training, who), await revision(training, gone)) == (1, 0)
    async with training.db.reading() as tx:
        over = await tx.conn.fetchval("SELECT over_at FROM cohorts WHERE id = $1", cohort)
    for moment, kept in ((STAYS_KEPT - timedelta(hours=1), 1), (STAYS_KEPT + timedelta(hours=1), 0)):
        clock.move_to(over + moment)
        await forget(training)
        assert await revision(training, who) == kept


@pytest.mark.parametrize("number", [1, 3])
async def test_more_people_cost_no_more_statements(
    training: House, cohort: UUID, client: httpx.AsyncClient, desk: httpx.AsyncClient, number: int
) -> None:
    for each in range(number):
        who = await participant(training, cohort, each)
        await client.post(f"{link(training, who)}/arrival", data=told())
    async with counted(training) as seen:
        assert (await desk.get(f"{DESK}/arrivals")).status_code == 200
    assert len(seen) == 7
