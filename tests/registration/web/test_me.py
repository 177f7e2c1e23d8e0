"""/me: all that is one address's, and nothing of anybody else's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest

from services.registration.jobs import HANDLERS
from services.registration.operations.register import register
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from shared.identity.codes import make_code, redeem_code
from shared.identity.cookie import cookie_name
from tests.registration.events import load_event, person, sent
from tests.support.database import RolledBack
from tests.support.house import OpenHouse
from tests.support.web import client_at

ANA, BO = "person1@example.org", "person2@example.org"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as opened:
        yield opened


async def sign_in(home: House, client: httpx.AsyncClient, email: str) -> None:
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, email)
    secret = await redeem_code(home, made.id, made.code)
    assert secret is not None
    client.cookies.set(cookie_name(secure=False), secret)


async def put(home: House, **changes: Any) -> None:
    job = DeskPut(owner="training", key="s", revision=1, kind="?", title="Fill in the survey", count=1, link="/s/own")
    async with home.db.transaction() as tx:
        await HANDLERS[DeskPut](home, tx, msgspec.structs.replace(job, **changes))


async def test_a_survey_names_its_session_and_day(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await register(home, "cio-forum", person(1), language="en", timezone="Asia/Seoul")
    for key, day in (("one", "4 October 2027, 09:00 Seoul"), ("two", "4 October 2027, 14:00 Seoul")):
        facts = {"survey": "How was this session?", "about": "Group work", "day": day}
        await put(home, key=key, kind="survey.own", facts=facts, person=ANA)
    await sign_in(home, client, ANA)
    page = (await client.get("/me")).text
    for day in ("4 October 2027, 09:00 Seoul", "4 October 2027, 14:00 Seoul"):
        assert f"About “Group work”, {day}. A few minutes, on one page." in page


async def test_a_survey_is_told_in_the_language_of_who_reads(home: House, client: httpx.AsyncClient) -> None:
    """Whatever the language of their mails; where it was told in no other, as it was told."""
    await load_event(home)
    await register(home, "cio-forum", person(1), language="ko", timezone="Asia/Seoul")
    facts = {"survey": "이 세션은 어떠했습니까?", "about": "Group work", "day": "서울 시간 2027년 10월 4일 09:00"}
    spoken = {"en": {**facts, "survey": "How was this session?", "day": "4 October 2027, 09:00 Seoul"}, "ko": facts}
    await put(home, kind="survey.own", facts=facts, spoken=spoken, person=ANA)
    await sign_in(home, client, ANA)
    page = (await client.get("/me", headers={"Accept-Language": "en"})).text
    assert "Your opinion is asked for: How was this session?" in page
    assert "About “Group work”, 4 October 2027, 09:00 Seoul." in page
    for code in ("ko", "fr"):
        page = (await client.get("/me", headers={"Accept-Language": code})).text
        assert (facts["survey"] in page, facts["day"] in page) == (True, True)


async def test_what_waits_for_somebody_stands_on_their_page_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    token = (await register(home, "cio-forum", person(1), language="en", timezone="Asia/Seoul")).token
    await put(home, person=ANA.upper(), due=datetime(2027, 5, 14, 9, tzinfo=UTC))
    await put(home, key="bounced", kind="mail.bounced", link="", person=ANA)
    await put(home, key="staff", title="Staff alone")
    await sign_in(home, client, ANA)
    page = (await client.get("/me")).text
    assert "Fill in the survey" in page
    assert 'href="/s/own"' in page
    assert "Due: Friday 14 May 2027, 18:00 Seoul" in page
    assert "Mail to this address does not arrive" in page
    assert f'href="/r/{token}"' in page
    assert "Staff alone" not in page
    await sign_in(home, client, BO)
    page = (await client.get("/me")).text
    assert "Nothing is registered with this address yet" in page
    assert [word in page for word in ("survey", "/s/own", token, ANA, "What waits for you")] == [False] * 5


async def test_what_is_done_leaves_the_page(home: House, client: httpx.AsyncClient) -> None:
    await put(home, person=ANA)
    await put(home, person=ANA, revision=2, count=0)
    await sign_in(home, client, ANA)
    assert "survey" not in (await client.get("/me")).text


async def test_as_many_statements_for_three_as_for_one(home: House, client: httpx.AsyncClient) -> None:
    assert isinstance(home.db, RolledBack)
    await sign_in(home, client, ANA)
    counted = []
    for rows in (1, 3):
        for number in range(rows):
            await load_event(home, slug=f"event-{rows}-{number}")
            await register(home, f"event-{rows}-{number}", person(1), language="en", timezone="Asia/Seoul")
            await put(home, key=f"survey-{number}", person=ANA)
        with home.db.counting() as sent:
            assert (await client.get("/me")).status_code == 200
        counted.append(len(sent))
    assert counted[0] == counted[1]
    assert counted[0] <= 4


async def test_a_place_in_a_course_alone_is_enough_to_come_in(home: House, client: httpx.AsyncClient) -> None:
    place = {"key": "place:1", "kind": "place.own", "title": "Seoul 2027", "person": ANA}
    await put(home, **place, link="/t/own")
    await client.post("/sign-in/code", data={"email": ANA})
    (mail,) = await sent(home)
    assert isinstance(mail, MessageSend)
    assert (mail.to.email, mail.to.name, set(mail.message.facts)) == (ANA, "", {"code"})
    await sign_in(home, client, ANA)
    page = (await client.get("/me")).text
    assert '<a href="/t/own">Seoul 2027</a>' in page
    assert ("What waits for you" in page, "Nothing is registered" in page) == (False, False)

    await put(home, **place, revision=2, count=0)
    await client.post("/sign-in/code", data={"email": ANA})
    assert await sent(home) == []
    assert "Nothing is registered" in (await client.get("/me")).text
