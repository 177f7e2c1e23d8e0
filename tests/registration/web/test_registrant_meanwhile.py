"""The form of one person, where something else came first: a correction, a cancellation, the end of the event."""

import html
import re
from uuid import UUID

import httpx
import pytest

from shared.house import House
from tests.registration.desk import signed_in, trail
from tests.registration.events import counts, load_event, person, sent
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_PARTS = '[[events.sessions]]\ntitle = "Opening"\n[[events.sessions]]\ntitle = "Closing"\n'
_CANCELLED = "This registration was cancelled, so it stays as it is."
Typed = dict[str, str | list[str]]


def _opened(page: httpx.Response) -> Typed:
    """What a browser would send of the form on this page."""
    form: Typed = {}
    for tag in re.findall(r"<input[^>]*>", page.text.partition('class="form"')[2]):
        found = {name: html.unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        if "name" not in found or (found.get("type") in ("checkbox", "radio") and " checked" not in tag):
            continue
        form[found["name"]] = (
            [*form.get("sessions", []), found["value"]] if found["name"] == "sessions" else found.get("value", "")
        )
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        form[name] = chosen[1] if chosen else ""
    return form


async def _open(client: httpx.AsyncClient, id_: UUID) -> Typed:
    return _opened(await client.get(f"{TABLE}/{id_}/edit"))


async def test_who_was_overtaken_sees_what_stands_and_deletes_nothing(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, _PARTS)
    (one,) = await come(home, 1)
    first, second = await _open(client, one), await _open(client, one)
    await client.post(
        f"{TABLE}/{one}/edit", data=first | {"job_title": "Chief", "name": "First", "sessions": ["opening"]}
    )
    answer = await client.post(f"{TABLE}/{one}/edit", data=second | {"name": "Second"})
    assert (answer.status_code, "Somebody changed this registration while you wrote" in answer.text) == (409, True)
    assert "<li>Full name: First</li>" in answer.text
    assert answer.text.count("<li>Job title: ") == 0, "not touched, so it is no question"
    again = _opened(answer)
    assert (again["name"], again["job_title"], again["sessions"]) == ("Second", "Chief", ["opening"])
    kept = await client.post(f"{TABLE}/{one}/edit", data=again)
    assert kept.headers["location"].endswith("?done=changed")
    assert (await trail(home, "registration"))[-1] == ("registration.changed", {"name": "First"}, {"name": "Second"})


async def test_what_a_form_says_of_before_is_not_believed(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    form = await _open(client, one) | {"seen": "1", "was": "[broken", "job_title": "Typed"}
    answer = await client.post(f"{TABLE}/{one}/edit", data=form)
    assert (answer.status_code, 'value="Typed"' in answer.text) == (409, True)
    assert "<li>Job title: nothing</li>" in answer.text


async def test_a_bad_form_that_was_overtaken_meanwhile_is_not_taken_for_a_new_one(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    form = await _open(client, one)
    bad = _opened(await client.post(f"{TABLE}/{one}/edit", data=form | {"name": ""}))
    assert (bad["seen"], bad["was"]) == (form["seen"], form["was"])


@pytest.mark.parametrize("role", ["viewer", "checkin"])
async def test_no_form_opens_for_who_may_not_send_it(home: House, role: str) -> None:
    await load_event(home, "capacity = 1")
    _, waiting = await come(home, 1, 2)
    async with signed_in(home, role) as browser:
        assert (await browser.get(f"{TABLE}/{waiting}/edit")).status_code == 403
        for do in ("cancel", "seat", "approve"):
            assert (await browser.post(f"{TABLE}/{waiting}", data={"do": do})).status_code == 403, do


async def test_no_form_opens_of_who_is_cancelled_and_they_may_come_again(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    await client.post(f"{TABLE}/{one}", data={"do": "cancel", "confirmed": "true"})
    refused = [await client.get(f"{TABLE}/{one}/edit")]
    refused += [await client.post(f"{TABLE}/{one}", data={"do": do}) for do in ("cancel", "approve", "seat", "link")]
    for answer in refused:
        assert (answer.status_code, _CANCELLED in answer.text) == (409, True)
        assert "You can register again" not in answer.text
    await sent(home)
    again = await client.post(f"{TABLE}/add", data={**person(1), "consent": "true"})
    assert again.headers["location"].endswith("?done=added")
    assert (await counts(home))["confirmed"] == (1, 1)


async def test_no_form_opens_of_a_closed_event(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET closed_at = $1, over_at = $1, activity_revision = 1", tx.now)
    answers = [await client.get(f"{TABLE}/{one}/edit"), await client.get(f"{TABLE}/add")]
    answers += [await client.post(f"{TABLE}/{one}", data={"do": do}) for do in ("cancel", "seat")]
    for answer in answers:
        assert (answer.status_code, "This event is closed." in answer.text) == (409, True)


async def test_the_desk_speaks_of_the_person(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    empty = {"name": "", "organisation": "", "category": ""}
    added = (await client.post(f"{TABLE}/add", data=empty)).text
    edited = (await client.post(f"{TABLE}/{one}/edit", data=await _open(client, one) | empty)).text
    for words in ("Write their name", "institution they come for", "Choose how they take part"):
        assert (words in added, words in edited) == (True, True), words
    assert "without their consent nobody is added" in added
    for words in ("Write your", "you come for", "how you take part", "Agree that"):
        assert words not in added + edited, words
