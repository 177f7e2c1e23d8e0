"""Value types that more than one job carries."""

from uuid import UUID

import msgspec

from shared.contracts import Job


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody mail goes to. `email` is ASCII (IDNA-encoded domain); `timezone` an IANA name; languages BCP 47."""

    email: str
    name: str
    native_name: str = ""
    native_name_language: str = ""
    language: str = "en"
    timezone: str = "Asia/Seoul"


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where. `format` is "online", "in_person", "hybrid" or "" (not known); `country` is ISO 3166-1 alpha-2."""

    format: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    platform: str = ""
    tentative: bool = False


class OutboxConfirm(Job, frozen=True, tag="outbox.confirm"):
    """These outbox rows of the receiver of this job have been applied by `by`. Itself never outboxed."""

    by: str
    ids: tuple[UUID, ...]
