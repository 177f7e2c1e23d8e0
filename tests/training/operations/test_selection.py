"""Whole selections: Seoul with its 40 nominations, Jeju; every mail counted as it arrived."""

from datetime import date

import msgspec
import pytest

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.participant_form import read_participant
from services.training.domain.quotas import fills
from services.training.operations import my_offer, offering, selecting
from services.training.operations.settle import settle_all
from services.training.store import participants
from shared.errors import Gone, Invalid
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.smtp import MailServer
from tests.training.chosen import ONE_A_CITY, Chosen, nominated, published, reviewed, told
from tests.training.files import CHENGDU, JEJU_RANGE, SEOUL_FIXED

QUOTAS = (
    ONE_A_CITY,
    Quota(QuotaBy.REGION, "*", at_most=4),
    Quota(QuotaBy.GENDER, "female", at_least=6),
)


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
        "You are asked to review nominations": 2,
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
