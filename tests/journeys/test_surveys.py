"""A webinar's survey: told of by `activity.put`, built in three languages, answered by fifteen people on telephones."""

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

from playwright.async_api import Browser, expect

from tests.journeys.answering import IN, Room, filled, holds, opened, says, send
from tests.journeys.asking import links, made_ready, survey_made
from tests.journeys.browser import Visit, visit
from tests.journeys.desk import event_under_way, in_order, sign_in_link
from tests.journeys.people import register
from tests.journeys.reading import arrives, figures, quoted, report_lines, rows
from tests.journeys.system import System
from tests.support.waiting import until

SIZE = 15
COMMENTS = [f"Remark {number}: more time for questions." for number in range(SIZE)]
KINDS = ("en", "ko", "fr", "es-plain")


async def _fifteen_came(visitor: Visit, system: System, title: str) -> list[str]:
    """An event of that title is closed with fifteen people: the training service is told. Returns their addresses."""
    page = visitor.page
    desk = await event_under_way(visitor, title)
    batch = uuid4().hex[:6]
    guests = [f"guest{number}.{batch}@seoul.example" for number in range(SIZE)]
    for guest in guests:
        await asyncio.to_thread(register, system, desk.rpartition("/")[2], guest, language="en")
    await visitor.open(f"{desk}/registrations")
    for box in await page.locator("tbody input[type=checkbox]").all():
        await box.check()
    await page.click("button[value=came]")
    await visitor.open(f"{desk}/after")
    await page.click("a:has-text('Close the event')")
    await page.click(f"button:has-text('Close the event with {SIZE} people')")
    await expect(page.locator("main")).to_contain_text(f"The training service is told of {SIZE} people who came.")
    return guests


async def _told_of(desk: Visit, title: str) -> str:
    """The event as a survey can be about it, once the training service was told of it (`activity.put`)."""
    found = desk.page.locator("[name=about] option", has_text=title)

    async def offered() -> int:
        await desk.open("/organize/surveys/new")
        return await found.count()

    await until(offered, every=0.3)
    return str(await found.get_attribute("value"))


async def _put_away(room: Room) -> None:
    """The first loses the page in between; on another telephone it is in that one's language and empty."""
    phone = room.phones["en"]
    page = await opened(phone, room.links[0], "en")
    given = await filled(page, 0, COMMENTS[0])
    await page.reload()
    await holds(page, given)
    french = await opened(room.phones["fr"], room.links[0], "fr")
    await expect(french.locator("fieldset.question").first).to_have_attribute("lang", "fr")
    await expect(french.locator("main input:checked")).to_have_count(0)
    await in_order(room.phones["fr"])
    await french.set_viewport_size({"width": 360, "height": 800})
    await send(page)
    await says(page, "en", IN)


async def test_fifteen_people_answer_the_survey_of_a_webinar(system: System, browser: Browser) -> None:
    sign_in = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base) as desk, AsyncExitStack() as stack:
        page = desk.page
        await desk.open(sign_in)
        await page.click("main form[method=post] button.primary")
        title = f"Webinar on open data {uuid4().hex[:6]}"  # no other test's event has it
        guests = await _fifteen_came(desk, system, title)
        survey = await survey_made(desk, await _told_of(desk, title), "webinar", ("en", "ko", "fr"))
        await made_ready(desk, survey)
        room = Room({}, await links(system, guests), COMMENTS)
        await room.enter(stack, browser, system.base, *KINDS)

        await _put_away(room)
        await asyncio.gather(*(room.answer(kind, *range(at, 9, 4)) for at, kind in enumerate(KINDS, start=1)))
        await desk.open(f"/trainer/surveys/{survey.rpartition('/')[2]}/code")
        await expect(page.locator("[data-live]")).to_contain_text(f"9 of {SIZE} have answered")
        await expect(page.locator(".qr svg")).to_be_visible()
        await in_order(desk)

        await page.clock.install()
        await desk.open(f"{survey}/results")
        await asyncio.gather(*(room.answer(kind, *range(at, SIZE, 4)) for at, kind in enumerate(KINDS, start=9)))
        await arrives(page, f"{SIZE} answers")
        assert await figures(page) == [f"{SIZE} of {SIZE} asked", "100%", f"{SIZE} answers"]
        assert await rows(page, "How useful was it for your work?") == [5, 5, 5, 0, 0]
        await in_order(desk)
        await quoted(desk, survey, COMMENTS[7], "time")
        report = await report_lines(desk, survey)
        assert [line for line in COMMENTS if line in report] == [COMMENTS[7]]
