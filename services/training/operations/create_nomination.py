"""A nomination made at one go, as programs do: what the form does in two steps. Files follow by themselves."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.nomination import Nomination
from services.training.domain.nomination_form import read_nomination
from services.training.operations.nominate import tied
from services.training.operations.nominators import Nominator, ties
from services.training.operations.own_nominations import again, note, open_call
from services.training.store import idempotency, nominations
from shared.errors import Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark

_LONGEST_KEY = 255
_KEY = mark("Write an Idempotency-Key of at most 255 characters")
_USED = mark("This key was used with other content. Send a new key.")
_ORGANISATION = mark("Write the id of an organisation of the directory")


async def create(house: House, who: Nominator, slug: str, body: Mapping[str, object], *, key: str = "") -> Nomination:
    """A draft of the organisation that `body` names by its id (or the only one they nominate for).

    The same key and body gives what was made first; the call is held, so of two at once one makes it. Raises NotFound,
    Forbidden, Invalid with every problem, Conflict `call-closed`.
    """
    use = _use(slug, who, key, body)
    async with house.db.transaction() as tx:
        found = await open_call(tx, slug)
        by = tied(await ties(tx, who), _organisation(body))
        assert by.organisation_id is not None
        if use is not None and (kept := await idempotency.find(tx, use)) is not None:
            if kept.body_sha256 != use.body_sha256:
                raise Invalid([Problem("Idempotency-Key", _USED)])
            return await again(tx, kept.answer.id)
        fields = read_nomination(body, found.call.questions, whole=False, timezone=by.timezone)
        made = await nominations.insert(tx, found.cohort.id, by.organisation_id, fields, by.id)
        if use is not None:
            await idempotency.keep(tx, use, idempotency.Answer(made))
        after = await again(tx, made)
        await note(tx, who, "nomination.written", after)
        return after


def _use(slug: str, who: Nominator, key: str, body: Mapping[str, object]) -> idempotency.KeyUse | None:
    if len(key) > _LONGEST_KEY or "\x00" in key:
        raise Invalid([Problem("Idempotency-Key", _KEY)])
    digest = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    return idempotency.KeyUse(f"nominations:{slug}:{who.email}", key, digest) if key else None


def _organisation(body: Mapping[str, object]) -> UUID | None:
    given = body.get("organisation")
    if given in (None, ""):
        return None
    try:
        return UUID(str(given))
    except ValueError:
        raise Invalid([Problem("organisation", _ORGANISATION)]) from None
