"""The board on a trainer's telephone: forty people marked without a network, nothing lost, everything there once."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Locator, expect

from services.training.domain.attendance import Says, State, standings
from services.training.store import attendance
from shared.house import House
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import (
    class_of,
    closed_when_quiet,
    cut,
    kept_for_offline,
    link_of,
    mend,
    open_board,
    served,
    telephone,
)
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

SIZE = 40


@pytest.fixture
async def house(committed_house: OpenHouse, clock: FakeClock) -> House:
    clock.move_to(datetime.now(UTC))
    return await committed_house("training")


async def test_forty_people_without_a_network(house: House, browser: Browser) -> None:
    session = await class_of(house, SIZE)
    link = link_of(house, session)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link)
        assert page.url == f"{base}/trainer/sessions/{session.id}"
        assert (await axe_findings(page), await sideways(page)) == ([], [])
        await kept_for_offline(page)

        await cut(context)
        tiles = page.locator(".tile")
        for number in range(SIZE):
            choice = "late" if number == 3 else "absent" if number == 7 else "present"
            await tiles.nth(number).locator(f"label[data-is={choice}]").tap()
        late_at_most = (datetime.now(UTC) - session.starts_at).seconds // 60
        await expect(page.locator("[data-state]")).to_contain_text(str(SIZE))
        await expect(page.locator("[data-notice=offline]")).to_be_visible()
        await expect(page.locator("[data-notice=offline]")).to_contain_text(str(SIZE))
        await tiles.nth(0).locator("label[data-is=absent]").tap()
        await page.locator("[data-undo]").tap()
        await expect(tiles.nth(0).locator("input[value=present]")).to_be_checked()

        await closed_when_quiet(page)
        page = await open_board(context, base, "/trainer")
        await expect(page.locator("[data-tally=present]")).to_have_text(str(SIZE - 2))
        async with house.db.reading() as tx:
            assert await attendance.of_session(tx, session.id) == []

        await mend(context)
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
        await expect(page.locator("[data-notice=offline]")).to_be_hidden()

    async with house.db.reading() as tx:
        ledger = await attendance.of_session(tx, session.id)
    assert len({mark.client_id for mark in ledger}) == len(ledger) == SIZE + 2
    found = [each.says for each in standings(ledger).values()]
    assert len(found) == SIZE
    assert found.count(Says(State.PRESENT)) == SIZE - 2
    assert found.count(Says(State.ABSENT)) == 1
    assert [10 <= each.late_minutes <= late_at_most for each in found if each.state is State.LATE] == [True]


async def test_what_the_page_says_moves_no_tile_from_under_a_finger(house: House, browser: Browser) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        tiles = page.locator(".tile")
        before = await _places(tiles)
        await cut(context)
        await expect(page.locator("[data-notice=offline]")).to_be_in_viewport()
        assert (await _places(tiles), await sideways(page)) == (before, [])
        await context.clear_cookies()
        await mend(context)
        await expect(page.locator("[data-notice=closed]")).to_be_in_viewport()
        assert (await _places(tiles), await sideways(page)) == (before, [])


async def _places(tiles: Locator) -> list[object]:
    return [await tile.bounding_box() for tile in await tiles.all()]


async def test_two_trainers_differ_and_one_decides(house: House, browser: Browser) -> None:
    """Both without a network; the signed-out one keeps the marks until the link is opened again."""
    session = await class_of(house, 3)
    link = link_of(house, session)
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        pages = [await open_board(context, base, link) for context in (one, two)]
        for context, page, choice in ((one, pages[0], "present"), (two, pages[1], "absent")):
            await cut(context)
            await page.locator(".tile").nth(0).locator(f"label[data-is={choice}]").tap()
        await mend(one)
        await expect(pages[0].locator("[data-state][data-is=done]")).to_be_visible()

        await two.clear_cookies()
        await mend(two)
        await expect(pages[1].locator("[data-notice=closed]")).to_be_visible()
        await expect(pages[1].locator("[data-state]")).to_contain_text("1")
        second = await open_board(two, base, link)
        await expect(second.locator(".tile[data-conflict]")).to_have_count(1)
        await expect(pages[0].locator(".tile[data-conflict]")).to_have_count(1)
        await expect(pages[0].locator(".tile[data-conflict]")).to_contain_text("Two marks differ")

        await pages[0].locator(".tile").nth(0).locator("label[data-is=absent]").tap()
        await expect(second.locator(".tile[data-conflict]")).to_have_count(0)
        await expect(second.locator(".tile").nth(0).locator("input[value=absent]")).to_be_checked()
    async with house.db.reading() as tx:
        ledger = await attendance.of_session(tx, session.id)
    assert [(each.says, each.conflict) for each in standings(ledger).values()] == [(Says(State.ABSENT), False)]
    assert len(ledger) == 3


async def test_the_telephones_clock_does_not_matter(house: House, clock: FakeClock, browser: Browser) -> None:
    """Its clock is an hour behind: whoever comes now is late by the server's clock, also after the network is gone."""
    session = await class_of(house, 2)
    async with served(house) as base, telephone(browser) as context:
        await context.add_init_script("const now = Date.now; Date.now = () => now() - 3600000;")
        page = await open_board(context, base, link_of(house, session))
        await kept_for_offline(page)
        clock.advance(seconds=1)  # what the server tells from now on is newer than the page that is kept
        await page.locator(".tile").nth(0).locator("label[data-is=late]").tap()
        await expect(page.locator("[data-tally=late]")).to_have_text("1")
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
        await cut(context)
        await page.close()
        page = await open_board(context, base, "/trainer")
        await page.locator(".tile").nth(1).locator("label[data-is=late]").tap()
        await expect(page.locator("[data-tally=late]")).to_have_text("2")
        await mend(context)
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
    async with house.db.reading() as tx:
        found = [each.says for each in standings(await attendance.of_session(tx, session.id)).values()]
    assert [(each.state, 10 <= each.late_minutes <= 15) for each in found] == [(State.LATE, True)] * 2


async def test_a_choice_that_lacks_its_reason_stays_open(house: House, browser: Browser) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        tiles = page.locator(".tile")
        await tiles.nth(0).locator("label[data-is=excused]").tap()
        await tiles.nth(1).locator("label[data-is=present]").tap()
        await expect(page.locator("[data-tally=present]")).to_have_text("1")
        for _ in range(2):  # the second time after the page was opened again
            await expect(page.locator("[data-state]")).to_have_text("Not saved yet: Official 01")
            await expect(tiles.nth(0).locator("[data-missing]")).to_contain_text("Say why they are excused")
            await expect(tiles.nth(0).locator("input[value=excused]")).to_be_checked()
            await page.reload()
            await expect(page.locator("[data-board][data-ready]")).to_be_attached()
        await page.locator("[data-rest]").tap()
        await tiles.nth(0).locator("[name^='why.']").fill("At the embassy")
        await tiles.nth(0).locator("[name^='why.']").press("Tab")
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
        await expect(tiles.nth(0).locator("[data-missing]")).to_be_hidden()
    async with house.db.reading() as tx:
        found = standings(await attendance.of_session(tx, session.id))
    assert sorted(each.says.state for each in found.values()) == ["excused", "present", "present"]


async def test_arrow_keys_write_where_they_rest(house: House, browser: Browser) -> None:
    session = await class_of(house, 1)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        await page.locator("input[value=present]").focus()
        for _ in range(3):
            await page.keyboard.press("ArrowRight")
        await expect(page.locator("[data-tally=absent]")).to_have_text("1")
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
    async with house.db.reading() as tx:
        assert [mark.says.state for mark in await attendance.of_session(tx, session.id)] == [State.ABSENT]
