"""An organizer reads results: as they arrive, as numbers, as comments, and on paper."""

import pypdfium2  # type: ignore[import-untyped]
from playwright.async_api import Page, expect

from tests.journeys.browser import Visit
from tests.journeys.desk import in_order
from tests.shared.documents.reading import lines
from tests.support.waiting import until


async def arrives(page: Page, words: str) -> None:
    """The figures of the open page say so by themselves. Its clock (`page.clock.install`) goes faster than ours."""
    main = page.locator("#live > .figures")

    async def there() -> bool:
        await page.clock.fast_forward(15_000)
        return words in " ".join((await main.inner_text()).split())

    await until(there, every=0.25)


async def figures(page: Page) -> list[str]:
    """Answered, share, shown here: what stands on top of the results."""
    found = await page.locator("#live > .figures dd").all_inner_texts()
    return [" ".join(each.split()) for each in found[:3]]


async def rows(page: Page, question: str) -> list[int]:
    """How many gave each answer, in the order of the table."""
    table = page.locator(".result", has=page.get_by_role("heading", name=question, exact=True)).locator("tbody")
    return [int(each) for each in await table.locator("td:nth-of-type(1)").all_inner_texts()]


async def quoted(desk: Visit, survey: str, comment: str, tag: str) -> None:
    """A comment gets a tag, by which it is found alone, and is quoted in the report."""
    await desk.open(f"{survey}/comments")
    await in_order(desk)
    voice = desk.page.locator(".voices li", has_text=comment)
    await voice.locator("[name=tags]").fill(tag)
    await voice.locator("[name=quote]").check()
    await voice.get_by_role("button", name="Keep the tags").click()
    await desk.open(f"{survey}/comments?tag={tag}")
    await expect(desk.page.locator(".voices p[dir=auto]")).to_have_text([comment])
    await in_order(desk)


async def report_lines(desk: Visit, survey: str) -> list[str]:
    """The report as its reader copies it, page after page."""
    answer = await desk.page.request.get(f"{desk.base}{survey}/results.pdf")
    pdf = await answer.body()
    document = pypdfium2.PdfDocument(pdf)
    many = len(document)
    document.close()
    return [line.strip() for page in range(many) for line in lines(pdf, page)]
