"""What a credential says, and that its own form is read and no other."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.training.domain.certificates.credential import credential, in_hours, read
from shared.credentials.proof import sign
from tests.training.certificates.badges import HOST, ISSUER, KEY, PEOPLE, WHEN, facts


def test_it_says_what_the_paper_says_and_no_more() -> None:
    subject = {
        "type": ["AchievementSubject"],
        "name": ["Kim Jiwoo", {"@value": "김지우", "@language": "ko"}],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": "Kim Jiwoo", "identityType": "name"},
            {"type": "IdentityObject", "hashed": False, "identityHash": "김지우", "identityType": "ext:nativeName"},
        ],
        "licenseNumber": "WeGO-2026-0007-K3QX",
        "activityStartDate": "2026-11-02T00:00:00Z",
        "activityEndDate": "2026-11-20T00:00:00Z",
        "achievement": {
            "id": HOST + "/training/seoul-2026",
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": "WeGO Seoul Smart City Training Program",
            "description": "Three weeks of lectures and study visits.",
            "inLanguage": "en",
            "criteria": {"narrative": "At least 80 % of the planned minutes attended.\nThe survey answered."},
            "resultDescription": [
                {
                    "id": HOST + "/training/seoul-2026#hours",
                    "type": ["ResultDescription"],
                    "name": "Hours",
                    "resultType": "ext:Hours",
                }
            ],
        },
        "result": [{"type": ["Result"], "resultDescription": HOST + "/training/seoul-2026#hours", "value": "77.5"}],
    }
    assert credential(facts(), ISSUER) == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": HOST + "/verify/0198c0de-0000-7000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "WeGO Seoul Smart City Training Program",
        "issuer": {
            "id": HOST + "/verify/issuer",
            "type": ["Profile"],
            "name": "World Smart Sustainable Cities Organization",
            "url": HOST,
        },
        "validFrom": "2026-11-23T00:50:00+09:00",
        "awardedDate": "2026-11-20T00:00:00Z",
        "credentialSubject": subject,
        "evidence": [{"type": ["Evidence"], "name": "Seoul, Republic of Korea", "genre": "Place"}],
        "credentialStatus": {
            "id": HOST + "/verify/status/1#77123",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "77123",
            "statusListCredential": HOST + "/verify/status/1",
        },
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = credential(
        facts("", place="", first_day=None, last_day=None, minutes=0, status=None, kind="ext:CertificateOfAttendance"),
        ISSUER,
    )
    assert bare.keys() == {
        "@context", "id", "type", "name", "issuer", "validFrom", "awardedDate", "credentialSubject"
    }  # fmt: skip
    assert bare["credentialSubject"].keys() == {"type", "name", "identifier", "licenseNumber", "achievement"}
    assert bare["credentialSubject"]["name"] == [PEOPLE[""][0]]


def test_a_correction_keeps_the_address_and_the_day_it_was_awarded() -> None:
    first = credential(facts(), ISSUER)
    second = credential(facts(name="Kim Ji-woo", valid_from=WHEN.replace(month=12)), ISSUER)
    assert (second["id"], second["awardedDate"]) == (first["id"], first["awardedDate"])
    assert second["validFrom"] > first["validFrom"]


@pytest.mark.parametrize("language", PEOPLE)
def test_every_form_of_ours_is_signed_and_read_again(language: str) -> None:
    signed = sign(credential(facts(language), ISSUER), KEY, WHEN)
    badge = read(msgspec.json.decode(msgspec.json.encode(signed)))
    assert badge is not None
    assert [each.identity_hash for each in badge.credential_subject.identifier] == [
        each for each in PEOPLE[language] if each
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"type": ["OpenBadgeCredential", "VerifiableCredential"]},
        {"@context": ["https://www.w3.org/ns/credentials/v2"] * 2},
        {"description": "x"},
        {"credentialSubject": {}},
        {"evidence": []},
        {"issuer": HOST + "/verify/issuer"},
    ],
)
def test_another_form_is_not_read(change: dict[str, Any]) -> None:
    assert read(credential(facts(), ISSUER) | change) is None


def test_names_that_do_not_agree_are_not_read() -> None:
    for part, value in (("name", ["Kim Jiwoo"]), ("name", ["Else", {"@value": "김지우", "@language": "ko"}])):
        document = credential(facts(), ISSUER)
        document["credentialSubject"][part] = value
        assert read(document) is None
    document = credential(facts(), ISSUER)
    document["credentialSubject"]["identifier"].reverse()
    assert read(document) is None
    document = credential(facts(), ISSUER)
    document["credentialSubject"]["identifier"][0]["hashed"] = True
    assert read(document) is None


def test_a_language_is_written_in_small_letters() -> None:
    """So that it is the same before and after a JSON-LD processor: checkers compare."""
    names = credential(facts("zh-Hant"), ISSUER)["credentialSubject"]["name"]
    assert names == ["Chan Siu-ming", {"@value": "陳小明", "@language": "zh-hant"}]
    names = credential(facts(native_language=""), ISSUER)["credentialSubject"]["name"]
    assert names == ["Kim Jiwoo", {"@value": "김지우", "@language": "und"}]


def test_hours() -> None:
    assert [in_hours(minutes) for minutes in (30, 60, 90, 100, 600, 4680)] == ["0.5", "1", "1.5", "1.67", "10", "78"]


def test_days_stand_as_they_were_where_it_was_held() -> None:
    assert credential(facts(last_day=date(2026, 12, 31)), ISSUER)["credentialSubject"]["activityEndDate"] == (
        "2026-12-31T00:00:00Z"
    )
