"""Names that come with the languages: countries, months, weekdays (Unicode CLDR, through Babel)."""

from functools import cache
from unicodedata import normalize

from babel import Locale

from shared.i18n.languages import DEFAULT, language_of

# CLDR names these too, but ISO 3166-1 does not assign them.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale of one of our languages."""
    return Locale.parse((language_of(language) or DEFAULT).locale)


def sort_key(name: str, language: str) -> bytes:
    """For lists of names: capitals and accents do not count; Chinese goes by sound (the order of GB 2312)."""
    if language.startswith("zh"):
        return name.encode("gb18030")
    return "".join(c for c in normalize("NFKD", name.casefold()) if not 0x300 <= ord(c) < 0x370).encode()


@cache
def _country_names(language: str) -> dict[str, str]:
    names = {str(code): str(name) for code, name in locale_of(language).territories.items()}
    return {
        code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Every country as (ISO 3166-1 alpha-2 code, name), in the order of the names."""
    return tuple(sorted(_country_names(language).items(), key=lambda country: sort_key(country[1], language)))


def country_name(code: str, language: str) -> str:
    """The country's name; a code that is none comes back as it is."""
    return _country_names(language).get(code, code)


@cache
def months(language: str, width: str = "wide") -> tuple[str, ...]:
    """January to December, as within a date. Width: "wide" or "abbreviated".

    Only CLDR's "format" forms are used: Babel 2.18 mixes the languages up in its "stand-alone" tables.
    """
    names = locale_of(language).months["format"][width]
    return tuple(names[number] for number in range(1, 13))


@cache
def weekdays(language: str, width: str = "wide") -> tuple[str, ...]:
    """Monday to Sunday, as within a date. Width: "wide" or "abbreviated"."""
    names = locale_of(language).days["format"][width]
    return tuple(names[number] for number in range(7))


@cache
def language_name(tag: str, language: str) -> str:
    """The name of any language ("am", "zh-Hant") in the reader's; the tag itself where CLDR has none."""
    names = locale_of(language).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag
