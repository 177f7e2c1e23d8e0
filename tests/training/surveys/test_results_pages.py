"""Results through HTTP: the page, the API and every file show the same, and never the answers of a few."""

import csv
import io
import json
import re
import zipfile
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.training.domain.course import LINK
from services.training.store import staffing
from shared.house import House
from tests.support.statements import counted
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.stored import survey
from tests.training.web.conftest import SignedIn, desk, signed_in

__all__ = ["desk", "signed_in"]
FORMS = ("results", "results.csv", "results.xlsx", "results.json", "results.pdf", "codebook.csv", "comments")


def path(id_: UUID, form: str = "results") -> str:
    return f"/organize/surveys/{id_}/{form}"


async def of_a_class(house: House, many: int = 15, **about: Any) -> UUID:
    cohort = about.pop("cohort_id", None) or await people.jeju(house)
    words = {"better": sample.COMMENTS}
    return await survey(house, sample.ITEMS, sample.answers(many), words, cohort_id=cohort, **about)


def rows(file: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


def numbers(body: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in body["results"] if each["key"] == key)["numbers"]
    return found


async def test_the_page_says_each_number_with_its_interval(training: House, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(path(await of_a_class(training)))).text
    for words in (
        "<dd>15 <small>of 16 asked</small></dd>", '<title id="c-useful-t">1 Not useful: 0, 2: ', "Middle value",
        "of all who might answer: ", "Recommendation score", "and 6: I missed it", "Before: ", "Chance alone",
        "The course</h2>", "How many years", "Read all 7 comments",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("<li dir=") == 3


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


async def test_groups_that_would_give_a_small_one_away_are_hidden_in_every_form(
    training: House, desk: httpx.AsyncClient
) -> None:
    """Of 15, seven plan, six do IT and two are lawyers: with both others shown the lawyers would be the rest."""
    id_ = await of_a_class(training)
    body = (await desk.get(path(id_, "results.json"))).json()
    groups = {group["key"] for each in body["results"] for every in each["split"].values() for group in every}
    assert groups == {"plan", "*"}
    found = rows(await desk.get(path(id_, "results.csv")))
    assert {each["Group"] for each in found} == {"", "plan", "*"}
    page = (await desk.get(path(id_) + "?by=role")).text
    assert "<h4>Planning</h4>" in page
    assert "<h4>Law</h4>" not in page
    assert "<h4>IT</h4>" not in page
    assert "<h4>All others together</h4>" in page


async def test_nothing_is_shown_of_fewer_than_the_minimum(training: House, desk: httpx.AsyncClient) -> None:
    """Were they in the tables at all: four answers of five."""
    id_ = await of_a_class(training, 4, state="open")
    page = (await desk.get(path(id_))).text
    assert "1 Not useful" not in page
    body = (await desk.get(path(id_, "results.json"))).json()
    assert [each["numbers"] for each in body["results"]] == [None] * len(body["results"])
    assert [each["comments"] for each in body["comments"]] == [[], [], []]
    for each in rows(await desk.get(path(id_, "results.csv"))):
        assert each["What"] == "hidden"


async def test_while_it_is_open_only_what_nobody_can_skip(training: House, desk: httpx.AsyncClient) -> None:
    """And never which answers were right."""
    id_ = await of_a_class(training, state="open")
    body = (await desk.get(path(id_, "results.json"))).json()
    assert [each["key"] for each in body["results"] if each["numbers"]] == ["useful", "nps"]
    assert {each["hidden"] for each in body["results"] if not each["numbers"]} == {"open"}
    assert all(each["split"] == {} for each in body["results"])
    book = (await desk.get(path(id_, "codebook.csv"))).text
    assert "answer, wished" in (await desk.get(path(await of_a_class(training), "codebook.csv"))).text
    line = next(each for each in rows(await desk.get(path(id_, "codebook.csv"))) if each["Answer"] == "before")
    assert (line["What"], "results.js" in (await desk.get(path(id_))).text) == ("answer", True)
    assert "업무에 얼마나 유용했나요?" in book


async def test_no_file_holds_the_answers_of_one_person_side_by_side(training: House, desk: httpx.AsyncClient) -> None:
    """Each number of each file is one of a group; each text stands alone; neither ids nor pseudonyms are told."""
    id_ = await of_a_class(training)
    async with training.db.reading() as tx:
        keys = await tx.conn.fetch("SELECT id FROM survey_responses UNION SELECT id FROM survey_invitations")
    for form in FORMS:
        file = (await desk.get(path(id_, form))).content
        if form == "results.xlsx":
            with zipfile.ZipFile(io.BytesIO(file)) as book:
                file = b"".join(book.read(name) for name in book.namelist())
        assert not any(str(key["id"]).encode() in file for key in keys), form
    counts = [each for each in rows(await desk.get(path(id_, "results.csv"))) if each["What"] == "count"]
    assert min(int(each["Out of"]) for each in counts) >= 5
    assert all(each["Out of"] for each in counts)


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


async def test_comments_that_are_hidden_cannot_be_tagged(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training, state="open")
    async with training.db.reading() as tx:
        words = await tx.conn.fetchval("SELECT id FROM survey_words LIMIT 1")
    assert (await desk.post(path(id_, f"comments/{words}"), data={"tags": "x"})).status_code == 404


@pytest.mark.parametrize("form", FORMS)
async def test_a_trainer_reads_of_their_own_sessions_only(training: House, signed_in: SignedIn, form: str) -> None:
    """By the address of the account, once the account was given the cohort."""
    cohort = await people.jeju(training)
    browser, staff = await signed_in("trainer")
    trainer = await people.trainer(training, cohort, email=staff.email)
    own = await people.session(training, cohort, "Own", trainer_ids=(trainer.id,))
    other = await people.session(training, cohort, "Other")
    ids = [await of_a_class(training, cohort_id=cohort, session_id=each.id) for each in (own, other)]
    ids.append(await of_a_class(training, cohort_id=cohort))
    assert [(await browser.get(path(id_, form))).status_code for id_ in ids] == [403, 403, 403]
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)
    assert [(await browser.get(path(id_, form))).status_code for id_ in ids] == [200, 403, 403]


async def test_the_trainers_link_opens_results_where_it_says_who_reads(
    training: House, client: httpx.AsyncClient
) -> None:
    """A cohort with one trainer has a link that says who reads; of two it does not."""
    cohort = await people.jeju(training)
    trainer = await people.trainer(training, cohort)
    own = await people.session(training, cohort, "Own", trainer_ids=(trainer.id,))
    id_ = await of_a_class(training, cohort_id=cohort, session_id=own.id)
    headers = {"Authorization": f"Bearer {training.links.token(LINK, cohort)}"}
    api = f"/api/v1/organize/surveys/{id_}/results"
    assert (await client.get(api)).status_code == 401
    assert (await client.get(api, headers=headers)).status_code == 200
    compared = "/organize/surveys/compare?cohort=jeju-2027"
    assert f"/organize/surveys/{id_}/results" in (await client.get(compared, headers=headers)).text
    await people.trainer(training, cohort, "Prof Lee")
    assert (await client.get(api, headers=headers)).status_code == 403
    assert (await client.get(compared, headers=headers)).status_code == 403


async def test_a_viewer_reads_and_tags_nothing(training: House, signed_in: SignedIn) -> None:
    browser, _ = await signed_in("viewer")
    id_ = await of_a_class(training)
    assert (await browser.get(path(id_))).status_code == 200
    async with training.db.reading() as tx:
        words = await tx.conn.fetchval("SELECT id FROM survey_words LIMIT 1")
    assert (await browser.post(path(id_, f"comments/{words}"), data={"tags": "x"})).status_code == 403
    assert (await browser.get(path(uuid4()))).status_code == 404


async def test_two_blocks_of_one_question_have_names_of_their_own(training: House, desk: httpx.AsyncClient) -> None:
    """A choice with “other” has its shares and what was written for it."""
    words = {"role": ["Architect", "Teacher", "Nurse", "Pilot", "Cook"]}
    id_ = await survey(training, sample.ITEMS, sample.answers(15), words, cohort_id=await people.jeju(training))
    page = (await desk.get(path(id_))).text
    titles = re.findall(r'<h2 id="r-[^>]*>([^<]*)</h2>', page)
    assert {"What do you do?", "What do you do?: Other"} < set(titles)
    assert len(titles) == len(set(titles))


async def test_sessions_by_trainer_and_module(training: House, desk: httpx.AsyncClient) -> None:
    """Sums of what each survey shows: of the third one, with four answers, nothing."""
    cohort = await people.jeju(training)
    trainer = await people.trainer(training, cohort, "Prof Park")
    for title, module, many in (("One", "Data", 15), ("Two", "Data", 6), ("Three", "Law", 4)):
        session = await people.session(training, cohort, title, module=module, trainer_ids=(trainer.id,))
        await of_a_class(training, many, cohort_id=cohort, session_id=session.id)
    api = "/api/v1/organize/training/jeju-2027/survey-results"
    found = {}
    for by in ("session", "module", "trainer"):
        body = (await desk.get(api, params={"by": by})).json()
        line = next(each for each in body["items"] if each["key"] == "useful")
        found[by] = {group["key"]: group["numbers"]["answered"] for group in line["groups"]}
    assert found == {"session": {"One": 15, "Two": 6}, "module": {"Data": 21}, "trainer": {"Prof Park": 21}}
    page = (await desk.get("/organize/surveys/compare?cohort=jeju-2027&by=trainer")).text
    assert "Prof Park" in page


async def test_cohorts_on_the_questions_of_the_bank(training: House, desk: httpx.AsyncClient) -> None:
    one = await of_a_class(training)
    await of_a_class(training, 8, cohort_id=await people.jeju_like(training))
    body = (await desk.get(f"/api/v1/organize/surveys/{one}/comparison")).json()
    assert [(each["key"], [group["numbers"]["answered"] for group in each["groups"]]) for each in body["items"]] == [
        ("useful", [15, 8])
    ]
    assert "jeju-2027" in (await desk.get(f"/organize/surveys/compare?survey={one}")).text


async def test_surveys_of_one_cohort_are_told_apart(training: House, desk: httpx.AsyncClient) -> None:
    """By title, and by the day in Korea on which each opened; one whose answers were deleted does not count."""
    cohort = await people.jeju(training)
    await of_a_class(training, 0, cohort_id=cohort)
    one = await of_a_class(training, cohort_id=cohort)
    await of_a_class(training, 8, cohort_id=cohort)
    await of_a_class(training, 9, cohort_id=cohort, title={"en": "Half a year on"})
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET opens_at = '2027-02-05 20:00+00'")
    body = (await desk.get(f"/api/v1/organize/surveys/{one}/comparison")).json()
    keys = sorted(group["key"].partition(": ")[2] for group in body["items"][0]["groups"])
    assert keys == ["Half a year on, 2027-02-06", "How was it?, 2027-02-06", "How was it?, 2027-02-06 (2)"]


async def test_before_and_after_are_the_same_people(training: House, desk: httpx.AsyncClient) -> None:
    """Told when both have closed; until then nobody learns which answers are right."""
    pair, names = uuid4(), [uuid4().hex for _ in range(15)]
    cohort = await people.jeju(training)
    kept: dict[str, Any] = {"cohort_id": cohort, "pair_id": pair}
    before = await survey(training, sample.ITEMS, sample.answers(15, 1), pseudonyms=names, pair_role="before", **kept)
    body = (await desk.get(path(before, "results.json"))).json()
    assert body["paired"] is None
    after = await survey(training, sample.ITEMS, sample.answers(15, 2), pseudonyms=names, pair_role="after", **kept,
                         state="open")  # fmt: skip
    body = (await desk.get(path(before, "results.json"))).json()
    assert not any(each["wished"] for each in numbers(body, "dpia")["counts"])
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET state = 'closed' WHERE id = $1", after)
    paired = (await desk.get(path(after, "results.json"))).json()["paired"]
    points = [[float(str(each["useful"])) for each in sample.answers(15, seed)] for seed in (1, 2)]
    steps = [now - then for then, now in zip(*points, strict=True)]
    useful = next(each for each in paired["changed"] if each["part"]["item"] == "useful")["change"]
    assert paired["people"] == 15
    assert (useful["up"], useful["same"], useful["down"]) == (
        sum(each > 0 for each in steps), sum(each == 0 for each in steps), sum(each < 0 for each in steps)
    )  # fmt: skip
    assert "Before and after, the same people" in (await desk.get(path(before))).text
    for name in names:
        assert name not in json.dumps(paired)


async def test_as_many_statements_for_forty_answers_as_for_five(training: House, desk: httpx.AsyncClient) -> None:
    seen = []
    for many in (5, 40):
        id_ = await of_a_class(training, many)
        async with counted(training) as statements:
            assert (await desk.get(path(id_))).status_code == 200
        seen.append(len(statements))
    assert seen[0] == seen[1]


async def test_a_survey_with_names_hides_nothing(training: House, desk: httpx.AsyncClient) -> None:
    """Its first line says so. Which answers are right waits for the close all the same."""
    id_ = await of_a_class(training, 2, anonymous=False, state="open")
    body = (await desk.get(path(id_, "results.json"))).json()
    assert (body["anonymous"], numbers(body, "role")["answered"]) == (False, 2)
    assert not any(each["wished"] for each in numbers(body, "dpia")["counts"])
    assert "Not anonymous: everybody was told so on its first line." in (await desk.get(path(id_))).text


async def test_one_trainer_beside_another_only_in_what_they_share(training: House, signed_in: SignedIn) -> None:
    """The comparison of a trainer is made of their own sessions."""
    cohort = await people.jeju(training)
    browser, staff = await signed_in("trainer")
    mine = await people.trainer(training, cohort, email=staff.email)
    other = await people.trainer(training, cohort, "Prof Lee")
    for title, who in (("Own", mine), ("Other", other)):
        session = await people.session(training, cohort, title, trainer_ids=(who.id,))
        await of_a_class(training, cohort_id=cohort, session_id=session.id)
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)
    body = (await browser.get("/api/v1/organize/training/jeju-2027/survey-results")).json()
    assert {group["key"] for each in body["items"] for group in each["groups"]} == {"Own"}
    page = await browser.get("/organize/surveys/compare?cohort=jeju-2027&by=trainer")
    assert (page.status_code, "Prof Lee" in page.text) == (200, False)
