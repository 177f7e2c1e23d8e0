"""Cities that nominate as they do: coordinators by the pages with files, officials by the link in their mail."""

import re
from datetime import datetime
from email.message import EmailMessage
from uuid import UUID

import httpx

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination
from services.training.operations import call_desk, coordinators
from services.training.store import nominations, organisations
from shared import outbox
from shared.contracts.training import OrganisationPut
from shared.house import House
from shared.identity.cookie import cookie_name
from shared.identity.sessions import begin_session
from shared.identity.staff import Staff
from shared.ids import uuid7
from tests.support.delivery import Deliver
from tests.support.smtp import MailServer, part_of
from tests.training.uploads import JPEG, PDF

REGIONS = ("africa", "asia", "europe", "latin-america", "oceania")
HOMES = {"africa": ("KE", "Africa/Nairobi"), "asia": ("KR", "Asia/Seoul"), "europe": ("TR", "Europe/Istanbul"),
         "latin-america": ("MX", "America/Mexico_City"), "oceania": ("NZ", "Pacific/Auckland")}  # fmt: skip
"""The country and zone of the cities of a region."""


def region(city: int) -> str:
    return REGIONS[city % len(REGIONS)]


def words(mail: EmailMessage) -> str:
    return part_of(mail, "text/plain")


def link(mail: EmailMessage, beginning: str) -> str:
    """The path of the first address in a mail that begins so."""
    found = re.search(rf"http://wego\.test({beginning}[\w./-]+)", words(mail))
    assert found is not None, words(mail)
    return found[1].rstrip(".")


async def member_cities(registration: House, staff: Staff, training: House, deliver: Deliver, count: int) -> None:
    """The directory tells training its cities, and the secretariat names a coordinator of each."""
    cities = range(1, count + 1)
    told = [
        OrganisationPut(id=uuid7(), revision=1, name=f"Metropolis {n:02}", type="city", country=HOMES[region(n)][0],
                        region=region(n)) for n in cities
    ]  # fmt: skip
    async with registration.db.transaction() as tx:
        await outbox.put_many(tx, told, to="training")
    await deliver()
    async with training.db.reading() as tx:
        ids = {each.name: each.id for each in await organisations.active(tx)}
    for n in cities:
        who = {"name": f"Coordinator {n:02}", "email": address(n), "organisation": str(ids[f"Metropolis {n:02}"])}
        tied: Coordinator = await coordinators.tie(training, staff, who)
        assert tied.email == address(n)


def address(city: int) -> str:
    return f"desk@city{city:02}.example"


async def sign_in(house: House, client: httpx.AsyncClient, email: str) -> None:
    async with house.db.transaction() as tx:
        secret = await begin_session(tx, email)
    client.cookies.set(cookie_name(secure=False), secret)


async def nominate(client: httpx.AsyncClient, slug: str, number: int, city: int) -> None:
    """By the coordinator who is signed in, with CV and letter; every third official is a woman."""
    door = f"/training/{slug}/nominate"
    begun = await client.post(f"{door}/new", data={"organisation": ""})
    form = {
        "name": f"Nominee {number:02}", "job_title": "Head of permits", "department": "ICT", "city": f"City {city:02}",
        "country": HOMES[region(city)][0], "gender": "female" if number % 3 == 1 else "male",
        "email": f"nominee{number}@example.org", "language": "en", "motivation": "Runs the e-permit service.",
        "signatory_name": "Jane Mwangi", "signatory_title": "Deputy mayor", "submit": "true",
    }  # fmt: skip
    files = {"cv": ("cv.pdf", PDF, "application/pdf"), "letter": ("letter.jpg", JPEG, "image/jpeg")}
    sent = await client.post(begun.headers["location"], data=form, files=files)
    assert (sent.status_code, sent.headers.get("location")) == (303, f"{door}?done=nominated"), sent.text


async def confirm(client: httpx.AsyncClient, smtp: MailServer, number: int, city: int) -> None:
    """The official, by the link in their mail."""
    (mail,) = smtp.to(f"nominee{number}@example.org")
    path = link(mail, "/training/")
    assert f'value="Nominee {number:02}"' in (await client.get(path)).text
    done = await client.post(path, data={
        "name": f"Nominee {number:02}", "job_title": "Head of permits", "department": "ICT", "city": f"City {city:02}",
        "country": HOMES[region(city)][0], "gender": "female" if number % 3 == 1 else "male", "language": "en",
        "timezone": HOMES[region(city)][1],
    })  # fmt: skip
    assert done.status_code == 303, done.text


async def in_order(house: House, staff: Staff, slug: str) -> tuple[UUID, datetime, list[Nomination]]:
    """The cohort, when its call closes, and who was nominated, by their number."""
    found = await call_desk.show(house, staff, slug)
    assert found.call is not None
    async with house.db.reading() as tx:
        every = await nominations.of_cohort(tx, found.cohort.id)
    return found.cohort.id, found.call.closes_at, sorted(every, key=lambda each: each.official.name)
