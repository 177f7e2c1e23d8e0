"""The pages of a selection, walked as staff and nominees do, without a script."""

import re

import httpx
import pytest

from services.training.domain.call import Quota, QuotaBy
from services.training.operations import my_offer, reviewing
from services.training.operations.forget import forget
from services.training.operations.nomination_letters import LINK as NOMINEE
from services.training.operations.settle import settle_all
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.database import RolledBack
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.training.chosen import Chosen, desk_of, nominated, published, reviewed
from tests.training.files import CHENGDU
from tests.training.web.conftest import SignedIn

PATH = "/organize/training/chengdu-2027"
WOMEN = Quota(QuotaBy.GENDER, "female", at_least=2)


@pytest.fixture
async def chengdu(training: House) -> Chosen:
    return await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=(WOMEN,))


def revision(text: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', text)
    assert found is not None
    return found[1]


async def test_a_reviewer_scores_one_after_the_other(chengdu: Chosen, signed_in: SignedIn) -> None:
    browser, who = await signed_in("viewer")
    assert (await browser.get(f"{PATH}/review")).status_code == 403
    await reviewing.add_reviewer(chengdu.house, chengdu.staff, chengdu.slug, {"email": who.email, "city": "City 03"})
    first = await browser.get(f"{PATH}/review")
    assert "7 reviews wait for you" in first.text
    assert "Nominee 03" not in first.text
    own = f"{PATH}/review/{chengdu.people[2].id}"
    assert (await browser.get(own)).status_code == 404
    one = f"{PATH}/review/{chengdu.people[0].id}"
    assert "nominee1@example.org" not in (await browser.get(one)).text
    half = await browser.post(one, data={"score-relevance": "4", "comment": "Strong"})
    assert half.headers["location"] == f"{one}?done=half"
    bad = await browser.post(one, data={"score-relevance": "9", "score-effect": "2", "comment": "Strong <b>"})
    assert bad.status_code == 422
    assert "Choose a score from 0 to 5" in bad.text
    assert "Strong &lt;b&gt;" in bad.text
    whole = await browser.post(one, data={"score-relevance": "4", "score-effect": "2", "comment": "Strong"})
    assert whole.headers["location"].endswith("?done=whole")
    assert whole.headers["location"] != f"{one}?done=whole"
    assert "6 reviews wait for you" in (await browser.get(f"{PATH}/review")).text
    assert (await browser.get(f"{PATH}/offers")).status_code == 303


async def test_an_organizer_who_reviews_sees_no_scores_before_they_are_done(
    chengdu: Chosen, signed_in: SignedIn
) -> None:
    await reviewed(chengdu, 1)
    browser, who = await signed_in("organizer")
    assert "100.0<small>1 review" in (await browser.get(f"{PATH}/selection")).text
    await reviewing.add_reviewer(chengdu.house, chengdu.staff, chengdu.slug, {"email": who.email})
    hidden = (await browser.get(f"{PATH}/selection")).text
    assert "Scores are hidden until your own reviews are done" in hidden
    assert "100.0" not in hidden
    one = await browser.get(f"{PATH}/review/{chengdu.people[0].id}")
    assert "What others scored is shown once" in one.text
    assert "Reviewer 1" not in one.text


async def test_choosing_counting_and_publishing_without_a_script(
    chengdu: Chosen, desk: httpx.AsyncClient, training: House
) -> None:
    await reviewed(chengdu, 2)
    page = (await desk.get(f"{PATH}/selection")).text
    ids = [str(each.id) for each in chengdu.people]
    draft = {"revision": revision(page), "chosen": ids[1:3], f"place-{ids[4]}": "2", f"place-{ids[3]}": "1"}
    kept = await desk.post(f"{PATH}/selection", data={**draft, "act": "count"})
    assert kept.headers["location"] == f"{PATH}/selection?done=kept"
    page = (await desk.get(f"{PATH}/selection")).text
    assert "2 of 6 seats chosen" in page
    assert "2 missing" in page
    stale = await desk.post(f"{PATH}/selection", data={**draft, "act": "count"})
    assert stale.status_code == 422
    assert "Somebody else changed this selection meanwhile" in stale.text
    wrong = {**draft, "revision": revision(page), f"place-{ids[4]}": "first"}
    again = await desk.post(f"{PATH}/selection", data=wrong)
    assert again.status_code == 422
    assert "Write the place on the reserve list as a number" in again.text
    assert 'value="first"' in again.text
    await desk.post(f"{PATH}/selection", data={"act": "propose"})
    about = await desk.get(f"{PATH}/selection/publish")
    assert "Send 6 offers and all other answers" in about.text
    sent = await desk.post(f"{PATH}/selection/publish", data={"revision": revision(about.text)})
    assert sent.headers["location"] == f"{PATH}/offers?done=published"
    offers = (await desk.get(f"{PATH}/offers")).text
    assert "0 of 6 seats taken, 6 offered" in offers
    assert await chengdu.states() == {"offered": [1, 2, 3, 4, 5, 6], "reserve": [7, 8]}
    async with training.db.reading() as tx:
        deeds = await tx.conn.fetch("SELECT action FROM identity.audit WHERE action LIKE 'selection.%' ORDER BY at, id")
    assert [row["action"] for row in deeds] == ["selection.changed", "selection.changed", "selection.published"]


async def test_fewer_than_the_minimum_wants_a_tick(chengdu: Chosen, desk: httpx.AsyncClient) -> None:
    await reviewed(chengdu, 1)
    ids = [str(each.id) for each in chengdu.people]
    moved_on = await desk.post(
        f"{PATH}/selection", data={"revision": "0", "chosen": ids[:3], "act": "publish"}, follow_redirects=True
    )
    assert "1 person fewer than the cohort needs" in moved_on.text
    bare = await desk.post(f"{PATH}/selection/publish", data={"revision": "1"})
    assert bare.status_code == 422
    assert "Tick that you publish it all the same" in bare.text
    ticked = await desk.post(f"{PATH}/selection/publish", data={"revision": "1", "despite": "true"})
    assert ticked.status_code == 303


async def test_offers_by_hand(chengdu: Chosen, desk: httpx.AsyncClient) -> None:
    await reviewed(chengdu, 1)
    await published(chengdu)
    one, seven, eight = (chengdu.people[number - 1].id for number in (1, 7, 8))
    bad = await desk.post(f"{PATH}/offers/{one}/extend", data={"accept_by": "2027-03-02"})
    assert bad.status_code == 422
    assert "Choose a day after 2027-03-15" in bad.text
    assert (await desk.post(f"{PATH}/offers/{one}/extend", data={"accept_by": "2027-03-20"})).status_code == 303
    full = await desk.post(f"{PATH}/offers/{seven}/move-up")
    assert "No seat is free for this person within the quotas" in full.text
    page = (await desk.get(f"{PATH}/offers")).text
    order = {"revision": revision(page), f"place-{seven}": "2", f"place-{eight}": "1"}
    assert (await desk.post(f"{PATH}/offers/reserve", data=order)).status_code == 303
    assert (await desk.post(f"{PATH}/offers/{chengdu.people[1].id}/withdraw")).status_code == 303
    assert await chengdu.states() == {"offered": [1, 3, 4, 5, 6, 8], "withdrawn": [2], "reserve": [7]}


async def test_a_nominee_takes_or_leaves_the_seat(chengdu: Chosen, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await reviewed(chengdu, 1)
    await published(chengdu)
    first, second, third = (f"/training/offer/{chengdu.token(number)}" for number in (1, 2, 3))
    page = await client.get(first)
    assert "Answer until Monday 15 March 2027, 23:59 Chengdu" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert (await client.post(f"{first}/accept")).headers["location"] == f"{first}?done=answered"
    taken = await client.get(first)
    assert "The seat is yours" in taken.text
    assert "Open my page of the course" in taken.text
    long = await client.post(f"{second}/decline", data={"reason": "x" * 501})
    assert long.status_code == 422
    assert (await client.post(f"{second}/decline", data={"reason": "Elections"})).status_code == 303
    assert "You leave this seat to others" in (await client.get(second)).text
    clock.advance(days=20)
    late = await client.post(f"{third}/accept")
    assert late.headers["location"] == f"{third}?done=late"
    assert "Your answer was not kept" in (await client.get(late.headers["location"])).text
    assert (await client.get("/training/offer/nonsense")).status_code == 404
    mine = chengdu.house.links.token(NOMINEE, chengdu.people[0].id, chengdu.people[0].link_version)
    assert first in (await client.get(f"/training/chengdu-2027/nominee/{mine}")).text


async def test_reviews_wait_on_the_desk_until_each_is_closed(
    chengdu: Chosen, desk: httpx.AsyncClient, house: OpenHouse, deliver: Deliver
) -> None:
    await reviewing.add_reviewer(chengdu.house, chengdu.staff, chengdu.slug, {"email": "ada@office.example"})
    await settle_all(chengdu.house)
    await deliver()
    assert await desk_of(house) == {"training.reviews": 8, "training.own_reviews": 8}
    for each in chengdu.people[:7]:
        score = {"score-relevance": "3", "score-effect": "3"}
        await reviewing.put(chengdu.house, chengdu.staff, chengdu.slug, each.id, score)
    back = {"recused": "true", "score-effect": "3"}
    sheet = await reviewing.put(chengdu.house, chengdu.staff, chengdu.slug, chengdu.people[7].id, back)
    assert sheet.review is not None
    assert (sheet.review.scores, sheet.review.closed, sheet.next) == ({}, True, None)
    await settle_all(chengdu.house)
    await deliver()
    assert await desk_of(house) == {}
    gone = await desk.post(f"{PATH}/review/reviewers/{chengdu.staff.id}/remove")
    assert gone.status_code == 409


async def test_what_was_written_is_forgotten_a_year_after(chengdu: Chosen, clock: FakeClock) -> None:
    await reviewed(chengdu, 1)
    one = {"score-relevance": "3", "score-effect": "3", "comment": "Knows her trade"}
    await reviewing.put(chengdu.house, chengdu.reviewers[0], chengdu.slug, chengdu.people[0].id, one)
    await published(chengdu)
    await my_offer.decline(chengdu.house, chengdu.token(2), {"reason": "Elections"})
    kept = (
        "SELECT string_agg(v, '') FROM (SELECT comment v FROM reviews UNION ALL SELECT reason FROM offers "
        "UNION ALL SELECT email || name FROM reviewers) AS kept"
    )
    async with chengdu.house.db.reading() as tx:
        assert "Knows her trade" in await tx.conn.fetchval(kept)
    clock.advance(days=4 * 365)
    await forget(chengdu.house)
    async with chengdu.house.db.reading() as tx:
        assert await tx.conn.fetchval(kept) == ""
        assert await tx.conn.fetchval("SELECT count(*) FROM reviews WHERE done_at IS NOT NULL") == 8


@pytest.mark.parametrize("page", ["selection", "offers", "review"])
async def test_more_people_cost_no_more_statements(training: House, desk: httpx.AsyncClient, page: str) -> None:
    assert isinstance(training.db, RolledBack)
    counts = []
    for slug, people in (("chengdu-2027", 1), ("busan-2027", 3)):
        text = CHENGDU.replace('"chengdu"', f'"{slug.removesuffix("-2027")}"')
        chosen = await nominated(training, text, slug, people=people, cities=1, quotas=(), tag=slug)
        await reviewed(chosen, 1)
        if page == "offers":
            await published(chosen, despite=True)
        with training.db.counting() as statements:
            assert (await desk.get(f"/organize/training/{slug}/{page}")).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
