"""Ed25519 keys (RFC 8032) and their public form: Multikey of W3C Controlled Identifiers 1.0, section 2.2.2."""

import secrets
from collections.abc import Callable

import base58
import msgspec

_ED25519_PUBLIC = b"\xed\x01"  # multicodec ed25519-pub


class SigningKey(msgspec.Struct, frozen=True):
    """`method` is the address of the public half, `seed` its 32 secret bytes."""

    method: str
    seed: bytes

    def __repr__(self) -> str:
        """Without the secret."""
        return f"SigningKey({self.method})"


class PublicKey(msgspec.Struct, frozen=True):
    """`controller` is the address of the issuer that signs with it: a proof counts for that issuer alone."""

    method: str
    controller: str
    multibase: str


Resolve = Callable[[str], PublicKey | None]


def new_seed() -> bytes:
    return secrets.token_bytes(32)


def public_multibase(seed: bytes) -> str:
    """The public half: base58btc of the multicodec prefix and the 32 bytes; it begins with z6Mk."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # 12 MiB, when needed

    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return to_multibase(_ED25519_PUBLIC + raw)


def public_bytes(multibase: str) -> bytes:
    """The 32 bytes of a public Multikey. Raises ValueError for anything else."""
    raw = from_multibase(multibase)
    if len(raw) != 34 or not raw.startswith(_ED25519_PUBLIC):
        raise ValueError("no Ed25519 Multikey")
    return raw[2:]


def to_multibase(raw: bytes) -> str:
    return "z" + base58.b58encode(raw).decode()


def from_multibase(text: str) -> bytes:
    """Raises ValueError where it is not base58btc, or longer than any key or signature."""
    if not text.startswith("z") or len(text) > 120:
        raise ValueError("no base58btc multibase")
    return base58.b58decode(text[1:])
