"""What strangers tried on certificates: bad input in every form, forged files, acts that are none."""

import io
import zipfile
from typing import Any

import httpx
import pytest

from services.training.domain.attendance import State
from services.training.operations.certificates import handing_out, inviting, saying, setting
from shared.errors import Invalid
from shared.files.archive import archive_of
from shared.files.kinds import FileType
from shared.files.names import made_name
from shared.house import House
from shared.identity import store as identity
from shared.identity.accounts import create_token
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all, valid
from tests.training.web.conftest import SignedIn


@pytest.mark.parametrize("share", ["101", "-5", "abc", "8.5", "٣"])
async def test_a_wrong_share_is_told_beside_its_field(room: Held, desk: httpx.AsyncClient, share: str) -> None:
    answer = await desk.post(f"{room.desk}/rules", data={"share": share, "survey": "true"})
    assert (answer.status_code, "Write a whole number from 0 to 100" in answer.text) == (422, True)
    assert f'value="{share}"' in answer.text


async def test_every_form_of_the_desk_takes_bad_input(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    person = f"{room.desk}/people/{room.people[0].id}"
    long = "x" * 5000
    bad = {
        f"{room.desk}/design": {
            "language": "xx",
            "second_language": "yy",
            "design": "z",
            "pattern": long,
            "awarded_on": "x",
        },
        f"{person}/say": {"assessment": "x", "exception": "y", "reason": long},
        f"{person}/correct": {"name": long, "native_name_language": "??", "organisation": long, "internal_reason": ""},
        f"{person}/refuse": {"refuse_reason": long},
        f"{person}/revoke": {"revoke_public": long, "revoke_internal": "\x00"},
    }
    for path, body in bad.items():
        answer = await desk.post(path, data=body)
        assert (path, answer.status_code, "error-summary" in answer.text) == (path, 422, True)
    for path, status in (("issue", 409), ("ask", 303)):
        answer = await desk.post(f"{room.desk}/{path}", data={"to": "ticked", "people": ["x", ""]})
        assert (path, answer.status_code) == (path, status)
    answer = await desk.post(f"{room.desk}/logo", files={"logo": ("x", b"")}, data={})
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)
    assert len(await valid(room.house, room.key)) == 2


async def test_an_act_that_is_none_changes_nothing(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    person = f"{room.desk}/people/{room.people[0].id}"
    answer = await desk.post(f"{person}/evil", data={"internal_reason": "x"})
    assert (answer.status_code, len(await valid(room.house, room.key))) == (404, 2)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/ld+json;q=0, application/json", "application/json"),
        ("application/ld+json;q=0.2, application/json", "application/json"),
        ("application/ld+json; q=0.9, */*;q=0.1", "application/ld+json"),
        ("application/ld+json;q=x", "application/json"),
    ],
)
async def test_the_credential_comes_where_it_is_wanted(
    room: Held, client: httpx.AsyncClient, accept: str, media: str
) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Official 01"]
    answer = await client.get(f"/api/v1/certificates/{number}", headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media


async def test_whoever_attended_nothing_is_certified_no_hours(room: Held) -> None:
    late = await people.participant(room.house, room.cohort, 8)
    room.people.append(late)
    await room.marks(2, *[State.ABSENT] * 4)
    async with room.house.db.transaction() as tx:
        when = {"precision": "time", "start": "2027-10-07T09:00:00", "end": "2027-10-07T17:00:00"}
        await tx.conn.execute('UPDATE cohorts SET "when" = $1', when)
    actor = people.actor(room.house)
    granted = {"assessment": "", "exception": "granted", "reason": "Wrote a paper"}
    await saying.say(room.house, actor, room.key, late.id, granted)
    await issue_all(room.house, room.key)
    async with room.house.db.reading() as tx:
        papers: list[Any] = await tx.conn.fetch("SELECT snapshot FROM certificates")
    hours = {row["snapshot"]["names"]["name"]: row["snapshot"]["sheets"][0].get("hours", "") for row in papers}
    assert hours == {"Official 01": "8 hours", "Official 02": "8 hours", "Official 08": ""}


@pytest.mark.parametrize(
    ("day", "good"), [("2027-10-06", False), ("2027-10-07", True), ("2027-10-08", True), ("2027-10-09", False)]
)
async def test_the_day_of_award_is_between_the_end_and_today(room: Held, day: str, good: bool) -> None:
    given = setting.set_design(room.house, people.actor(room.house), room.key, {"language": "en", "awarded_on": day})
    if good:
        await given
        return
    with pytest.raises(Invalid) as refused:
        await given
    assert [each.field for each in refused.value.problems] == ["awarded_on"]


async def test_rules_by_api_keep_what_is_usual_and_the_trail_says_what_changed(
    room: Held, client: httpx.AsyncClient
) -> None:
    token = await create_token(room.house.db, name="Reports", role="organizer")
    client.headers["authorization"] = f"Bearer {token}"
    path = f"/api/v1{room.desk}"
    assert (await client.post(f"{path}/rules", json={"share": 70})).status_code == 200
    assert (await client.post(f"{path}/rules", json={"share": 70, "mandatory": False})).status_code == 200
    async with room.house.db.reading() as tx:
        deeds = await identity.trail_of(tx, room.key, 10)
    assert [(each.old, each.new) for each in reversed(deeds)] == [
        ({"share": "80"}, {"share": "70"}),
        ({"mandatory": "True"}, {"mandatory": "False"}),
    ]
    wrongs: list[Any] = [5, "x", [5], ["x"], {}]
    for wrong in wrongs:
        assert (await client.post(f"{path}/issue", json={"people": wrong})).status_code == 422


async def test_nobody_is_asked_twice_in_three_days(room: Held, clock: FakeClock, desk: httpx.AsyncClient) -> None:
    actor = people.actor(room.house)
    assert [await inviting.ask_names(room.house, actor, room.key) for _ in range(2)] == [2, 0]
    assert "how their name is written</button></form>" not in (await desk.get(room.desk)).text
    assert await inviting.ask_names(room.house, actor, room.key, {room.people[0].id}) == 0
    clock.advance(days=3)
    assert await inviting.ask_names(room.house, actor, room.key) == 2


async def test_a_name_that_both_languages_share_is_printed_once(room: Held, client: httpx.AsyncClient) -> None:
    await setting.set_design(
        room.house, people.actor(room.house), room.key, {"language": "en", "second_language": "ko"}
    )
    await issue_all(room.house, room.key)
    async with room.house.db.reading() as tx:
        paper: Any = await tx.conn.fetchval("SELECT snapshot FROM certificates LIMIT 1")
    assert [sheet["programme"] for sheet in paper["sheets"]] == ["Joint Workshop", ""]
    page = await client.get(f"/verify/{paper['number']}", headers={"accept-language": "ko"})
    assert "Joint Workshop" in page.text


def test_signs_of_paths_in_names_leave_the_number_first() -> None:
    assert made_name("WG-1 a\\b/c..\\d.pdf", FileType.PDF) == "WG-1 a-b-c..-d.pdf"


async def test_files_of_people_with_signs_of_paths(training: House, clock: FakeClock, signed_in: SignedIn) -> None:
    room = await held(training, clock, 1, names={0: {"name": "..\\A/B"}})
    await issue_all(training, room.key)
    number = (await valid(training, room.key))["..\\A/B"]
    found = await handing_out.export(training, people.actor(training), room.key)
    pieces = [piece async for piece in archive_of(handing_out.pdfs(training, found), clock.now)]
    assert zipfile.ZipFile(io.BytesIO(b"".join(pieces))).namelist() == [f"{number} ..-A-B.pdf"]
    desk, _ = await signed_in("organizer")
    packed = zipfile.ZipFile(io.BytesIO((await desk.get(f"{room.desk}/transcripts.zip")).content))
    assert packed.namelist() == ["jeju-2027 ..-A-B.pdf"]


async def test_a_correction_asked_for_by_mistake_is_taken_back(room: Held, client: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    own = room.own(0)
    assert (await client.post(own, data={"name": "Official One"})).headers["location"].endswith("?done=asked")
    back = await client.post(own, data={"name": "Official 01"})
    assert back.headers["location"].endswith("?done=withdrawn")
    page = (await client.get(back.headers["location"])).text
    assert ("Your correction is taken back" in page, "A correction of yours waits" in page) == (True, False)
    assert (await client.post(own, data={"name": "Official 01"})).status_code == 422
