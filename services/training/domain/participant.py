"""Who has a place in a cohort: their states and what is known of them."""

from enum import StrEnum
from uuid import UUID

import msgspec

from shared.errors import Conflict
from shared.i18n.mark import mark

HOME_ZONE = "Asia/Seoul"
"""The zone of the secretariat: of people who name no other."""


class PlaceStatus(StrEnum):
    """Of a place. Whoever is still being chosen has none: nominations have states of their own."""

    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


TRANSITIONS: dict[PlaceStatus, frozenset[PlaceStatus]] = {
    PlaceStatus.CONFIRMED: frozenset({PlaceStatus.WITHDRAWN}),
    PlaceStatus.WITHDRAWN: frozenset({PlaceStatus.CONFIRMED}),
}


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Official(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person says of themselves. Languages are BCP 47, `timezone` IANA; `gender` None where it is not said."""

    name: str
    native_name: str = ""
    native_name_language: str = ""
    honorific: str = ""
    job_title: str = ""
    department: str = ""
    gender: Gender | None = None
    language: str = "en"
    timezone: str = HOME_ZONE


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `email` is ASCII; `country` ISO 3166-1 alpha-2; `group_key` None where the cohort is not parted.

    `link_version` revokes the personal link; `revision` rises with every change another service is told of.
    """

    id: UUID
    cohort_id: UUID
    status: PlaceStatus
    email: str
    official: Official
    organisation: str
    organisation_id: UUID | None
    city: str
    country: str
    group_key: str | None
    link_version: int
    revision: int

    @property
    def file_owner(self) -> str:
        """How their files name them."""
        return f"participant:{self.id}"


def check_transition(before: PlaceStatus, after: PlaceStatus) -> None:
    """Raises Conflict where the table has no such step."""
    if after not in TRANSITIONS[before]:
        raise Conflict(mark("This place cannot change in that way any more. Load the page again."))
