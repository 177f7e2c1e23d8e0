"""Mixing: answers leave the sealed box in blocks, by lot, and everything about a survey is written anew in no order."""

import logging
from collections.abc import Sequence

import msgspec

from services.training.domain.surveys import box as boxes
from services.training.domain.surveys.box import Boxed
from services.training.domain.surveys.mixing import by_lot, shuffled, to_let_out
from services.training.domain.surveys.survey import State, Survey
from services.training.store.surveys import invitations, live, mixed
from services.training.store.surveys.mixed import Sealed
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.house import House
from shared.sealing import Seal, Unsealable

log = logging.getLogger(__name__)

_PURPOSE = "survey box"


class Opened(msgspec.Struct, frozen=True):
    """What lies in a box; `shut` are the rows that this house cannot open."""

    boxed: tuple[Boxed, ...]
    rows: tuple[Sealed, ...]
    shut: tuple[Sealed, ...]


async def put(house: House, tx: Tx, survey: Survey, boxed: Boxed) -> None:
    """Seal the answers of one person into the box; every row of a survey has the same length."""
    packed = boxes.pack(boxed, boxes.length_of(survey.items))
    await mixed.put(tx, survey.id, _seal(house).seal(packed, about=survey.id.bytes))


async def mix(house: House, tx: Tx, survey: Survey, *, last: bool) -> bool:
    """Let out what the block rule allows, the caller holding the survey's lock; True if anything was.

    `last`: nobody can answer any more; before that, a survey that is not live lets out nothing. What stays is sealed
    anew under another id, so that nobody sees which rows have gone. What cannot be opened stays as it is and is told to
    the staff.
    """
    found = _open(house, survey, await mixed.box(tx, survey.id))
    if await live.note_shut(tx, survey.id, len(found.shut)):
        await outbox.put(tx, _shut_item(tx, survey, len(found.shut)), to="registration")
    released = await mixed.released(tx, survey.id)
    count = to_let_out(len(found.boxed), released, minimum=survey.minimum, last=last) if last or survey.live else 0
    closed = survey.state is State.CLOSED
    if not count and not (closed and found.boxed and not found.shut):
        return False
    out, stay = by_lot(found.boxed, count)
    await mixed.take(tx, found.rows)
    if out:
        await _release(tx, survey, out)
        await live.count_release(tx, survey.id)
    if not closed or found.shut:  # else: too few have answered, and what they wrote is destroyed
        for boxed in shuffled(stay):
            await put(house, tx, survey, boxed)
    return count > 0


async def shuffle(house: House, tx: Tx, survey: Survey) -> None:
    """Every row of an anonymous survey again, in random order: the box too, sealed anew."""
    found = _open(house, survey, await mixed.box(tx, survey.id))
    await mixed.take(tx, found.rows)
    for boxed in shuffled(found.boxed):
        await put(house, tx, survey, boxed)
    await mixed.rewrite(tx, survey.id)


async def all_may_go(house: House, tx: Tx, survey: Survey) -> bool:
    """Whether all that lies in the box can be let out at once, and nothing in it is shut."""
    found = _open(house, survey, await mixed.box(tx, survey.id))
    released = await mixed.released(tx, survey.id)
    return not found.shut and to_let_out(len(found.boxed), released, minimum=survey.minimum, last=True) > 0


async def nobody_waits(tx: Tx, survey: Survey) -> bool:
    """Whether everyone who was asked has answered."""
    counts = await invitations.count(tx, survey.id)
    return counts.asked == counts.answered > 0


async def _release(tx: Tx, survey: Survey, out: Sequence[Boxed]) -> None:
    """Texts stand apart: their order has nothing to do with that of the answers."""
    responses = [(each.answers, each.pseudonym) for each in out]
    words = shuffled([text for each in out for text in each.words])
    await mixed.release(tx, survey.id, responses, words)


def _open(house: House, survey: Survey, rows: Sequence[Sealed]) -> Opened:
    seal = _seal(house)
    boxed, opened, shut = [], [], []
    for row in rows:
        try:
            boxed.append(boxes.unpack(seal.open(row.sealed, about=survey.id.bytes)))
        except (Unsealable, msgspec.MsgspecError):
            shut.append(row)
        else:
            opened.append(row)
    if shut:
        log.error("answers in the box cannot be opened", extra={"survey": str(survey.id), "answers": len(shut)})
    return Opened(tuple(boxed), tuple(opened), tuple(shut))


def _shut_item(tx: Tx, survey: Survey, count: int) -> DeskPut:
    """The desk says so until it is mended."""
    title = next(iter(survey.title.values()), "")
    return DeskPut(
        owner="training",
        key=f"survey.shut:{survey.id}",
        revision=int(tx.now.timestamp()),
        kind="survey.shut",
        title="Answers cannot be opened",
        count=count,
        link="",
        facts={"survey": title},
    )


def _seal(house: House) -> Seal:
    return Seal(house.settings.secret_key, _PURPOSE)
