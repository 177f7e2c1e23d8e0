"""What staff say of one person: an old page undoes nothing, what is left out stays, and nobody is overruled unseen."""

import html
import re
from typing import Any

import httpx
import pytest

from shared.identity.accounts import create_token
from tests.training.certificates.given import Held

ILL = {"exception": "granted", "reason": "Was ill"}


@pytest.fixture
def person(room: Held) -> str:
    return f"{room.desk}/people/{room.people[0].id}"


@pytest.fixture
async def token(room: Held) -> dict[str, str]:
    return {"authorization": f"Bearer {await create_token(room.house.db, name='Reports', role='organizer')}"}


async def said(room: Held) -> tuple[str, str, str]:
    """Of the first: the assessment, and the exception with its reason."""
    async with room.house.db.reading() as tx:
        row = await tx.conn.fetchrow(
            "SELECT assessment, exception, reason FROM certificate_people WHERE person_id = $1", room.people[0].id
        )
    return row["assessment"], row["exception"], row["reason"]


def form_of(page: str) -> dict[str, str]:
    """What a browser sends of the form of what staff say."""
    form = page[page.index('aria-labelledby="say"') :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    found += re.findall(r'<input type="radio" name="(\w+)" value="([^"]*)"[^>]* checked', form)
    found += re.findall(r'<input id="field-reason"[^>]* name="(reason)"[^>]* value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


async def test_an_old_page_takes_no_exception_back(room: Held, desk: httpx.AsyncClient, person: str) -> None:
    await desk.post(f"{room.desk}/rules", data={"share": "80", "assessment": "true"})
    old = form_of((await desk.get(person)).text)
    assert old == {"was": "", "assessment": "", "was_exception": "", "was_reason": "", "exception": "", "reason": ""}
    await desk.post(f"{person}/say", data={**old, **ILL, "reason": 'Was "ill"'})
    assert await said(room) == ("", "granted", 'Was "ill"')
    assert (await desk.post(f"{person}/say", data={**old, "assessment": "passed"})).status_code == 303
    assert await said(room) == ("passed", "granted", 'Was "ill"')
    new = form_of((await desk.get(person)).text)
    assert (new["was_exception"], new["was_reason"], new["exception"]) == ("granted", 'Was "ill"', "granted")
    assert (await desk.post(f"{person}/say", data={**new, "exception": "", "reason": ""})).status_code == 303
    assert await said(room) == ("passed", "", "")


async def test_nobody_is_overruled_unseen(room: Held, desk: httpx.AsyncClient, person: str) -> None:
    old = form_of((await desk.get(person)).text)
    await desk.post(f"{person}/say", data={**old, "exception": "refused", "reason": "Copied"})
    answer = await desk.post(f"{person}/say", data={**old, **ILL})
    assert (answer.status_code, answer.text.count("Somebody else said otherwise meanwhile")) == (422, 2)
    assert "Refused: Copied" in answer.text
    assert await said(room) == ("", "refused", "Copied")
    again = form_of(answer.text)
    assert again == {"was_exception": "refused", "was_reason": "Copied", **ILL}
    assert (await desk.post(f"{person}/say", data=again)).status_code == 303
    assert await said(room) == ("", "granted", "Was ill")


async def test_both_who_say_the_same_are_right(room: Held, desk: httpx.AsyncClient, person: str) -> None:
    old = form_of((await desk.get(person)).text)
    for _ in range(2):
        assert (await desk.post(f"{person}/say", data={**old, **ILL})).status_code == 303
    assert await said(room) == ("", "granted", "Was ill")


async def test_a_refused_form_keeps_what_the_page_showed_first(
    room: Held, desk: httpx.AsyncClient, person: str
) -> None:
    old = form_of((await desk.get(person)).text)
    await desk.post(f"{person}/say", data={**old, **ILL})
    answer = await desk.post(f"{person}/say", data={**old, "exception": "refused"})
    assert (answer.status_code, form_of(answer.text)["was_exception"]) == (422, "")
    answer = await desk.post(f"{person}/say", data={**form_of(answer.text), "reason": "Copied"})
    assert (answer.status_code, await said(room)) == (422, ("", "granted", "Was ill"))


@pytest.mark.parametrize(
    ("body", "stands"),
    [
        ({}, ("passed", "granted", "Was ill")),
        ({"assessment": "failed"}, ("failed", "granted", "Was ill")),
        ({"assessment": None}, ("", "granted", "Was ill")),
        ({"exception": None}, ("passed", "", "")),
        ({"exception": ""}, ("passed", "", "")),
        ({"exception": "refused", "reason": "Copied"}, ("passed", "refused", "Copied")),
        ({"exception": None, "was_exception": ""}, ("passed", "granted", "Was ill")),
        ({"exception": None, "was_exception": "granted", "was_reason": "Was ill"}, ("passed", "", "")),
        ({"exception": None, "was_exception": None, "was_reason": None}, ("passed", "granted", "Was ill")),
        ({"assessment": None, "was": None}, ("passed", "granted", "Was ill")),
    ],
)
async def test_a_program_leaves_alone_what_it_does_not_say(
    *, room: Held, desk: httpx.AsyncClient, person: str, token: dict[str, str], body: dict[str, Any], stands: object
) -> None:
    path = f"/api/v1{person}/say"
    await desk.post(path, json={"assessment": "passed", **ILL}, headers=token)
    assert (await desk.post(path, json=body, headers=token)).status_code == 200
    assert await said(room) == stands


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"exception": "granted"}, ["reason"]),
        ({"reason": "Was ill"}, ["exception"]),
        ({"exception": "best", "assessment": 1}, ["assessment", "exception"]),
        ({"exception": "refused", "reason": "Copied", "was_exception": ""}, ["exception"]),
        ({"exception": "refused", "reason": "Copied", "was_exception": None}, ["exception"]),
        ({"assessment": "failed", "was": ""}, ["assessment"]),
        ({"assessment": "failed", "was": None}, ["assessment"]),
        ({"assessment": "failed", "was": 1}, ["was"]),
        ({"exception": None, "was_exception": "best", "was_reason": 1}, ["was_exception", "was_reason"]),
    ],
)
async def test_what_a_program_cannot_say(
    *, room: Held, desk: httpx.AsyncClient, person: str, token: dict[str, str], body: dict[str, Any], fields: list[str]
) -> None:
    path = f"/api/v1{person}/say"
    await desk.post(path, json={"assessment": "passed", **ILL}, headers=token)
    answer = await desk.post(path, json=body, headers=token)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, fields)
    assert await said(room) == ("passed", "granted", "Was ill")


async def test_where_nothing_stood_null_says_so(
    room: Held, desk: httpx.AsyncClient, person: str, token: dict[str, str]
) -> None:
    body = {"assessment": "passed", "was": None, **ILL, "was_exception": None, "was_reason": None}
    assert (await desk.post(f"/api/v1{person}/say", json=body, headers=token)).status_code == 200
    assert await said(room) == ("passed", "granted", "Was ill")
