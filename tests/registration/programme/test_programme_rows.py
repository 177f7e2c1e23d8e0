"""A row that was drawn before is drawn anew as soon as anything it shows is another."""

import re

import httpx
import pytest

from services.registration.operations.load_programme import load_programme
from shared.house import House
from tests.registration.programme.files import EXPO, programme

WEBINAR = """
[[events]]
slug = "webinar"
title = "Webinar"
kind = "webinar"
format = "online"
when = { precision = "time", start = 2027-06-23T15:00:00, end = 2027-06-23T17:00:00 }
timezone = "Asia/Seoul"
"""


def _row(page: str) -> str:
    """The only row, without tags."""
    (found,) = page.split('<li class="event">')[1:]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.split("</li>")[0])).strip()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("title = 'Fair'", "Jun 23–25 Wed–Fri Fair Wednesday 23 to Friday 25 June 2027, Seoul time"),
        ("kind = 'forum'", "Forum · Seoul"),
        ("city = 'Jeju'", "Expo · Jeju"),
        ("venue_tentative = true", "Expo · Seoul, venue open"),
        ("partners = '{NIA}'", "Expo · Seoul · with NIA"),
        ("days = 3", "Expo · Seoul · 3 days"),
        ("registration_opens = NULL", "Registration open Expo"),
        ("cancelled_at = '2027-02-01'", "Cancelled"),
        ("registration_opens = NULL, registration_closes = '2027-02-01'", "Registration closed"),
        ("city = ''", "Paris time"),
    ],
)
async def test_a_change_is_on_the_next_page(
    registration: House, client: httpx.AsyncClient, change: str, words: str
) -> None:
    await load_programme(registration, programme(EXPO))
    before = _row((await client.get("/?year=2027")).text)
    async with registration.db.connection() as conn:
        await conn.execute(f"UPDATE events SET {change}")  # noqa: S608  # from the table above
    after = _row((await client.get("/?year=2027")).text)
    assert (words in before, words in after) == (False, True)


async def test_readers_of_other_languages_and_zones_have_rows_of_their_own(
    registration: House, client: httpx.AsyncClient
) -> None:
    await load_programme(registration, programme(WEBINAR))
    rows = []
    for language, zone in (("en", ""), ("ko", ""), ("en", "Africa/Nairobi"), ("en", "")):
        client.cookies.set("wego_language", language)
        client.cookies.set("wego_zone", zone)
        rows.append(_row((await client.get("/?year=2027")).text))
    assert [re.findall(r"\d\d:\d\d", row) for row in rows] == [
        ["15:00", "17:00"],
        ["15:00", "17:00"],
        ["15:00", "17:00", "09:00", "11:00"],
        ["15:00", "17:00"],
    ]
    assert ["웨비나" in row for row in rows] == [False, True, False, False]
