"""A code or its link, mailed to an address: what it opens, and that it tells nobody whether an address is known."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape

import httpx
import msgspec
import pytest

from services.registration.operations.my_registration import cancel
from services.registration.operations.register import register
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity import store
from shared.identity.accounts import add_staff
from shared.identity.codes import CODE_LIFETIME, TRIES, make_code, redeem_code
from shared.identity.sessions import session_of, tidy
from shared.limits import Limits
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at

ADA = "ada.sample@office.example"
PERSON = "person1@example.org"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as opened:
        yield opened


async def _come(home: House, number: int = 1, slug: str = SLUG) -> str:
    done = await register(home, slug, person(number), language="ko", timezone="Asia/Seoul")
    await sent(home)
    return done.token


async def _ask(client: httpx.AsyncClient, email: str, wanted: str = "") -> str:
    answer = await client.post("/sign-in/code", data={"email": email, "next": wanted}, follow_redirects=True)
    assert answer.status_code == 200
    return _attempt(answer.text)


def _attempt(page: str) -> str:
    found = re.search(r'name="attempt" value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def _mail(home: House) -> MessageSend:
    (job,) = await sent(home)
    assert isinstance(job, MessageSend)
    return job


async def test_a_person_signs_in_with_the_code_and_sees_what_is_theirs(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    token = await _come(home)
    attempt = await _ask(client, PERSON.upper())
    mail = await _mail(home)
    assert (mail.to.email, mail.to.name, mail.to.language) == (PERSON, "Person 1", "ko")
    code = mail.message.facts["code"]
    assert re.fullmatch(r"\d{6}", code)

    answer = await client.post("/sign-in/try", data={"attempt": attempt, "code": f" {code[:3]} {code[3:]} "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    page = (await client.get("/me")).text
    assert f'href="/r/{token}"' in page
    assert PERSON in page
    assert "/preferences/" in page
    assert (await client.get("/organize/anything")).status_code == 404


async def test_staff_come_to_the_desk_or_where_they_wanted(home: House, client: httpx.AsyncClient) -> None:
    await add_staff(home.db, email=ADA, role="organizer", name="Ada Sample")
    for wanted, path in (("", "/organize"), ("/organize/events", "/organize/events"), ("//evil.example", "/organize")):
        attempt = await _ask(client, ADA, wanted)
        code = (await _mail(home)).message.facts["code"]
        answer = await client.post("/sign-in/try", data={"attempt": attempt, "code": code, "next": wanted})
        assert answer.headers["location"] == path


async def test_the_link_in_the_mail_does_the_same_once(home: House, client: httpx.AsyncClient) -> None:
    await add_staff(home.db, email=ADA, role="organizer", name="Ada Sample")
    attempt = await _ask(client, ADA, "/organize/events")
    mail = await _mail(home)
    link = mail.manage_url.removeprefix("http://wego.test")
    page = await client.get(link)
    assert "Sign in as Ada Sample?" in page.text
    assert 'name="next" value="/organize/events"' in page.text
    secret = unescape(link.partition("link=")[2].partition("&")[0])
    assert (await client.post("/sign-in", data={"link": secret})).status_code == 303
    assert (await client.post("/sign-in", data={"link": secret})).status_code == 410
    code = {"attempt": attempt, "code": mail.message.facts["code"]}
    assert (await client.post("/sign-in/try", data=code)).status_code == 422, "the link has used the code up"


async def test_nobody_learns_whether_an_address_is_known(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await _come(home)
    pages = []
    for email in (PERSON, "strange@example.org"):
        answer = await client.post("/sign-in/code", data={"email": email}, follow_redirects=True)
        pages.append((answer.status_code, answer.text.replace(email, "").replace(_attempt(answer.text), "")))
    assert pages[0] == pages[1]
    assert [job.to.email for job in await sent(home) if isinstance(job, MessageSend)] == [PERSON]


async def test_a_wrong_code_counts_and_after_five_the_right_one_is_refused(
    home: House, client: httpx.AsyncClient
) -> None:
    await add_staff(home.db, email=ADA, role="organizer")
    attempt = await _ask(client, ADA)
    code = (await _mail(home)).message.facts["code"]
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for number in range(1, TRIES + 1):
        answer = await client.post("/sign-in/try", data={"attempt": attempt, "code": wrong})
        assert answer.status_code == 422
        assert ("This is not the code" in answer.text) is (number < TRIES)
    answer = await client.post("/sign-in/try", data={"attempt": attempt, "code": code})
    assert (answer.status_code, "set-cookie" in answer.headers) == (422, False)
    assert "was tried too often or has run out" in answer.text


async def test_of_many_tries_at_once_five_are_looked_at(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, ADA)
    wrong = f"{(int(made.code) + 1) % 1_000_000:06}"
    await asyncio.gather(*(redeem_code(home, made.id, wrong) for _ in range(20)))
    async with home.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT tries FROM identity.sign_in_codes WHERE id = $1", made.id) == TRIES
    assert await redeem_code(home, made.id, made.code) is None


async def test_of_many_with_the_right_code_one_gets_in(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, ADA)
    found = await asyncio.gather(*(redeem_code(home, made.id, made.code) for _ in range(4)))
    assert sorted(secret is not None for secret in found) == [False, False, False, True]


async def test_a_code_runs_out_and_is_forgotten_a_day_later(home: House, clock: FakeClock) -> None:
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, ADA)
    clock.now += CODE_LIFETIME
    assert await redeem_code(home, made.id, made.code) is None
    clock.now += timedelta(days=1)
    assert await tidy(home.db) == 0
    clock.advance(seconds=1)
    assert await tidy(home.db) == 1


async def test_the_database_holds_no_code(home: House) -> None:
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, ADA)
        row = dict(await tx.conn.fetchrow("SELECT * FROM identity.sign_in_codes"))
    kept = msgspec.json.encode({name: repr(value) for name, value in row.items()}).decode()
    assert made.secret not in kept
    assert row["code_hash"] != store.hashed(made.code), "a plain hash of six digits is soon found"


async def test_an_address_gets_five_codes_in_a_quarter_of_an_hour(client: httpx.AsyncClient) -> None:
    answers = [(await client.post("/sign-in/code", data={"email": "often@example.org"})).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]


async def test_without_redis_nobody_gets_a_code_and_no_code_is_tried(home: House) -> None:
    lonely = msgspec.structs.replace(home, limits=Limits("redis://127.0.0.1:1/0"))
    async with client_at(lonely) as client:
        assert (await client.post("/sign-in/code", data={"email": ADA})).status_code == 429
        assert (await client.post("/sign-in/try", data={"attempt": "x", "code": "1"})).status_code == 429
    await lonely.limits.close()


@pytest.mark.parametrize("attempt", ["", "x", "00000000-0000-0000-0000-000000000000"])
async def test_an_attempt_that_is_none_leads_to_another_code(client: httpx.AsyncClient, attempt: str) -> None:
    answer = await client.post("/sign-in/try", data={"attempt": attempt, "code": "123456"})
    assert (answer.status_code, 'action="/sign-in/code"' in answer.text) == (422, True)


async def test_an_address_that_is_none_is_named_beside_its_field(client: httpx.AsyncClient) -> None:
    answer = await client.post("/sign-in/code", data={"email": "nobody"})
    assert (answer.status_code, 'id="error-email"' in answer.text) == (422, True)


async def test_what_is_theirs_needs_a_sign_in(client: httpx.AsyncClient) -> None:
    answer = await client.get("/me")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fme")


async def test_what_waits_what_comes_and_what_is_over_stand_apart(
    home: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await load_event(home, slug="first")
    await load_event(home, "capacity = 1", slug="full")
    await load_event(home, slug="left")
    await _come(home, 2, "full")
    for slug in ("first", "full"):
        await _come(home, 1, slug)
    await cancel(home, await _come(home, 1, "left"))
    await sent(home)
    attempt = await _ask(client, PERSON)
    code = (await _mail(home)).message.facts["code"]
    await client.post("/sign-in/try", data={"attempt": attempt, "code": code})

    page = (await client.get("/me")).text
    assert "Waiting list, place 1" in page
    places = [page.index(f'<h2 id="{part}"') for part in ("upcoming", "waiting", "past")]
    assert places == sorted(places)
    assert page.count('class="event"') == 3
    assert "person2@example.org" not in page


async def test_a_disabled_account_loses_its_sessions(home: House, clock: FakeClock) -> None:
    await add_staff(home.db, email=ADA, role="organizer")
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, ADA)
    cookie = await redeem_code(home, made.id, made.code)
    assert cookie is not None
    assert await session_of(home.db, cookie) is not None
    clock.advance(seconds=1)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE identity.staff SET disabled_at = $1", tx.now)
    assert await session_of(home.db, cookie) is None
