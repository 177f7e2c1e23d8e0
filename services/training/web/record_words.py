"""The record of attendance in words: each number with what it is counted of."""

from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from services.training.domain.attendance import Standing
from services.training.domain.percent import tenths
from services.training.domain.record import Line, Outlook, Totals
from services.training.web.board_view import STATES, says_words
from shared.i18n import Translator
from shared.i18n.lists import semicolon_list
from shared.i18n.mark import mark

OUTLOOKS = {
    Outlook.REACHED: ("done", mark("Reached")),
    Outlook.ON_COURSE: ("pending", mark("On course")),
    Outlook.AT_RISK: ("late", mark("At risk")),
    Outlook.OUT_OF_REACH: ("failed", mark("Can no longer reach it")),
}


def outlook(line: Line, texts: Translator) -> tuple[str, str]:
    """How it looks, and its words."""
    look, words = OUTLOOKS[line.outlook]
    return look, texts.gettext(words)


def spare(line: Line, texts: Translator) -> str:
    """How much more may be missed, or why it cannot be reached."""
    if line.missed_mandatory:
        titles = semicolon_list([lesson.title for lesson in line.missed_mandatory], texts)
        return texts.gettext("missed or excused, but needed: %(titles)s", titles=titles)
    if line.spare < 0:
        return texts.gettext("%(minutes)s min too few", minutes=-line.spare)
    return texts.gettext("may still miss %(minutes)s min", minutes=line.spare)


def part_of(part: int, whole: int, threshold: int, texts: Translator) -> str:
    """ "1140 of 1230 min (92.7 %)": see `percent`."""
    if not whole:
        return texts.gettext("%(part)s of %(whole)s min", part=part, whole=whole)
    return texts.gettext(
        "%(part)s of %(whole)s min (%(percent)s %%)",
        part=part,
        whole=whole,
        percent=percent(part, whole, threshold, texts),
    )


def percent(part: int, whole: int, threshold: int, texts: Translator) -> str:
    """One digit after the point, "" of nothing. Rounding reaches neither 100 % nor the threshold, in percent."""
    return format_decimal(Decimal(tenths(part, whole, threshold)) / 10, locale=texts.language.code) if whole else ""


def totals_rows(totals: Totals, threshold: int, texts: Translator) -> list[tuple[str, str]]:
    """Label and words of each sum, over held minutes and over planned ones."""
    gettext = texts.gettext
    return [
        (gettext("Held, of planned"), part_of(totals.held, totals.planned, threshold, texts)),
        (gettext("Attended, of held"), part_of(totals.attended, totals.held, threshold, texts)),
        (gettext("Attended, of planned"), part_of(totals.attended, totals.planned, threshold, texts)),
        (gettext("Excused, of held"), part_of(totals.excused, totals.held, threshold, texts)),
        (gettext("Missed, of held"), part_of(totals.missed, totals.held, threshold, texts)),
        (gettext("Not marked, of held"), part_of(totals.unmarked, totals.held, threshold, texts)),
    ]


def columns(texts: Translator, first: str) -> list[str]:
    """The headings over `row`."""
    return [
        first,
        texts.pgettext("minutes", "Planned"),
        texts.pgettext("minutes", "Held"),
        texts.pgettext("minutes", "Attended"),
        texts.pgettext("minutes", "Excused"),
        texts.pgettext("minutes", "Missed"),
        texts.pgettext("minutes", "Not marked"),
        texts.gettext("Attended of held"),
        texts.gettext("Attended of planned"),
    ]


def row(totals: Totals, threshold: int, texts: Translator) -> list[str]:
    """One line of a table of sums; minutes, then parts of a hundred."""
    numbers = (totals.planned, totals.held, totals.attended, totals.excused, totals.missed, totals.unmarked)
    shares = (percent(totals.attended, whole, threshold, texts) for whole in (totals.held, totals.planned))
    return [*(str(each) for each in numbers), *(f"{each} %" if each else "–" for each in shares)]


def stands(standing: Standing, texts: Translator) -> tuple[str, str]:
    """How a cell looks, and its words."""
    if standing.conflict:
        claims = semicolon_list([says_words(claim, texts) for claim in standing.claims], texts)
        return "pending", texts.gettext("marks differ: %(marks)s", marks=claims)
    state = standing.says.state.value
    look = "late" if state == "left_early" else state
    return look, says_words(standing.says, texts) if standing.heads else texts.gettext(STATES[standing.says.state])


def rates(rows: Sequence[tuple[str, Totals]], threshold: int, texts: Translator) -> list[list[str]]:
    """Rows of a table of sums, each with its name."""
    return [[name, *row(totals, threshold, texts)] for name, totals in rows]
