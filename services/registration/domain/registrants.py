"""Which registrations of an event a member of staff looks at, and in which order."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec

from services.registration.domain.registration import Category, OrganisationType, Participant, Status

E = TypeVar("E", bound=StrEnum)

PAGE = 50
_WORDS = 8


class Sort(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    STATUS = "status"
    REGISTERED = "registered"


class RegistrantFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; None and "" choose all. `page` counts from 1."""

    words: str = ""
    status: Status | None = None
    category: Category | None = None
    organisation_type: OrganisationType | None = None
    country: str = ""
    sort: Sort = Sort.REGISTERED
    descending: bool = True
    page: int = 1

    def patterns(self) -> list[str]:
        """For ILIKE: every word must stand in name, address or organisation. Signs with a meaning there are escaped."""
        words = self.words.split()[:_WORDS]
        return ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for word in words]


class Registrant(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table. `came` is None until somebody has said so; `arrival` is the order in which people came."""

    id: UUID
    status: Status
    came: bool | None
    participant: Participant
    created_at: datetime
    arrival: int
    place: int | None


def read_filter(query: Mapping[str, str]) -> RegistrantFilter:
    """From an address; what is not understood there chooses nothing."""
    sort = query.get("sort", "")
    order = _one(Sort, sort.removeprefix("-"))
    page = query.get("page", "1")
    return RegistrantFilter(
        words=query.get("q", "").strip()[:100],
        status=_one(Status, query.get("status", "")),
        category=_one(Category, query.get("category", "")),
        organisation_type=_one(OrganisationType, query.get("organisation_type", "")),
        country=query.get("country", "")[:2],
        sort=order or Sort.REGISTERED,
        descending=order is None or sort.startswith("-"),
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _one(kind: type[E], value: str) -> E | None:
    return kind(value) if value in {str(each) for each in kind} else None
