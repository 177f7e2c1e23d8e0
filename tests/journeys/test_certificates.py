"""Certificates in Chromium, at every end: a course is over, rules decide, people look at their names, the worker
issues, a stranger checks, one is corrected, one revoked; then those of an event, as registration tells who came.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from services.training.domain.attendance import State
from services.training.timekeeper import issue
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, Visit, visit
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.outbox import jobs
from tests.support.waiting import until
from tests.training import people
from tests.training.certificates.given import AFTER, EVENT, FORUM, Held, forum, held, own_of_event, valid

NAMES = {
    0: {"name": "Kim Gyeonbon", "native_name": "김견본", "country": "KR"},
    1: {"name": "Wanjiru Kamau-Okonkwo"},
    2: {"name": "Abebe Bikila", "native_name": "አበበ ቢቂላ", "country": "ET"},
}


async def _good(page: Page) -> None:
    """axe finds nothing and nothing scrolls sideways, on a phone in the light and on a laptop in the dark."""
    for width, scheme in ((PHONE, "light"), (LAPTOP, "dark")):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two fixed words
        await page.set_viewport_size({"width": width, "height": 800})
        assert (await axe_findings(page), await sideways(page)) == ([], [])


@asynccontextmanager
async def issuing_worker(house: House) -> AsyncIterator[None]:
    """The loop of the training worker that issues, as long as the block lasts."""
    working = asyncio.create_task(issue(house))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def organizer_in(house: House, visitor: Visit) -> None:
    """Their browser is signed in."""
    await add_staff(house.db, email="ada@office.example", role="organizer", name="Ada Sample")
    link = await sign_in_link(house.db, "ada@office.example")
    secret = await redeem(house.db, link.partition("link=")[2])
    cookie = {"name": cookie_name(secure=False), "value": secret, "url": visitor.base}
    await visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie with an address


async def course(house: House, clock: FakeClock) -> Held:
    """Four came to all of it but for the fourth, who missed half; a fifth was never marked."""
    room = await held(house, clock, 3, names=NAMES)
    room.people += [await people.participant(house, room.cohort, number) for number in (4, 5)]
    await room.marks(3, State.PRESENT, State.PRESENT, State.ABSENT, State.ABSENT)
    return room


async def _pressed(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name).click()


@pytest.fixture
async def house(committed_house: OpenHouse) -> House:
    return await committed_house("training")


async def test_from_the_last_day_of_a_course_to_what_a_stranger_is_told(
    house: House, clock: FakeClock, browser: Browser
) -> None:
    room = await course(house, clock)
    async with (
        served(house) as base,
        issuing_worker(house),
        visit(browser, base) as desk,
        visit(browser, base) as other,
    ):
        desk.expect_status(422)
        other.expect_status(404, 422)
        await organizer_in(house, desk)
        await desk.open(room.desk)
        await expect(desk.page.locator("main")).to_contain_text("the rest cannot be reached any more")
        await _good(desk.page)
        await _pressed(desk.page, "Ask 4 people how their name is written")
        await _names_confirmed(other, room)

        await desk.open(room.desk)
        await _pressed(desk.page, "Issue 2 certificates")
        await expect(desk.page.locator("main")).to_contain_text("2 certificates are being issued")
        numbers = await _issued(house, room.key, 2)
        await desk.open(f"{room.desk}/people/{room.people[4].id}")
        await desk.page.get_by_label("Gets one all the same").check()
        await desk.page.fill("[name=reason]", "Ill, and wrote a paper")
        await _pressed(desk.page, "Keep it")
        await _good(desk.page)
        await desk.open(room.desk)
        await desk.page.get_by_label("Select Abebe Bikila").check()
        await desk.page.get_by_label("Also where the name is not confirmed").check()
        await _pressed(desk.page, "Issue to them")
        numbers = await _issued(house, room.key, 3)
        assert list(numbers) == ["Kim Gyeon-bon", "Wanjiru Kamau-Okonkwo", "Abebe Bikila"]

        await _answer(other, numbers["Kim Gyeon-bon"], "Valid", "김견본")
        await _file(other, base + room.own(0), room)
        await _corrected(desk, other, room)
        after = await valid(house, room.key)
        await _answer(other, numbers["Kim Gyeon-bon"], "Replaced by a newer one", after["Kim Gyeonbon"])
        await _answer(other, after["Kim Gyeonbon"], "Valid", "김견본")
        await _revoked(desk, room)
        await _answer(other, numbers["Abebe Bikila"], "Revoked", "Issued by mistake")
        await _answer(other, "WG-2027-0001-AAAAAAAA", "We know no such number", "does not come from WeGO")
    told = [(job.to.email, job.message.template) for job in await jobs(house, MessageSend)]
    assert [template for email, template in told if email == "official1@example.org"] == [
        "certificate.names", "certificate.issued", "certificate.replaced",
    ]  # fmt: skip
    assert [template for email, template in told if email == "official3@example.org"] == [
        "certificate.names", "certificate.issued", "certificate.revoked",
    ]  # fmt: skip


async def test_certificates_of_an_event_that_registration_told_of(
    house: House, clock: FakeClock, browser: Browser
) -> None:
    clock.move_to(AFTER)
    guests = await forum(house, "Chidinma Okafor", "Zoë Müller")
    async with (
        served(house) as base,
        issuing_worker(house),
        visit(browser, base) as desk,
        visit(browser, base) as other,
    ):
        await organizer_in(house, desk)
        await desk.open("/organize/certificates")
        await _good(desk.page)
        await desk.page.get_by_role("link", name="CIO Forum").click()
        await desk.page.get_by_role("link", name="Wording and design").click()
        await _good(desk.page)
        await desk.page.select_option("[name=language]", "ko")
        await desk.page.select_option("[name=second_language]", "en")
        await desk.page.fill("[name=signatory1_name]", "Ada Sample")
        await desk.page.fill("[name=signatory1_title]", "Secretary General")
        await _pressed(desk.page, "Keep it so")
        await other.open(own_of_event(house, guests[1]))
        await other.page.fill("[name=name]", "Zoe Mueller")
        await _pressed(other.page, "My name is written like this")
        await desk.open(f"/organize/certificates/event/{EVENT}")
        await desk.page.get_by_text("Also to 1 who has not confirmed the name").click()
        await _pressed(desk.page, "Issue 2 certificates")
        numbers = await _issued(house, FORUM, 2)
        assert list(numbers) == ["Chidinma Okafor", "Zoe Mueller"]
        await other.open(own_of_event(house, guests[1]))
        await expect(other.page.locator("main")).to_contain_text(numbers["Zoe Mueller"])
        await _good(other.page)
        await _answer(other, numbers["Zoe Mueller"], "Valid", "CIO Forum")


async def _names_confirmed(visitor: Visit, room: Held) -> None:
    """The first corrects it, the second finds it right."""
    await visitor.open(room.own(0))
    await _good(visitor.page)
    await visitor.page.fill("[name=name]", "")
    await _pressed(visitor.page, "My name is written like this")
    await expect(visitor.page.locator(".error-summary")).to_be_visible()
    await _good(visitor.page)
    await visitor.page.fill("[name=name]", "Kim Gyeon-bon")
    await _pressed(visitor.page, "My name is written like this")
    await expect(visitor.page.locator("main")).to_contain_text("Your name will be written like this")
    await visitor.open(room.own(1))
    await _pressed(visitor.page, "My name is written like this")


async def _issued(house: House, key: str, count: int) -> dict[str, str]:
    """Once the worker is done."""
    return await until(lambda: valid(house, key), lambda numbers: len(numbers) == count, every=0.1)


async def _answer(visitor: Visit, number: str, verdict: str, words: str) -> None:
    """What a stranger is told who types the number as they like."""
    await visitor.open("/verify")
    await visitor.page.fill("[name=id]", f" {number.lower().replace('-', ' ')}")
    await _pressed(visitor.page, "Check the number")
    await expect(visitor.page.locator(".verdict")).to_have_text(verdict)
    await expect(visitor.page.locator("article.certificate")).to_contain_text(words)
    await _good(visitor.page)


async def _file(visitor: Visit, own: str, room: Held) -> None:
    """Their own PDF, handed to the page that checks files."""
    await visitor.open(own)
    await _good(visitor.page)
    async with visitor.page.expect_download() as coming:
        await visitor.page.get_by_role("link", name="The certificate as PDF").click()
    file: Path = Path(await (await coming.value).path())
    await visitor.open("/verify")
    await visitor.page.set_input_files("[name=file]", file)
    await _pressed(visitor.page, "Check the file")
    await expect(visitor.page.locator("main")).to_contain_text("The file is ours, unchanged")
    await expect(visitor.page.locator(".verdict")).to_have_text("Valid")
    await _good(visitor.page)


async def _corrected(desk: Visit, other: Visit, room: Held) -> None:
    """The first asks for it, staff agree."""
    await other.open(room.own(0))
    await other.page.fill("[name=name]", "Kim Gyeonbon")
    await other.page.fill("[name=why]", "As in my passport")
    await _pressed(other.page, "Ask for this correction")
    await expect(other.page.locator("main")).to_contain_text("We look at your correction")
    await desk.open(room.desk)
    await desk.page.get_by_role("link", name="Kim Gyeon-bon").first.click()
    await expect(desk.page.locator("main")).to_contain_text("As in my passport")
    await _good(desk.page)
    await desk.page.locator("form[action$=correct] [name=internal_reason]").fill("Passport seen")
    await _pressed(desk.page, "Issue the corrected certificate")
    await expect(desk.page).to_have_url(re.compile("done=correct"))
    await _good(desk.page)


async def _revoked(desk: Visit, room: Held) -> None:
    await desk.open(f"{room.desk}/people/{room.people[2].id}")
    await desk.page.get_by_text("Revoke it").click()
    await desk.page.fill("[name=revoke_public]", "Issued by mistake")
    await desk.page.fill("[name=revoke_internal]", "He sent a colleague")
    await _pressed(desk.page, "Revoke the certificate")
    await expect(desk.page).to_have_url(re.compile("done=revoke"))
    await _good(desk.page)
