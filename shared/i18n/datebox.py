"""The three short lines of the date box. It is a picture: the words always stand beside it."""

import msgspec

from shared.i18n.names import months, weekdays
from shared.i18n.translator import Translator
from shared.when import Precision, When


class DateBox(msgspec.Struct, frozen=True, kw_only=True):
    """`main` is the large line. `long`: it needs a smaller size."""

    main: str
    top: str = ""
    bottom: str = ""
    long: bool = False
    is_open: bool = False
    tentative: bool = False


def datebox(when: When, texts: Translator) -> DateBox:
    """The box of a date in a language."""
    short = months(texts.language.code, "abbreviated")
    match when.precision:
        case Precision.TIME | Precision.DAY:
            return _days(when, texts)
        case Precision.MONTH:
            bottom = texts.pgettext("date box", "open") if when.tentative else texts.pgettext("date box", "day open")
            return DateBox(main=short[when.first_month - 1], bottom=bottom, is_open=True, tentative=when.tentative)
        case Precision.QUARTER:
            return DateBox(
                main=texts.pgettext("date box", "Q%(quarter)s", quarter=when.quarter),
                bottom=f"{short[when.first_month - 1]}–{short[when.last_month - 1]}",
                is_open=True,
                tentative=when.tentative,
            )
        case Precision.YEAR:
            return DateBox(main=str(when.year), bottom=texts.pgettext("date box", "all year"), is_open=True)


def _days(when: When, texts: Translator) -> DateBox:
    short, names = months(texts.language.code, "abbreviated"), weekdays(texts.language.code, "abbreviated")
    first, last = when.first_day, when.last_day
    if first == last:
        top, main, bottom = short[first.month - 1], str(first.day), names[first.weekday()]
    else:
        top = short[first.month - 1]
        if (first.year, first.month) != (last.year, last.month):
            top = f"{top}–{short[last.month - 1]}"
        main = f"{first.day}–{last.day}"
        bottom = f"{names[first.weekday()]}–{names[last.weekday()]}"
    return DateBox(main=main, top=top, bottom=bottom, long=first != last, tentative=when.tentative)
