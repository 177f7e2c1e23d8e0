"""The page of results: what it names, and the blocks in the order of the survey."""

from typing import Any

from services.training.domain.surveys.pairs import Pairs
from services.training.domain.surveys.rules import may_split
from services.training.domain.surveys.survey import BLOCK, State
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.result_blocks import arranged, blocks_of, titled
from services.training.web.surveys.result_words import (
    change_words,
    in_words,
    language_in,
    percent,
)
from shared.i18n import Translator
from shared.i18n.formats import full_day
from shared.i18n.moments import moment_words
from shared.web.reader import Reader


def results_context(shown: Shown, reader: Reader) -> dict[str, Any]:
    """What the page names, beside the blocks."""
    texts, survey, language = reader.texts, shown.survey, reader.language.code
    split = dict(reader.query).get("by", "")
    choices = [each for each in shown.results.parts if each.part.key in shown.results.by]
    blocks, later = arranged(blocks_of(shown, texts, split))
    return {
        "shown": shown,
        "survey": survey,
        "about": shown.about,
        "held": held_words(shown, reader),
        "title": in_words(survey.title, language),
        "title_language": language_in(survey.title, language),
        "when": closing_words(shown, reader),
        "blocks": blocks,
        "later": later,
        "by": [(each.part.key, in_words(each.part.text, language), each.part.key == split) for each in choices],
        "by_words": next((in_words(each.part.text, language) for each in choices if each.part.key == split), ""),
        "pairs": pair_rows(shown.pairs, texts) if shown.pairs else [],
        "path": f"/organize/surveys/{survey.id}",
        "live": survey.state is State.OPEN,
        "block": max(BLOCK, survey.minimum),
        "unsplit": not choices and not may_split(survey) and any(shown.results.choices()),
        "share": percent(shown.about.answered / shown.about.asked, texts) if shown.about.asked else "",
        "has_bank": any(each.bank for each in survey.items),
    }


def held_words(shown: Shown, reader: Reader) -> str:
    """When the session, the course or the event took place."""
    return reader.when(shown.about.held, shown.about.timezone, several_days=bool(shown.about.slug)).plain


def closing_words(shown: Shown, reader: Reader) -> tuple[str, str]:
    """Label and moment of the close; of a closed one the day, which may be earlier: the hour would be somebody's."""
    closes, texts = shown.survey.closes_at, reader.texts
    if shown.survey.closed_on:
        return texts.gettext("Closed"), full_day(shown.survey.closed_on, reader.language.code)
    if closes is None:
        return "", ""
    words = moment_words(closes, shown.about.timezone, reader.language.code)
    return (texts.gettext("Closed") if shown.survey.state is State.CLOSED else texts.gettext("Closes")), words


def pair_rows(pairs: Pairs, texts: Translator) -> list[tuple[str, str, int, int, int, str, str]]:
    """Question, its language, up, same, down, the middle change, what a test says."""
    found = []
    for each in pairs.changed:
        title, spoken = texts.gettext("Right answers of %(count)s", count=each.items), texts.language.code
        if each.part is not None:
            title, spoken = titled(each.part, texts)
        median, test = change_words(each.change, texts)
        found.append((title, spoken, each.change.up, each.change.same, each.change.down, median, test))
    return found
