"""The sealed box, and what comes out of it: responses and words, in no order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from services.training.domain.surveys.box import Boxed
from services.training.domain.surveys.mixing import shuffled
from services.training.domain.surveys.questions import Answers
from shared import sql as sql_files
from shared.db import Tx


class Sealed(msgspec.Struct, frozen=True):
    """A row of the box."""

    id: UUID
    sealed: bytes


sql = sql_files.load(__file__)
_put = sql.command("put_into_box")
_box = sql.query("box_of_survey", Sealed)
_take = sql.command("take_from_box")
_insert_responses = sql.command("insert_responses")
_insert_words = sql.command("insert_words")
_insert_named = sql.command("insert_named_response")
_insert_named_words = sql.command("insert_named_words")
_count = sql.scalar("count_responses", int)
_forget_named = sql.command("forget_named_responses")
_ROWS = (
    (sql.scalar("response_ids", UUID), sql.command("rewrite_responses")),
    (sql.scalar("words_ids", UUID), sql.command("rewrite_words")),
    (sql.scalar("invitation_ids", UUID), sql.command("rewrite_invitations")),
)


async def put(tx: Tx, survey_id: UUID, sealed: bytes) -> None:
    """Into the box, under a random id."""
    await _put.run(tx, uuid4(), survey_id, sealed)


async def box(tx: Tx, survey_id: UUID) -> list[Sealed]:
    """Everything that lies in it."""
    return await _box.all(tx, survey_id)


async def take(tx: Tx, rows: Sequence[Sealed]) -> int:
    """Out of the box; how many there were."""
    return await _take.run(tx, [row.id for row in rows])


async def released(tx: Tx, survey_id: UUID) -> int:
    """How many responses may be seen."""
    return await _count.value(tx, survey_id) or 0


async def release(
    tx: Tx, survey_id: UUID, responses: Sequence[tuple[Answers, str]], words: Sequence[tuple[str, str]]
) -> None:
    """Responses (answers, pseudonym) and words (question, text), each list in the order given, under random ids."""
    ids = [uuid4() for _ in responses]
    await _insert_responses.run(tx, survey_id, ids, [each for each, _ in responses], [name for _, name in responses])
    keys, texts = [key for key, _ in words], [text for _, text in words]
    await _insert_words.run(tx, survey_id, [uuid4() for _ in words], keys, texts)


async def rewrite(tx: Tx, survey_id: UUID) -> None:
    """Every row of a survey that is anonymous once more, in random order. The survey is locked."""
    for ids, command in _ROWS:
        await command.run(tx, survey_id, shuffled(await ids.values(tx, survey_id)))


async def keep_named(tx: Tx, survey_id: UUID, invitation_id: UUID, boxed: Boxed) -> None:
    """A response with whose it is, and its words with it."""
    response = uuid4()
    await _insert_named.run(tx, response, survey_id, boxed.answers, boxed.pseudonym, invitation_id)
    for key, text in boxed.words:
        await _insert_named_words.run(tx, uuid4(), survey_id, key, text, response)


async def forget_named(tx: Tx, closed_before: datetime) -> int:
    """Delete what people answered to named surveys that closed before this instant; returns how many answers."""
    return await _forget_named.run(tx, closed_before)
