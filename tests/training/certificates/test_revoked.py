"""Certificates that were revoked or replaced, and who did not earn one: no number, file or program says otherwise."""

import httpx

from services.training.operations.certificates import issuing, replacing
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import EVENT, FORUM, Held, forum, issue_all, valid
from tests.training.web.conftest import SignedIn


async def test_pages_that_are_not_ours_are_not_called_valid(
    room: Held, client: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    pdf = (await client.get(f"{room.own(0)}/file.pdf")).content
    page = (await client.post("/verify", files={"file": ("x", pdf)})).text
    assert ("The file is ours, unchanged" in page, 'data-is="valid"' in page) == (True, True)
    forged = pdf + b"\n% another page is drawn over it\n"
    answer = await client.post("/verify", files={"file": ("x", forged)})
    number = (await valid(room.house, room.key))["Official 01"]
    assert (answer.status_code, 'data-is="valid"' in answer.text, 'data-tone="warn"' in answer.text) == (
        200,
        False,
        True,
    )
    for words in ("These are not the pages that we issued", "Official 01, Joint Workshop", f'href="/verify/{number}"'):
        assert words in answer.text, words
    person = f"{room.desk}/people/{room.people[0].id}"
    await desk.post(f"{person}/revoke", data={"revoke_internal": "Wrong person"})
    revoked = (await client.post("/verify", files={"file": ("x", forged)})).text
    assert ('data-is="revoked"' in revoked, "Official 01" in revoked) == (True, False)


REASONS = {"internal_reason": "Wrong person", "public_reason": "Issued by mistake"}
LINKED = {"accept": "application/ld+json"}


async def corrected_then_revoked(room: Held) -> str:
    """The first number."""
    await issue_all(room.house, room.key)
    first = (await valid(room.house, room.key))["Official 01"]
    actor, who = people.actor(room.house), room.people[0].id
    await replacing.correct(room.house, actor, room.key, who, {"name": "Official One", "internal_reason": "A typo"})
    await replacing.revoke(room.house, actor, room.key, who, REASONS)
    return first


async def test_a_replaced_number_whose_newest_is_revoked_answers_as_revoked(
    room: Held, client: httpx.AsyncClient
) -> None:
    first = await corrected_then_revoked(room)
    page = (await client.get(f"/verify/{first}")).text
    assert ('data-is="revoked"' in page, "Issued by mistake" in page, "Official 0" in page) == (True, True, False)
    told = (await client.get(f"/api/v1/certificates/{first}")).json()
    assert (told["status"], told["names"], told["reason"], told["ended_on"]) == (
        "revoked", None, "Issued by mistake", "2027-10-08",
    )  # fmt: skip
    assert (await client.get(f"/api/v1/certificates/{first}", headers=LINKED)).status_code == 410


async def test_a_revoked_number_does_not_answer_with_what_was_issued_since(
    room: Held, client: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    old = (await valid(room.house, room.key))["Official 01"]
    actor, who = people.actor(room.house), room.people[0].id
    await replacing.revoke(room.house, actor, room.key, who, REASONS)
    await issuing.begin(room.house, actor, room.key, {who}, unconfirmed=True)
    await issuing.issue_waiting(room.house)
    new = (await valid(room.house, room.key))["Official 01"]
    linked = [(await client.get(f"/api/v1/certificates/{number}", headers=LINKED)).status_code for number in (old, new)]
    assert linked == [410, 200]


async def test_the_day_it_was_revoked_is_that_at_its_place(
    room: Held, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Official 01"]
    clock.advance(hours=14)
    await replacing.revoke(room.house, people.actor(room.house), room.key, room.people[0].id, REASONS)
    assert "9 October 2027" in (await client.get(f"/verify/{number}")).text
    assert (await client.get(f"/api/v1/certificates/{number}")).json()["ended_on"] == "2027-10-09"


async def test_a_certificate_of_somebody_who_did_not_come_is_pointed_out(
    training: House, clock: FakeClock, signed_in: SignedIn
) -> None:
    clock.advance(days=300)
    await forum(training, "Abebe Bikila", "Park Jun")
    await issue_all(training, FORUM)
    await forum(training, "Abebe Bikila", revision=2)
    desk, _ = await signed_in("organizer")
    page = (await desk.get(f"/organize/certificates/event/{EVENT}")).text
    assert ("Did not come" in page, "The place was given up" in page) == (True, False)
    assert page.count("Valid, but not entitled to it any more") == 1
    assert "<dd>2 <small>of 2</small></dd>" in page
