"""Before and after: what joins the two answers of one person without saying whose they are, and its end."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from services.training.domain.surveys.mixing import shuffled
from services.training.domain.surveys.pairs import alike
from services.training.domain.surveys.survey import Survey
from services.training.store.surveys import live, mixed, pairs, results
from shared.db import Tx
from shared.house import House
from shared.sealing import Seal

STALE = timedelta(days=365)
"""The key goes so long after the first survey at the latest, whatever became of the second."""
_PURPOSE = "survey pair"


async def new_pair(house: House, tx: Tx) -> UUID:
    """For two surveys of the same people, with a key of its own."""
    id_ = pairs.new_id()
    seal = Seal(house.settings.secret_key, _PURPOSE)
    await pairs.insert(tx, id_, seal.seal(secrets.token_bytes(32), about=id_.bytes))
    return id_


async def pseudonym(house: House, tx: Tx, survey: Survey, person_id: UUID) -> str:
    """HMAC-SHA256 (RFC 2104) of the person under the pair's key, cut to 128 bits; "" for a survey alone, and once the
    key was destroyed. Also where only one of the two is anonymous: the names of the other would stand with it.
    """
    if survey.pair_id is None or not alike(survey, await results.other_of_pair(tx, survey)):
        return ""
    sealed = await pairs.sealed_key(tx, survey.pair_id)
    if sealed is None:
        return ""
    key = Seal(house.settings.secret_key, _PURPOSE).open(sealed, about=survey.pair_id.bytes)
    return hmac.digest(key, person_id.bytes, "sha256")[:16].hex()


async def part_closed(house: House) -> None:
    """Where both surveys have closed, pseudonyms become random numbers and the key is destroyed; also where the first
    closed long ago and the second never came.
    """
    async with house.db.reading() as tx:
        ids = {*await pairs.closed(tx), *await pairs.stale(tx, tx.now - STALE)}
    for pair_id in ids:
        async with house.db.transaction() as tx:
            if await pairs.lock(tx, pair_id):
                await _destroy(tx, pair_id)


async def _destroy(tx: Tx, pair_id: UUID) -> None:
    members = await pairs.surveys(tx, pair_id)
    for survey_id in members:
        await live.locked(tx, survey_id)
    old = shuffled(await pairs.pseudonyms(tx, pair_id))
    await pairs.replace(tx, pair_id, {each: secrets.token_hex(16) for each in old})
    await pairs.destroy_key(tx, pair_id)
    for survey_id in members:
        await mixed.rewrite(tx, survey_id)
