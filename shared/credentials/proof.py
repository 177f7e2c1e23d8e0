"""Data Integrity proofs with the cryptosuite `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites, 3.2)."""

import hashlib
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from shared.credentials import contexts
from shared.credentials.canonical import canonical
from shared.credentials.keys import PublicKey, Resolve, SigningKey, from_multibase, public_bytes, to_multibase
from shared.credentials.lifting import NotCovered

_SUITE = "eddsa-rdfc-2022"
_MEMBERS = {"type", "created", "verificationMethod", "cryptosuite", "proofPurpose", "proofValue"}


class Verdict(Enum):
    """What a proof says about the document it stands in. Whether the credential was revoked is another question."""

    VALID = "valid"
    CHANGED = "changed"
    UNKNOWN_KEY = "unknown-key"
    NO_PROOF = "no-proof"


def sign(document: dict[str, Any], key: SigningKey, created: datetime) -> dict[str, Any]:
    """The document with its proof. Raises NotCovered where part of it would not be covered by the signature.

    `created` is kept to the second.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # when needed

    if "proof" in document:
        raise NotCovered("signed already")
    proof = {
        "type": "DataIntegrityProof",
        "created": instant(created),
        "verificationMethod": key.method,
        "cryptosuite": _SUITE,
        "proofPurpose": "assertionMethod",
    }
    signature = Ed25519PrivateKey.from_private_bytes(key.seed).sign(signed_bytes(document, proof))
    return {**document, "proof": {**proof, "proofValue": to_multibase(signature)}}


def verify(secured: dict[str, Any], resolve: Resolve) -> Verdict:
    """Never raises for what stands in `secured`. Trust comes from `resolve` alone, which knows keys by address."""
    document = dict(secured)
    proof = document.pop("proof", None)
    if not isinstance(proof, dict) or not all(isinstance(each, str) for each in proof.values()):
        return Verdict.NO_PROOF
    if proof.keys() != _MEMBERS or proof["type"] != "DataIntegrityProof" or proof["cryptosuite"] != _SUITE:
        return Verdict.NO_PROOF
    key = resolve(proof["verificationMethod"])
    if key is None:
        return Verdict.UNKNOWN_KEY
    if proof["proofPurpose"] != "assertionMethod" or _issuer(document) != key.controller:
        return Verdict.CHANGED
    try:
        return _verified(signed_bytes(document, proof), from_multibase(proof["proofValue"]), key)
    except (NotCovered, contexts.UnknownContext, ValueError):
        return Verdict.CHANGED


def signed_bytes(document: dict[str, Any], proof: dict[str, str]) -> bytes:
    """The hash of the proof's options, then that of the document: 64 bytes."""
    options = hashlib.sha256(_options(proof).encode()).digest()
    return options + hashlib.sha256(canonical(document).encode()).digest()


def instant(moment: datetime) -> str:
    """XML Schema dateTime in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _options(proof: dict[str, str]) -> str:
    """Canonical N-Quads of a proof without its value: always the same five statements in the same order."""
    if any(each in proof[part] for part in ("created", "verificationMethod") for each in '<>"\\\n\r\t '):
        raise NotCovered("characters that neither an address nor a moment has")
    security, rdf = "https://w3id.org/security#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    moment = f'"{proof["created"]}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    return (
        f"_:c14n0 <http://purl.org/dc/terms/created> {moment} .\n"
        f"_:c14n0 <{rdf}type> <{security}DataIntegrityProof> .\n"
        f'_:c14n0 <{security}cryptosuite> "{_SUITE}"^^<{security}cryptosuiteString> .\n'
        f"_:c14n0 <{security}proofPurpose> <{security}assertionMethod> .\n"
        f"_:c14n0 <{security}verificationMethod> <{proof['verificationMethod']}> .\n"
    )


def _verified(signed: bytes, signature: bytes, key: PublicKey) -> Verdict:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # when needed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public_bytes(key.multibase)).verify(signature, signed)
    except InvalidSignature:
        return Verdict.CHANGED
    return Verdict.VALID


def _issuer(document: dict[str, Any]) -> object:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer
