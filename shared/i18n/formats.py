"""Dates in words, each language in its own order: no weekday without its day, months in full, 24 hours."""

from datetime import date

import msgspec

from shared.i18n.mark import mark
from shared.i18n.names import months, weekdays
from shared.i18n.translator import translator


class Order(msgspec.Struct, frozen=True):
    """How a language orders a date. `tail_first`: in a span, what both days share stands with the last one."""

    full: str
    without_year: str
    bare: str
    month: str
    plain: str
    tail_first: bool = True


_EUROPEAN = Order(
    full="{weekday} {day} {month} {year}",
    without_year="{weekday} {day} {month}",
    bare="{weekday} {day}",
    month="{month} {year}",
    plain="{day} {month} {year}",
)
_ORDERS = {
    "en": _EUROPEAN,
    "fr": _EUROPEAN,
    "es": Order(
        full="{weekday} {day} de {month} de {year}",
        without_year="{weekday} {day} de {month}",
        bare="{weekday} {day}",
        month="{month} de {year}",
        plain="{day} de {month} de {year}",
    ),
    "ko": Order(
        full="{year}년 {number}월 {day}일 {weekday}",
        without_year="{number}월 {day}일 {weekday}",
        bare="{day}일 {weekday}",
        month="{year}년 {number}월",
        plain="{year}년 {number}월 {day}일",
        tail_first=False,
    ),
    "zh": Order(
        full="{year}年{number}月{day}日{weekday}",
        without_year="{number}月{day}日{weekday}",
        bare="{day}日{weekday}",
        month="{year}年{number}月",
        plain="{year}年{number}月{day}日",
        tail_first=False,
    ),
}
_QUARTERS = (mark("1st quarter"), mark("2nd quarter"), mark("3rd quarter"), mark("4th quarter"))
_QUARTERS_OF = (
    mark("1st quarter %(year)s"),
    mark("2nd quarter %(year)s"),
    mark("3rd quarter %(year)s"),
    mark("4th quarter %(year)s"),
)


def _filled(pattern: str, day: date, language: str) -> str:
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return pattern.format(
        weekday=weekdays(language)[day.weekday()],
        day=number,
        month=months(language)[day.month - 1],
        number=day.month,
        year=day.year,
    )


def full_day(day: date, language: str) -> str:
    """ "Wednesday 26 May 2021"."""
    return _filled(_ORDERS[language].full, day, language)


def day_of_year(day: date, language: str) -> str:
    """ "Wednesday 26 May": only where the year stands beside it."""
    return _filled(_ORDERS[language].without_year, day, language)


def plain_day(day: date, language: str) -> str:
    """ "26 May 2021": for histories, where the weekday says nothing."""
    return _filled(_ORDERS[language].plain, day, language)


def month_of_year(year: int, month: int, language: str) -> str:
    """ "September 2021"."""
    return _filled(_ORDERS[language].month, date(year, month, 1), language)


def _month_names(language: str) -> tuple[str, ...]:
    """Those of our dates: Chinese has figures there ("9月"), which CLDR calls abbreviated."""
    return months(language, "abbreviated" if language == "zh" else "wide")


def month_name(month: int, language: str) -> str:
    """ "September", standing alone: with a capital where the language writes it small within a sentence."""
    return capital(_month_names(language)[month - 1])


def span_ends(first: date, last: date, language: str, *, share_month: bool = True) -> tuple[str, str]:
    """Both ends of a span, sharing month and year: "Wednesday 23", "Friday 25 June 2021".

    Without `share_month` only the year: so with hours between the two.
    """
    order = _ORDERS[language]
    if first.year != last.year:
        short = order.full
    elif first.month != last.month or not share_month:
        short = order.without_year
    else:
        short = order.bare
    ends = (short, order.full) if order.tail_first else (order.full, short)
    return _filled(ends[0], first, language), _filled(ends[1], last, language)


def days(first: date, last: date, language: str) -> str:
    """ "Wednesday 23 to Friday 25 June 2021"; one day alone where both are the same."""
    if first == last:
        return full_day(first, language)
    start, end = span_ends(first, last, language)
    return translator(language).pgettext("days", "%(first)s to %(last)s", first=start, last=end)


def quarter_name(quarter: int, language: str) -> str:
    """ "3rd quarter"."""
    return translator(language).gettext(_QUARTERS[quarter - 1])


def quarter_of_year(year: int, quarter: int, language: str) -> str:
    """ "3rd quarter 2021"."""
    return translator(language).gettext(_QUARTERS_OF[quarter - 1], year=year)


def quarter_months(quarter: int, language: str) -> str:
    """ "July to September"."""
    names = _month_names(language)
    first, last = names[quarter * 3 - 3], names[quarter * 3 - 1]
    return capital(translator(language).pgettext("months", "%(first)s to %(last)s", first=first, last=last))


def capital(text: str) -> str:
    """The text as a line of its own: its first letter large."""
    return text[:1].upper() + text[1:]
