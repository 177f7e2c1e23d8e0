"""A program that did not sign our certificates accepts them, in every script, and refuses what was tampered with."""

import os
from typing import Any

import pytest

from services.training.domain.certificates.credential import Status, credential
from services.training.operations.certificates.statuses import encoded
from shared.credentials import contexts
from shared.credentials.keys import SigningKey, public_multibase
from shared.credentials.proof import sign
from tests.interop import with_digitalbazaar
from tests.training.certificates.badges import (
    HOST,
    ISSUER,
    KEY,
    PEOPLE,
    TAMPERINGS,
    WHEN,
    facts,
    profile,
    tampered,
)

LIST = HOST + "/verify/status/1"
REVOKED = 4711
OLD = SigningKey(f"{ISSUER.address}#{public_multibase(b'o' * 32)}", b"o" * 32)


@pytest.fixture(autouse=True)
def _there() -> None:
    if reason := with_digitalbazaar.missing():
        assert "CI" not in os.environ, f".ci/run installs it: {reason}"
        pytest.skip(f"Digital Bazaar's checker did not look at the certificates: {reason}")


def check(credentials: dict[str, dict[str, Any]]) -> dict[str, str]:
    listed = {
        "@context": [contexts.CREDENTIALS],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER.address,
        "validFrom": "2026-11-22T05:00:00Z",
        "credentialSubject": {
            "id": LIST + "#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded([REVOKED, 0, 131_071]),
        },
    }
    lists = {LIST: sign(listed, KEY, WHEN)}
    return with_digitalbazaar.check(credentials, issuer=profile(OLD, KEY), lists=lists, now=WHEN)


def test_names_in_every_script_are_accepted() -> None:
    signed = {f"in {code}": sign(credential(facts(code), ISSUER), KEY, WHEN) for code in PEOPLE}
    bare = facts(
        "", place="", first_day=None, last_day=None, minutes=0, status=None, kind="ext:CertificateOfAttendance"
    )
    signed["an event, with little known"] = sign(credential(bare, ISSUER), KEY, WHEN)
    signed["by the key before"] = sign(credential(facts(), ISSUER), OLD, WHEN)
    assert check(signed) == dict.fromkeys(signed, "")


def test_each_tampering_is_refused() -> None:
    signed = sign(credential(facts(), ISSUER), KEY, WHEN)
    answers = check({how: tampered(signed, how) for how in TAMPERINGS} | {"ours": signed})
    assert {how for how, reason in answers.items() if not reason} == {"ours"}
    assert len(answers) == len(TAMPERINGS) + 1


def test_what_was_revoked_is_seen_in_the_list() -> None:
    ended = facts(status=Status(list_address=LIST, index=REVOKED))
    last = facts(status=Status(list_address=LIST, index=131_071))
    holds = facts(status=Status(list_address=LIST, index=REVOKED + 1))
    signed = {
        name: sign(credential(each, ISSUER), KEY, WHEN) for name, each in {"e": ended, "l": last, "h": holds}.items()
    }
    answers = check(signed)
    assert (answers["h"], answers["e"], answers["l"]) == ("", "revoked", "revoked")
