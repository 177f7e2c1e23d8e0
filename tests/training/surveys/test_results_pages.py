"""Results through HTTP: the page, the API and every file say the same."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.training.app import TEMPLATES
from services.training.operations.hands import Hands
from services.training.operations.surveys import results
from services.training.web.surveys.report_view import report_of
from shared.house import House
from shared.identity.staff import Role
from shared.web.pages import Pages
from shared.web.reader import Reader
from tests.support.statements import counted
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.results import numbers, of_a_class, path, rows
from tests.training.surveys.stored import survey

NEVER = "single numbers and how they are spread never are, because each is the answer of one person."
FEWER = f"Fewer than 20 answered, so the middle half is not shown; {NEVER}"
SPREAD = "Single numbers and how they are spread are never shown, because each is the answer of one person."


async def test_the_page_says_each_number_with_its_interval(training: House, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(path(await of_a_class(training)))).text
    for words in (
        "<dd>15 <small>of 16 asked</small></dd>", '<title id="c-useful-t">1 Not useful: 0, 2: ', "Middle value",
        "of all who might answer: ", "Recommendation score", "and 6: I missed it", "Before: ", "Chance alone",
        "The course</h2>", "How many years", "Read all 7 comments",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("<li dir=") == 3


async def test_marks_stand_as_the_reader_writes_them(training: House, desk: httpx.AsyncClient) -> None:
    page = await desk.get(path(await of_a_class(training)), headers={"Accept-Language": "fr"})
    assert "moitié centrale : de 4 à 5 ; sur l’ensemble" in page.text.replace("\xa0", " ")


async def test_comments_stand_in_the_language_they_were_written_in(training: House, desk: httpx.AsyncClient) -> None:
    """By their script; nothing says which language somebody answered in."""
    page = (await desk.get(path(await of_a_class(training), "comments"))).text
    for words in ('dir="auto" lang="ko">발표', 'lang="ar">المزيد', 'dir="auto">Menos', "&lt;b&gt;Louder&lt;/b&gt;"):
        assert words in page, words


async def test_the_api_says_what_the_page_says(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training)
    body = (await desk.get(f"/api/v1/organize/surveys/{id_}/results")).json()
    assert body == (await desk.get(path(id_, "results.json"))).json()
    given = sample.answers(15)
    assert (body["asked"], body["answered"], body["shown"], body["minimum"]) == (16, 15, 15, 5)
    useful = numbers(body, "useful")
    assert [each["count"] for each in useful["counts"]] == [
        sum(each["useful"] == point for each in given) for point in range(1, 6)
    ]
    assert useful["share"]["count"] == sum(each["useful"] in (4, 5) for each in given)
    assert numbers(body, "visits.water")["outside"] == 6
    assert numbers(body, "done")["answered"] == 12
    assert numbers(body, "years")["counts"] == []
    assert set(next(each for each in body["results"] if each["key"] == "useful")["split"]) == {"role"}
    comments = body["comments"][-1]
    assert sorted(comments["comments"]) == sorted(sample.COMMENTS)


async def test_texts_are_never_formulas(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training)
    comments = {each["Words"] for each in rows(await desk.get(path(id_, "results.csv"))) if each["What"] == "comment"}
    assert "'=SUM(A1:A9)" in comments
    file = (await desk.get(path(id_, "results.xlsx"))).content
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


async def test_the_report_is_a_pdf_with_the_quotes(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training)
    file = await desk.get(path(id_, "results.pdf"))
    assert (file.status_code, file.content[:5], file.headers["content-type"]) == (200, b"%PDF-", "application/pdf")


async def test_comments_are_tagged_searched_and_quoted(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training)
    async with training.db.reading() as tx:
        words = await tx.conn.fetchval("SELECT id FROM survey_words WHERE text LIKE 'More time%'")
    url = path(id_, f"comments/{words}")
    assert (await desk.post(url, data={"tags": "time, questions,time", "quote": "true"})).status_code == 303
    page = (await desk.get(path(id_, "comments") + "?tag=time")).text
    assert ("1 comment<" in page, 'value="time, questions"' in page) == (True, True)
    assert "1 comment<" in (await desk.get(path(id_, "comments") + "?q=MICRO")).text
    assert (await desk.get(path(id_, "results.json"))).json()["comments"][-1]["quotes"] == [sample.COMMENTS[0]]
    too_many = await desk.post(url, data={"tags": ",".join("abcdefghijkl")})
    assert (too_many.status_code, "Up to 10 tags" in too_many.text) == (422, True)
    async with training.db.reading() as tx:
        trail = await tx.conn.fetchrow(
            "SELECT action, subject, new FROM identity.audit WHERE action = 'comment.sorted'"
        )
    assert (trail["subject"], trail["new"]) == (f"survey:{id_}", {"tags": "time, questions", "quote": "True"})


async def test_two_blocks_of_one_question_have_names_of_their_own(training: House, desk: httpx.AsyncClient) -> None:
    """A choice with “other” has its shares and what was written for it."""
    words = {"role": ["Architect", "Teacher", "Nurse", "Pilot", "Cook"]}
    id_ = await survey(training, sample.ITEMS, sample.answers(15), words, cohort_id=await people.jeju(training))
    page = (await desk.get(path(id_))).text
    titles = re.findall(r'<h2 id="r-[^>]*>([^<]*)</h2>', page)
    assert {"What do you do?", "What do you do? Other"} < set(titles)
    assert len(titles) == len(set(titles))


async def test_as_many_statements_for_forty_answers_as_for_five(training: House, desk: httpx.AsyncClient) -> None:
    seen = []
    for many in (5, 40):
        id_ = await of_a_class(training, many)
        async with counted(training) as statements:
            assert (await desk.get(path(id_))).status_code == 200
        seen.append(len(statements))
    assert seen[0] == seen[1]


async def test_what_waits_for_the_close_stands_together(training: House, desk: httpx.AsyncClient) -> None:
    """Below what can be read, its reason once; no heading stands over nothing, here or on paper."""
    page = (await desk.get(path(await of_a_class(training, state="open")))).text
    titles = re.findall(r'<h2 id="r-([^"]*)"', page)
    assert titles == ["useful", "nps"]
    assert page.count("Shown once the survey has closed") == 1
    later = page.partition('<h2 id="later">When the survey has closed</h2>')[2]
    assert re.findall(r'<li id="r-([^"]*)"', later)[:3] == ["visits.topis", "visits.water", "confident"]
    assert ("The course</h2>" in page, "You</h2>" in page) == (True, False)


async def test_questions_stand_below_the_headings_of_their_sections_on_paper(training: House) -> None:
    id_ = await of_a_class(training)
    shown = await results.show(training, Hands(people.actor(training, Role.ADMIN)), id_)
    reader = Reader(pages=Pages([TEMPLATES]), now=training.clock())
    levels = {each["heading"]: each.get("level") for each in report_of(shown, reader)["sections"]}
    assert (levels["The course"], levels["Would you come again?"]) == (None, 3)
    (years,) = [each for each in report_of(shown, reader)["sections"] if each["heading"].startswith("How many years")]
    assert years["text"].endswith(NEVER)


@pytest.mark.parametrize(("many", "anonymous", "told"), [(15, True, FEWER), (20, True, SPREAD), (15, False, "")])
async def test_of_numbers_the_page_says_why_no_more_is_told(
    training: House, desk: httpx.AsyncClient, many: int, anonymous: bool, told: str
) -> None:
    page = (await desk.get(path(await of_a_class(training, many, anonymous=anonymous)))).text
    block = page.partition('id="r-years"')[2].partition("</section>")[0]
    assert re.findall(r'<p class="quiet-text">([^<]*)</p>', block) == ([told] if told else [])
    assert ("middle half: " in block) is (told != FEWER)
    assert page.count("how they are spread") == bool(told)


async def test_page_and_report_say_when_it_took_place(training: House, desk: httpx.AsyncClient) -> None:
    """Of a course the days, of a session the hours, by the clock of the place."""
    cohort = await people.jeju(training)
    session = await people.session(training, cohort, "Water")
    abouts: list[tuple[dict[str, Any], str]] = [
        ({}, "Monday 4 to Thursday 7 October 2027, Seoul time"),
        ({"session_id": session.id}, "Monday 4 October 2027, 09:00 to 11:00 Seoul"),
    ]
    for about, words in abouts:
        id_ = await of_a_class(training, cohort_id=cohort, **about)
        assert f". {words}</p>" in (await desk.get(path(id_))).text
        shown = await results.show(training, Hands(people.actor(training, Role.ADMIN)), id_)
        reader = Reader(pages=Pages([TEMPLATES]), now=training.clock())
        assert report_of(shown, reader)["facts"][0] == ["When", words]
        late = Reader(pages=reader.pages, now=datetime(2027, 10, 8, 15, 50, tzinfo=UTC))  # 00:50 on the 9th in Seoul
        assert report_of(shown, late)["footer"] == "Made on 9 October 2027"
