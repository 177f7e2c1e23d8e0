"""Staff look after registrations and messages; staff and participants sign in by code and by link, and out again."""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import AsyncIterator
from email.message import EmailMessage

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.browser import Visit, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.invite import calendar_part, words
from tests.journeys.own_mail import Posted, posted
from tests.journeys.people import register
from tests.registration.events import SLUG, TITLE, programme_of
from tests.support.waiting import until

ADA = "ada@office.example"  # of sign_in_link
AMINA, BORIS, CHEN, DIEGO = (f"{name}@guests.example" for name in ("amina", "boris", "chen", "diego"))
TABLE = f"/organize/events/{SLUG}/registrations"
WHEN = '{ precision = "time", start = 2098-12-09T15:00:00, end = 2098-12-09T17:00:00 }'


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[Posted]:
    """One event with two seats, where each registration waits for approval."""
    async with posted(programme_of(SLUG, WHEN, "capacity = 2\napproval = true")) as running:
        yield running


async def _staff_signs_in(visitor: Visit, office: Posted) -> None:
    await visitor.open(await asyncio.to_thread(sign_in_link, office.system))
    await visitor.page.click("main form[method=post] button.primary")
    await expect(visitor.page).to_have_url(re.compile("/organize$"))


def _come(office: Posted, email: str, name: str, **more: str) -> str:
    """The token of somebody who waits for approval."""
    answer = register(
        office.system, SLUG, email, name=name, native_name="", native_name_language="", language="en", **more
    )
    assert answer["status"] == "pending"
    return str(answer["token"])


async def _lists(page: Page, *names: str) -> None:
    """Once the table has these rows, in this order."""
    await expect(page.locator("main tbody th bdi:first-child")).to_have_text(list(names))


async def _download(page: Page, ending: str) -> bytes:
    async with page.expect_download() as coming:
        await page.click(f"main a[href*='registrations.{ending}']")
    file = await (await coming.value).path()
    return await asyncio.to_thread(file.read_bytes)


def _csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _sheet_texts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return re.findall(r"<is><t[^>]*>([^<]*)</t></is>", book.read("xl/worksheets/sheet1.xml").decode())


async def test_registrations_are_searched_sorted_approved_and_taken_out(office: Posted, browser: Browser) -> None:
    _come(office, AMINA, "Amina Sample", country="NG", organisation="Abuja Office")
    _come(office, BORIS, "Boris Sample", country="KR")
    _come(office, CHEN, "Chen Sample", country="CN")
    async with visit(browser, office.system.base) as visitor:
        page = visitor.page
        await _staff_signs_in(visitor, office)
        await visitor.open(TABLE)
        await in_order(visitor)
        await _lists(page, "Chen Sample", "Boris Sample", "Amina Sample")  # the newest first
        await page.click("thead a:has-text('Name')")
        await _lists(page, "Amina Sample", "Boris Sample", "Chen Sample")
        await expect(page.locator("thead th[aria-sort=ascending]")).to_contain_text("Name")

        await page.fill("#q", "abuja")
        await page.click("main form[role=search] button")
        await _lists(page, "Amina Sample")
        await in_order(visitor)
        assert [row[3] for row in _csv_rows(await _download(page, "csv"))[1:]] == [AMINA]

        await visitor.open(TABLE)
        for box in await page.locator("main tbody input[type=checkbox]").all():
            await box.check()
            await box.press("Enter")  # which is no act
        await in_order(visitor)
        await page.click("button[value=approve]")
        await expect(page.locator("main .notice")).to_contain_text("3 registrations approved")
        states = ["Waiting list, place 1", "Confirmed", "Confirmed"]
        await expect(page.locator("main tbody .status")).to_have_text(states)
        assert [calendar_part(await office.mail(email, 2))[0] for email in (AMINA, BORIS)] == ["REQUEST", "REQUEST"]
        assert "text/calendar" not in [part.get_content_type() for part in (await office.mail(CHEN, 2)).walk()]

        await expect(page.locator("button[value=came]")).to_have_count(0)  # before its day
        await page.click("nav.tabs a[href*='status=confirmed']")
        await in_order(visitor)
        rows = _csv_rows(await _download(page, "csv"))
        assert [(row[0], row[3], row[9], row[10]) for row in rows] == [
            ("Name", "E-mail address", "Status", "Came"),
            ("Amina Sample", AMINA, "Confirmed", ""),
            ("Boris Sample", BORIS, "Confirmed", ""),
        ]
        texts = _sheet_texts(await _download(page, "xlsx"))
        assert [text for row in rows for text in row if "@" in text or text.endswith("Sample")] == [
            text for text in texts if "@" in text or text.endswith("Sample")
        ]

        await visitor.open(TABLE)
        await page.check("[aria-label='Select Boris Sample']")
        await page.click("button[value=cancel]")
        await in_order(visitor)
        await page.click("main form[method=post] button.danger")
        await expect(page.locator("main .notice")).to_contain_text("1 registration cancelled")
        assert calendar_part(await office.mail(BORIS, 3))[0] == "CANCEL"
        assert calendar_part(await office.mail(CHEN, 3))[0] == "REQUEST", "the first of the waiting list has the seat"


async def test_a_refused_message_is_seen_and_sent_again(office: Posted, browser: Browser) -> None:
    office.smtp.refused.add(DIEGO)
    _come(office, DIEGO, "Diego Sample")
    async with visit(browser, office.system.base) as visitor:
        page = visitor.page
        await _staff_signs_in(visitor, office)
        await _until_listed(visitor)
        await in_order(visitor)
        await expect(page.locator("main tbody tr")).to_contain_text("No such user here")
        await expect(page.locator("#addresses + p + ul")).to_contain_text(DIEGO)
        await page.click(f"main tbody a:has-text('{DIEGO}')")
        await in_order(visitor)
        await expect(page.locator("main button.primary")).to_have_count(0)

        await page.click("main a[href$='#addresses']")
        await page.click(f"main form[action$='/release']:has-text('{DIEGO}') button")
        await expect(page.locator("main .notice")).to_contain_text("gets mail again")
        office.smtp.refused.clear()
        await page.click(f"main tbody a:has-text('{DIEGO}')")
        await page.click("main button.primary:has-text('Send again')")
        await expect(page.locator("main .notice")).to_contain_text("on its way again")
        await in_order(visitor)
        assert "Registration received" in str((await office.mail(DIEGO))["Subject"])


async def _until_listed(visitor: Visit) -> None:
    """The list of failures, once the server has refused the message."""

    async def failed() -> int:
        await visitor.open("/organize/messages?group=failed")
        return await visitor.page.locator("main tbody tr").count()

    await until(failed, every=0.1)


async def _ask_for_code(visitor: Visit, email: str) -> None:
    await visitor.open("/sign-in")
    await visitor.page.fill("[name=email]", email)
    await visitor.page.click("main form.form button.primary")
    await expect(visitor.page.locator("[name=code]")).to_be_visible()


async def _type(visitor: Visit, code: str) -> None:
    await visitor.page.fill("[name=code]", code)
    await visitor.page.click("main form.form button.primary")


def _code(mail: EmailMessage) -> str:
    return str(re.findall(r"\b\d{6}\b", words(mail))[0])


async def test_in_by_code_and_by_link_and_out_everywhere(office: Posted, browser: Browser) -> None:
    guest, base = "guest@guests.example", office.system.base
    _come(office, guest, "Guest Sample")
    async with visit(browser, base) as first, visit(browser, base) as second:
        await _ask_for_code(first, guest)
        await in_order(first)
        await _type(first, _code(await office.mail(guest, 2)))
        await expect(first.page).to_have_url(re.compile("/me$"))
        await expect(first.page.locator("main")).to_contain_text(TITLE)
        await in_order(first)

        await _ask_for_code(second, guest)
        link = re.findall(r"/sign-in\?link=[\w-]+", words(await office.mail(guest, 3)))[0]
        await second.open(link)
        await in_order(second)
        await second.page.click("main form[method=post] button.primary")
        await expect(second.page).to_have_url(re.compile("/me$"))

        await second.page.click("button[name=everywhere]")
        await expect(second.page).to_have_url(re.compile("/sign-in$"))
        await first.open("/me")
        await expect(first.page).to_have_url(re.compile("/sign-in"))


async def test_a_wrong_code_five_times_uses_it_up(office: Posted, browser: Browser) -> None:
    """Of staff; then a new one opens the desk."""
    await asyncio.to_thread(sign_in_link, office.system)
    async with visit(browser, office.system.base) as visitor:
        visitor.expect_status(422)
        await _ask_for_code(visitor, ADA)
        right = _code(await office.mail(ADA))
        for _ in range(5):
            await _type(visitor, "000000" if right != "000000" else "111111")
            await expect(visitor.page.locator(".error-summary, .error").first).to_be_visible()
        await expect(visitor.page.locator("[name=email]")).to_be_visible()
        await expect(visitor.page.locator("main")).to_contain_text("tried too often")
        await in_order(visitor)

        await _ask_for_code(visitor, ADA)
        await _type(visitor, _code(await office.mail(ADA, 2)))
        await expect(visitor.page).to_have_url(re.compile("/organize$"))
