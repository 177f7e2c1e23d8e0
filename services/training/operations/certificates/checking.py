"""A certificate as a file, PDF or JSON, checked by its signature: without a network, and without believing the file."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from services.training.domain.certificates.badge import Badge
from services.training.domain.certificates.credential import read
from services.training.operations.certificates.keys import known
from shared.credentials.enclosed import LARGEST, TooLarge, credential_in, is_archive
from shared.credentials.keys import PublicKey
from shared.credentials.proof import Verdict, verify
from shared.house import House

__all__ = ["LARGEST", "Checked", "Outcome", "check", "check_file"]


class Outcome(StrEnum):
    """VALID says that every word is as it was signed. Whether it was revoked since, the house knows alone."""

    VALID = "valid"
    CHANGED = "changed"
    UNKNOWN_KEY = "unknown-key"
    NOT_SIGNED = "not-signed"
    NOTHING = "nothing"
    TOO_LARGE = "too-large"
    ARCHIVE = "archive"


_OUTCOMES = {
    Verdict.VALID: Outcome.VALID,
    Verdict.CHANGED: Outcome.CHANGED,
    Verdict.UNKNOWN_KEY: Outcome.UNKNOWN_KEY,
    Verdict.NO_PROOF: Outcome.NOT_SIGNED,
}


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """`badge` is what was signed, for VALID alone: what else a file says of itself is worth nothing."""

    outcome: Outcome
    badge: Badge | None = None

    @property
    def address(self) -> str:
        """Of the page that knows whether it was revoked; empty unless VALID."""
        return "" if self.badge is None else self.badge.id


async def check_file(house: House, content: bytes) -> Checked:
    """With the keys of this house. Takes bytes up to LARGEST; the caller limits how often."""
    async with house.db.reading() as tx:
        keys = await known(tx)
    return await asyncio.to_thread(check, content, keys)


def check(content: bytes, keys: Mapping[str, PublicKey]) -> Checked:
    """With these keys, by their address, and no other."""
    if is_archive(content):
        return Checked(outcome=Outcome.ARCHIVE)
    try:
        found = credential_in(content)
    except TooLarge:
        return Checked(outcome=Outcome.TOO_LARGE)
    if found is None:
        return Checked(outcome=Outcome.NOTHING)
    verdict = verify(found, keys.get)
    badge = read(found) if verdict is Verdict.VALID else None
    if verdict is Verdict.VALID and badge is None:
        return Checked(outcome=Outcome.CHANGED)
    return Checked(outcome=_OUTCOMES[verdict], badge=badge)
