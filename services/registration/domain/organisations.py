"""Which organisations of the directory a member of staff looks at, and in which order."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

from services.registration.domain.organisation import Organisation
from services.registration.domain.region import Region
from services.registration.domain.registration import OrganisationType
from services.registration.domain.searching import pattern
from shared.errors import Invalid
from shared.fields import choices_not_understood

E = TypeVar("E", bound=StrEnum)

PAGE = 50
_WORDS = 8


class Sort(StrEnum):
    NAME = "name"
    TYPE = "type"
    COUNTRY = "country"
    REGION = "region"
    REGISTERED = "registered"


class Word(msgspec.Struct, frozen=True):
    """One word looked for: a pattern for LIKE, and the countries whose names hold it."""

    pattern: str
    countries: tuple[str, ...] = ()


class OrganisationFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; None and "" choose all. `page` counts from 1."""

    words: str = ""
    type: OrganisationType | None = None
    country: str = ""
    region: Region | None = None
    network: str = ""
    active: bool | None = None
    sort: Sort = Sort.NAME
    descending: bool = False
    page: int = 1

    def looked_for(self, countries_named: Callable[[str], tuple[str, ...]]) -> list[Word]:
        """Every word must stand in a name, the city or the name of the country."""
        return [Word(pattern(word), countries_named(word)) for word in self.words.split()[:_WORDS]]

    @property
    def narrowed(self) -> bool:
        return any((self.words, self.type, self.country, self.region, self.network))


EVERY = OrganisationFilter()


class Listed(Organisation, frozen=True, kw_only=True):
    """A line of the table. `registered`: how many registrations of it there are that were not cancelled."""

    registered: int


class Unmatched(msgspec.Struct, frozen=True):
    """What people wrote as their organisation and the directory does not have; `written` is one way of writing it."""

    key: str
    written: str
    country: str
    people: int


def read_filter(query: Mapping[str, str]) -> OrganisationFilter:
    """From an address; what is not understood there chooses nothing."""
    sort = query.get("sort", "")
    page = query.get("page", "1")
    return OrganisationFilter(
        words=query.get("q", "").strip()[:100].replace("\x00", ""),
        type=_one(OrganisationType, query.get("type", "")),
        country=query.get("country", "")[:2].replace("\x00", ""),
        region=_one(Region, query.get("region", "")),
        network=query.get("network", "")[:40].replace("\x00", ""),
        active={"yes": True, "no": False}.get(query.get("active", "")),
        sort=_one(Sort, sort.removeprefix("-")) or Sort.NAME,
        descending=sort.startswith("-"),
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


_CHOICES = {"type": tuple(OrganisationType), "region": tuple(Region), "active": ("yes", "no")}


def read_filter_strictly(query: Mapping[str, str]) -> OrganisationFilter:
    """The same for programs: raises Invalid with everything that is not understood."""
    problems = choices_not_understood(query, _CHOICES)
    if problems:
        raise Invalid(problems)
    return read_filter(query)


def _one(kind: type[E], value: str) -> E | None:
    return kind(value) if value in {str(each) for each in kind} else None
