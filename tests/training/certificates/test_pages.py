"""The pages of certificates: the desk's, a participant's own, and what a stranger is told."""

import io
import zipfile

import httpx
import pytest

from services.training.domain.attendance import State
from services.training.operations.certificates import issuing
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all, valid
from tests.training.web.conftest import SignedIn


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    return await held(training, clock, 3, names={0: {"name": "Kim Gyeonbon", "native_name": "김견본"}})


async def test_the_list_says_of_each_where_they_stand_and_why(room: Held, desk: httpx.AsyncClient) -> None:
    late = await people.participant(room.house, room.cohort, 8)
    room.people.append(late)
    await room.marks(3, State.PRESENT, State.PRESENT, State.ABSENT, State.ABSENT)
    unmarked = await people.participant(room.house, room.cohort, 9)
    page = (await desk.get(room.desk)).text
    assert "240 of the 384 minutes that are needed: the rest cannot be reached any more" in page
    assert "0 of the 384 minutes that are needed; 480 minutes are not marked yet" in page
    assert "Issue 3 certificates" in page
    body = {"assessment": "", "exception": "granted", "reason": "Ill for two days, wrote a paper"}
    assert (await desk.post(f"{room.desk}/people/{unmarked.id}/say", data=body)).status_code == 303
    page = (await desk.get(room.desk)).text
    assert "By exception: Ill for two days, wrote a paper" in page
    assert "Issue 4 certificates" in page
    answer = await desk.post(f"{room.desk}/people/{late.id}/say", data={**body, "reason": ""})
    assert (answer.status_code, "Say why: it stands in the record of changes" in answer.text) == (422, True)


async def test_a_person_confirms_their_name_and_asks_for_a_correction_later(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    assert "Your name, and your certificate" in (await client.get(room.own(0).removesuffix("/certificate"))).text
    page = (await client.get(room.own(0))).text
    assert 'value="김견본"' in page
    answer = await client.post(room.own(0), data={"name": "", "native_name": "김견본"})
    assert (answer.status_code, "Write the name as it should stand on the certificate" in answer.text) == (422, True)
    answer = await client.post(room.own(0), data={"name": "Kim Gyeon-bon", "native_name": "김견본"})
    assert answer.headers["location"].endswith("?done=confirmed")
    assert "Ask 2 people how their name is written" in (await desk.get(room.desk)).text
    await issuing.begin(room.house, people.actor(room.house), room.key)
    await issuing.issue_waiting(room.house)
    number = (await valid(room.house, room.key))["Kim Gyeon-bon"]
    page = (await client.get(room.own(0))).text
    assert number in page
    pdf = await client.get(f"{room.own(0)}/file.pdf")
    assert (pdf.headers["content-type"], pdf.headers["content-disposition"]) == (
        "application/pdf",
        f'attachment; filename="{number}.pdf"',
    )
    same = await client.post(room.own(0), data={"name": "Kim Gyeon-bon", "native_name": "김견본"})
    assert same.status_code == 422
    wish = {"name": "Kim Gyeonbon", "native_name": "김견본", "why": "As in my passport"}
    assert (await client.post(room.own(0), data=wish)).headers["location"].endswith("?done=asked")
    person = f"{room.desk}/people/{room.people[0].id}"
    assert "As in my passport" in (await desk.get(person)).text
    assert [(job.kind, job.count) for job in await outbox.jobs(room.house, DeskPut)] == [("certificates.asked", 1)]
    body = {"name": "Kim Gyeonbon", "native_name": "김견본", "organisation": "Sample City", "internal_reason": "Asked"}
    assert (await desk.post(f"{person}/correct", data=body)).headers["location"].endswith("?done=correct")
    assert "A correction is asked for" not in (await desk.get(person)).text
    assert [job.count for job in await outbox.jobs(room.house, DeskPut)] == [1, 0]
    told = [job.message for job in await outbox.jobs(room.house, MessageSend)][-1]
    assert (told.template, told.facts["before"]) == ("certificate.replaced", number)


async def test_a_stranger_is_told_what_holds_and_no_more_than_the_paper_says(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    numbers = await valid(room.house, room.key)
    first = numbers["Kim Gyeonbon"]
    asked = await client.get("/verify", params={"id": f" {first.lower().replace('-', ' ')} "})
    assert asked.status_code == 303
    answer = await client.get(asked.headers["location"])
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    for words in ("Valid", "Kim Gyeonbon", "김견본", first, "Jeju", "Sample City", "8 hours"):
        assert words in answer.text, words
    for secret in ("official1@example.org", str(room.people[0].id)):
        assert secret not in answer.text
    unknown = await client.get("/verify/WG-2027-0001-AAAAAAAA")
    assert (unknown.status_code, "We know no such number" in unknown.text) == (404, True)
    person = f"{room.desk}/people/{room.people[1].id}"
    body = {"revoke_public": "Issued by mistake", "revoke_internal": "He sent a colleague"}
    assert (await desk.post(f"{person}/revoke", data=body)).status_code == 303
    revoked = (await client.get(f"/verify/{numbers['Official 02']}")).text
    assert ("Issued by mistake" in revoked, "He sent a colleague" in revoked, "Official 02" in revoked) == (
        True, False, False,
    )  # fmt: skip
    assert "8 October 2027" in revoked


async def test_a_file_is_checked_by_its_signature_and_then_by_what_we_know(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Kim Gyeonbon"]
    pdf = (await client.get(f"{room.own(0)}/file.pdf")).content
    credential = (await client.get(f"{room.own(0)}/credential.json")).content
    assert credential in pdf or b"FlateDecode" in pdf
    for content, said in ((pdf, "The file is ours, unchanged"), (credential, "The file is as we signed it")):
        page = await client.post("/verify", files={"file": ("x", content)})
        assert (page.status_code, said in page.text, number in page.text) == (200, True, True)
    changed = await client.post("/verify", files={"file": ("x", credential.replace(b"Gyeonbon", b"Gyeonban"))})
    assert (changed.status_code, "This file was changed after we signed it" in changed.text) == (422, True)
    nothing = await client.post("/verify", files={"file": ("x", b"%PDF-1.7 nothing")})
    assert (nothing.status_code, "There is no signed copy in this file" in nothing.text) == (422, True)
    packed = (await desk.get(f"{room.desk}/certificates.zip")).content
    several = await client.post("/verify", files={"file": ("x", packed)})
    assert (several.status_code, "unpack it, and check each file by itself" in several.text) == (422, True)
    body = {"revoke_internal": "He sent a colleague"}
    await desk.post(f"{room.desk}/people/{room.people[0].id}/revoke", data=body)
    revoked = (await client.post("/verify", files={"file": ("x", pdf)})).text
    assert ("The file is ours, unchanged" in revoked, "It must not be relied on" in revoked) == (True, True)
    linked = await client.get(f"/api/v1/certificates/{number}", headers={"accept": "application/ld+json"})
    assert linked.status_code == 410


async def test_the_signed_copy_is_told_to_programs_as_it_was_signed(room: Held, client: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Kim Gyeonbon"]
    linked = await client.get(f"/api/v1/certificates/{number}", headers={"accept": "application/ld+json"})
    assert linked.headers["content-type"].startswith("application/ld+json")
    assert linked.content == (await client.get(f"{room.own(0)}/credential.json")).content
    subject = linked.json()["credentialSubject"]
    assert (subject["licenseNumber"], subject["name"][0]) == (number, "Kim Gyeonbon")
    award = linked.json()["id"].rsplit("/", 1)[1]
    assert (await client.get(f"/api/v1/certificates/{award}")).json()["number"] == number


async def test_programs_are_told_the_same(room: Held, client: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Kim Gyeonbon"]
    found = (await client.get(f"/api/v1/certificates/{number.lower()}")).json()
    assert (found["status"], found["number"], found["names"], found["paper"]["hours"]) == (
        "valid",
        number,
        {"name": "Kim Gyeonbon", "native_name": "김견본", "native_name_language": "ko"},
        "8 hours",
    )
    assert (await client.get("/api/v1/certificates/WG-2027-0001-AAAAAAAA")).status_code == 404


async def test_transcripts(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    one = await desk.get(f"{room.desk}/people/{room.people[0].id}/transcript.pdf")
    assert (one.status_code, one.content[:5]) == (200, b"%PDF-")
    packed = zipfile.ZipFile(io.BytesIO((await desk.get(f"{room.desk}/transcripts.zip")).content))
    assert packed.namelist() == [
        "jeju-2027 Kim Gyeonbon.pdf", "jeju-2027 Official 02.pdf", "jeju-2027 Official 03.pdf",
    ]  # fmt: skip


async def test_as_many_statements_for_three_people_as_for_one(
    training: House, clock: FakeClock, signed_in: SignedIn
) -> None:
    room = await held(training, clock, 1)
    desk, _ = await signed_in("organizer")
    async with counted(training) as for_one:
        assert (await desk.get(room.desk)).status_code == 200
    for number in (7, 8):
        await people.participant(training, room.cohort, number)
    async with counted(training) as for_three:
        assert (await desk.get(room.desk)).status_code == 200
    assert len(for_three) == len(for_one)


async def test_nobody_but_staff_sees_the_desk(room: Held, signed_in: SignedIn, client: httpx.AsyncClient) -> None:
    trainer, _ = await signed_in("trainer")
    viewer, _ = await signed_in("viewer")
    assert (await client.get(room.desk)).status_code == 303
    assert (await trainer.get(room.desk)).status_code == 403
    page = (await viewer.get(room.desk)).text
    assert ("Kim Gyeonbon" in page, '<button class="button primary"' in page) == (True, False)
    assert (await viewer.post(f"{room.desk}/issue", data={"to": "all"})).status_code == 403
