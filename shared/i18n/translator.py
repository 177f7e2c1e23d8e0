"""One language's texts: gettext over a catalogue, with named parameters."""

from functools import cache
from gettext import NullTranslations

from shared.i18n.catalogues import translations
from shared.i18n.languages import DEFAULT, Language, language_of


class Translator:
    """Translates msgids. Every text is a format string, with or without parameters: "100 %%" reads "100 %"."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self.catalogue = catalogue

    def gettext(self, message: str, /, **params: object) -> str:
        return self.catalogue.gettext(message) % params

    def ngettext(self, one: str, many: str, number: int, /, **params: object) -> str:
        """`num` is set to the number unless given."""
        return self.catalogue.ngettext(one, many, number) % {"num": number, **params}

    def pgettext(self, context: str, message: str, /, **params: object) -> str:
        return self.catalogue.pgettext(context, message) % params

    def npgettext(self, context: str, one: str, many: str, number: int, /, **params: object) -> str:
        return self.catalogue.npgettext(context, one, many, number) % {"num": number, **params}


@cache
def _of_language(language: Language) -> Translator:
    return Translator(language, translations(language.code))


def translator(tag: str) -> Translator:
    """The translator of a BCP 47 tag; English where the language is not one of ours."""
    return _of_language(language_of(tag) or DEFAULT)
