"""An organisation of the directory: what is known of it, and when two names are the same."""

import unicodedata
from collections.abc import Iterable
from uuid import UUID

import msgspec

from services.registration.domain.region import Region
from services.registration.domain.registration import OrganisationType
from services.registration.domain.searching import searchable


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `country` is ISO 3166-1 alpha-2, `native_name_language` BCP 47, `networks` are keys of networks.

    `aliases` are other ways in which people write its name. A former member is not `active`.
    """

    id: UUID
    name: str
    native_name: str = ""
    native_name_language: str = ""
    aliases: tuple[str, ...] = ()
    type: OrganisationType
    country: str
    city: str = ""
    region: Region
    networks: tuple[str, ...] = ()
    website: str = ""
    note: str = ""
    active: bool = True
    revision: int = 0

    def keys(self) -> dict[str, None]:
        """All its names as they are compared, its own first; no two organisations of a country share one."""
        return dict.fromkeys(key for key in map(folded, (self.name, self.native_name, *self.aliases)) if key)

    @property
    def search_text(self) -> str:
        """What it is found by in the directory."""
        return searchable("\n".join((self.name, self.native_name, self.city, *self.aliases)))


FIELDS = tuple(name for name in Organisation.__struct_fields__ if name not in ("id", "revision"))
"""What a person writes."""


class Change(msgspec.Struct, frozen=True):
    """What becomes of an organisation; `before` None: it is new."""

    before: Organisation | None
    after: Organisation

    @property
    def fields(self) -> tuple[str, ...]:
        """Those that change, in the order of the form; of a new one, those that are filled in."""
        if self.before is None:
            return tuple(field for field in FIELDS if said(self.after, field))
        return tuple(field for field in FIELDS if getattr(self.before, field) != getattr(self.after, field))


def folded(name: str) -> str:
    """The name as names are compared: without regard to capitals, width, compatibility forms and spaces.

    Unicode 15, 3.13, D146 (NFKC and case folding), and single spaces.
    """
    once = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def said(organisation: Organisation, field: str) -> str:
    """A field in one line, as files and the audit trail say it; `read_organisation` takes it back."""
    value = getattr(organisation, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return (ALIAS_GAP if field == "aliases" else " ").join(value)
    return str(value)


ALIAS_GAP = " | "


def owners(organisations: Iterable[Organisation]) -> dict[tuple[str, str], Organisation]:
    """Who goes by which name, by name as it is compared and country."""
    return {(key, each.country): each for each in organisations for key in each.keys()}  # noqa: SIM118  # no mapping
