"""Deciding on a page that somebody overtook: nothing is done unseen, what stands now is shown, what was typed stays."""

import html
import re

import httpx
import pytest

from shared.identity.accounts import create_token
from tests.training.certificates.given import Held, issue_all, valid

MEANWHILE = "Meanwhile another certificate was issued to this person, or what they ask for changed."


@pytest.fixture
async def person(room: Held) -> str:
    await issue_all(room.house, room.key)
    return f"{room.desk}/people/{room.people[0].id}"


def form_of(page: str, act: str) -> dict[str, str]:
    """What a browser sends of a form of this page; empty where there is none."""
    _, found, form = page.partition(f'/{act}">')
    form = form.partition("</form>")[0] if found else ""
    inputs = re.findall(r"<input (?!type=.radio)[^>]*>", form)
    pairs = [(re.search(r' name="([^"]*)"', each), re.search(r' value="([^"]*)"', each)) for each in inputs]
    return {name[1]: html.unescape(value[1]) for name, value in pairs if name and value}


def opened(page: str, summary: str) -> bool:
    return f"open><summary>{summary}<" in page


async def names(room: Held) -> list[str]:
    return sorted(await valid(room.house, room.key))


async def chain(room: Held) -> list[tuple[str, str, str]]:
    """Every version of the first: name, organisation and state, the oldest first."""
    async with room.house.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT snapshot, state FROM certificates c JOIN awards a ON a.id = c.award_id WHERE person_id = $1 "
            "ORDER BY version",
            room.people[0].id,
        )
    papers = [(row["snapshot"], row["state"]) for row in rows]
    return [(paper["names"]["name"], paper.get("organisation", ""), state) for paper, state in papers]


async def test_what_was_corrected_meanwhile_is_not_revoked_unseen(
    room: Held, desk: httpx.AsyncClient, person: str
) -> None:
    old = (await desk.get(person)).text
    why = {"internal_reason": "A typo"}
    answer = await desk.post(f"{person}/correct", data={**form_of(old, "correct"), **why, "name": "Official One"})
    assert answer.status_code == 303
    typed = {"revoke_public": "Issued by mistake", "revoke_internal": "Not hers"}
    answer = await desk.post(f"{person}/revoke", data={**form_of(old, "revoke"), **typed})
    assert (answer.status_code, answer.text.count(MEANWHILE)) == (409, 1)
    assert [state for _, _, state in await chain(room)] == ["superseded", "valid"]
    assert "<bdi>Official One</bdi>" in answer.text
    assert opened(answer.text, "Revoke it")
    again = form_of(answer.text, "revoke")
    assert {name: again[name] for name in typed} == typed
    assert form_of(answer.text, "correct")["name"] == "Official One"
    assert (await desk.post(f"{person}/revoke", data=again)).status_code == 303
    assert [state for _, _, state in await chain(room)] == ["superseded", "revoked"]


async def test_an_old_page_puts_no_old_name_back(room: Held, desk: httpx.AsyncClient, person: str) -> None:
    old = {**form_of((await desk.get(person)).text, "correct"), "internal_reason": "Asked"}
    await desk.post(f"{person}/correct", data={**old, "name": "Official One"})
    answer = await desk.post(f"{person}/correct", data={**old, "organisation": "City of Samples"})
    assert (answer.status_code, answer.text.count(MEANWHILE)) == (409, 1)
    assert "<li>Name in Latin letters: Official One</li>" in answer.text
    assert "<li>Organisation: Sample City</li>" in answer.text
    assert len(await chain(room)) == 2
    again = form_of(answer.text, "correct")
    assert (again["name"], again["organisation"]) == ("Official 01", "City of Samples")
    assert again["internal_reason"] == "Asked"
    assert (await desk.post(f"{person}/correct", data={**again, "name": "Official One"})).status_code == 303
    assert (await chain(room))[-1] == ("Official One", "City of Samples", "valid")


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("correct", {"internal_reason": "Asked"}),
        ("refuse", {"refuse_reason": "As in the passport"}),
        ("revoke", {"revoke_internal": "Not hers"}),
    ],
)
async def test_a_wish_that_changed_is_not_decided_unseen(
    *, room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient, person: str, act: str, typed: dict[str, str]
) -> None:
    await client.post(room.own(0), data={"name": "Sergey I. Ivanov", "why": "Shorter"})
    old = (await desk.get(person)).text
    await client.post(room.own(0), data={"name": "Sergey Ivanov", "why": "As in my passport"})
    answer = await desk.post(f"{person}/{act}", data={**form_of(old, act), **typed})
    assert (answer.status_code, answer.text.count(MEANWHILE)) == (409, 1)
    assert "<ins>Sergey Ivanov</ins>" in answer.text
    assert "As in my passport" in answer.text
    assert await names(room) == ["Official 01", "Official 02"]
    again = form_of(answer.text, act)
    assert {name: again[name] for name in typed} == typed
    assert again.get("name") == ("Sergey I. Ivanov" if act == "correct" else None)
    assert (await desk.post(f"{person}/{act}", data=again)).status_code == 303
    assert "A correction is asked for" not in (await desk.get(person)).text


@pytest.mark.parametrize(
    ("act", "typed", "shown"),
    [
        ("correct", {"name": "Official One", "internal_reason": "A <typo>"}, ["Official One", "A &lt;typo&gt;"]),
        ("refuse", {"refuse_reason": "As in the passport"}, ["As in the passport"]),
        ("revoke", {"revoke_internal": "Sent twice"}, ["Sent twice"]),
    ],
)
async def test_what_was_typed_is_shown_where_the_form_is_gone(
    *,
    room: Held,
    desk: httpx.AsyncClient,
    client: httpx.AsyncClient,
    person: str,
    act: str,
    typed: dict[str, str],
    shown: list[str],
) -> None:
    await client.post(room.own(0), data={"name": "Sergey Ivanov", "why": ""})
    old = (await desk.get(person)).text
    await desk.post(f"{person}/revoke", data={"revoke_internal": "Not hers"})
    answer = await desk.post(f"{person}/{act}", data={**form_of(old, act), **typed})
    assert (answer.status_code, form_of(answer.text, act)) == (409, {})
    assert "Only a certificate that is valid can be changed or revoked" in answer.text
    written = answer.text.partition("What you wrote:")[2].partition("</dl>")[0]
    assert [words for words in shown if f"<bdi>{words}</bdi>" in written] == shown


async def test_each_form_shows_its_own_errors_and_keeps_its_own_words(
    room: Held, desk: httpx.AsyncClient, person: str
) -> None:
    old = (await desk.get(person)).text
    sent = {**form_of(old, "revoke"), "revoke_public": "Issued by mistake"}
    answer = await desk.post(f"{person}/revoke", data=sent)
    assert (answer.status_code, 'href="#field-revoke_internal"' in answer.text) == (422, True)
    correcting, _, revoking = answer.text.partition('/revoke">')
    assert (correcting.count("error-"), revoking.count('id="error-revoke_internal"')) == (1, 1)
    assert 'class="error-summary"' in correcting
    assert opened(answer.text, "Revoke it")
    assert form_of(answer.text, "revoke") == {**sent, "revoke_internal": ""}
    assert form_of(answer.text, "correct") == form_of(old, "correct")
    wrong = {**form_of(old, "correct"), "public_reason": "The name was written wrongly", "internal_reason": ""}
    answer = await desk.post(f"{person}/correct", data=wrong)
    assert (answer.status_code, 'href="#field-internal_reason"' in answer.text) == (422, True)
    assert form_of(answer.text, "correct") == wrong
    assert (opened(answer.text, "Revoke it"), form_of(answer.text, "revoke")) == (False, form_of(old, "revoke"))


async def test_a_form_that_was_sent_incomplete_still_knows_what_it_saw(
    room: Held, desk: httpx.AsyncClient, person: str
) -> None:
    old = form_of((await desk.get(person)).text, "refuse")
    assert old == {}
    sent = {**form_of((await desk.get(person)).text, "revoke"), "revoke_internal": ""}
    incomplete = form_of((await desk.post(f"{person}/revoke", data=sent)).text, "revoke")
    await desk.post(f"{person}/correct", data={"name": "Official One", "internal_reason": "A typo"})
    answer = await desk.post(f"{person}/revoke", data={**incomplete, "revoke_internal": "Not hers"})
    assert (answer.status_code, await names(room)) == (409, ["Official 02", "Official One"])


async def test_what_staff_say_is_not_lost_where_a_certificate_was_issued_meanwhile(
    room: Held, desk: httpx.AsyncClient
) -> None:
    person = f"{room.desk}/people/{room.people[0].id}"
    old = form_of((await desk.get(person)).text, "say")
    await desk.post(f"{person}/say", data={**old, "exception": "granted", "reason": "Was ill"})
    await issue_all(room.house, room.key)
    assert form_of((await desk.get(person)).text, "say") == {}
    answer = await desk.post(f"{person}/say", data={**old, "exception": "refused", "reason": "Copied"})
    assert (answer.status_code, 'href="#field-exception"' in answer.text) == (422, True)
    assert 'id="field-exception"' in answer.text
    assert form_of(answer.text, "say") == {"was_exception": "granted", "was_reason": "Was ill", "reason": "Copied"}
    assert "A certificate was issued meanwhile, and stays valid whatever you say here" in answer.text
    again = {**form_of(answer.text, "say"), "exception": "refused"}
    assert (await desk.post(f"{person}/say", data=again)).status_code == 303
    assert await names(room) == ["Official 01", "Official 02"]


async def test_a_program_says_what_it_saw(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient, person: str
) -> None:
    headers = {"authorization": f"Bearer {await create_token(room.house.db, name='Reports', role='organizer')}"}

    async def seen() -> dict[str, object]:
        people = (await desk.get(f"/api/v1{room.desk}", headers=headers)).json()["items"]
        return next(each for each in people if each["id"] == str(room.people[0].id))

    async def tried(act: str, body: dict[str, object]) -> tuple[int, str]:
        answer = await desk.post(f"/api/v1{person}/{act}", json=body, headers=headers)
        return answer.status_code, answer.json()["type"] if answer.is_error else ""

    first = await seen()
    assert first["correction"] is None
    await client.post(room.own(0), data={"name": "Sergey Ivanov", "native_name": "Сергей", "why": "Shorter"})
    second = await seen()
    wish = {"name": "Sergey Ivanov", "native_name": "Сергей", "native_name_language": "ru", "why": "Shorter"}
    assert second["correction"] == wish
    overtaken = (409, "urn:wego:problem:changed-meanwhile")
    new = {"name": "Sergey Ivanov", "organisation": "Sample City", "internal_reason": "Asked"}
    assert await tried("correct", {**new, "revision": first["revision"]}) == overtaken
    assert await tried("refuse", {"revision": first["revision"]}) == overtaken
    assert await tried("revoke", {"internal_reason": "Not hers", "revision": first["revision"]}) == overtaken
    assert await names(room) == ["Official 01", "Official 02"]
    assert (await tried("correct", {**new, "revision": second["revision"]}))[0] == 201
    assert await tried("revoke", {"internal_reason": "Not hers", "revision": second["revision"]}) == overtaken
    assert await tried("revoke", {"internal_reason": "Not hers"}) == (200, "")
    assert await names(room) == ["Official 02"]
