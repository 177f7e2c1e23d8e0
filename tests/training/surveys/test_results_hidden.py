"""What results never say, on the page, in the API and in every file: the answers of a few, or of one person."""

import io
import zipfile

import httpx

from shared.house import House
from tests.training.surveys.results import FORMS, numbers, of_a_class, path, rows


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


async def test_comments_that_are_hidden_cannot_be_tagged(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training, state="open")
    async with training.db.reading() as tx:
        words = await tx.conn.fetchval("SELECT id FROM survey_words LIMIT 1")
    assert (await desk.post(path(id_, f"comments/{words}"), data={"tags": "x"})).status_code == 404


async def test_a_survey_with_names_hides_nothing(training: House, desk: httpx.AsyncClient) -> None:
    """Its first line says so. Which answers are right waits for the close all the same."""
    id_ = await of_a_class(training, 2, anonymous=False, state="open")
    body = (await desk.get(path(id_, "results.json"))).json()
    assert (body["anonymous"], numbers(body, "role")["answered"]) == (False, 2)
    assert not any(each["wished"] for each in numbers(body, "dpia")["counts"])
    assert "Not anonymous: everybody was told so on its first line." in (await desk.get(path(id_))).text
