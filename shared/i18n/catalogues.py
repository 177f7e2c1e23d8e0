"""The catalogues: .po files, compiled in memory when a language is first used. English stands in the code."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "wego"


def path_of(code: str) -> Path:
    """The .po file of a language."""
    return LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands on disk."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


@cache
def translations(code: str) -> NullTranslations:
    """The compiled texts of a language; for English, none are needed."""
    if not path_of(code).exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read(code))
    compiled.seek(0)
    return GNUTranslations(compiled)
