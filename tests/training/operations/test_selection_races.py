"""Many at once, on real connections: the cohort's lock decides, and nobody gets a seat twice."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

from services.training.operations import my_offer, selecting
from services.training.operations.settle import settle_all
from services.training.store import selections
from shared.errors import Conflict, Gone
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training.chosen import nominated, published, reviewed
from tests.training.files import CHENGDU


async def test_an_answer_in_the_last_second_and_the_lapse_never_both_win(
    committed_house: OpenHouse, clock: FakeClock
) -> None:
    house = await committed_house("training")
    chengdu = await nominated(house, CHENGDU, "chengdu-2027", people=12, cities=12, quotas=())
    await reviewed(chengdu, 1)
    about = await published(chengdu)
    offers, reserve = chengdu.numbers(about.offers), chengdu.numbers(about.reserve)
    async with house.db.reading() as tx:
        (ends_at,) = {each.ends_at for each in await selections.offers(tx, chengdu.cohort_id)}
    clock.move_to(ends_at - timedelta(milliseconds=1))
    answers = [asyncio.create_task(_answer(my_offer.accept(house, chengdu.token(number)))) for number in offers[:3]]
    await asyncio.sleep(0)  # they have begun, by a clock that still shows the last moment
    clock.move_to(ends_at)
    late = [_answer(my_offer.accept(house, chengdu.token(number))) for number in offers[3:5]]
    found = await asyncio.gather(*answers, settle_all(house), *late, settle_all(house))
    states = await chengdu.states()
    accepted = [number for number, answer in zip(offers[:3], found[:3], strict=True) if answer == "taken"]
    assert states.get("accepted", []) == accepted
    assert states["lapsed"] == sorted(set(offers) - set(accepted))
    assert states["offered"] == sorted(reserve[: 6 - len(accepted)])
    assert found[4:6] == ["late", "late"]
    async with house.db.reading() as tx:
        open_ = Counter(
            each.nomination_id for each in await selections.offers(tx, chengdu.cohort_id) if not each.outcome
        )
    assert len(open_) == len(states["offered"])


async def test_publishing_twice_at_once_sends_once(committed_house: OpenHouse) -> None:
    house = await committed_house("training")
    chengdu = await nominated(house, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chengdu, 1)
    await selecting.propose_draft(house, chengdu.staff, chengdu.slug)
    both = [_answer(selecting.publish(house, chengdu.staff, chengdu.slug, revision=1, despite=False)) for _ in range(2)]
    assert sorted(await asyncio.gather(*both)) == ["refused", "taken"]
    async with house.db.reading() as tx:
        sent = await tx.conn.fetchval("SELECT count(*) FROM outbox WHERE kind = 'message.send'")
    assert sent == 1 + 2 * 8, "the reviewer was asked; of each nomination the official and the coordinator are told"


async def test_declines_at_once_move_different_people_up(committed_house: OpenHouse) -> None:
    house = await committed_house("training")
    chengdu = await nominated(house, CHENGDU, "chengdu-2027", people=9, cities=9, quotas=())
    await reviewed(chengdu, 1)
    await published(chengdu)
    await asyncio.gather(*(my_offer.decline(house, chengdu.token(number), {}) for number in (1, 2, 3)))
    assert await chengdu.states() == {"declined": [1, 2, 3], "offered": [4, 5, 6, 7, 8, 9]}


async def _answer(work: Any) -> str:
    try:
        await work
    except Gone:
        return "late"
    except Conflict:
        return "refused"
    return "taken"
