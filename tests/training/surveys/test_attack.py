"""Who wrote what cannot be found out: an adversary with every right in the database tries, over HTTP and real commits.

Whoever guesses blindly is right about one person in a survey, whatever its size: the number of fixed points of a random
permutation is nearly Poisson with mean 1. Blocks tell a little on purpose (the first five are among the first ten who
answered), which raises it to 1.25 at the most. ROUNDS surveys of 15 people make a mean of 4 to 5; LUCK or more has then
a chance below 1 in a million for each trick. Against a store that takes no care the same tricks find out nearly
everybody.
"""

import random
from itertools import pairwise
from uuid import UUID

import asyncpg
import httpx
import pytest

from services.training.domain.surveys.questions import LongText, Number, Question
from services.training.operations.hands import Hands
from services.training.operations.surveys import results
from services.training.operations.surveys.tend import clear_pages, tend_all, tend_due
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.surveys import asked
from tests.training.surveys.adversary import TRICKS, Look, look, right
from tests.training.surveys.asked import OVER
from tests.training.surveys.attacked import SIZE, Truth, secrets_of

ROUNDS, LUCK = 4, 20
OURS = tuple(f"training.survey_{name}" for name in ("invitations", "box", "responses", "words"))
ITEMS: tuple[Question, ...] = (
    Number(key="code", text={"en": "Your number"}, required=True),
    LongText(key="words", text={"en": "Your words"}, limit=4000),
)


async def fifteen(house: House) -> list[UUID]:
    cohort = await people.jeju(house)
    return [(await people.participant(house, cohort, number)).id for number in range(1, SIZE + 1)]


async def watched(
    house: House, browser: httpx.AsyncClient, adversary: asyncpg.Connection, survey: UUID, truth: Truth
) -> tuple[list[Look], list[UUID]]:
    """Everybody answers, one after the other; a dump after every step."""
    links = await asked.links(house, survey)
    order = random.sample(list(truth), len(truth))
    looks, pages = [await look(adversary, OURS, survey)], [""]
    for step, person in enumerate(order):
        code, text = truth[person]
        answer = await browser.post(
            links[person], data={"q.code": code, "q.words": text}, headers={"Origin": "http://wego.test"}
        )
        assert answer.status_code == 303
        looks.append(await look(adversary, OURS, survey))
        await tend_due(house)
        if step % 4 == 3:
            await clear_pages(house)
        looks.append(await look(adversary, OURS, survey))
        pages.append(repr((await results.show(house, Hands(people.actor(house)), survey)).results))
    _never_few(pages, truth)
    return looks, order


async def test_no_trick_does_better_than_chance(
    real: House,
    clock: FakeClock,
    browser: httpx.AsyncClient,
    adversary: asyncpg.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    everybody = await fifteen(real)
    async with real.db.reading() as tx:
        cohort = await tx.conn.fetchval("SELECT cohort_id FROM participants LIMIT 1")
    clock.move_to(OVER)
    found = dict.fromkeys(TRICKS, 0)
    for _ in range(ROUNDS):
        survey = await asked.survey(real, cohort=cohort, items=ITEMS)
        await asked.tended(real, survey)
        truth = secrets_of(everybody)
        looks, order = await watched(real, browser, adversary, survey, truth)
        await tend_all(real)
        await clear_pages(real)
        looks.append(await look(adversary, OURS, survey))
        assert sorted(row.said for row in looks[-1].responses) == sorted(code for code, _ in truth.values())
        _nothing_apart(looks)
        for name, trick in TRICKS.items():
            found[name] += right(trick(looks, order), truth)
        await _nowhere_else(adversary, looks[-1], truth)
        assert not any(str(person) in caplog.text or code in caplog.text for person, (code, _) in truth.items())
    assert {name: count for name, count in found.items() if count >= LUCK} == {}


def _never_few(pages: list[str], truth: Truth) -> None:
    """Successive looks at the results, by page or API: what is said in one and was not in the one before is of five
    people at least. Of numbers nothing is said before the close.
    """
    seen = [{text for _, text in truth.values() if text in page} for page in pages]
    assert len(seen[-1]) == SIZE
    assert [len(after - before) for before, after in pairwise(seen) if 0 < len(after - before) < 5] == []


def _nothing_apart(looks: list[Look]) -> None:
    """What PostgreSQL says of all rows is the same: one transaction; sealed rows are of one length in every dump."""
    last = looks[-1]
    for rows in (last.invitations, last.responses, last.words):
        assert len({row.xmin for row in rows}) == 1
        assert all(UUID(row.id).version == 4 for row in rows)
    assert len({len(row.values["sealed"]) for each in looks for row in each.box}) == 1
    assert {key for row in last.responses for key in row.values} == {
        "id", "survey_id", "answers", "pseudonym", "invitation_id",
    }  # fmt: skip
    assert {row.values["invitation_id"] for row in last.responses} == {None}
    assert {row.values["response_id"] for row in last.words} == {None}
    for before, after in pairwise(looks):  # the difference of two looks: none, or five at least
        assert len(after.responses) - len(before.responses) not in range(1, 5)


async def _nowhere_else(adversary: asyncpg.Connection, last: Look, truth: Truth) -> None:
    """No other table of the whole database knows an answer, or the id of one: not as text, not as bytes."""
    needles = [row.id for rows in last.out for row in rows] + [text for both in truth.values() for text in both]
    tables = await adversary.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    for table in (row["name"] for row in tables):
        if table in (OURS[2], OURS[3]):
            continue
        rows = await adversary.fetch(f"SELECT t::text AS row FROM {table} t")  # noqa: S608  # our own tables
        text = "\n".join(row["row"] for row in rows)
        text += "".join(bytes.fromhex(each).decode("latin-1") for each in _hex(text))
        assert [needle for needle in needles if needle in text] == [], table


def _hex(text: str) -> list[str]:
    return [part.split('"')[0].split(",")[0].split(")")[0] for part in text.split("\\\\x")[1:]]


async def test_a_pair_is_joined_without_a_name_and_its_key_destroyed(
    real: House, clock: FakeClock, browser: httpx.AsyncClient, adversary: asyncpg.Connection
) -> None:
    """Before and after: the same pseudonym; once both have closed, random numbers that no key leads to."""
    from services.training.operations.surveys import pairs  # noqa: PLC0415

    everybody = await fifteen(real)
    async with real.db.transaction() as tx:
        cohort = await tx.conn.fetchval("SELECT cohort_id FROM participants LIMIT 1")
        pair = await pairs.new_pair(real, tx)
    clock.move_to(OVER)
    truths, looks = [], []
    for role in ("before", "after"):
        survey = await asked.survey(real, cohort=cohort, items=ITEMS, pair_id=pair, pair_role=role, live=False)
        await asked.tended(real, survey)
        truths.append(secrets_of(everybody))
        links = await asked.links(real, survey)
        for person in random.sample(everybody, SIZE):
            code, text = truths[-1][person]
            await browser.post(
                links[person], data={"q.code": code, "q.words": text}, headers={"Origin": "http://wego.test"}
            )
        if role == "before":
            await tend_due(real)
            first = {row.values["pseudonym"] for row in (await look(adversary, OURS, survey)).responses}
            assert await adversary.fetchval("SELECT sealed_key IS NOT NULL FROM training.survey_pairs")
        looks.append(survey)
    clock.advance(days=15)
    await tend_due(real)
    before, after = [(await look(adversary, OURS, survey)).responses for survey in looks]
    joined = {row.values["pseudonym"]: row.said for row in before}
    assert len(joined) == SIZE
    same = {(joined[row.values["pseudonym"]], row.said) for row in after}
    assert same == {(truths[0][person][0], truths[1][person][0]) for person in everybody}
    assert first.isdisjoint(joined)
    assert await adversary.fetchval("SELECT sealed_key FROM training.survey_pairs") is None
    assert len({row.xmin for row in before}) == len({row.xmin for row in after}) == 1
