"""A webinar's survey: built from a template in three languages, answered by fifteen people, read and printed."""

import asyncio
import re
from uuid import uuid4

import httpx
from playwright.async_api import Browser, expect

from tests.journeys.browser import PHONE, Visit, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.invite import words
from tests.journeys.people import register
from tests.journeys.system import System
from tests.journeys.test_after_event import _event_under_way as event_under_way
from tests.support.waiting import until

SIZE = 15
COMMENT = "More time for questions."


async def _fifteen_came(visitor: Visit, system: System) -> list[str]:
    """An event is closed with fifteen people: the training service is told. Returns their addresses."""
    page = visitor.page
    desk = await event_under_way(visitor)
    batch = uuid4().hex[:6]
    guests = [f"guest{number}.{batch}@seoul.example" for number in range(SIZE)]
    for guest in guests:
        await asyncio.to_thread(register, system, desk.rpartition("/")[2], guest, language="en")
    await visitor.open(f"{desk}/registrations")
    for box in await page.locator("tbody input[type=checkbox]").all():
        await box.check()
    await page.click("button[value=came]")
    await visitor.open(f"{desk}/after")
    await page.click(f"button:has-text('Close the event with {SIZE} people')")
    await expect(page.locator("main")).to_contain_text(f"The training service is told of {SIZE} people who came.")
    return guests


async def _in_every_language(visitor: Visit) -> None:
    """Where the house knows no translation, the organizer writes one: here the English words with a mark."""
    page = visitor.page
    for code in ("ko", "fr"):
        for box in await page.locator(f"[name$='.{code}']").all():
            english = page.locator(f"[name='{str(await box.get_attribute('name')).removesuffix(code)}en']")
            if not await box.input_value() and (text := await english.input_value()):
                await box.fill("\n".join(f"{line} ({code})" for line in text.splitlines()))
    await page.click("main form button.primary")
    await expect(page.locator(".error-summary")).to_have_count(0)


async def _survey_made_ready(visitor: Visit) -> str:
    """From the template for webinars; it opens at once, because the event has begun. Returns its address."""
    page = visitor.page
    found = page.locator("[name=about] option", has_text="Mayors Forum")

    async def offered() -> int:
        await visitor.open("/organize/surveys/new")
        return await found.count()

    await until(offered, every=0.3)
    await page.select_option("[name=about]", value=await found.last.get_attribute("value"))
    await page.click("main form button.primary")
    await page.locator("[name=template][value=webinar]").check()
    for code in ("en", "ko", "fr"):
        await page.locator(f"[name=languages][value={code}]").check()
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile("done=made"))
    survey = page.url.removeprefix(visitor.base).partition("?")[0]
    await visitor.open(f"{survey}/settings")
    await page.select_option("[name=anchor]", "start")
    await page.fill("[name=opens_number]", "0")
    await _in_every_language(visitor)
    await visitor.open(survey)
    links = await page.locator(f"main a[href^='{survey}/questions/']").all()
    for path in {str(await each.get_attribute("href")) for each in links}:
        await visitor.open(path)
        await _in_every_language(visitor)
    await visitor.open(survey)
    await page.click("button:has-text('Make it ready')")
    return survey


async def _link(system: System, guest: str) -> str:
    """The path in the invitation to the survey."""

    async def links() -> list[str]:
        return [link for mail in system.mails(guest) for link in re.findall(r"/s/[\w-]{46}", words(mail))]

    return (await until(links, every=0.1))[0]


async def _on_a_telephone(system: System, browser: Browser, link: str) -> dict[str, str]:
    """Answers what must be answered, loses the page in between, and sends it. Returns what was answered."""
    async with visit(browser, system.base, width=PHONE) as visitor:
        visitor.expect_status(422)
        page = visitor.page
        await visitor.open(link)
        await expect(page.locator("main p").first).to_contain_text("Anonymous")
        await in_order(visitor)
        chosen: dict[str, str] = {}
        for radio in await page.locator("main input[type=radio]").all():
            name, value = str(await radio.get_attribute("name")), str(await radio.get_attribute("value"))
            if name not in chosen and await radio.is_visible():
                await radio.check(force=True)
                chosen[name] = value
        text = page.locator("main textarea").first
        await text.fill(COMMENT)
        await page.reload()  # the telephone was put away
        for name, value in chosen.items():
            await expect(page.locator(f"[name='{name}'][value='{value}']")).to_be_checked()
        await expect(text).to_have_value(COMMENT)
        written = str(await text.get_attribute("name"))
        await page.click("button:has-text('Send my answers')")
        await expect(page.locator("h1")).to_have_text("Your answers are in")
        await in_order(visitor)
        assert await page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('wego-survey'))") == []
        return chosen | {written: COMMENT}


def _over_http(system: System, link: str, answers: dict[str, str]) -> None:
    with httpx.Client(base_url=system.base, timeout=20) as client:
        sent = client.post(link, data=answers, headers={"Origin": system.base})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{link}?sent=now"), sent.text


async def test_fifteen_people_answer_the_survey_of_a_webinar(system: System, browser: Browser) -> None:
    link = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base) as visitor:
        page = visitor.page
        await visitor.open(link)
        await page.click("main form[method=post] button.primary")
        guests = await _fifteen_came(visitor, system)
        survey = await _survey_made_ready(visitor)
        links = [await _link(system, guest) for guest in guests]

        async with visit(browser, system.base, width=PHONE, language="fr-FR") as french:
            await french.open(links[0])
            await expect(french.page.locator("fieldset.question").first).to_have_attribute("lang", "fr")
            await in_order(french)
        answers = await _on_a_telephone(system, browser, links[0])
        for each in links[1:9]:
            await asyncio.to_thread(_over_http, system, each, answers)
        await visitor.open(f"/trainer/surveys/{survey.rpartition('/')[2]}/code")
        await expect(page.locator("[data-live]")).to_contain_text(f"9 of {SIZE} have answered")
        await in_order(visitor)
        code = await page.evaluate("document.querySelector('.qr svg') !== null")
        assert code

        for each in links[9:]:
            await asyncio.to_thread(_over_http, system, each, answers)

        async def let_out() -> int:  # all have answered: the worker lets everything out
            await visitor.open(f"{survey}/comments")
            return await page.get_by_text(COMMENT).count()

        await until(let_out, every=0.3)
        await expect(page.locator("main")).to_contain_text(COMMENT)
        await visitor.open(f"{survey}/results")
        await expect(page.locator("main")).to_contain_text(f"{SIZE} of {SIZE}")
        await in_order(visitor)
        report = await page.request.get(f"{visitor.base}{survey}/results.pdf")
        assert (await report.body())[:5] == b"%PDF-"
