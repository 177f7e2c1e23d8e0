"""Whole selections: Seoul with its 40 nominations, Chengdu, Jeju; every mail counted as it arrived."""

import re
from collections import Counter
from datetime import date
from email.message import EmailMessage

import msgspec
import pytest

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.nomination import State
from services.training.domain.participant_form import read_participant
from services.training.domain.quotas import fills
from services.training.operations import desk_participants, my_offer, offering, selecting
from services.training.operations.settle import settle_all
from services.training.store import nominations, participants
from shared.errors import Conflict, Gone, Invalid
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.training.chosen import ONE_A_CITY, Chosen, nominated, published, reviewed
from tests.training.files import JEJU, SEOUL

SEOUL_FIXED = SEOUL.replace(
    '{ precision = "month", year = 2027, month = 9 }', '{ precision = "day", first = 2027-09-06, last = 2027-09-24 }'
)
CHENGDU = SEOUL_FIXED.replace('"seoul"', '"chengdu"').replace('"Seoul"', '"Chengdu"').replace('"KR"', '"CN"').replace(
    "Asia/Seoul", "Asia/Shanghai"
).replace("weeks = 3", "weeks = 2").replace("exactly = 15", "from = 4, to = 6")  # fmt: skip
JEJU_RANGE = JEJU.replace("duration = { days = 4 }", "duration = { days = 4 }\nseats = { from = 30, to = 40 }")
QUOTAS = (
    ONE_A_CITY,
    Quota(QuotaBy.REGION, "*", at_most=4),
    Quota(QuotaBy.GENDER, "female", at_least=6),
)


def told(mails: list[EmailMessage]) -> Counter[str]:
    """How many mails of each subject, without the title of the course."""
    return Counter(re.sub(r":.*", "", str(mail["Subject"]).replace("\n", "")) for mail in mails)


async def desk_of(house: OpenHouse) -> dict[str, int]:
    """What stands on the desk of the staff, as registration was told."""
    async with (await house("registration")).db.reading() as tx:
        rows = await tx.conn.fetch("SELECT kind, count FROM desk_items WHERE count > 0")
    return {row["kind"]: row["count"] for row in rows}


@pytest.fixture
async def seoul(training: House) -> Chosen:
    chosen = await nominated(training, SEOUL_FIXED, "seoul-2027", people=40, cities=30, quotas=QUOTAS)
    await reviewed(chosen)
    return chosen


async def test_seoul_from_forty_nominations_to_fifteen_participants(
    seoul: Chosen, clock: FakeClock, deliver: Deliver, smtp: MailServer
) -> None:
    house = seoul.house
    found = await published(seoul)
    assert (len(found.offers), len(found.reserve), len(found.refusals)) == (15, 15, 10)
    own = found.table.own
    assert not any(
        fill.broken or fill.missing
        for fill in fills(QUOTAS, [own.people[id_] for id_ in found.offers], list(own.people.values()))
    )
    await deliver()
    assert told([mail.message for mail in smtp.mails]) == {
        "A seat for you": 15,
        "On the reserve list": 15,
        "Our answer to your nomination": 10,
        "About your nominee": 40,
    }
    offers, reserve = seoul.numbers(found.offers), seoul.numbers(found.reserve)
    for number in offers:
        (mail,) = smtp.to(f"nominee{number}@example.org")
        assert f"/training/offer/{seoul.token(number)}" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "Say until Monday 15 March 2027, 23:59 Seoul whether" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    smtp.mails.clear()

    declined, silent, accepted = offers[:3], offers[3], offers[4:]
    for number in accepted:
        await my_offer.accept(house, seoul.token(number))
        await my_offer.accept(house, seoul.token(number))  # twice is once
    for number in declined:
        await my_offer.decline(house, seoul.token(number), {"reason": "No time"})
    async with house.db.reading() as tx:
        assert len(await participants.of_cohort(tx, seoul.cohort_id)) == 11
    states = await seoul.states()
    first = [number for number in states["offered"] if number != silent]
    assert len(first) == 3
    assert set(first) <= set(reserve)
    await deliver()
    assert told([mail.message for mail in smtp.mails]) == {
        "Your place": 11,
        "You leave your seat to others": 3,
        "A seat for you": 3,
        "About your nominee": 11 + 3 + 3,
    }
    smtp.mails.clear()

    for number in first:
        await my_offer.accept(house, seoul.token(number))
    clock.advance(days=13)
    await settle_all(house)
    await settle_all(house)
    await deliver()
    assert told([mail.message for mail in smtp.mails]) == {
        "Your place": 3,
        "About your nominee": 3,
        "We wait for your answer": 1,
    }
    smtp.mails.clear()

    clock.advance(days=2)
    with pytest.raises(Gone, match="is over"):
        await my_offer.accept(house, seoul.token(silent))
    await settle_all(house)
    await settle_all(house)
    (last,) = (await seoul.states())["offered"]
    await my_offer.accept(house, seoul.token(last))
    await deliver()
    assert told([mail.message for mail in smtp.mails]) == {
        "Your seat was not taken": 1,
        "A seat for you": 1,
        "Your place": 1,
        "About your nominee": 3,
    }
    states = await seoul.states()
    assert {state: len(numbers) for state, numbers in states.items()} == {
        "accepted": 15,
        "declined": 3,
        "lapsed": 1,
        "reserve": 11,
        "not_selected": 10,
    }
    async with house.db.reading() as tx:
        people = await participants.of_cohort(tx, seoul.cohort_id)
    assert sorted(each.email for each in people) == sorted(f"nominee{n}@example.org" for n in states["accepted"])
    moved_up = [number for number in reserve if number in (*first, last)]
    assert len(moved_up) == 4


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


async def test_jeju_chooses_thirty_to_forty(training: House) -> None:
    rules = (Quota(QuotaBy.GENDER, "female", at_least=14),)
    jeju = await nominated(training, JEJU_RANGE, "jeju-2027", people=45, cities=30, quotas=rules)
    await reviewed(jeju, 1)
    table = await selecting.show(training, jeju.staff, jeju.slug)
    ids = [str(id_) for id_ in table.ranked]
    few = {"chosen": ids[:29], "reserve": ids[29:31], "revision": "0"}
    await selecting.keep(training, jeju.staff, jeju.slug, few)
    with pytest.raises(Invalid):
        await selecting.publish(training, jeju.staff, jeju.slug, revision=1, despite=False)
    many = {"chosen": ids[:41], "reserve": [], "revision": "1"}
    await selecting.keep(training, jeju.staff, jeju.slug, many)
    with pytest.raises(Invalid):
        await selecting.publish(training, jeju.staff, jeju.slug, revision=2, despite=True)
    found = await published(jeju)
    women = sum(jeju.people[number - 1].official.gender == "female" for number in jeju.numbers(found.offers))
    assert (len(found.offers), len(found.reserve), len(found.refusals), women >= 14) == (40, 5, 0, True)


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


async def test_more_time_is_given_until_the_course_begins(
    training: House, clock: FakeClock, deliver: Deliver, smtp: MailServer
) -> None:
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=6, cities=6, quotas=(), accept_days=3)
    await reviewed(chengdu, 1)
    await published(chengdu)
    one = chengdu.people[0].id
    with pytest.raises(Invalid):
        await offering.extend(training, chengdu.staff, chengdu.slug, one, {"accept_by": "2027-03-04"})
    with pytest.raises(Invalid):
        await offering.extend(training, chengdu.staff, chengdu.slug, one, {"accept_by": "2027-09-06"})
    found = await offering.extend(training, chengdu.staff, chengdu.slug, one, {"accept_by": "2027-03-10"})
    assert found.own.last_offer[one].accept_by == date(2027, 3, 10)
    clock.advance(days=5)
    await settle_all(training)
    assert (await chengdu.states()) == {"offered": [1], "lapsed": [2, 3, 4, 5, 6]}
    await deliver()
    (mail,) = [each for each in smtp.to("nominee1@example.org") if "More time" in each["Subject"]]
    assert "until Wednesday 10 March 2027, 23:59 Chengdu" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


async def test_nothing_that_the_nomination_told_is_lost_with_the_seat(training: House) -> None:
    chengdu = await nominated(training, CHENGDU, "chengdu-2027", people=6, cities=6, quotas=())
    first, second = chengdu.people[:2]
    async with training.db.transaction() as tx:
        fields = read_participant({"email": second.email.upper(), "name": "Old name", "organisation": "Old"}, groups=())
        await participants.insert(tx, chengdu.cohort_id, fields)
    await reviewed(chengdu, 1)
    await published(chengdu, despite=True)
    await my_offer.accept(training, chengdu.token(1))
    await my_offer.accept(training, chengdu.token(2))
    async with training.db.reading() as tx:
        found = {each.email.lower(): each for each in await participants.of_cohort(tx, chengdu.cohort_id)}
    for one in (first, second):
        place = found[one.email]
        assert place.official == msgspec.structs.replace(one.official, department=one.department)
        assert one.department != ""
        assert (place.organisation, place.organisation_id, place.city, place.country) == (
            one.organisation, one.organisation_id, one.city, one.country,
        )  # fmt: skip


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
