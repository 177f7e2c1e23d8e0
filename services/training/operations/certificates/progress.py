"""How far issuing is, for who looks on: also that it stands still, since when, and what it waits for."""

from collections.abc import Sequence

import msgspec

from services.training.domain.certificates.issue import WORDS, Pace, Progress, Run, pace_of
from services.training.operations.certificates.keys import present_signer
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import LOOKERS, occasion_of
from services.training.store.certificates import runs
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n import Translator
from shared.i18n.moments import moment_words
from shared.identity.roles import require
from shared.identity.staff import Staff


class Room(msgspec.Struct, frozen=True):
    """The list of an occasion. `progress` None: nothing was ever issued."""

    roll: Roll
    progress: Progress | None


async def progress(house: House, actor: Staff, key: str) -> Progress | None:
    """Of the newest act of issuing that is not finished, else of the newest. Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        await occasion_of(tx, key)
        return await _of(house, tx, await runs.of_occasion(tx, key))


async def show(house: House, actor: Staff, key: str) -> Room:
    """Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        return Room(roll, await _of(house, tx, roll.runs))


def stands_still(found: Progress | None, texts: Translator, zone: str) -> str:
    """Why issuing does not go on, and since when; "" while it does, and when it is done."""
    if found is None or found.pace not in WORDS:
        return ""
    moved = moment_words(found.run.moved_at, zone, texts.language.code, weekday=False)
    return texts.gettext(WORDS[found.pace], moment=moved)


async def _of(house: House, tx: Tx, latest: Sequence[Run]) -> Progress | None:
    run = next((each for each in latest if each.finished_at is None), next(iter(latest), None))
    if run is None or run.finished_at is not None:
        return Progress(run, None) if run else None
    hands = await runs.hands(tx, run.id)
    pace = pace_of(run, tx.now, held=hands.held, busy=hands.busy)
    if pace is Pace.WAITING and not await _may_sign(house, tx):
        pace = Pace.UNSIGNED
    return Progress(run, pace)


async def _may_sign(house: House, tx: Tx) -> bool:
    """Workers come, and can do nothing, where the key does not open."""
    try:
        await present_signer(house, tx)
    except Conflict:
        return False
    return True
