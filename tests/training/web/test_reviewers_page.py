"""Whoever reviews finds it on their own page, for as long as something is left to score."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from html import unescape

import httpx
import pytest

from services.training.domain.nomination import State
from services.training.operations import reviewing
from services.training.operations.settle import settle_all
from services.training.store import nominations
from shared.house import House
from shared.identity.codes import make_code, redeem_code
from shared.identity.cookie import cookie_name
from shared.identity.staff import Staff
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.web import client_at
from tests.training.chosen import Chosen, desk_of, nominated, published
from tests.training.files import CHENGDU
from tests.training.web.conftest import SignedIn

PATH = "/organize/training/chengdu-2027"
WHOLE = {"score-relevance": "4", "score-effect": "2"}

Items = Callable[[], Awaitable[list[tuple[str, str, str]]]]


@pytest.fixture
async def chengdu(training: House) -> Chosen:
    """Three nominations, each of another city."""
    return await nominated(training, CHENGDU, "chengdu-2027", people=3, cities=3, quotas=())


@pytest.fixture
async def reviewer(signed_in: SignedIn) -> tuple[httpx.AsyncClient, Staff]:
    return await signed_in("viewer")


@pytest.fixture
async def items(reviewer: tuple[httpx.AsyncClient, Staff], house: OpenHouse, deliver: Deliver) -> AsyncIterator[Items]:
    """Of each item on the reviewer's own page: how many, the title, and the path that its button opens."""
    home = await house("registration")
    async with home.db.transaction() as tx:
        made = await make_code(home, tx, reviewer[1].email)
    async with client_at(home) as page:
        page.cookies.set(cookie_name(secure=False), await redeem_code(home, made.id, made.code) or "")

        async def read() -> list[tuple[str, str, str]]:
            await deliver()
            answer = await page.get("/me")
            assert answer.status_code == 200
            one = r'<p class="many">(.*?)</p>.*?<h3>(.*?)</h3>.*?<a class="button small" href="(.*?)">'
            return [(unescape(a), unescape(b), unescape(c)) for a, b, c in re.findall(one, answer.text, re.DOTALL)]

        yield read


async def test_it_counts_down_as_they_score_and_leaves_when_they_are_done(
    chengdu: Chosen, reviewer: tuple[httpx.AsyncClient, Staff], items: Items, desk: httpx.AsyncClient
) -> None:
    browser, who = reviewer
    assert await items() == []
    asked = await desk.post(f"{PATH}/review", data={"email": who.email, "city": "City 03"})
    assert asked.headers["location"] == f"{PATH}/review?done=added"
    [(count, title, path)] = await items()
    assert (count, path) == ("2", f"{PATH}/review")
    assert title.startswith("Nominations wait for your scores: ")
    assert "2 reviews wait for you" in (await browser.get(path)).text
    await browser.post(f"{PATH}/review/{chengdu.people[0].id}", data={"score-relevance": "4"})
    assert [item[0] for item in await items()] == ["2"], "half a review is none"
    await browser.post(f"{PATH}/review/{chengdu.people[0].id}", data=WHOLE)
    [(count, title, _)] = await items()
    assert (count, title.partition(":")[0]) == ("1", "A nomination waits for your scores")
    await browser.post(f"{PATH}/review/{chengdu.people[1].id}", data={"recused": "true"})
    assert await items() == []
    await browser.post(f"{PATH}/review/{chengdu.people[1].id}", data={"score-relevance": "4"})
    assert [item[0] for item in await items()] == ["1"], "taken up again"


async def test_it_leaves_with_the_list_and_comes_back_with_it(
    chengdu: Chosen, reviewer: tuple[httpx.AsyncClient, Staff], items: Items, desk: httpx.AsyncClient, house: OpenHouse
) -> None:
    who = reviewer[1]
    await desk.post(f"{PATH}/review", data={"email": who.email})
    assert [item[0] for item in await items()] == ["3"]
    assert await desk_of(house) == {"training.reviews": 3, "training.own_reviews": 3}
    await desk.post(f"{PATH}/review/reviewers/{who.id}/remove")
    assert (await items(), await desk_of(house)) == ([], {})
    await desk.post(f"{PATH}/review", data={"email": who.email})
    await desk.post(f"{PATH}/review", data={"email": who.email, "city": "City 01"})
    assert [item[0] for item in await items()] == ["2"]


async def test_it_follows_what_becomes_of_nominations_and_ends_with_the_selection(
    chengdu: Chosen, reviewer: tuple[httpx.AsyncClient, Staff], items: Items
) -> None:
    await reviewing.add_reviewer(chengdu.house, chengdu.staff, chengdu.slug, {"email": reviewer[1].email})
    async with chengdu.house.db.transaction() as tx:
        await nominations.set_state(tx, chengdu.people[2], State.WITHDRAWN)
    await settle_all(chengdu.house)
    assert [item[0] for item in await items()] == ["2"]
    await published(chengdu, despite=True)
    assert await items() == []
