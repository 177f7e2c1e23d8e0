"""Somebody with SQL superuser rights who wants to know who wrote what, and takes a dump whenever they like.

Every trick takes the looks (dumps, in time) and who answered in which order, which the adversary saw happen, and says
for each person what they answered: the number in `useful`, or their words. `LOOKERS` are all of the tricks.
"""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

Guess = dict[UUID, str]
_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")


class Row(msgspec.Struct, frozen=True):
    """A row with what PostgreSQL knows of it: where it lies, and which transaction wrote it."""

    place: tuple[int, int]
    xmin: int
    values: dict[str, Any]

    @property
    def said(self) -> str:
        """What the row gives away of an answer."""
        return str(self.values["answers"]["code"]) if "answers" in self.values else str(self.values.get("text", ""))

    @property
    def id(self) -> str:
        return str(self.values["id"])


class Look(msgspec.Struct, frozen=True):
    """One dump: who was asked, what waits sealed, what is out."""

    invitations: list[Row]
    box: list[Row]
    responses: list[Row]
    words: list[Row]

    @property
    def out(self) -> tuple[list[Row], list[Row]]:
        return self.responses, self.words


async def look(conn: asyncpg.Connection, tables: Sequence[str], survey: UUID) -> Look:
    """The rows of these four tables; "" for one that is not there."""
    found = []
    for table in tables:
        rows = await conn.fetch(
            f"SELECT ctid::text AS place, xmin::text::bigint AS xmin, to_jsonb(t)::text AS row FROM {table} t"  # noqa: S608
            " WHERE survey_id = $1 ORDER BY ctid",
            survey,
        ) if table else []  # fmt: skip
        found.append([Row(_place(row["place"]), row["xmin"], json.loads(row["row"])) for row in rows])
    return Look(*found)


def _place(ctid: str) -> tuple[int, int]:
    page, line = ctid.strip("()").split(",")
    return int(page), int(line)


Trick = Callable[[list[Look], list[UUID]], Guess]


def _in_step(rows: list[Row], order: list[UUID], by: Callable[[Row], Any]) -> Guess:
    """The first to answer is the first of the rows, sorted in this way, and so on."""
    return {person: row.said for person, row in zip(order, sorted(rows, key=by), strict=False)}


def _mates(asked: list[Row], rows: list[Row], by: Callable[[Row], Any]) -> Guess:
    """Rows of both tables stand in the same order."""
    people = [UUID(row.values["person_id"]) for row in sorted(asked, key=by) if row.values["answered"]]
    return _in_step(rows, people, by)


def by_place(looks: list[Look], order: list[UUID]) -> Guess:
    return _in_step(looks[-1].responses, order, lambda row: row.place)


def by_place_of_words(looks: list[Look], order: list[UUID]) -> Guess:
    return _in_step(looks[-1].words, order, lambda row: row.place)


def by_place_beside(looks: list[Look], _: list[UUID]) -> Guess:
    """Nobody watched: both tables were filled in one order."""
    return _mates(looks[-1].invitations, looks[-1].responses, lambda row: row.place)


def by_id(looks: list[Look], order: list[UUID]) -> Guess:
    return _in_step(looks[-1].responses, order, lambda row: row.id)


def by_id_of_words(looks: list[Look], order: list[UUID]) -> Guess:
    return _in_step(looks[-1].words, order, lambda row: row.id)


def by_id_beside(looks: list[Look], _: list[UUID]) -> Guess:
    return _mates(looks[-1].invitations, looks[-1].responses, lambda row: row.id)


def by_transaction(looks: list[Look], order: list[UUID]) -> Guess:
    """Later transactions have greater ids; ties are broken by place."""
    return _in_step(looks[-1].responses, order, lambda row: (row.xmin, row.place))


def by_same_transaction(looks: list[Look], _: list[UUID]) -> Guess:
    """Whoever's invitation was marked by the transaction that wrote the answer; where many share one, the first."""
    found: Guess = {}
    for each in looks:
        left = list(each.responses) + list(each.words)
        for asked in each.invitations:
            mates = [row for row in left if row.xmin == asked.xmin]
            if asked.values["answered"] and mates:
                found.setdefault(UUID(asked.values["person_id"]), mates[0].said)
                left.remove(mates[0])
    return found


def by_time(looks: list[Look], order: list[UUID]) -> Guess:
    """Any column that holds an instant."""

    def times(row: Row) -> list[str]:
        return [str(value) for value in row.values.values() if _TIME.match(str(value))]

    rows = [row for row in looks[-1].responses if times(row)]
    return _in_step(rows, order, times)


def by_key(looks: list[Look], _: list[UUID]) -> Guess:
    """Any value that stands in both tables."""
    found: Guess = {}
    for asked in looks[-1].invitations:
        own = {str(v) for name, v in asked.values.items() if name != "survey_id" and len(str(v)) > 5}
        for row in [*looks[-1].responses, *looks[-1].words]:
            theirs = {str(v) for name, v in row.values.items() if name not in ("survey_id", "text", "answers")}
            if own & theirs:
                found.setdefault(UUID(asked.values["person_id"]), row.said)
    return found


def by_subtraction(looks: list[Look], order: list[UUID]) -> Guess:
    """What is new since the last look is of those who answered since anything was new, the last one first."""
    found: Guess = {}
    waiting: list[UUID] = []
    for before, after in pairwise(looks):
        was = {UUID(row.values["person_id"]) for row in before.invitations if row.values["answered"]}
        waiting += [UUID(r.values["person_id"]) for r in after.invitations if r.values["answered"]
                    and UUID(r.values["person_id"]) not in was]  # fmt: skip
        known = {row.id for row in before.responses}
        for row in (row for row in after.responses if row.id not in known):
            if waiting:
                found[waiting.pop()] = row.said
    return found


def by_what_left_the_box(looks: list[Look], order: list[UUID]) -> Guess:
    """A sealed row came when somebody answered; when it goes, that person's answer is among the new ones."""
    found: Guess = {}
    owner: dict[str, UUID] = {}
    for before, after in pairwise(looks):
        was = {UUID(row.values["person_id"]) for row in before.invitations if row.values["answered"]}
        new = [UUID(r.values["person_id"]) for r in after.invitations if r.values["answered"]]
        new = [person for person in new if person not in was]
        boxed = {row.id for row in before.box}
        owner |= dict(zip((row.id for row in after.box if row.id not in boxed), new, strict=False))
        gone = [row.id for row in before.box if row.id not in {each.id for each in after.box}]
        known = {row.id for row in before.responses}
        fresh = [row for row in after.responses if row.id not in known]
        for id_, row in zip((each for each in gone if each in owner), fresh, strict=False):
            found[owner[id_]] = row.said
    return found


def by_length(looks: list[Look], order: list[UUID]) -> Guess:
    """The longer what was sealed, the longer what was written."""
    lengths: dict[UUID, int] = {}
    for before, after in pairwise(looks):
        was = {UUID(row.values["person_id"]) for row in before.invitations if row.values["answered"]}
        new = [UUID(r.values["person_id"]) for r in after.invitations if r.values["answered"]]
        boxed = {row.id for row in before.box}
        fresh = [row for row in after.box if row.id not in boxed]
        for person, row in zip((each for each in new if each not in was), fresh, strict=False):
            lengths[person] = len(row.values["sealed"])
    people = sorted(lengths, key=lambda person: lengths[person])
    return _in_step(looks[-1].words, people, lambda row: len(row.said))


TRICKS: dict[str, Trick] = {
    each.__name__: each
    for each in (
        by_key,
        by_place,
        by_place_of_words,
        by_place_beside,
        by_id,
        by_id_of_words,
        by_id_beside,
        by_transaction,
        by_same_transaction,
        by_time,
        by_subtraction,
        by_what_left_the_box,
        by_length,
    )
}


def right(guess: Guess, truth: dict[UUID, tuple[str, str]]) -> int:
    """How many people the adversary has found out."""
    return sum(said in truth[person] for person, said in guess.items() if person in truth)
