"""Somebody answers a survey on their telephone, through its page, as it is drawn: by tapping and typing."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Locator, Page, expect

from services.training.domain.surveys.asking import ANONYMOUS
from shared.i18n import translator
from tests.journeys.browser import PHONE, Visit, visit
from tests.support.waiting import until

IN = "Your answers are in"
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('wego-survey'))"


@asynccontextmanager
async def telephone(browser: Browser, base: str, language: str, *, javascript: bool = True) -> AsyncIterator[Visit]:
    """360 pixels wide."""
    async with visit(browser, base, width=PHONE, language=language, javascript=javascript) as phone:
        phone.expect_status(422)
        yield phone


async def filled(page: Page, number: int, comment: str) -> dict[str, str]:
    """Every question that can be seen: of the first three answers to each, the one whose turn it is by `number`; the
    first text is `comment`. Returns what was chosen and typed, by field.
    """
    given: dict[str, str] = {}
    for question in await page.locator("main [data-question]").all():
        if not await question.is_visible():
            continue
        names = dict.fromkeys([await _name(each) for each in await question.locator("input[type=radio]").all()])
        for name in names:
            offered = question.locator(f"[name='{name}']")
            chosen = offered.nth(number % min(await offered.count(), 3))
            await chosen.locator("xpath=ancestor::label").click()
            given[name] = str(await chosen.get_attribute("value"))
        if await question.locator("textarea").count() and comment not in given.values():
            await question.locator("textarea").fill(comment)
            given[await _name(question.locator("textarea"))] = comment
    return given


async def holds(page: Page, given: dict[str, str]) -> None:
    """What was chosen and typed stands in the page."""
    for name, value in given.items():
        text = page.locator(f"textarea[name='{name}']")
        if await text.count():
            await expect(text).to_have_value(value)
        else:
            await expect(page.locator(f"[name='{name}'][value='{value}']")).to_be_checked()


async def send(page: Page) -> None:
    await page.click("form[data-survey] button.primary")


async def nothing_kept(page: Page) -> None:
    """Of what was typed: the page takes it from the device when its scripts run, a moment after its words are there."""
    await until(lambda: page.evaluate(KEPT), lambda kept: kept == [])


async def says(page: Page, language: str, words: str) -> None:
    """The heading, by its English words."""
    await expect(page.locator("h1")).to_have_text(translator(language).gettext(words))


async def opened(phone: Visit, link: str, language: str) -> Page:
    """Its first line says that it is anonymous, in the language of the telephone."""
    await phone.open(link)
    await expect(phone.page.locator("main p").first).to_contain_text(translator(language).gettext(ANONYMOUS))
    return phone.page


async def answers(phone: Visit, link: str, language: str, number: int, comment: str) -> None:
    """From the link to "Your answers are in"; with scripts nothing stays on the device."""
    page = await opened(phone, link, language)
    await filled(page, number, comment)
    await send(page)
    await says(page, language, IN)


@dataclass
class Room:
    """Who answers: a telephone for each language, "fr-plain" without scripts; link and comment of each by number."""

    phones: dict[str, Visit]
    links: list[str]
    comments: list[str]

    async def enter(self, stack: AsyncExitStack, browser: Browser, base: str, *kinds: str) -> None:
        """These telephones are there until the stack is left."""
        for kind in kinds:
            language, _, plain = kind.partition("-")
            self.phones[kind] = await stack.enter_async_context(
                telephone(browser, base, language, javascript=not plain)
            )

    async def answer(self, kind: str, *numbers: int) -> None:
        """One after the other hands the telephone on."""
        for number in numbers:
            language = kind.partition("-")[0]
            await answers(self.phones[kind], self.links[number], language, number, self.comments[number])


async def _name(field: Locator) -> str:
    return str(await field.get_attribute("name"))
