"""Surveys with answers that were let out, written straight into the tables, for tests of what is read of them."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from services.training.domain.surveys.questions import Answers, Question
from services.training.domain.surveys.survey import Schedule
from shared.house import House
from shared.ids import uuid7


async def survey(
    house: House,
    items: Sequence[Question],
    answers: Sequence[Answers],
    words: Mapping[str, Sequence[str]] | None = None,
    **about: Any,
) -> UUID:
    """Closed and anonymous, of `asked` people (one more than answered) or of these `people`, the first of whom
    answered; `pseudonyms` say who is who.
    """
    id_, now = uuid7(), house.clock()
    asked = about.get("asked", len(answers) + 1)
    async with house.db.transaction() as tx:
        if about.get("pair_id"):
            await tx.conn.execute("INSERT INTO survey_pairs (id) VALUES ($1) ON CONFLICT DO NOTHING", about["pair_id"])
        await tx.conn.execute(
            """INSERT INTO surveys (id, cohort_id, session_id, activity_key, template, title, intro, languages, items,
                anonymous, minimum, schedule, state, opens_at, closes_at, pair_id, pair_role, live, opened_at,
                created_at)
            VALUES ($1, $2, $3, NULL, '', $4, '{}', '{en,ko}', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                $10, $10)""",
            id_,
            about.get("cohort_id"),
            about.get("session_id"),
            about.get("title", {"en": "How was it?", "ko": "어땠나요?"}),
            msgspec.to_builtins(list(items)),
            about.get("anonymous", True),
            about.get("minimum", 5),
            msgspec.to_builtins(Schedule()),
            about.get("state", "closed"),
            now - timedelta(days=9),
            now + timedelta(days=5) if about.get("state") == "open" else now - timedelta(days=2),
            about.get("pair_id"),
            about.get("pair_role", ""),
            about.get("live", about.get("state") == "open"),
        )
        names = about.get("pseudonyms") or [""] * len(answers)
        rows = [(uuid4(), id_, each, name) for each, name in zip(answers, names, strict=True)]
        random.Random(5).shuffle(rows)  # noqa: S311  # the same order in every run
        await tx.conn.executemany(
            "INSERT INTO survey_responses (id, survey_id, answers, pseudonym) VALUES ($1, $2, $3, $4)", rows
        )
        texts = [(id_, key, text) for key, every in (words or {}).items() for text in every]
        await tx.conn.executemany("INSERT INTO survey_words (survey_id, item_key, text) VALUES ($1, $2, $3)", texts)
        persons = about.get("people") or [uuid4() for _ in range(asked)]
        came = about.get("came", len(answers))
        people = [(uuid4(), id_, person, place < came) for place, person in enumerate(persons)]
        await tx.conn.executemany(
            "INSERT INTO survey_invitations (id, survey_id, person_id, answered) VALUES ($1, $2, $3, $4)", people
        )
    return id_
