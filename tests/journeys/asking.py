"""An organizer asks people: a cohort with places, a survey in three languages, and the links that come by mail."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from tests.journeys.browser import Visit
from tests.journeys.invite import words
from tests.journeys.system import System
from tests.support.waiting import until

SEOUL = "/organize/training/seoul-smart-sustainable-cities-"
COHORT = SEOUL + str((datetime.now(UTC) - timedelta(days=19)).year)
"""The cohort that is made: its programme and the year in which it is held."""
ANY_LINK = re.compile(r"/s/[\w-]{46}")


async def cohort_under_way(visitor: Visit, people: Iterable[tuple[str, str, str]]) -> None:
    """That of Seoul in its third week: made from the next one, published; (name, address, language) from a file."""
    page, today = visitor.page, datetime.now(UTC).date()
    await visitor.open("/organize/training")
    own = page.locator(f"main a[href^='{SEOUL}']").first
    await visitor.open(f"{await own.get_attribute('href')}/next")
    await page.check("[name=precision][value=fixed]")
    await page.fill("[name=first]", str(today - timedelta(days=19)))
    await page.fill("[name=last]", str(today + timedelta(days=1)))
    await page.click("main form.form button.primary")
    await expect(page).to_have_url(re.compile(f"{COHORT}\\?done=made"))
    await page.click("button:has-text('Publish')")
    lines = [f"{name},{address},City Office,KR,{language}" for name, address, language in people]
    table = "\n".join(["name,email,organisation,country,language", *lines])
    await visitor.open(f"{COHORT}/participants/import")
    await page.set_input_files("[name=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()})
    await page.click("main form button.primary")
    await page.click(f"button:has-text('Give {len(lines)} places')")
    await expect(page.locator("main")).to_contain_text(f"{len(lines)} of 15 seats taken")


async def survey_made(visitor: Visit, about: str, template: str, languages: tuple[str, ...]) -> str:
    """A draft from a template; it opens when what it is about begins. Returns its address."""
    page = visitor.page
    await visitor.open(f"/organize/surveys/new?about={about}")
    await page.check(f"[name=template][value={template}]")
    for code in languages:
        await page.check(f"[name=languages][value={code}]")
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile("done=made"))
    survey = page.url.removeprefix(visitor.base).partition("?")[0]
    await visitor.open(f"{survey}/settings")
    await page.select_option("[name=anchor]", "start")
    await page.fill("[name=opens_number]", "0")
    await page.fill("[name=open_number]", "60")
    await page.click("main form.form button.primary")
    await expect(page).to_have_url(re.compile("done=settings"))
    return survey


async def question_added(visitor: Visit, survey: str, type_: str, fields: dict[str, str], *ticks: str) -> None:
    """By the list of types on the survey's page; `ticks` are names of boxes."""
    page = visitor.page
    await visitor.open(survey)
    await page.click(".adding summary")
    await page.click(f".types a[href$='type={type_}']")
    for name, value in fields.items():
        field = page.locator(f"[name='{name}']")
        if await field.evaluate("(field) => field.tagName") == "SELECT":
            await field.select_option(label=value)
        else:
            await field.fill(value)
    for name in ticks:
        await page.check(f"[name='{name}']")
    await page.click("main form.form button.primary")
    await expect(page).to_have_url(re.compile("done=kept"))


async def made_ready(visitor: Visit, survey: str) -> None:
    """Nothing stands in its way."""
    await visitor.open(survey)
    await visitor.page.click("button:has-text('Make it ready')")
    await expect(visitor.page.locator("main")).to_contain_text("The survey is ready: it opens by itself")


async def links(system: System, addresses: Iterable[str]) -> list[str]:
    """The path in the invitation that each has got."""
    return [await _link(system, address) for address in addresses]


async def _link(system: System, address: str) -> str:
    async def found() -> list[str]:
        return [link for mail in system.mails(address) for link in ANY_LINK.findall(words(mail))]

    return (await until(found, every=0.1))[0]
