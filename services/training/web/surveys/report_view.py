"""The report of one survey on paper: the page of results without what only a screen can do, and the quotes chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from services.training.domain.participant import HOME_ZONE
from services.training.domain.surveys.about import About
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.charts import Chart
from services.training.web.surveys.result_blocks import Block, Row, arranged, blocks_of
from services.training.web.surveys.result_words import in_words, percent
from services.training.web.surveys.results_view import closing_words, held_words, pair_rows
from shared.i18n import Translator
from shared.i18n.formats import plain_day
from shared.web.reader import Reader

_LOOKS = ("#9a4a1c", "#dba57c", "#c9d1cf", "#74b3a8", "#0a5f57")
_ROWS = ("", "", "#74b3a8", "#0a5f57")
_INK = "#465653"
_TOP = 2
"""The level of headings under the title; questions of a section stand one below it."""
_WIDE, _HIGH, _ROW = 480, 26, 18


def report_of(shown: Shown, reader: Reader) -> dict[str, Any]:
    """What the template reads."""
    texts, language = reader.texts, reader.language.code
    sections: list[dict[str, Any]] = []
    blocks, later = arranged(blocks_of(shown, texts, voices=1_000_000))
    level = _TOP
    for block in blocks:
        if block.kind == "section":
            sections.append({"heading": block.title})
            level = _TOP + 1
        elif block.kind == "voices":
            sections += [{"level": level, **each} for each in _quotes(block)]
        else:
            sections.append({"level": level, **_section(block, texts)})
    if later:
        heading, titles = texts.gettext("When the survey has closed"), "\n\n".join(each.title for each in later)
        sections.append({"heading": heading, "text": f"{later[0].small}\n\n{titles}"})
    pairs = pair_rows(shown.pairs, texts) if shown.pairs else []
    if pairs:
        sections.insert(0, _pairs(pairs, texts))
    label, closes = closing_words(shown, reader)
    about = shown.about
    answered = texts.gettext("%(answered)s of %(asked)s asked", answered=about.answered, asked=about.asked)
    facts = [
        [texts.gettext("When"), held_words(shown, reader)],
        [texts.gettext("Answered"), answered],
        [texts.gettext("Shown here"), str(shown.results.people)],
    ]
    if about.asked:
        facts.insert(2, [texts.gettext("Share"), percent(about.answered / about.asked, texts)])
    return {
        "lang": language,
        "title": in_words(shown.survey.title, language),
        "subtitle": ", ".join(each for each in (about.occasion, about.course) if each),
        "facts": [*facts, [label, closes]] if label else facts,
        "sections": sections,
        "footer": texts.gettext("Made on %(day)s", day=plain_day(_made_on(about, reader), language)),
    }


def _made_on(about: About, reader: Reader) -> date:
    """By the calendar of what the survey is about, like the day of its close."""
    return reader.now.astimezone(ZoneInfo(about.timezone or HOME_ZONE)).date()


def svg_of(chart: Chart) -> str:
    """The picture for paper: colours by value, text set by the fonts of the press."""
    drawn, top = [], 0.0
    for bar in chart.bars:
        if chart.stacked:
            if bar.name:
                drawn.append(_text(0, top + 10, bar.name, "start"))
                top += 14
            for each in bar.segments:
                drawn.append(_rect(each.start, each.width, top, _HIGH, _LOOKS[each.look - 1]))
                if each.label:
                    drawn.append(_text(each.middle * _WIDE / 100, top + _HIGH + 11, each.label, "middle"))
            top += _HIGH + 18
        else:
            drawn.append(_text(0, top + 11, bar.name, "start"))
            for each in bar.segments:
                drawn.append(_rect(5, 95, top + 1, _ROW - 5, "#eef2f1"))
                drawn.append(_rect(5, each.width * 0.95, top + 1, _ROW - 5, _ROWS[each.look - 1]))
            top += _ROW
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {top:.0f}">{"".join(drawn)}</svg>'


def _rect(start: float, width: float, top: float, high: float, colour: str) -> str:
    left, wide = start * _WIDE / 100, width * _WIDE / 100
    place = f'x="{left:.2f}" y="{top:.1f}" width="{wide:.2f}" height="{high}"'
    return f'<rect {place} fill="{colour}" stroke="#ffffff" stroke-width="1"/>'


def _text(left: float, base: float, words: str, anchor: str) -> str:
    style = f'font-family="Noto Sans" font-size="9" fill="{_INK}" text-anchor="{anchor}"'
    return f'<text x="{left:.2f}" y="{base:.1f}" {style}>{escape(words)}</text>'


def _section(block: Block, texts: Translator) -> dict[str, Any]:
    told = [f"{label}: {words} ({small})" if small else f"{label}: {words}" for label, words, small in block.figures]
    found: dict[str, Any] = {
        "heading": block.title,
        "text": "\n\n".join(filter(None, [block.small, *told, block.note])),
    }
    if block.chart:
        found |= {"svg": svg_of(block.chart), "alt": block.chart.words}
    if block.rows:
        found["table"] = _table(block.rows, texts)
    return found


def _table(rows: Sequence[Row], texts: Translator) -> dict[str, Any]:
    """Of before and now each number has its own share."""
    if rows[0].before:
        columns = [texts.gettext("Before"), texts.pgettext("before and now", "Now")]
        told = [[f"{row.before} ({row.share_before})", f"{row.count} ({row.share})"] for row in rows]
    else:
        columns = [texts.gettext("People"), texts.gettext("Share")]
        told = [[row.count, row.share] for row in rows]
    return {
        "columns": [texts.gettext("Answer"), *columns],
        "rows": [[_answer(row, texts), *cells] for row, cells in zip(rows, told, strict=True)],
    }


def _answer(row: Row, texts: Translator) -> str:
    words = f"{row.letter}  {row.words}".strip()
    return f"{words} {texts.gettext('(counts as good or right)')}" if row.wished else words


def _quotes(block: Block) -> list[dict[str, Any]]:
    chosen = [words.text for words, _ in block.voices if words.quote]
    return [{"heading": block.title, "quotes": chosen}] if chosen else []


def _pairs(rows: list[tuple[str, str, int, int, int, str, str]], texts: Translator) -> dict[str, Any]:
    columns = [texts.gettext(each) for each in ("Question", "Went up", "Stayed", "Went down", "Middle change")]
    return {
        "heading": texts.gettext("Before and after, the same people"),
        "text": "\n\n".join(f"{each[0]}: {each[6]}" for each in rows if each[6]),
        "table": {
            "columns": columns,
            "rows": [[each[0], *(str(count) for count in each[2:5]), each[5]] for each in rows],
        },
    }
