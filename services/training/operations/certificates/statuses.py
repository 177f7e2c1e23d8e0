"""Whether a certificate still holds, for machines: a published list of bits (W3C Bitstring Status List 1.0).

A checker fetches a whole list of 131,072 places, so nobody learns which certificate it asked for; places are drawn by
lot, so a place tells nothing of when or to whom it was given.
"""

import base64
import gzip
import secrets
from typing import Any
from uuid import UUID

from services.training.domain.certificates.credential import Status
from services.training.operations.certificates.keys import present_signer
from services.training.store.certificates import credentials
from shared.credentials import contexts
from shared.credentials.proof import instant, sign
from shared.db import Tx
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark

LIST = "/verify/status"
PLACES = 131_072
_DRAWS = 20  # where each of them meets a taken place, the list is as good as full
_NO_LIST = mark("There is no such list. Its address stands in the certificate.")


async def take(house: House, tx: Tx, certificate_id: UUID) -> Status:
    """A place for a certificate that is being issued; the same one when asked again."""
    for draw in range(_DRAWS + 1):
        place = await credentials.take_place(
            tx, draw // _DRAWS, secrets.randbelow(PLACES), certificate_id
        ) or await credentials.place_of(tx, certificate_id)
        if place is not None:
            return Status(list_address=house.url(f"{LIST}/{place.list}"), index=place.position)
    raise RuntimeError("no place in an empty list")


async def end(tx: Tx, certificate_id: UUID) -> None:
    """It is revoked, or another took its place. Twice is once."""
    await credentials.end_place(tx, certificate_id)


async def status_list(house: House, number: int) -> dict[str, Any]:
    """One list as a signed credential. Raises NotFound."""
    async with house.db.reading() as tx:
        hand = await present_signer(house, tx)
        if hand is None or not 1 <= number <= await credentials.last_list(tx):
            raise NotFound(_NO_LIST)
        ended = [each.position for each in await credentials.ended(tx, number)]
    address = house.url(f"{LIST}/{number}")
    document = {
        "@context": [contexts.CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": hand.issuer.address,
        "validFrom": instant(tx.now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(ended),
        },
    }
    return sign(document, hand.key, tx.now)


def encoded(ended: list[int]) -> str:
    """Multibase base64url of the gzip of the bits; place 0 is the leftmost bit of the first byte (section 3.3)."""
    bits = bytearray(PLACES // 8)
    for place in ended:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
