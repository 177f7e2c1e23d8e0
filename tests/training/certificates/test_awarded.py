"""The day of award on the paper and for whoever checks it; what a stranger reads in a language that is not on it."""

import re
from datetime import date

import httpx

from services.training.operations.certificates import setting, verifying
from shared.i18n.translator import translator
from tests.training import people
from tests.training.certificates.given import Held, issue_all, valid


async def issued(room: Held, **design: str) -> str:
    """The number of a certificate with this design."""
    await setting.set_design(room.house, people.actor(room.house), room.key, {"hours": "true", **design})
    await issue_all(room.house, room.key)
    return (await valid(room.house, room.key))["Official 01"]


async def read_in(client: httpx.AsyncClient, number: str, language: str) -> tuple[str, str]:
    """Its programme with its language, and place, dates and hours, as a reader of `language` is told."""
    page = (await client.get(f"/verify/{number}", headers={"accept-language": language})).text
    found = re.search(r'<dd><span lang="(\w+)">[^<]*</span><small>(.*?)</small></dd>', page)
    assert found is not None
    return found[1], found[2]


async def test_the_day_of_award_is_printed_in_each_language_and_told_to_who_checks(
    room: Held, client: httpx.AsyncClient
) -> None:
    number = await issued(room, language="en", second_language="ko", awarded_on="2027-10-07")
    certificate = (await verifying.check(room.house, number)).certificate
    assert certificate is not None
    paper = certificate.snapshot
    said = [(each.language, each.awarded_on, each.words["awarded_on"]) for each in paper.sheets]
    assert said == [
        ("en", "7 October 2027", "Awarded on"),
        ("ko", "2027년 10월 7일", translator("ko").gettext("Awarded on")),
    ]
    assert paper.issued_on == date(2027, 10, 8)
    page = (await client.get(f"/verify/{number}")).text
    assert "<dt>Awarded on</dt><dd>7 October 2027</dd>" in page
    assert "8 October 2027" not in page


async def test_days_and_hours_are_told_in_the_words_of_the_reader(room: Held, client: httpx.AsyncClient) -> None:
    number = await issued(room, language="ko", second_language="en")
    assert [await read_in(client, number, language) for language in ("ko", "en", "fr", "es")] == [
        ("ko", "Jeju, 2027년 10월 4일 월요일부터 7일 목요일까지, 8시간"),
        ("ko", "Jeju, Monday 4 to Thursday 7 October 2027, 8 hours"),
        ("ko", "Jeju, du lundi 4 au jeudi 7 octobre 2027, 8 heures"),
        ("ko", "Jeju, del lunes 4 al jueves 7 de octubre de 2027, 8 horas"),
    ]


async def test_without_hours_on_the_paper_none_are_told(room: Held, client: httpx.AsyncClient) -> None:
    number = await issued(room, language="ko", hours="")
    assert (await read_in(client, number, "fr"))[1] == "Jeju, du lundi 4 au jeudi 7 octobre 2027"


async def test_their_own_page_says_the_day_that_stands_on_the_paper(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    page = (await client.get(room.own(0))).text
    said = re.findall(r"<dt>([^<]+)</dt><dd>(\d[^<]+2027)</dd>", page)
    assert said == [("Awarded on", "7 October 2027")], "issued on 8 October"
