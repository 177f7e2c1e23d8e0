"""Cohorts with nominations that are scored, for tests of selections."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

from services.training.domain.call import Criterion, Quota, QuotaBy
from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination
from services.training.domain.participant import Gender, Official
from services.training.operations import reviewing, selecting
from services.training.operations.answers import LINK
from services.training.operations.load_programmes import load_programmes
from services.training.store import cohorts, nominations
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.staff import Staff
from tests.support.house import OpenHouse
from tests.training import nominees
from tests.training.files import programme

CRITERIA = (Criterion("relevance", "Relevance of the work", 2, 5), Criterion("effect", "Effect at home", 1, 5))
CLOSED = datetime(2027, 2, 28, 18)
REGIONS = ("africa", "asia", "europe", "latin-america", "oceania")


@dataclass
class Chosen:
    """A cohort whose call has closed, with who was nominated in the order of their number."""

    house: House
    slug: str
    cohort_id: UUID
    staff: Staff
    reviewers: list[Staff]
    people: list[Nomination]

    def token(self, number: int) -> str:
        """Of the link of one of them, counted from 1."""
        one = self.people[number - 1]
        return self.house.links.token(LINK, one.id, one.link_version)

    async def states(self) -> dict[str, list[int]]:
        """By state the numbers of the people."""
        async with self.house.db.reading() as tx:
            found = {each.id: each.state.value for each in await nominations.of_cohort(tx, self.cohort_id)}
        grouped: dict[str, list[int]] = {}
        for number, each in enumerate(self.people, start=1):
            grouped.setdefault(found[each.id], []).append(number)
        return grouped

    def numbers(self, ids: tuple[UUID, ...]) -> list[int]:
        place = {each.id: number for number, each in enumerate(self.people, start=1)}
        return [place[id_] for id_ in ids]


async def nominated(
    house: House,
    text: str,
    slug: str,
    *,
    people: int,
    cities: int,
    quotas: tuple[Quota, ...],
    accept_days: int = 14,
    tag: str = "city",
    zone: Callable[[int], str] = lambda _: "Asia/Seoul",
) -> Chosen:
    """`people` of `cities`, the first of each region a woman; nobody is scored yet. The call is closed.

    `zone` is where the officials of a city live, by its number.
    """
    await load_programmes(house, programme(text))
    async with house.db.reading() as tx:
        cohort = await cohorts.by_slug(tx, slug)
    assert cohort is not None
    await nominees.call(
        house, cohort.id, opens=CLOSED - timedelta(days=28), closes=CLOSED, criteria=CRITERIA, quotas=quotas,
        accept_days=accept_days, per_organisation=0,
    )  # fmt: skip
    by = [await _coordinator(house, number, tag) for number in range(1, cities + 1)]
    made = []
    for number in range(1, people + 1):
        city = (number - 1) % cities + 1
        gender = Gender.FEMALE if number % 3 == 1 else Gender.MALE
        official = Official(name=f"Nominee {number:02}", gender=gender, timezone=zone(city))
        own = {"city": f"City {city:02}", "official": official}
        made.append(await nominees.submitted(house, cohort.id, by[city - 1], number, confirmed=True, **own))
    staff = await add_staff(house.db, email="ada@office.example", role="organizer", name="Ada Sample")
    return Chosen(house, slug, cohort.id, staff, [], made)


async def _coordinator(house: House, city: int, tag: str) -> Coordinator:
    region = REGIONS[city % len(REGIONS)]
    organisation = await nominees.organisation(house, f"Metropolis {tag} {city:02}", region=region)
    return await nominees.coordinator(house, organisation, f"desk{city:02}@{tag}.example")


async def reviewed(chosen: Chosen, reviewers: int = 2) -> None:
    """Everybody is scored by everyone: who has a lower number is better."""
    for number in range(1, reviewers + 1):
        email = f"reviewer{number}@office.example"
        one = await add_staff(chosen.house.db, email=email, role="viewer", name=f"Reviewer {number}")
        await reviewing.add_reviewer(chosen.house, chosen.staff, chosen.slug, {"email": email})
        chosen.reviewers.append(one)
    for one in chosen.reviewers:
        for number, each in enumerate(chosen.people, start=1):
            score = {"score-relevance": str(5 - number // 10), "score-effect": str(5 - number % 10 // 2)}
            await reviewing.put(chosen.house, one, chosen.slug, each.id, score)


async def published(chosen: Chosen, *, despite: bool = False) -> selecting.Publication:
    """As proposed."""
    await selecting.propose_draft(chosen.house, chosen.staff, chosen.slug)
    about = await selecting.publication(chosen.house, chosen.staff, chosen.slug)
    revision = about.table.own.selection.revision
    return await selecting.publish(chosen.house, chosen.staff, chosen.slug, revision=revision, despite=despite)


ONE_A_CITY = Quota(QuotaBy.CITY, "*", at_most=1)


def told(mails: list[EmailMessage]) -> Counter[str]:
    """How many mails of each subject, without the title of the course."""
    return Counter(re.sub(r":.*", "", str(mail["Subject"]).replace("\n", "")) for mail in mails)


async def desk_of(house: OpenHouse) -> dict[str, int]:
    """What stands on the desk of the staff and on people's own pages, as registration was told."""
    async with (await house("registration")).db.reading() as tx:
        rows = await tx.conn.fetch("SELECT kind, count FROM desk_items WHERE count > 0")
    return {row["kind"]: row["count"] for row in rows}
