"""Who wrote what cannot be found out: an adversary with every right in the database tries, over HTTP and real commits.

Whoever guesses blindly is right about one person in a survey, whatever its size: the number of fixed points of a random
permutation is nearly Poisson with mean 1. Blocks tell a little on purpose (the first five are among the first ten who
answered), which raises it to 1.25 at the most. ROUNDS surveys of 15 people make a mean of 4 to 5; LUCK or more has then
a chance below 1 in 10,000 for each trick. Against a store that takes no care the same tricks find out nearly everybody.
"""

import random
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from services.training.app import create_app
from services.training.domain.surveys.questions import LongText, Number, Question
from services.training.operations.hands import Hands
from services.training.operations.surveys import results
from services.training.operations.surveys.tend import clear_pages, tend_all, tend_due
from shared.house import House
from shared.ids import uuid7
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_of
from tests.training import people
from tests.training.surveys import asked
from tests.training.surveys.adversary import TRICKS, Look, look, right
from tests.training.surveys.asked import OVER

SIZE, ROUNDS, LUCK = 15, 4, 16
OURS = tuple(f"training.survey_{name}" for name in ("invitations", "box", "responses", "words"))
ITEMS: tuple[Question, ...] = (
    Number(key="code", text={"en": "Your number"}, required=True),
    LongText(key="words", text={"en": "Your words"}, limit=4000),
)
Truth = dict[UUID, tuple[str, str]]


def secrets_of(people_: Sequence[UUID]) -> Truth:
    """What each answers: a number, and words of a length of their own."""
    numbers = random.sample(range(10**11, 10**12), len(people_))  # long enough to stand nowhere by chance
    lengths = random.sample(range(20, 3500), len(people_))
    return {
        person: (str(number), f"{number * 7}".ljust(length, "."))
        for person, number, length in zip(people_, numbers, lengths, strict=True)
    }


@pytest.fixture
async def real(committed_house: OpenHouse) -> House:
    return await committed_house("training")


@pytest.fixture
async def browser(real: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(real.settings, house=real)) as browser:
        yield browser


@pytest.fixture
async def adversary(real: House) -> AsyncIterator[asyncpg.Connection]:
    conn = await asyncpg.connect(real.settings.database_url)
    try:
        yield conn
    finally:
        await conn.close()


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
    people at least. (Of numbers a median or a quartile shows single ones, which are nobody's: the box chose by lot.)
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


NAIVE = """
CREATE SCHEMA naive;
CREATE TABLE naive.invitations (id uuid, survey_id uuid, person_id uuid, answered boolean DEFAULT false, {keys});
CREATE TABLE naive.box (id uuid, survey_id uuid, sealed bytea);
CREATE TABLE naive.responses (id uuid, survey_id uuid, answers jsonb, created_at timestamptz, {keys});
CREATE TABLE naive.words (id uuid, survey_id uuid, item_key text, text text, {keys});
"""


async def _naive(adversary: asyncpg.Connection, clock: FakeClock, truth: Truth) -> tuple[list[Look], list[UUID]]:
    """A store that takes no care: answers go where they stay in the transaction that marks the invitation, with the
    time, under ids that rise; the box is a mere stop on the way, as long as what is in it.
    """
    await adversary.execute(NAIVE.format(keys="token text"))
    survey, order = uuid4(), list(truth)
    tables = tuple(f"naive.{name}" for name in ("invitations", "box", "responses", "words"))
    for person in order:
        await adversary.execute(
            "INSERT INTO naive.invitations VALUES ($1, $2, $3, false, $4)",
            uuid7(),
            survey,
            person,
            f"token of {person}",
        )
    looks = [await look(adversary, tables, survey)]
    for person in order:
        code, text = truth[person]
        async with adversary.transaction():
            await adversary.execute("UPDATE naive.invitations SET answered = true WHERE person_id = $1", person)
            await adversary.execute("INSERT INTO naive.box VALUES ($1, $2, $3)", uuid7(), survey, text.encode())
        looks.append(await look(adversary, tables, survey))
        async with adversary.transaction():
            await adversary.execute("UPDATE naive.invitations SET answered = true WHERE person_id = $1", person)
            await adversary.execute("DELETE FROM naive.box")
            await adversary.execute(
                "INSERT INTO naive.responses VALUES ($1, $2, $3::jsonb, $4, $5)",
                uuid7(), survey, f'{{"code": {code}}}', clock.advance(seconds=30), f"token of {person}",
            )  # fmt: skip
            await adversary.execute(
                "INSERT INTO naive.words VALUES ($1, $2, 'words', $3, $4)", uuid7(), survey, text, f"token of {person}"
            )
        looks.append(await look(adversary, tables, survey))
    return looks, order


@pytest.mark.parametrize("name", TRICKS)
async def test_the_same_trick_finds_out_everybody_where_no_care_is_taken(
    adversary: asyncpg.Connection, clock: FakeClock, name: str
) -> None:
    truth = secrets_of([uuid7() for _ in range(SIZE)])
    looks, order = await _naive(adversary, clock, truth)
    assert right(TRICKS[name](looks, order), truth) == SIZE


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
        survey = await asked.survey(real, cohort=cohort, items=ITEMS, pair_id=pair, pair_role=role)
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
