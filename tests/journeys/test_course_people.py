"""People of a course in Chromium: one checks in by the code on the wall, a city nominates and its official confirms."""

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from services.training.domain.attendance import Says, State, standings
from services.training.domain.course import LINK as TRAINERS
from services.training.domain.nomination import State as Nominated
from services.training.operations.places import manage_url
from services.training.store import attendance, nominations
from shared.contracts.notify import MessageSend
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, visit
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.outbox import jobs
from tests.training import people
from tests.training.nominees import call, coordinator, organisation
from tests.training.uploads import JPEG, PDF


async def _good(page: Page) -> None:
    assert (await axe_findings(page), await sideways(page)) == ([], [])


def _path(url: str) -> str:
    return url.removeprefix("http://wego.test")


async def test_a_participant_checks_in_by_the_code_on_the_wall(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    """The house's clock is far from that of the browser: only the first counts."""
    clock.move_to(datetime(2027, 10, 4, 0, 2, tzinfo=UTC))
    house = await committed_house("training")
    cohort = await people.jeju(house)
    one, _ = [await people.participant(house, cohort, number) for number in (1, 2)]
    session = await people.session(house, cohort)
    place, wall = _path(manage_url(house, one)), f"/trainer/sessions/{session.id}/code"
    async with served(house) as base, visit(browser, base) as room, visit(browser, base, width=PHONE) as phone:
        phone.expect_status(409, 422)
        await room.open(f"/trainer/{house.links.token(TRAINERS, cohort)}")
        await room.open(wall)
        await _good(room.page)
        old = await _shown(room.page)

        await phone.open(f"/t/here/{session.id}/{old}")
        await expect(phone.page.locator("h1")).to_have_text("One more step to check in")
        await _good(phone.page)
        await phone.open(place)
        await _good(phone.page)
        await phone.open(f"/t/here/{session.id}/{old}")
        code = phone.page.locator("#field-code")
        await expect(code).to_have_value(old)
        await _good(phone.page)

        clock.advance(seconds=60)  # the code on the wall has changed twice
        await phone.page.click("main button.primary")
        await expect(phone.page.locator(".error-summary")).to_contain_text("Tries left: 4")
        await _good(phone.page)
        await room.open(wall)
        new = await _shown(room.page)
        assert new != old

        other = await phone.page.context.new_page()
        await other.goto(f"{base}{place}/check-in")
        for page in (phone.page, other):
            await page.fill("#field-code", new.lower())
            await page.click("main button.primary")
        await expect(phone.page.locator("main .notice")).to_contain_text("You are checked in")
        await expect(other.locator(".error-summary")).to_contain_text("You are checked in to this session already")
        await _good(phone.page)
        await room.open(wall)
        await expect(room.page.locator("main")).to_contain_text("1 of 2 have checked in")
    async with house.db.reading() as tx:
        found = standings(await attendance.of_session(tx, session.id))
    assert {where: each.says for where, each in found.items()} == {(session.id, one.id): Says(State.PRESENT)}


async def _shown(page: Page) -> str:
    """The code on the wall, as the square holds it."""
    return re.sub(r"\s", "", await page.locator(".code").first.inner_text())


async def test_a_city_nominates_and_its_official_confirms(
    committed_house: OpenHouse, tmp_path: Path, browser: Browser
) -> None:
    house = await committed_house("training", files=tmp_path / "files")
    cohort = await people.jeju(house)
    await call(house, cohort)
    amina = await coordinator(house, await organisation(house))
    async with served(house) as base, visit(browser, base, width=LAPTOP) as city:
        page = city.page
        city.expect_status(422)
        await city.open("/training/jeju-2027/nominate")
        await _good(page)
        await page.fill("#field-email", amina.email)
        await page.click("main button.primary")
        (letter,) = await jobs(house, MessageSend)
        await page.fill("[name=code]", letter.message.facts["code"])
        await _good(page)
        await page.click("main button.primary")
        await _good(page)
        await page.click("form[action$='/nominate/new'] button")
        await _good(page)
        await page.fill("#field-name", "Wanjiru Kamau")
        await page.click("button[name=submit]")
        await expect(page.locator(".error-summary")).to_be_visible()
        await _good(page)
        await _fill(page)
        await page.click("button[name=submit]")
        await expect(page.locator("main")).to_contain_text("Wanjiru Kamau")
        await expect(page).to_have_url(re.compile(r"done=nominated"))
        await _good(page)

        letters = {each.message.template: each for each in await jobs(house, MessageSend)}
        async with visit(browser, base, width=PHONE, language="fr-FR") as official:
            await official.open(_path(letters["nomination.nominee"].manage_url))
            await expect(official.page.locator("#field-name")).to_have_value("Wanjiru Kamau")
            await _good(official.page)
            await official.page.fill("#field-job_title", "Director of permits")
            await official.page.click("main form[method=post] button.primary")
            await expect(official.page).to_have_url(re.compile("done=confirmed"))
            await _good(official.page)
        await city.open("/training/jeju-2027/nominate")
        await expect(page.locator("main")).to_contain_text("Nominated, confirmed by the official")
    async with house.db.reading() as tx:
        (kept,) = await nominations.of_cohort(tx, cohort)
    assert (kept.state, kept.official.job_title) == (Nominated.CONFIRMED, "Director of permits")
    assert len([each for each in (tmp_path / "files").rglob("*") if each.is_file()]) == 2


async def _fill(page: Page) -> None:
    """What the form still lacks, with both files."""
    for field, text in {
        "job_title": "Head of permits", "department": "ICT", "city": "Nairobi", "email": "wanjiru@nairobi.example",
        "motivation": "Runs the e-permit service.", "signatory_name": "Jane Mwangi", "signatory_title": "Deputy mayor",
    }.items():  # fmt: skip
        await page.fill(f"[name={field}]", text)
    await page.fill("[name='answers.project']", "One portal")
    await page.select_option("[name=country]", "KE")
    await page.set_input_files("[name=cv]", {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF})
    await page.set_input_files("[name=letter]", {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
