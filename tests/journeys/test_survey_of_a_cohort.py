"""The end of a training: fifteen officials answer on telephones in several languages, an organizer sees it come."""

import asyncio
from contextlib import AsyncExitStack

from playwright.async_api import Browser, Page, expect

from shared.i18n import translator
from tests.journeys.answering import IN, Room, filled, holds, nothing_kept, opened, says, send
from tests.journeys.asking import (
    ANY_LINK,
    COHORT,
    cohort_under_way,
    links,
    made_ready,
    question_added,
    survey_made,
)
from tests.journeys.browser import Visit, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.invite import words
from tests.journeys.reading import arrives, figures, quoted, report_lines, rows
from tests.journeys.system import System

SIZE = 15
SPOKEN = ("en", "ko", "zh", "es", "fr")
PEOPLE = [(f"Official {number:02}", f"official{number}@seoul.example", SPOKEN[number % 5]) for number in range(SIZE)]
COMMENTS = [f"Remark {number}: more time for questions." for number in range(SIZE)]
COMMENTS[1], COMMENTS[2] = "현장 방문이 가장 좋았습니다.", "希望有更多时间讨论。"
HONEST = "It is anonymous: we note that the link was used, never together with what you answer."
REPEAT = {
    "text.en": "Would you go on the visit again?",
    "text.ko": "다시 방문하시겠습니까?",
    "text.zh": "您愿意再次参观吗？",
}
WHICH = {
    "text.en": "Which place first?", "text.ko": "어디를 먼저 가시겠습니까?", "text.zh": "您想先去哪里？",
    "choices.en": "Control room\nWater works", "choices.ko": "관제실\n정수장", "choices.zh": "控制中心\n水厂",
}  # fmt: skip
SECTION = {"text.en": "The study visit", "text.ko": "현장 방문", "text.zh": "实地考察"}


def _flat(text: str) -> str:
    return " ".join(text.split())


async def _built(desk: Visit) -> str:
    """The template, and a section of two questions of our own; the second only for those who would go again."""
    survey = await survey_made(desk, f"cohort:{COHORT.rpartition('/')[2]}", "course_end", ("en", "ko", "zh"))
    await question_added(desk, survey, "section", SECTION)
    await question_added(desk, survey, "yes_no", REPEAT, "required")
    await desk.open(f"{survey}/questions/new?type=choice")
    await desk.page.click("text=Ask it only after certain answers")
    await in_order(desk)
    await question_added(desk, survey, "choice", WHICH)
    await desk.page.click("[aria-label='Change: Which place first?']")
    await desk.page.click("text=Ask it only after certain answers")
    await desk.page.check("[name=when][value$=':yes']")
    await desk.page.click("main form.form button.primary")
    up = desk.page.get_by_role("button", name="Move up: What should we keep, and what should we change?")
    await up.focus()
    await desk.page.keyboard.press("Enter")
    await expect(up).to_be_focused()
    await in_order(desk)
    await desk.open(f"{survey}/preview?language=ko")
    await in_order(desk)
    await made_ready(desk, survey)
    return survey


async def _corrects(room: Room, number: int) -> None:
    """Sends an empty page first: each problem stands beside its question, and what was typed meanwhile is kept."""
    phone = room.phones["en"]
    page = await opened(phone, room.links[number], "en")
    await in_order(phone)
    await page.locator("textarea").first.fill(COMMENTS[number])
    await send(page)
    await expect(page.locator(".error-summary")).to_be_focused()
    await expect(page.locator("textarea").first).to_have_value(COMMENTS[number])
    await page.wait_for_load_state()  # what is counted is all there
    required = page.locator("[data-question]:not(:has(.optional)):visible", has=page.locator("input"))
    assert await page.locator(".question .error").count() == await required.count()
    await in_order(phone)
    await phone.page.set_viewport_size({"width": 360, "height": 800})
    await filled(page, number, COMMENTS[number])
    await _has_no_obstacle(page)
    await send(page)
    await says(page, "en", IN)
    await nothing_kept(page)
    await in_order(phone)


async def _has_no_obstacle(page: Page) -> None:
    """ "Nothing" takes the other answers away, and each of them takes it away."""
    question = page.locator("[data-question=course_obstacles]")
    nothing, time = (question.locator(f"[value={key}]") for key in ("none", "time"))
    words = question.locator(".other-words input")
    await question.get_by_text("No time for it", exact=True).click()
    await question.get_by_text("Other", exact=True).click()
    await words.fill("The weather")
    await question.get_by_text("Nothing", exact=True).click()
    await expect(nothing).to_be_checked()
    await expect(time).not_to_be_checked()
    await expect(words).to_have_value("")
    await question.get_by_text("No time for it", exact=True).click()
    await expect(nothing).not_to_be_checked()
    await question.get_by_text("Nothing", exact=True).click()
    await question.get_by_text("Other", exact=True).click()
    await expect(nothing).not_to_be_checked()


async def _loses_the_line(room: Room, number: int) -> None:
    """The telephone has no network, says so, and is put away; the answers are there when it is opened again."""
    phone = room.phones["ko"]
    page = await opened(phone, room.links[number], "ko")
    given = await filled(page, number, COMMENTS[number])
    await page.context.set_offline(True)
    await send(page)
    await expect(page.locator("[data-offline]")).to_contain_text(translator("ko").gettext("No connection"))
    await holds(page, given)
    await page.close()
    await phone.page.context.set_offline(False)
    phone.page = await phone.page.context.new_page()
    phone.watch()
    again = await opened(phone, room.links[number], "ko")
    await holds(again, given)
    await send(again)
    await says(again, "ko", IN)


async def _has_two_tabs(room: Room, number: int) -> None:
    """Both show what was typed in the first; what comes second is told that the answers are in."""
    phone = room.phones["zh"]
    page = await opened(phone, room.links[number], "zh")
    given = await filled(page, number, COMMENTS[number])
    second: Page = await page.context.new_page()
    await second.goto(phone.base + room.links[number])
    await holds(second, given)
    for each, heading in ((page, "Thank you"), (second, "They were in already")):
        await send(each)
        await says(each, "zh", IN)
        await expect(each.locator("main .notice")).to_contain_text(translator("zh").gettext(heading))
    await second.close()


async def test_the_end_of_a_training_is_asked_answered_and_read(system: System, browser: Browser) -> None:
    sign_in = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base) as desk, AsyncExitStack() as stack:
        await desk.open(sign_in)
        await desk.page.click("main form[method=post] button.primary")
        await cohort_under_way(desk, PEOPLE)
        survey = await _built(desk)
        room = Room({}, await links(system, [address for _, address, _ in PEOPLE]), COMMENTS)
        for _, address, language in PEOPLE[:5]:
            (asked,) = [text for mail in system.mails(address) if ANY_LINK.search(text := words(mail))]
            assert _flat(translator(language).gettext(HONEST)) in _flat(asked)
        await room.enter(stack, browser, system.base, "en", "ko", "zh", "es-plain", "fr-plain", "en-plain")

        await desk.page.clock.install()
        await desk.open(f"{survey}/results")
        await asyncio.gather(
            _corrects(room, 0), _loses_the_line(room, 1), _has_two_tabs(room, 2), room.answer("es-plain", 3, 8)
        )
        await asyncio.gather(room.answer("en", 4, 5), room.answer("ko", 6), room.answer("zh", 7))
        await arrives(desk.page, f"9 of {SIZE} asked")
        assert await figures(desk.page) == [f"9 of {SIZE} asked", "60%", "0 answers"]
        await room.answer("fr-plain", 9)
        await arrives(desk.page, "5 answers")
        assert await figures(desk.page) == [f"10 of {SIZE} asked", "67%", "5 answers"]
        assert COMMENTS[4] not in await desk.page.inner_text("main"), "it may be skipped: not before the close"
        await in_order(desk)
        await asyncio.gather(
            room.answer("en", 10, 11), room.answer("ko", 12), room.answer("zh", 13), room.answer("en-plain", 14)
        )
        await arrives(desk.page, f"{SIZE} answers")
        assert await figures(desk.page) == [f"{SIZE} of {SIZE} asked", "100%", f"{SIZE} answers"]

        await desk.open(f"{survey}/results")
        await in_order(desk)
        assert await rows(desk.page, "How relevant was the training for your work?") == [5, 5, 5, 0, 0]
        assert await rows(desk.page, "Would you go on the visit again?") == [8, 7]
        assert await rows(desk.page, "Which place first?") == [8, 0], "it was not asked of those who said no"
        await quoted(desk, survey, COMMENTS[1], "visits")
        report = await report_lines(desk, survey)
        assert [line for line in COMMENTS if line in report] == [COMMENTS[1]]
        assert {"How was the training?", "Would you go on the visit again?"} <= set(report)
