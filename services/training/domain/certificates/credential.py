"""A certificate as machines read it: an OpenBadgeCredential of Open Badges 3.0 (1EdTech), over W3C Credentials 2.0.

It says what the paper says and no more: no address of mail, not even a hash of one (whoever guesses an address could
confirm it). A language map is not possible: the context of Open Badges has none for names, and members that it does not
know would not be signed. So the native name is a text with its language, as W3C Credentials 2.0, section 11.1, has it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from services.training.domain.certificates import badge
from services.training.domain.certificates.badge import Badge

FILE = "credential.json"
"""Its name inside the PDF."""


Kind = Literal["CertificateOfCompletion", "ext:CertificateOfAttendance"]
"""What was achieved, as Open Badges 3.0 writes it, where ext: begins a word of our own: a course, or an event."""


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """`address` is stable: its page holds the profile and every key that was ever signed with."""

    address: str
    name: str
    url: str


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Where machines ask whether it was revoked: a place in a list at a stable address."""

    list_address: str
    index: int


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is certified, in the leading language of the paper (BCP 47).

    `address` is the https address of /verify/{id}: the same after a correction, with a later `valid_from` and the
    same `awarded_on`. It is by the clock of where it was held. `achievement` is the address of the course's or the
    event's page. `minutes` 0: not said.
    """

    address: str
    number: str
    name: str
    native_name: str = ""
    native_language: str = ""
    language: str
    kind: Kind
    achievement: str
    title: str
    description: str
    criteria: str
    place: str = ""
    first_day: date | None = None
    last_day: date | None = None
    minutes: int = 0
    awarded_on: date
    valid_from: datetime
    status: Status | None = None


def credential(facts: Facts, issuer: Issuer) -> dict[str, Any]:
    """Without its proof. The same facts give the same document."""
    return msgspec.json.decode(msgspec.json.encode(_badge(facts, issuer)), type=dict[str, Any])


def read(document: Mapping[str, Any]) -> Badge | None:
    """A document of the form that `credential` gives, with or without a proof; None for any other.

    Strict on purpose: what a signature covers is statements, and the same statements can be written as other JSON.
    """
    try:
        found = msgspec.convert({name: each for name, each in document.items() if name != "proof"}, Badge)
    except (msgspec.ValidationError, TypeError):
        return None
    return found if badge.is_whole(found) else None


def _badge(facts: Facts, issuer: Issuer) -> Badge:
    hours = f"{facts.achievement}#hours" if facts.minutes else ""
    return Badge(
        id=facts.address,
        name=facts.title,
        issuer=badge.Profile(id=issuer.address, name=issuer.name, url=issuer.url),
        valid_from=facts.valid_from.isoformat(timespec="seconds"),
        awarded_date=_moment(facts.awarded_on),
        credential_subject=badge.Subject(
            name=_names(facts),
            identifier=_identities(facts),
            license_number=facts.number,
            activity_start_date=_moment(facts.first_day) if facts.first_day else UNSET,
            activity_end_date=_moment(facts.last_day) if facts.last_day else UNSET,
            achievement=badge.Achievement(
                id=facts.achievement,
                achievement_type=facts.kind,
                name=facts.title,
                description=facts.description,
                in_language=facts.language,
                criteria=badge.Criteria(narrative=facts.criteria),
                result_description=(badge.ResultDescription(id=hours),) if hours else UNSET,
            ),
            result=(badge.Result(result_description=hours, value=in_hours(facts.minutes)),) if hours else UNSET,
        ),
        evidence=(badge.Place(name=facts.place),) if facts.place else UNSET,
        credential_status=_status(facts.status),
    )


def _names(facts: Facts) -> tuple[str | badge.Native, ...]:
    """The tag in small letters (they mean the same, RFC 5646, 2.1.1): some processors make it so, others do not."""
    if not facts.native_name:
        return (facts.name,)
    return facts.name, badge.Native(value=facts.native_name, language=(facts.native_language or "und").lower())


def _identities(facts: Facts) -> tuple[badge.Identity, ...]:
    name = badge.Identity(identity_hash=facts.name, identity_type="name")
    if not facts.native_name:
        return (name,)
    return name, badge.Identity(identity_hash=facts.native_name, identity_type="ext:nativeName")


def _status(status: Status | None) -> badge.StatusEntry | UnsetType:
    if status is None:
        return UNSET
    return badge.StatusEntry(
        id=f"{status.list_address}#{status.index}",
        status_list_index=str(status.index),
        status_list_credential=status.list_address,
    )


def _moment(day: date) -> str:
    """Open Badges asks for a moment; what is meant is the day, where it was held."""
    return f"{day.isoformat()}T00:00:00Z"


def in_hours(minutes: int) -> str:
    """For example "78" or "77.5"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
