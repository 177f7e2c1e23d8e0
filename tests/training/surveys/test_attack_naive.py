"""The adversary's tricks work: against a store that takes no care each finds out everybody."""

from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.ids import uuid7
from tests.support.clock import FakeClock
from tests.training.surveys.adversary import TRICKS, Look, look, right
from tests.training.surveys.attacked import SIZE, Truth, secrets_of

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
