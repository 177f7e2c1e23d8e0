"""What a person, a program or a line of a file says of an organisation: read loosely, every problem at once."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec

from services.registration.domain.organisation import ALIAS_GAP, FIELDS, Organisation, folded, said
from services.registration.domain.region import Region, region_of
from services.registration.domain.registration import OrganisationType
from shared.errors import Invalid
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.places import countries
from shared.text import unprintable
from shared.text_fields import TEXT, TOO_LONG, UNPRINTABLE
from shared.web_address import encoded, is_web_address

E = TypeVar("E", bound=StrEnum)

LONGEST = {
    "name": 200, "native_name": 200, "native_name_language": 35, "city": 100, "website": 200, "note": 1000,
    "aliases": 200, "networks": 40,
}  # fmt: skip
MOST_ALIASES = 20
NAME = mark("Write the name of the organisation in Latin letters")
TYPE = mark("Choose the kind: %(known)s")
REGION = mark("Choose a region: %(known)s")
NETWORKS = mark("There is no network %(network)s. The programme has: %(known)s")
WEBSITE = mark("Write the address of the website, like www.city.example")
ACTIVE = mark("Write yes or no")
ALIASES = mark("Write at most %(most)d other names")
_YES, _NO = frozenset({"", "yes", "true", "1", "on", "y"}), frozenset({"no", "false", "0", "off", "n"})


class Known(msgspec.Struct, frozen=True):
    """What a text may name: networks by their keys, and countries by any name of theirs, as names are compared."""

    networks: tuple[str, ...]
    countries: Mapping[str, str] = {}


def read_organisation(
    body: Mapping[str, object],
    known: Known,
    *,
    id: UUID,  # noqa: A002  # the row's id
    before: Organisation | None = None,
) -> Organisation:
    """Fields that `body` does not name stay as they are. Raises Invalid with every problem.

    Without a region it is that of the country; without a language of the native name, that of its script.
    """
    written = filled_in(before) if before else {"active": "yes"}
    form = _Reader(written | {key: value for key, value in body.items() if key in FIELDS}, known)
    country = form.country()
    native_name = form.text("native_name")
    read = {
        "name": form.text("name", missing=NAME),
        "native_name": native_name,
        "native_name_language": form.name_language(native_name),
        "aliases": form.aliases(),
        "type": form.word("type", OrganisationType, TYPE),
        "country": country,
        "city": form.text("city"),
        "region": form.region(country),
        "networks": form.networks(),
        "website": form.website(),
        "note": form.text("note"),
        "active": form.yes("active"),
    }
    if form.problems:
        raise Invalid(sorted(form.problems, key=lambda problem: FIELDS.index(problem.field)))
    if not native_name:
        read["native_name_language"] = ""
    return Organisation(**read, id=id, revision=before.revision if before else 0)  # type: ignore[arg-type]  # all read


def filled_in(organisation: Organisation) -> dict[str, object]:
    """The fields as somebody would write them; no region where it is the country's, so that it follows the country."""
    values: dict[str, object] = {field: said(organisation, field) for field in FIELDS}
    return values | ({"region": ""} if organisation.region is region_of(organisation.country) else {})


class _Reader(Fields):
    """What only the directory reads."""

    def __init__(self, body: Mapping[str, object], known: Known) -> None:
        country = body.get("country")
        name = country.strip() if isinstance(country, str) else ""
        code = name.upper() if name.upper() in countries() else known.countries.get(folded(name), name)
        super().__init__({**body, "country": code}, LONGEST)
        self._known = known

    def _several(self, field: str, gap: str) -> list[str]:
        """A list, or a text that `gap` divides; each in one line with single spaces."""
        value = self.given(field) or ""
        if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
            parts = [str(each) for each in value]
        elif isinstance(value, str):
            parts = re.split(gap, value)
        else:
            self.bad(field, TEXT)
            return []
        texts = [text for part in parts if (text := " ".join(unicodedata.normalize("NFC", part).split()))]
        for text in texts:
            if what := unprintable(text):
                self.bad(field, UNPRINTABLE, what=what)
                return []
            if len(text) > LONGEST[field]:
                self.bad(field, TOO_LONG, longest=LONGEST[field], length=len(text))
                return []
        return texts

    def aliases(self) -> tuple[str, ...]:
        found = {folded(alias): alias for alias in self._several("aliases", rf"\n|{re.escape(ALIAS_GAP.strip())}")}
        if len(found) > MOST_ALIASES:
            self.bad("aliases", ALIASES, most=MOST_ALIASES)
        return tuple(found.values())

    def networks(self) -> tuple[str, ...]:
        """In the order of the programme, whatever the letter case."""
        keys = {folded(key): key for key in self._known.networks}
        named = self._several("networks", r"[\s,;|]+")
        unknown = next((name for name in named if folded(name) not in keys), None)
        if unknown is not None:
            self.bad("networks", NETWORKS, network=unknown, known=", ".join(self._known.networks))
        found = {keys.get(folded(name)) for name in named}
        return tuple(key for key in self._known.networks if key in found)

    def word(self, field: str, kind: type[E], message: str) -> E | None:
        """One of a family, written loosely: "MOU partner" is mou_partner."""
        value = self.given(field)
        word = re.sub(r"[\s-]+", "_", value.strip().lower()) if isinstance(value, str) else ""
        if word not in {str(each) for each in kind}:
            self.bad(field, message, known=", ".join(kind))
            return None
        return kind(word)

    def region(self, country: str) -> Region | None:
        if self.given("region") in (None, ""):
            return region_of(country) if country in countries() else None
        return self.word("region", Region, REGION)

    def website(self) -> str:
        """With its scheme, https where none is written."""
        text = self.text("website")
        if not text:
            return ""
        address = text if "://" in text else f"https://{text}"
        if not is_web_address(address) or "." not in address:
            self.bad("website", WEBSITE)
            return ""
        return encoded(address)

    def yes(self, field: str) -> bool:
        """An empty cell is yes: whoever stands in the directory is a member unless it says otherwise."""
        word = str(self.given(field)).strip().lower()
        if word not in _YES | _NO:
            self.bad(field, ACTIVE)
        return word in _YES
