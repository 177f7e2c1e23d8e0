"""Facts of certificates, in many scripts, and the ways to tamper with what was signed for them."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.certificates.credential import Facts, Issuer, Status, credential
from shared.credentials import contexts
from shared.credentials.keys import SigningKey, public_multibase
from shared.credentials.proof import sign

WHEN = datetime(2026, 11, 22, 15, 50, tzinfo=UTC).astimezone(ZoneInfo("Asia/Seoul"))
"""The day after, in Seoul."""
HOST = "https://certificates.example.org"
ISSUER = Issuer(address=HOST + "/verify/issuer", name="World Smart Sustainable Cities Organization", url=HOST)
SEED = bytes(range(32))
KEY = SigningKey(f"{ISSUER.address}#{public_multibase(SEED)}", SEED)
PEOPLE = {
    "ko": ("Kim Jiwoo", "김지우"),
    "am": ("Abebe Bikila", "አበበ ቢቂላ"),
    "zh-Hant": ("Chan Siu-ming", "陳小明"),
    "ar": ("Layla al-Masri", "ليلى المصري"),
    "th": ("Somchai Jaidee", "สมชาย ใจดี"),
    "km": ("Sok Dara", "សុខ ដារ៉ា"),
    "": ('Aïcha N\'Diaye "Ayo" \\ O’Brien', ""),
}


def facts(language: str = "ko", **changes: Any) -> Facts:
    name, native = PEOPLE[language]
    known = {
        "address": HOST + "/verify/0198c0de-0000-7000-8000-000000000001",
        "number": "WeGO-2026-0007-K3QX",
        "name": name,
        "native_name": native,
        "native_language": language,
        "language": "en",
        "kind": "CertificateOfCompletion",
        "achievement": HOST + "/training/seoul-2026",
        "title": "WeGO Seoul Smart City Training Program",
        "description": "Three weeks of lectures and study visits.",
        "criteria": "At least 80 % of the planned minutes attended.\nThe survey answered.",
        "place": "Seoul, Republic of Korea",
        "first_day": date(2026, 11, 2),
        "last_day": date(2026, 11, 20),
        "minutes": 4650,
        "awarded_on": date(2026, 11, 20),
        "valid_from": WHEN,
        "status": Status(list_address=HOST + "/verify/status/1", index=77123),
    }
    return Facts(**{**known, **changes})


def profile(*keys: SigningKey) -> dict[str, Any]:
    """The issuer's page, with these keys."""
    return {
        "@context": ["https://www.w3.org/ns/cid/v1", contexts.OPEN_BADGES],
        "id": ISSUER.address,
        "type": ["Profile"],
        "name": ISSUER.name,
        "url": ISSUER.url,
        "verificationMethod": [
            {
                "id": key.method,
                "type": "Multikey",
                "controller": ISSUER.address,
                "publicKeyMultibase": public_multibase(key.seed),
            }
            for key in keys
        ],
        "assertionMethod": [key.method for key in keys],
    }


def signed_file(language: str = "ko") -> bytes:
    """credential.json of one person."""
    return msgspec.json.encode(sign(credential(facts(language), ISSUER), KEY, WHEN))


def _subject(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["credentialSubject"]
    return found


def _name(document: dict[str, Any]) -> None:
    _subject(document)["identifier"][0]["identityHash"] = "Somebody Else"


def _native_name(document: dict[str, Any]) -> None:
    _subject(document)["name"][1]["@value"] += "우"


def _awarded(document: dict[str, Any]) -> None:
    document["awardedDate"] = "2025-11-20T00:00:00Z"


def _address(document: dict[str, Any]) -> None:
    document["id"] = HOST + "/verify/0198c0de-0000-7000-8000-000000000002"


def _issuer(document: dict[str, Any]) -> None:
    document["issuer"]["id"] = "https://elsewhere.example/issuer"


def _issuer_name(document: dict[str, Any]) -> None:
    document["issuer"]["name"] = "University of Elsewhere"


def _proof_value(document: dict[str, Any]) -> None:
    value = document["proof"]["proofValue"]
    document["proof"]["proofValue"] = value[:-2] + ("22" if value[-2:] != "22" else "33")


def _without_proof(document: dict[str, Any]) -> None:
    del document["proof"]


def _context(document: dict[str, Any]) -> None:
    document["@context"] = [contexts.CREDENTIALS]


def _claim(document: dict[str, Any]) -> None:
    document["description"] = "With honours."


def _unknown_claim(document: dict[str, Any]) -> None:
    """No context knows the member, so it is in no statement: a checker that drops it sees nothing wrong."""
    _subject(document)["grade"] = "A+"


def _unknown_type(document: dict[str, Any]) -> None:
    document["type"].append("DoctorOfPhilosophy")


def _purpose(document: dict[str, Any]) -> None:
    document["proof"]["proofPurpose"] = "authentication"


def _created(document: dict[str, Any]) -> None:
    document["proof"]["created"] = "2020-01-01T00:00:00Z"


def _status(document: dict[str, Any]) -> None:
    del document["credentialStatus"]


def _other_key(document: dict[str, Any]) -> None:
    """Signed anew by somebody else, under the name of our key."""
    del document["proof"]
    document.update(sign(document, SigningKey(KEY.method, bytes(32)), WHEN))


def _own_key(document: dict[str, Any]) -> None:
    """Signed anew by somebody else, with a key of their own that claims to be the issuer's."""
    del document["proof"]
    method = f"{ISSUER.address}#{public_multibase(bytes(32))}"
    document.update(sign(document, SigningKey(method, bytes(32)), WHEN))


TAMPERINGS: Mapping[str, Callable[[dict[str, Any]], None]] = {
    "another name": _name,
    "another native name": _native_name,
    "another date": _awarded,
    "another id": _address,
    "another issuer": _issuer,
    "another name of the issuer": _issuer_name,
    "another proof value": _proof_value,
    "the proof removed": _without_proof,
    "another context": _context,
    "a claim added": _claim,
    "a claim added that no context knows": _unknown_claim,
    "a type added that no context knows": _unknown_type,
    "another purpose": _purpose,
    "another moment of signing": _created,
    "the status removed": _status,
    "another key": _other_key,
    "a key of their own": _own_key,
}


def tampered(document: dict[str, Any], how: str) -> dict[str, Any]:
    copy = deepcopy(document)
    TAMPERINGS[how](copy)
    return copy
