"""Who moves up when a seat is given up, taken back, not taken or lost, and what follows for the range of seats."""

import pytest

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.nomination import State
from services.training.operations import desk_participants, my_offer, offering, selecting
from services.training.operations.settle import settle_all
from services.training.store import nominations, participants
from shared.errors import Conflict
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.training.chosen import desk_of, nominated, published, reviewed, told
from tests.training.files import CHENGDU


async def test_a_city_that_takes_its_nominee_back_frees_offer_and_place(
    training: House, deliver: Deliver, smtp: MailServer
) -> None:
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=9, cities=9, quotas=())
    await reviewed(chengdu, 1)
    await published(chengdu)
    await my_offer.accept(training, chengdu.token(1))
    async with training.db.transaction() as tx:
        for number in (1, 2):
            before = await nominations.lock(tx, chengdu.people[number - 1].id)
            assert before is not None
            assert await nominations.set_state(tx, before, State.WITHDRAWN)
    await settle_all(training)
    await settle_all(training)
    assert await chengdu.states() == {"withdrawn": [1, 2], "offered": [3, 4, 5, 6, 7, 8], "reserve": [9]}
    async with training.db.reading() as tx:
        (place,) = await participants.of_cohort(tx, chengdu.cohort_id, None)
    assert place.status == "withdrawn"
    # Staff give the place back in spite of it: that stays.
    await offering.withdraw(training, chengdu.staff, chengdu.slug, chengdu.people[2].id)
    await my_offer.decline(training, chengdu.token(4), {})
    await desk_participants.take_back(training, chengdu.staff, chengdu.slug, place.id)
    await settle_all(training)
    async with training.db.reading() as tx:
        assert [each.email for each in await participants.of_cohort(tx, chengdu.cohort_id)] == [place.email]
    await deliver()
    # The invite before the withdrawal was overtaken by it, so it never left.
    assert told(smtp.to(place.email)) == {"A seat for you": 1, "Your place": 1, "Withdrawn": 1}


async def test_chengdu_promotes_within_the_range_and_says_when_it_is_below(
    training: House, house: OpenHouse, clock: FakeClock, deliver: Deliver
) -> None:
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=7, cities=7, quotas=(), accept_days=5)
    await reviewed(chengdu)
    found = await published(chengdu)
    assert chengdu.numbers(found.offers) == [1, 2, 3, 4, 5, 6]
    assert chengdu.numbers(found.reserve) == [7]
    for number in (1, 2, 3):
        await my_offer.decline(training, chengdu.token(number), {})
    assert await chengdu.states() == {"declined": [1, 2, 3], "offered": [4, 5, 6, 7]}
    await my_offer.decline(training, chengdu.token(4), {})
    await deliver()
    assert await desk_of(house) == {"training.below_minimum": 1, "training.reserve_dry": 3}
    clock.advance(days=6)
    await settle_all(training)
    assert (await chengdu.states())["lapsed"] == [5, 6, 7]
    await deliver()
    assert await desk_of(house) == {"training.below_minimum": 4, "training.reserve_dry": 6}


async def test_moving_up_by_hand_stays_within_the_most_seats_and_the_quotas(training: House) -> None:
    rules = (Quota(QuotaBy.GENDER, "male", at_most=4),)
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=7, cities=7, quotas=rules)
    await reviewed(chengdu, 1)
    table = await selecting.show(training, chengdu.staff, chengdu.slug)
    ids = {number: str(chengdu.people[number - 1].id) for number in range(1, 8)}
    draft = {"chosen": [ids[2], ids[3], ids[5], ids[6]], "reserve": [ids[1], ids[4], ids[7]], "revision": "0"}
    assert [each.int for each in table.ranked] == [chengdu.people[n - 1].id.int for n in range(1, 8)]
    await selecting.keep(training, chengdu.staff, chengdu.slug, draft)
    await selecting.publish(training, chengdu.staff, chengdu.slug, revision=1, despite=False)
    people = chengdu.people
    await offering.move_up(training, chengdu.staff, chengdu.slug, people[6].id)
    await offering.move_up(training, chengdu.staff, chengdu.slug, people[3].id)
    with pytest.raises(Conflict, match="No seat is free"):
        await offering.move_up(training, chengdu.staff, chengdu.slug, people[0].id)
    await offering.withdraw(training, chengdu.staff, chengdu.slug, people[1].id)
    assert await chengdu.states() == {"offered": [1, 3, 4, 5, 6, 7], "withdrawn": [2]}


async def test_a_place_given_up_moves_the_reserve_up_until_the_course_begins(
    training: House, clock: FakeClock, deliver: Deliver, smtp: MailServer
) -> None:
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chengdu, 1)
    await published(chengdu)
    for number in (1, 2, 3, 4, 5, 6):
        await my_offer.accept(training, chengdu.token(number))
    async with training.db.reading() as tx:
        place = next(each for each in await participants.of_cohort(tx, chengdu.cohort_id) if "nominee1@" in each.email)
    await desk_participants.withdraw(training, chengdu.staff, chengdu.slug, place.id)
    await settle_all(training)
    assert await chengdu.states() == {"withdrawn": [1], "accepted": [2, 3, 4, 5, 6], "offered": [7], "reserve": [8]}
    clock.advance(days=190)  # the course has begun
    await settle_all(training)
    assert await chengdu.states() == {"withdrawn": [1], "accepted": [2, 3, 4, 5, 6], "lapsed": [7],
                                      "not_selected": [8]}  # fmt: skip
    await deliver()
    assert told(smtp.to("nominee8@example.org")) == {"On the reserve list": 1, "The reserve list is closed": 1}
