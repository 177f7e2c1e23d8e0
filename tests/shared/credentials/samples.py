"""A credential with nodes of every kind, and the example that 1EdTech publishes with every step of its signing."""

from typing import Any

from shared.credentials import contexts
from shared.credentials.keys import PublicKey, SigningKey

ISSUER = "https://certificates.example.org/verify/issuer"
KEY = SigningKey(ISSUER + "#key-1", bytes(range(32)))
CONTEXTS = [contexts.CREDENTIALS, contexts.OPEN_BADGES]


def sample(name: str = "Kim Jiwoo", native: str = "김지우", language: str = "ko") -> dict[str, Any]:
    """Not signed yet."""
    return {
        "@context": list(CONTEXTS),
        "id": "https://certificates.example.org/verify/QK7M",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Seoul Training Program",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "WeGO", "url": "https://certificates.example.org"},
        "validFrom": "2026-11-22T05:00:00Z",
        "awardedDate": "2026-11-20T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "name": [name, {"@value": native, "@language": language}],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"},
                {"type": "IdentityObject", "hashed": False, "identityHash": native, "identityType": "ext:nativeName"},
            ],
            "achievement": {
                "id": "https://certificates.example.org/training/seoul-2026",
                "type": ["Achievement"],
                "name": "Seoul Training Program",
                "description": "Three weeks in Seoul.",
                "criteria": {"narrative": '80 % of the planned minutes.\nA "final" talk \\ paper.'},
            },
        },
    }


def known(*keys: PublicKey) -> Any:
    """Resolves these keys and no other."""
    return {key.method: key for key in keys}.get


# Open Badges 3.0, Implementation Guide, "Linked Data Proof Test Vector for Open Badges 3.0" (1EdTech Consortium).
EXAMPLE_SEED = bytes.fromhex("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4")
EXAMPLE_PUBLIC = "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
EXAMPLE_METHOD = "https://example.edu/issuers/565049#" + EXAMPLE_PUBLIC
EXAMPLE_DOCUMENT_HASH = "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773"
EXAMPLE_PROOF_HASH = "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19"
EXAMPLE_VALUE = "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr"
EXAMPLE: dict[str, Any] = {
    "@context": list(CONTEXTS),
    "id": "http://example.com/credentials/3527",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {
        "id": "https://example.edu/issuers/565049",
        "type": ["Profile"],
        "url": "https://www.imsglobal.org",
        "name": "Example Corp",
    },
    "validFrom": "2010-01-01T00:00:00Z",
    "name": "Teamwork Badge",
    "credentialSubject": {
        "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://example.com/achievements/21st-century-skills/teamwork",
            "type": ["Achievement"],
            "criteria": {
                "narrative": "Team members are nominated for this badge by their peers and recognized upon review by "
                "Example Corp management."
            },
            "description": "This badge recognizes the development of the capacity to collaborate within a group "
            "environment.",
            "name": "Teamwork",
        },
    },
}
