"""The members of an OpenBadgeCredential that we use, as Open Badges 3.0 names them. Any other member is refused."""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")


class _Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A JSON object. What is unset is left out: nothing would be signed for `null` or an empty list."""


class Native(_Node, frozen=True, kw_only=True, rename={"value": "@value", "language": "@language"}):
    """A text with its language (BCP 47)."""

    value: str
    language: str


class Profile(_Node, frozen=True, kw_only=True):
    id: str
    type: tuple[Literal["Profile"]] = ("Profile",)
    name: str
    url: str


class Identity(_Node, frozen=True, kw_only=True):
    """Plain, as it is printed."""

    type: Literal["IdentityObject"] = "IdentityObject"
    hashed: bool = False
    identity_hash: str
    identity_type: Literal["name", "ext:nativeName"]


class Criteria(_Node, frozen=True, kw_only=True):
    narrative: str


class ResultDescription(_Node, frozen=True, kw_only=True):
    id: str
    type: tuple[Literal["ResultDescription"]] = ("ResultDescription",)
    name: Literal["Hours"] = "Hours"
    result_type: Literal["ext:Hours"] = "ext:Hours"


class Achievement(_Node, frozen=True, kw_only=True):
    id: str
    type: tuple[Literal["Achievement"]] = ("Achievement",)
    achievement_type: Literal["CertificateOfCompletion", "ext:CertificateOfAttendance"]
    name: str
    description: str
    in_language: str
    criteria: Criteria
    result_description: tuple[ResultDescription] | UnsetType = UNSET


class Result(_Node, frozen=True, kw_only=True):
    type: tuple[Literal["Result"]] = ("Result",)
    result_description: str
    value: str


class Subject(_Node, frozen=True, kw_only=True):
    """Who holds it. Open Badges asks for an id or an identity; an id would make the holder traceable elsewhere."""

    type: tuple[Literal["AchievementSubject"]] = ("AchievementSubject",)
    name: tuple[str | Native, ...]
    identifier: tuple[Identity, ...]
    license_number: str
    activity_start_date: str | UnsetType = UNSET
    activity_end_date: str | UnsetType = UNSET
    achievement: Achievement
    result: tuple[Result] | UnsetType = UNSET


class Place(_Node, frozen=True, kw_only=True):
    """Where it was held, as evidence: Open Badges has no place of its own for that."""

    type: tuple[Literal["Evidence"]] = ("Evidence",)
    name: str
    genre: Literal["Place"] = "Place"


class StatusEntry(_Node, frozen=True, kw_only=True):
    """W3C Bitstring Status List 1.0, section 2.1."""

    id: str
    type: Literal["BitstringStatusListEntry"] = "BitstringStatusListEntry"
    status_purpose: Literal["revocation"] = "revocation"
    status_list_index: str
    status_list_credential: str


class Badge(_Node, frozen=True, kw_only=True):
    context: tuple[str, str] = msgspec.field(default=CONTEXTS, name="@context")
    id: str
    type: tuple[Literal["VerifiableCredential"], Literal["OpenBadgeCredential"]] = (
        "VerifiableCredential",
        "OpenBadgeCredential",
    )
    name: str
    issuer: Profile
    valid_from: str
    awarded_date: str
    credential_subject: Subject
    evidence: tuple[Place] | UnsetType = UNSET
    credential_status: StatusEntry | UnsetType = UNSET


def is_whole(badge: Badge) -> bool:
    """What the types do not say: our contexts, and one name, or two of which the second is native."""
    who = badge.credential_subject
    names = [each if isinstance(each, str) else each.value for each in who.name]
    kinds = [isinstance(each, str) for each in who.name]
    return (
        badge.context == CONTEXTS
        and kinds in ([True], [True, False])
        and names == [each.identity_hash for each in who.identifier]
        and [each.identity_type for each in who.identifier] == ["name", "ext:nativeName"][: len(names)]
        and not any(each.hashed for each in who.identifier)
    )
