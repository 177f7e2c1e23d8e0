"""The house as an issuer: its key, its next key, what other programs read of it, and what no longer holds."""

import asyncio
import base64
import gzip
import json
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from services.training.operations.certificates import keys, statuses
from services.training.operations.certificates.checking import Outcome, check_file
from services.training.store.certificates import credentials
from shared.credentials.proof import Verdict, verify
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.ids import uuid7
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training.certificates.badges import facts

ISSUER = "http://wego.test/verify/issuer"


async def signed(house: House) -> bytes:
    async with house.db.transaction() as tx:
        hand = await keys.signer(house, tx)
        return keys.file_of(hand.sign(facts(), tx.now))


def _other(house: House, **settings: Any) -> House:
    """The same database under other settings."""
    return msgspec.structs.replace(house, settings=msgspec.structs.replace(house.settings, **settings))


async def table(house: House) -> list[tuple[str, bool, bool]]:
    """Each key: its address, whether its private half is there, whether it is retired."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT method, sealed, retired_at FROM credential_keys ORDER BY created_at")
    return [(row["method"], row["sealed"] is not None, row["retired_at"] is not None) for row in rows]


async def test_the_first_key_is_made_when_it_is_needed_and_kept_sealed(training: House) -> None:
    assert await table(training) == []
    async with training.db.transaction() as tx:
        first = await keys.signer(training, tx)
        again = await keys.signer(training, tx)
        sealed = await credentials.signing_key(tx)
    assert again == first
    assert await table(training) == [(first.key.method, True, False)]
    assert first.key.method == f"{ISSUER}#{first.key.method.rpartition('#')[2]}"
    assert sealed is not None
    assert first.key.seed not in sealed.sealed
    assert len(sealed.sealed) == 12 + 32 + 16


async def test_a_new_key_signs_and_what_the_old_one_signed_stays_valid(training: House, clock: FakeClock) -> None:
    before = await signed(training)
    clock.advance(days=1)
    method = await keys.rotate(training)
    after = await signed(training)
    old = json.loads(before)["proof"]["verificationMethod"]
    assert json.loads(after)["proof"]["verificationMethod"] == method != old
    assert await table(training) == [(old, False, True), (method, True, False)]
    async with training.db.reading() as tx:
        trail = await tx.conn.fetch("SELECT actor, old, new FROM identity.audit WHERE action = 'certificates.key'")
    assert [tuple(row) for row in trail] == [("command line", {"key": old}, {"key": method})]
    assert [(await check_file(training, each)).outcome for each in (before, after)] == [Outcome.VALID] * 2


async def test_another_public_address_is_another_issuer(training: House) -> None:
    before = await signed(training)
    moved = _other(training, public_url="https://certificates.example.org")
    after = json.loads(await signed(moved))
    assert after["issuer"]["id"] == "https://certificates.example.org/verify/issuer"
    assert after["proof"]["verificationMethod"].startswith(after["issuer"]["id"] + "#")
    assert (await check_file(moved, before)).outcome is Outcome.VALID
    assert [each["id"] for each in (await keys.profile(moved))["verificationMethod"]] == [
        after["proof"]["verificationMethod"]
    ]


async def test_with_another_secret_nothing_is_signed_and_nothing_lost(training: House) -> None:
    before = await signed(training)
    other = _other(training, secret_key=b"another secret of tests, 32 byte")
    with pytest.raises(Conflict, match="rotate-key"):
        await signed(other)
    assert (await check_file(other, before)).outcome is Outcome.VALID
    await keys.rotate(other)
    assert (await check_file(other, await signed(other))).outcome is Outcome.VALID


async def test_the_issuer_is_read_by_programs_of_any_origin(training: House, client: httpx.AsyncClient) -> None:
    none = await client.get("/verify/issuer")
    assert none.json()["verificationMethod"] == []
    proof = json.loads(await signed(training))["proof"]
    answer = await client.get("/verify/issuer")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=300"
    multibase = proof["verificationMethod"].rpartition("#")[2]
    assert answer.json() == {
        "@context": ["https://www.w3.org/ns/cid/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": ISSUER,
        "type": ["Profile"],
        "name": "World Smart Sustainable Cities Organization",
        "url": "http://wego.test",
        "verificationMethod": [
            {
                "id": proof["verificationMethod"],
                "type": "Multikey",
                "controller": ISSUER,
                "publicKeyMultibase": multibase,
            }
        ],
        "assertionMethod": [proof["verificationMethod"]],
    }


async def test_what_no_longer_holds_is_a_bit_in_a_signed_list(training: House, client: httpx.AsyncClient) -> None:
    certificates = [uuid7() for _ in range(3)]
    async with training.db.transaction() as tx:
        await keys.signer(training, tx)
        places = [await statuses.take(training, tx, each) for each in certificates]
        assert [await statuses.take(training, tx, each) for each in certificates] == places
        assert len({place.index for place in places}) == 3
        await statuses.end(tx, certificates[1])
        await statuses.end(tx, certificates[1])
        await statuses.end(tx, uuid7())
    assert {place.list_address for place in places} == {"http://wego.test/verify/status/1"}
    answer = await client.get("/verify/status/1")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/vc")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert _set_bits(answer.json()["credentialSubject"]["encodedList"]) == [places[1].index]
    async with training.db.reading() as tx:
        assert verify(answer.json(), (await keys.known(tx)).get) is Verdict.VALID
    assert [(await client.get(f"/verify/status/{number}")).status_code for number in (0, 2, 99)] == [404] * 3


def _set_bits(encoded: str) -> list[int]:
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=="))
    assert (encoded[0], len(bits)) == ("u", 16_384)
    return [number for number in range(len(bits) * 8) if bits[number // 8] >> (7 - number % 8) & 1]


async def test_nobody_reads_a_list_before_there_is_one(training: House) -> None:
    with pytest.raises(NotFound):
        await statuses.status_list(training, 1)
    assert await table(training) == []


async def test_a_full_list_is_followed_by_another(training: House) -> None:
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "INSERT INTO credential_statuses (list, position, certificate_id) "
            "SELECT 1, n, gen_random_uuid() FROM generate_series(0, 131071) n"
        )
        place = await statuses.take(training, tx, uuid7())
        assert place.list_address == "http://wego.test/verify/status/2"
        assert (await _next(training, tx, uuid7())) == "http://wego.test/verify/status/2"


async def _next(house: House, tx: Tx, certificate: UUID) -> str:
    return (await statuses.take(house, tx, certificate)).list_address


async def test_two_that_need_a_key_at_once_get_the_same(committed_house: OpenHouse) -> None:
    house = await committed_house("training")

    async def one() -> str:
        async with house.db.transaction() as tx:
            return (await keys.signer(house, tx)).key.method

    assert len(set(await asyncio.gather(one(), one(), one()))) == 1
    await asyncio.gather(*(keys.rotate(house) for _ in range(3)))
    assert [retired for _, _, retired in await table(house)].count(False) == 1
