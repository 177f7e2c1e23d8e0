"""Before and after: what joins the two answers of one person without saying whose they are, and its end."""

import hmac
import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from services.training.domain.surveys.mixing import shuffled
from services.training.domain.surveys.pairs import alike, may_join
from services.training.domain.surveys.survey import Response, Survey
from services.training.store.surveys import live, mixed, pairs, results
from shared.db import Tx
from shared.house import House
from shared.sealing import Seal, Unsealable

STALE = timedelta(days=365)
"""The key goes so long after the first survey at the latest, whatever became of the second."""
_PURPOSE, _NAME = "survey pair", "survey pair name"
log = logging.getLogger(__name__)


async def new_pair(house: House, tx: Tx) -> UUID:
    """For two surveys of the same people, with a key of its own."""
    id_ = pairs.new_id()
    seal = Seal(house.settings.secret_key, _PURPOSE)
    await pairs.insert(tx, id_, seal.seal(secrets.token_bytes(32), about=id_.bytes))
    return id_


async def pseudonym(house: House, tx: Tx, survey: Survey, person_id: UUID) -> str:
    """HMAC-SHA256 (RFC 2104) of the person under the pair's key, cut to 128 bits, sealed: two of one person look as
    little alike as of two. "" for a survey alone, and once the key was destroyed. Also where only one of the two is
    anonymous: the names of the other would stand with it.
    """
    if survey.pair_id is None or not alike(survey, await results.other_of_pair(tx, survey)):
        return ""
    sealed = await pairs.sealed_key(tx, survey.pair_id)
    if sealed is None:
        return ""
    key = Seal(house.settings.secret_key, _PURPOSE).open(sealed, about=survey.pair_id.bytes)
    name = hmac.digest(key, person_id.bytes, "sha256")[:16]
    return Seal(house.settings.secret_key, _NAME).seal(name, about=survey.id.bytes).hex()


async def part_closed(house: House) -> None:
    """Where both surveys have closed, answers of the same people get random numbers, and the key is destroyed; also
    where the first closed long ago and the second never came: then nothing joins them.
    """
    async with house.db.reading() as tx:
        closed, stale = await pairs.closed(tx), await pairs.stale(tx, tx.now - STALE)
    for pair_id in {*closed, *stale}:
        async with house.db.transaction() as tx:
            if not await pairs.lock(tx, pair_id):
                continue
            try:
                await _destroy(house, tx, pair_id, join=pair_id in closed)
            except Unsealable:
                log.error("answers before and after cannot be joined", extra={"pair": str(pair_id)})


async def _destroy(house: House, tx: Tx, pair_id: UUID, *, join: bool) -> None:
    members = [await live.locked(tx, survey_id) for survey_id in await pairs.surveys(tx, pair_id)]
    surveys = [each for each in members if each]
    responses = await results.responses(tx, [each.id for each in surveys])
    new = dict.fromkeys((each.pseudonym for every in responses.values() for each in every if each.pseudonym), "")
    if join and len(surveys) == 2:
        names = [_names(house, each, responses[each.id]) for each in surveys]
        both = shuffled(list(set(names[0]) & set(names[1])))
        if may_join(surveys, [len(responses[each.id]) for each in surveys], len(both)):
            for name in both:
                number = secrets.token_hex(16)
                new |= {own[name]: number for own in names}
    await pairs.replace(tx, pair_id, new)
    await pairs.destroy_key(tx, pair_id)
    for survey in surveys:
        if survey.anonymous:
            await mixed.rewrite(tx, survey.id)


def _names(house: House, survey: Survey, responses: Sequence[Response]) -> dict[bytes, str]:
    """What is sealed in each, and how it stands in the row. Raises Unsealable."""
    seal = Seal(house.settings.secret_key, _NAME)
    kept = [each.pseudonym for each in responses if each.pseudonym]
    return {seal.open(bytes.fromhex(each), about=survey.id.bytes): each for each in kept}
