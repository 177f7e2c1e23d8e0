"""Distributions as pictures: what stands where, in percent. Labels say what colours do, the table the rest."""

import msgspec

from services.training.domain.surveys.tally import Tally
from services.training.domain.surveys.type_entry import Summary
from services.training.web.surveys.result_words import value_words
from shared.i18n import Translator

LOOKS = 5
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STACKED = (Summary.SCALE, Summary.RECOMMENDATION, Summary.CHANGE)
_LETTER = 2.5
"""Percent of the width that a letter of a label takes on a telephone."""
_POINT = 2
"""Letters of the longest point of a scale: points need the same room, whichever they are."""


class Segment(msgspec.Struct, frozen=True):
    """`look` 1 to 5 of the scale of opinion; `label` "" where there is no room."""

    look: int
    start: float
    width: float
    label: str

    @property
    def middle(self) -> float:
        return self.start + self.width / 2


class Bar(msgspec.Struct, frozen=True):
    """`name` stands before it: "Before", or the letter of an answer."""

    name: str
    segments: tuple[Segment, ...]


class Chart(msgspec.Struct, frozen=True):
    """`stacked`: a bar is a whole of 100 %; else a bar for each answer. `words` say all of it."""

    stacked: bool
    bars: tuple[Bar, ...]
    words: str


def is_stacked(tally: Tally) -> bool:
    """Whether the answers have an order from low to high that says what people think."""
    return tally.part.summary in _STACKED


def look(place: int, of: int) -> int:
    """Of the place-th of so many answers, from 1 to 5."""
    return 1 + round(place * (LOOKS - 1) / (of - 1)) if of > 1 else LOOKS


def letter(place: int) -> str:
    """A, B, ... Z, A1..."""
    return _LETTERS[place % len(_LETTERS)] + (str(place // len(_LETTERS)) if place >= len(_LETTERS) else "")


def chart_of(tally: Tally, texts: Translator) -> Chart | None:
    """None where there is nothing to draw: numbers without ranges have no distribution that could be shown."""
    part = tally.part
    if not part.values or not tally.answered:
        return None
    names = [value_words(part, each, texts) for each in part.values]
    counted = comma_words(names, tally.counts)
    if is_stacked(tally):
        labels = names if part.row else [each.key for each in part.values]
        bars = [Bar(texts.pgettext("before and now", "Now") if tally.before else "", stack(tally.counts, labels))]
        if tally.before:
            bars.insert(0, Bar(texts.gettext("Before"), stack(tally.before, labels)))
            counted = texts.gettext(
                "Before: %(before)s. Now: %(now)s", before=comma_words(names, tally.before), now=counted
            )
        return Chart(True, tuple(bars), counted)
    rows = tuple(
        Bar(letter(place), (Segment(4 if each.key in part.wished else 3, 0, 100 * count / tally.answered, str(count)),))
        for place, (each, count) in enumerate(zip(part.values, tally.counts, strict=True))
    )
    return Chart(False, rows, counted)


def comma_words(names: list[str], counts: tuple[int, ...]) -> str:
    """ "1 Not useful: 2, 2: 4"."""
    return ", ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True))


def _room(label: str) -> float:
    """Percent of the width that it needs beside others; where there is less, it stands nowhere."""
    return _LETTER * (_POINT if len(label) <= _POINT else 1 + len(label))


def stack(counts: tuple[int, ...], labels: list[str]) -> tuple[Segment, ...]:
    """Segments beside each other; of nobody none."""
    whole, start = sum(counts) or 1, 0.0
    found = []
    for place, (count, label) in enumerate(zip(counts, labels, strict=True)):
        width = 100 * count / whole
        if count:
            found.append(Segment(look(place, len(counts)), start, width, label if width >= _room(label) else ""))
        start += width
    return tuple(found)
