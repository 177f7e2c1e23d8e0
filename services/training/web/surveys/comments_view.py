"""The page of comments: found by their words and by tags."""

from typing import Any

import msgspec

from services.training.domain.surveys.survey import Words
from services.training.operations.surveys.results import Shown
from services.training.web.surveys.result_blocks import blocks_of
from services.training.web.surveys.result_words import in_words
from shared.web.reader import Reader

_LONGEST = 100


def comments_context(shown: Shown, reader: Reader) -> dict[str, Any]:
    """What the page names. `q` is looked for without regard to case, whatever the script."""
    query = dict(reader.query)
    words, tag = query.get("q", "").strip()[:_LONGEST], query.get("tag", "").strip()[:_LONGEST]
    every = blocks_of(shown, reader.texts, voices=1_000_000)
    blocks = [
        msgspec.structs.replace(each, voices=tuple(pair for pair in each.voices if _found(pair[0], words, tag)))
        for each in every
        if each.id.startswith("words-")
    ]
    tags = {name for voices in shown.results.voices for each in voices.words for name in each.tags}
    return {
        "title": in_words(shown.survey.title, reader.language.code),
        "path": f"/organize/surveys/{shown.survey.id}",
        "blocks": blocks,
        "many": sum(len(each.voices) for each in blocks),
        "words": words,
        "tag": tag,
        "tags": sorted(tags, key=str.casefold),
        "may_sort": shown.may_sort,
    }


def _found(each: Words, words: str, tag: str) -> bool:
    return words.casefold() in each.text.casefold() and (not tag or tag in each.tags)
