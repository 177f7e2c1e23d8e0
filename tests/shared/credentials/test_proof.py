"""Signing and checking: 1EdTech's own example byte for byte, and what must not pass."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.credentials import contexts
from shared.credentials.keys import PublicKey, SigningKey, public_bytes, public_multibase
from shared.credentials.lifting import NotCovered
from shared.credentials.proof import Verdict, sign, signed_bytes, verify
from tests.shared.credentials.samples import (
    EXAMPLE,
    EXAMPLE_DOCUMENT_HASH,
    EXAMPLE_METHOD,
    EXAMPLE_PROOF_HASH,
    EXAMPLE_PUBLIC,
    EXAMPLE_SEED,
    EXAMPLE_VALUE,
    ISSUER,
    KEY,
    known,
    sample,
)

WHEN = datetime(2026, 11, 22, 5, tzinfo=UTC)
OURS = PublicKey(KEY.method, ISSUER, public_multibase(KEY.seed))


def test_the_example_of_1edtech_byte_for_byte() -> None:
    assert public_multibase(EXAMPLE_SEED) == EXAMPLE_PUBLIC
    signed = sign(EXAMPLE, SigningKey(EXAMPLE_METHOD, EXAMPLE_SEED), datetime(2010, 1, 1, 19, 23, 24, tzinfo=UTC))
    assert signed_bytes(EXAMPLE, signed["proof"]).hex() == EXAMPLE_PROOF_HASH + EXAMPLE_DOCUMENT_HASH
    assert signed == EXAMPLE | {
        "proof": {
            "type": "DataIntegrityProof",
            "created": "2010-01-01T19:23:24Z",
            "verificationMethod": EXAMPLE_METHOD,
            "cryptosuite": "eddsa-rdfc-2022",
            "proofPurpose": "assertionMethod",
            "proofValue": EXAMPLE_VALUE,
        }
    }
    key = PublicKey(EXAMPLE_METHOD, "https://example.edu/issuers/565049", EXAMPLE_PUBLIC)
    assert verify(signed, known(key)) is Verdict.VALID


def test_the_contexts_are_the_published_ones() -> None:
    published = Path(contexts.__file__).parent / "published"
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in published.glob("*.json")} == {
        "credentials-v2.json": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        "open-badges-3.0.3.json": "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    }
    with pytest.raises(contexts.UnknownContext):
        contexts.load("https://www.w3.org/ns/credentials/examples/v2")


def test_what_we_sign_we_accept_and_only_with_a_key_that_is_known() -> None:
    signed = sign(sample(), KEY, WHEN)
    assert verify(signed, known(OURS)) is Verdict.VALID
    assert verify(signed, known()) is Verdict.UNKNOWN_KEY
    assert verify(sample(), known(OURS)) is Verdict.NO_PROOF
    elsewhere = PublicKey(KEY.method, "https://other.example.org/issuer", OURS.multibase)
    assert verify(signed, known(elsewhere)) is Verdict.CHANGED


def test_nothing_is_signed_twice_or_in_part() -> None:
    signed = sign(sample(), KEY, WHEN)
    with pytest.raises(NotCovered):
        sign(signed, KEY, WHEN)
    with pytest.raises(NotCovered):
        sign(sample() | {"grade": "A"}, KEY, WHEN)


def test_other_keys_are_no_keys_of_ours() -> None:
    for multibase in ("", "z", "zzz", "z0OIl", "u7QE", EXAMPLE_PUBLIC + "1", "zrv2bqTbNwCTsRrHFcJCPjVA"):
        with pytest.raises(ValueError):  # noqa: PT011  # whatever the reason
            public_bytes(multibase)


def test_a_secret_is_not_printed() -> None:
    assert repr(KEY) == f"SigningKey({KEY.method})"
