"""Words of the directory: its fields, kinds and regions, in the reader's language."""

from typing import Any

from services.registration.domain.organisation import FIELDS, Organisation, said
from services.registration.domain.region import REGIONS
from services.registration.web.form_choices import ORGANISATION_TYPES
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.i18n.names import countries, country_name
from shared.web.reader import Reader

FIELD_WORDS: dict[str, str] = {
    "name": mark("Name of the organisation"),
    "native_name": mark("Name in its own script"),
    "native_name_language": mark("Language of that name"),
    "aliases": mark("Other names"),
    "type": mark("Kind"),
    "country": mark("Country"),
    "city": mark("City"),
    "region": mark("Region"),
    "networks": mark("Networks"),
    "website": mark("Website"),
    "note": mark("Note"),
    "active": mark("Member"),
}
assert tuple(FIELD_WORDS) == FIELDS


def choices(reader: Reader, networks: list[str]) -> dict[str, Any]:
    """The options of the form and of the filters."""
    words = reader.texts.gettext
    return {
        "types": [(value.value, words(text)) for value, (text, _) in ORGANISATION_TYPES.items()],
        "regions": [(value.value, words(text)) for value, text in REGIONS.items()],
        "networks": [(key, key, "") for key in networks],
        "countries": countries(reader.language.code),
    }


def shown(organisation: Organisation, field: str, texts: Translator) -> str:
    """A field for a reader, where the directory itself keeps a code."""
    match field:
        case "type":
            return texts.gettext(ORGANISATION_TYPES[organisation.type][0])
        case "region":
            return texts.gettext(REGIONS[organisation.region])
        case "country":
            return country_name(organisation.country, texts.language.code)
        case "active":
            return texts.gettext("Yes") if organisation.active else texts.gettext("No")
        case _:
            return said(organisation, field)
