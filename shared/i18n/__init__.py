"""Texts in five languages: English, Korean, Simplified Chinese, Spanish, French.

The English text is the msgid. Code that does not know its reader marks it (`mark`), the edge translates it:

    translator("ko").gettext("Sign in")
    translator("es").gettext("Wait %(seconds)s seconds.", seconds=30)

Every text is a format string: a percent sign that is meant is written twice. Dates: `shared.i18n.dates.when_words`.
Catalogues: `python -m shared.i18n update` finds the texts, `python -m shared.i18n check` proves them complete.
"""

from shared.i18n.languages import DEFAULT, LANGUAGES, Language, language_of, negotiate
from shared.i18n.mark import mark, marks
from shared.i18n.translator import Translator, translator

__all__ = ["DEFAULT", "LANGUAGES", "Language", "Translator", "language_of", "mark", "marks", "negotiate", "translator"]
