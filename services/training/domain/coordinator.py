"""Who may nominate for an organisation: tied by staff, or asked for and approved."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class CoordinatorState(StrEnum):
    """`UNTIED`: was approved, and is no longer."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    UNTIED = "untied"


class Coordinator(msgspec.Struct, frozen=True, kw_only=True):
    """A person and an organisation; one person may have several rows. `email` is ASCII, in lower case.

    `organisation` is its name in the directory, or as it was asked for; then `organisation_id` is None.
    """

    id: UUID
    email: str
    name: str
    language: str
    timezone: str
    organisation_id: UUID | None
    organisation: str
    country: str
    state: CoordinatorState
    cohort_id: UUID | None
    asked_at: datetime
    decided_at: datetime | None


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Who wants to nominate for whom. `organisation_id` None: for one that is not in the directory, named instead."""

    email: str
    name: str
    language: str
    timezone: str
    organisation_id: UUID | None = None
    name_of_organisation: str = ""
    country: str = ""
    cohort_id: UUID | None = None
