"""The house as an issuer: its profile with every key it ever signed with, the one that signs, and its successor."""

from datetime import datetime
from typing import Any

import msgspec

from services.training.domain.certificates.credential import Facts, Issuer, credential
from services.training.store.certificates import credentials
from shared.credentials import contexts
from shared.credentials.keys import PublicKey, SigningKey, new_seed, public_multibase
from shared.credentials.proof import sign
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.audit import COMMAND_LINE
from shared.sealing import Seal, Unsealable

NAME = "World Smart Sustainable Cities Organization"
PROFILE = "/verify/issuer"
_PURPOSE = "credential keys"
_OTHER_SECRET = mark(
    "The key that signs certificates was sealed with another WEGO_SECRET_KEY. Bring that back, or make a new key: "
    "wego certificates rotate-key"
)


class Signer(msgspec.Struct, frozen=True):
    """Signs any number of certificates without asking the database again."""

    issuer: Issuer
    key: SigningKey

    def sign(self, facts: Facts, now: datetime) -> dict[str, Any]:
        """The credential, with its proof. Raises NotCovered for control characters in a text."""
        return sign(credential(facts, self.issuer), self.key, now)


def issuer(house: House) -> Issuer:
    return Issuer(address=house.url(PROFILE), name=NAME, url=house.settings.public_url)


def file_of(signed: dict[str, Any]) -> bytes:
    """The credential as the file that is attached and handed out (UTF-8)."""
    return msgspec.json.format(msgspec.json.encode(signed), indent=2) + b"\n"


async def signer(house: House, tx: Tx) -> Signer:
    """The first key is made when it is needed, and another where the public address is a new one.

    Raises Conflict where it cannot be opened.
    """
    found = await credentials.signing_key(tx)
    if found is None or found.controller != issuer(house).address:
        found = await _successor(house, tx, found)
    return _opened(house, found)


async def present_signer(house: House, tx: Tx) -> Signer | None:
    """None where no key signs for this public address yet: for those who only read. Raises Conflict as `signer`."""
    found = await credentials.signing_key(tx)
    return None if found is None or found.controller != issuer(house).address else _opened(house, found)


def _opened(house: House, found: credentials.Sealed) -> Signer:
    try:
        seed = _seal(house).open(found.sealed, about=found.method.encode())
    except Unsealable as error:
        raise Conflict(_OTHER_SECRET) from error
    return Signer(issuer(house), SigningKey(found.method, seed))


async def rotate(house: House) -> str:
    """The old key signs no more, its private half is gone; what it signed stays valid. Answers the new address."""
    async with house.db.transaction() as tx:
        before = await credentials.signing_key(tx)
        after = await _successor(house, tx, before)
        old = {"key": before.method} if before else None
        await record(tx, COMMAND_LINE, "certificates.key", "issuer", old=old, new={"key": after.method})
        return after.method


async def known(tx: Tx) -> dict[str, PublicKey]:
    """Every key of this house by its address."""
    return {each.method: each for each in await credentials.keys(tx)}


async def profile(house: House) -> dict[str, Any]:
    """The issuer as JSON-LD: an Open Badges Profile that is also a controlled identifier document (W3C CID 1.0).

    Keys of another public address are not in it: they belong to that address.
    """
    own = issuer(house)
    async with house.db.reading() as tx:
        keys = [each for each in await credentials.keys(tx) if each.controller == own.address]
    return {
        "@context": ["https://www.w3.org/ns/cid/v1", contexts.OPEN_BADGES],
        "id": own.address,
        "type": ["Profile"],
        "name": own.name,
        "url": own.url,
        "verificationMethod": [
            {"id": each.method, "type": "Multikey", "controller": own.address, "publicKeyMultibase": each.multibase}
            for each in keys
        ],
        "assertionMethod": [each.method for each in keys],
    }


async def _successor(house: House, tx: Tx, before: PublicKey | None) -> credentials.Sealed:
    """Where two begin at once, both go on with the key of the first."""
    own, seed = issuer(house), new_seed()
    multibase = public_multibase(seed)
    key = PublicKey(f"{own.address}#{multibase}", own.address, multibase)
    if before is not None:
        await credentials.retire_signing_key(tx, before.method)
    await credentials.put_signing_key(tx, key, _seal(house).seal(seed, about=key.method.encode()))
    found = await credentials.signing_key(tx)
    assert found is not None
    return found


def _seal(house: House) -> Seal:
    return Seal(house.settings.secret_key, _PURPOSE)
