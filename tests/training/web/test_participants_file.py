"""People of a cohort from a file: every bad cell first, then their places, and the same file twice brings nobody."""

import html
import io
import re

import httpx
import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from services.training.operations import desk_participants
from services.training.store import staffing
from shared.contracts.notify import CalendarInvite
from shared.house import House
from shared.spreadsheet import BOM, lines
from tests.support.outbox import clear, jobs
from tests.training.people import actor, group, jeju, participant
from tests.training.web.conftest import SignedIn

PATH = "/organize/training/jeju-2027/participants"
HEAD = ["Name", "Native name", "Email", "Organisation", "Country", "Gender", "Group key", "Timezone"]
AMINA = ["Amina Otieno", "", "amina@city.example", "City of Nairobi", "KE", "Female", "Group a", "Africa/Nairobi"]
KIM = ["Kim Minsu", "김민수", "minsu@city.example", "Sample City", "kr", "", "", ""]


def words(page: httpx.Response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.text).split()))


async def upload(desk: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await desk.post(f"{PATH}/import", files={"file": ("people.csv", content)})


async def confirm(desk: httpx.AsyncClient, page: httpx.Response, **more: str) -> httpx.Response:
    found = re.search(r'name="content" value="([^"]*)"', page.text)
    assert found
    return await desk.post(f"{PATH}/import/confirm", data={"content": html.unescape(found[1]), **more})


async def people(house: House) -> list[tuple[str, str, str, str | None]]:
    found = await desk_participants.show(house, actor(house), "jeju-2027")
    return [(who.official.name, who.official.native_name_language, who.country, who.group_key) for who in found.people]


async def test_bad_cells_are_shown_and_the_rest_get_their_places_once(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    async with training.db.transaction() as tx:
        await staffing.put_group(tx, group(cohort, "a"))
    await participant(training, cohort, 7)
    known = ["Another name", "", "OFFICIAL7@example.org", "Sample City", "KE", "", "", ""]
    bad = ["", "", "nobody", "Sample City", "Kenya", "yes", "Group z", "Nairobi"]
    content = BOM + lines([HEAD, AMINA, KIM, known, bad, KIM])
    await clear(training)
    seen = await upload(desk, content)
    assert "2 new people; 1 is known already" in words(seen)
    assert "7 bad cells" in words(seen)
    for cell in ("There is no group Group z in this cohort", "Write the country with its two letters, like KE",
                 "Write one of these: female, male, other", "The same address stands on line 3"):  # fmt: skip
        assert cell in words(seen)
    assert await people(training) == [("Official 07", "", "KE", None)]
    refused = await confirm(desk, seen)
    assert refused.status_code == 409
    assert "Correct them, or leave their lines out." in words(refused)
    done = await confirm(desk, seen, leave_out="true")
    assert done.headers["location"] == f"{PATH}?done=imported"
    assert await people(training) == [
        ("Amina Otieno", "", "KE", "a"),
        ("Kim Minsu", "ko", "KR", None),
        ("Official 07", "", "KE", None),
    ]
    invited = [part.attendee.person.email for job in await jobs(training, CalendarInvite) for part in job.parts]
    assert sorted(invited) == ["amina@city.example", "minsu@city.example"]
    await confirm(desk, seen, leave_out="true")
    assert len(await jobs(training, CalendarInvite)) == 2
    out = await desk.get(f"{PATH}.csv")
    assert "The file brings nobody new" in words(await upload(desk, out.content))


async def test_a_workbook_is_read_too(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD, KIM]):
            sheet.write_row(number, 0, row)
    await confirm(desk, await upload(desk, out.getvalue()))
    assert await people(training) == [("Kim Minsu", "ko", "KR", None)]


async def test_seats_are_not_passed_by_a_file(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE cohorts SET seats_from = 30, seats_to = 40 WHERE id = $1", cohort)
    many = [["P", "", f"p{number}@city.example", "Sample City", "KE", "", "", ""] for number in range(41)]
    seen = await upload(desk, BOM + lines([HEAD, *many]))
    assert "41 people are too many: 40 seats are free." in words(seen)
    assert "import/confirm" not in seen.text
    refused = await desk.post(f"{PATH}/import/confirm", data={"content": lines([HEAD, *many]).decode()})
    assert refused.status_code == 409
    assert await people(training) == []


async def test_only_organizers_bring_people_in(training: House, signed_in: SignedIn) -> None:
    await jeju(training)
    client, _ = await signed_in("viewer")
    assert (await upload(client, BOM + lines([HEAD, KIM]))).status_code == 403
    content = lines([HEAD, KIM]).decode()
    assert (await client.post(f"{PATH}/import/confirm", data={"content": content})).status_code == 403
    assert (await client.get(f"{PATH}.csv")).status_code == 403
