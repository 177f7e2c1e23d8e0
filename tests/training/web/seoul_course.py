"""The Seoul cohort up to its fifteen places: the call, forty nominations, quotas, offers, invites."""

from collections import Counter

import httpx

from services.training.operations import my_offer, selecting
from services.training.operations.answers import LINK as OFFER
from services.training.operations.settle import settle_all
from shared.house import House
from tests.journeys.invite import calendar_part
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.smtp import MailServer
from tests.support.web import client_at
from tests.training import cities
from tests.training.chosen import Chosen, reviewed

SLUG = "seoul-2027"
PATH = f"/organize/training/{SLUG}"
CALL = {
    "opens_day": "2027-02-01", "opens_hour": "09:00", "closes_day": "2027-03-31", "closes_hour": "18:00",
    "text": "Cities nominate officials.", "criteria": "relevance | Relevance | 2 | 5\neffect | Effect at home | 1 | 5",
    "quotas": "city | * | 0 | 1\nregion | * | 0 | 4\ngender | female | 6", "per_organisation": "2",
    "accept_days": "14", "questions": "", "revision": "0",
}  # fmt: skip
THRESHOLD = 80
STAFF = "organizer@office.example"  # of signed_in


async def forty_nominations(training: House, client: httpx.AsyncClient, deliver: Deliver, smtp: MailServer) -> None:
    """By 30 cities, of which ten nominate two; each official confirms their own data."""
    async with client_at(training) as coordinator:
        for city in range(1, 31):
            await cities.sign_in(training, coordinator, cities.address(city))
            for number in (city, city + 30) if city <= 10 else (city,):
                await cities.nominate(coordinator, SLUG, number, city)
    await deliver()
    letters = Counter(each.to[0].split("@")[0].rstrip("0123456789") for each in smtp.mails)
    assert letters == {"desk": 30 + 40, "nominee": 40}, "named, received; asked to confirm"
    for number in range(1, 41):
        await cities.confirm(client, smtp, number, (number - 1) % 30 + 1)
    smtp.mails.clear()


async def fifteen_places(
    *, chosen: Chosen, desk: httpx.AsyncClient, client: httpx.AsyncClient, clock: FakeClock, deliver: Deliver,
    smtp: MailServer,
) -> None:  # fmt: skip
    """Two reviewers, quotas, 15 offers, three declines and a silence; the reserve moves up by itself."""
    await cities.sign_in(chosen.house, desk, chosen.staff.email)  # weeks have passed
    await reviewed(chosen, 2)
    page = await desk.post(f"{PATH}/selection", data={"act": "propose", "revision": "0"})
    assert page.headers["location"] == f"{PATH}/selection?done=proposed"
    about = await selecting.publication(chosen.house, chosen.staff, SLUG)
    done = await desk.post(f"{PATH}/selection/publish", data={"revision": str(about.table.own.selection.revision)})
    assert done.status_code == 303, done.text
    states = await chosen.states()
    offers, reserve = states["offered"], states["reserve"]
    assert (len(offers), len(reserve), len(states["not_selected"])) == (15, 15, 10)
    _within_the_quotas(offers)
    await deliver()
    doors = {n: cities.link(smtp.to(f"nominee{n}@example.org")[0], "/training/offer/") for n in offers}
    assert doors == {
        n: f"/training/offer/{chosen.house.links.token(OFFER, chosen.people[n - 1].id, 0)}" for n in offers
    }
    smtp.mails.clear()
    silent = offers[3]
    for number in offers[:3]:
        assert (await client.post(f"{doors[number]}/decline", data={"reason": "No time"})).status_code == 303
    for number in offers[4:]:
        assert (await client.post(f"{doors[number]}/accept")).status_code == 303
    moved = [number for number in (await chosen.states())["offered"] if number != silent]
    assert moved == [each for each in reserve if each in moved]
    for number in moved:
        await my_offer.accept(chosen.house, chosen.token(number))
    clock.advance(days=15)
    await settle_all(chosen.house)
    (last,) = (await chosen.states())["offered"]
    await my_offer.accept(chosen.house, chosen.token(last))
    seated = sorted([*offers[4:], *moved, last])
    assert await chosen.states() == {
        "declined": offers[:3], "lapsed": [silent], "accepted": seated, "not_selected": states["not_selected"],
        "reserve": [number for number in reserve if number not in (*moved, last)],
    }  # fmt: skip
    _within_the_quotas(seated)
    await deliver()
    _one_invite_each(seated, smtp)


def _within_the_quotas(numbers: list[int]) -> None:
    """Counted from what the cities wrote: one a city, four a region, six women."""
    home = {number: (number - 1) % 30 + 1 for number in numbers}
    assert len(set(home.values())) == 15
    assert max(Counter(cities.region(city) for city in home.values()).values()) <= 4
    assert sum(number % 3 == 1 for number in numbers) >= 6


def _one_invite_each(seated: list[int], smtp: MailServer) -> None:
    """One REQUEST for the days of the course to each who has a place; nobody else gets a calendar part."""
    invited = [
        mail for mail in smtp.mails if "text/calendar" in [part.get_content_type() for part in mail.message.walk()]
    ]
    assert sorted(mail.to[0] for mail in invited) == sorted(f"nominee{number}@example.org" for number in seated)
    parts = [calendar_part(mail.message) for mail in invited]
    assert {(method, entry.sequence, entry.start, entry.end) for method, entry in parts} == {
        ("REQUEST", 0, "20270906", "20270925")
    }
    assert len({entry.uid for _, entry in parts}) == 1
    smtp.mails.clear()
