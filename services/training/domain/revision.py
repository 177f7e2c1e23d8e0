"""Of which state a form was filled in: a form that somebody else overtook is not kept over what they wrote."""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from shared.errors import Conflict
from shared.i18n.mark import mark

CHANGED = "changed-meanwhile"
_OVERTAKEN = mark("Somebody else changed this while you wrote. See what differs, then keep it again.")


def revision_of(body: Mapping[str, object]) -> str:
    """A name of what a form is filled in with: the same for the same fields, whatever else changes around them."""
    return sha256(msgspec.json.encode(dict(body), order="deterministic")).hexdigest()[:20]


def check_revision(sent: Mapping[str, object], now: Mapping[str, object], message: str = _OVERTAKEN) -> None:
    """`sent` may name its `revision`; who names none writes over what is there. Raises Conflict `changed-meanwhile`."""
    known = sent.get("revision")
    if known and known != revision_of(now):
        raise Conflict(message, code=CHANGED)
