"""Results beside each other: by session, module and trainer, between cohorts, before and after."""

import json
from typing import Any
from uuid import uuid4

import httpx

from shared.house import House
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.results import numbers, of_a_class, path
from tests.training.surveys.stored import survey


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


async def test_sessions_of_one_title_stand_apart(training: House, desk: httpx.AsyncClient) -> None:
    """Two of "Group work" are no one session of twenty-one people."""
    cohort = await people.jeju(training)
    for title, hour, many in (("Group work", 9, 15), ("Group work", 14, 6), ("One", 16, 7)):
        session = await people.session(training, cohort, title, hour=hour)
        await of_a_class(training, many, cohort_id=cohort, session_id=session.id)
    body = (await desk.get("/api/v1/organize/training/jeju-2027/survey-results")).json()
    line = next(each for each in body["items"] if each["key"] == "useful")
    assert {group["key"]: group["numbers"]["answered"] for group in line["groups"]} == {
        "Group work (4 October 2027, 09:00)": 15, "Group work (4 October 2027, 14:00)": 6, "One": 7
    }  # fmt: skip


async def test_cohorts_on_the_questions_of_the_bank(training: House, desk: httpx.AsyncClient) -> None:
    one = await of_a_class(training)
    await of_a_class(training, 8, cohort_id=await people.jeju_like(training))
    body = (await desk.get(f"/api/v1/organize/surveys/{one}/comparison")).json()
    assert [(each["key"], [group["numbers"]["answered"] for group in each["groups"]]) for each in body["items"]] == [
        ("useful", [15, 8])
    ]
    assert "jeju-2027" in (await desk.get(f"/organize/surveys/compare?survey={one}")).text


async def test_surveys_of_one_cohort_are_told_apart(training: House, desk: httpx.AsyncClient) -> None:
    """By title in the reader's language, and the day in Korea on which each opened; one whose answers were deleted does
    not count.
    """
    cohort = await people.jeju(training)
    await of_a_class(training, 0, cohort_id=cohort)
    one = await of_a_class(training, cohort_id=cohort)
    await of_a_class(training, 8, cohort_id=cohort)
    await of_a_class(training, 9, cohort_id=cohort, title={"en": "Half a year on"})
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET opens_at = '2027-02-05 20:00+00'")
    body = (await desk.get(f"/api/v1/organize/surveys/{one}/comparison")).json()
    keys = sorted(group["key"].partition(": ")[2] for group in body["items"][0]["groups"])
    assert keys == [
        "Half a year on, 6 February 2027",
        "How was it?, 6 February 2027",
        "How was it?, 6 February 2027 (2)",
    ]
    address, korean = f"/api/v1/organize/surveys/{one}/comparison", {"Accept-Language": "ko"}
    body = (await desk.get(address, headers=korean)).json()
    keys = sorted(group["key"].partition(": ")[2] for group in body["items"][0]["groups"])
    assert keys == ["Half a year on, 2027년 2월 6일", "어땠나요?, 2027년 2월 6일", "어땠나요?, 2027년 2월 6일 (2)"]


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


async def test_a_pair_that_was_not_joined_says_so(training: House, desk: httpx.AsyncClient) -> None:
    """Not that nobody answered both."""
    pair = uuid4()
    before = await of_a_class(training, pair_id=pair, pair_role="before")
    await of_a_class(training, 14, pair_id=pair, pair_role="after")
    page = (await desk.get(path(before))).text
    assert ("The two surveys were not joined" in page, "answered both." in page) == (True, False)
