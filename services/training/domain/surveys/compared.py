"""The same questions side by side: by session, trainer or module of a cohort, and one cohort beside another.

Nothing but sums of what is shown of each survey by itself is shown here, so nothing more follows from it.
"""

from collections.abc import Sequence

import msgspec

from services.training.domain.surveys.parts import Part
from services.training.domain.surveys.results import Results
from services.training.domain.surveys.tally import Tally, added
from services.training.domain.surveys.type_entry import Summary


class Compared(msgspec.Struct, frozen=True):
    """A part with its tally in each group that has one. `groups` are labels, in the order they were given."""

    part: Part
    groups: tuple[tuple[str, Tally], ...]


def compared(every: Sequence[tuple[Sequence[str], Results]]) -> list[Compared]:
    """Of surveys, each with the labels of the groups it counts in (the trainers of a session may be two)."""
    lines: list[tuple[Part, dict[str, list[Tally]]]] = []
    for labels, results in every:
        for tally in results.shown():
            if tally.part.summary is Summary.NUMBERS:
                continue
            line = next((own for part, own in lines if part.comparable(tally.part)), None)
            if line is None:
                lines.append((tally.part, line := {}))
            for label in labels:
                line.setdefault(label, []).append(tally)
    return [
        Compared(part, tuple((label, added(_plain(part, tallies), tallies)) for label, tallies in own.items()))
        for part, own in lines
    ]


def of_bank(found: Sequence[Compared]) -> list[Compared]:
    """Those of the bank, of which there are two and more."""
    return [each for each in found if each.part.bank and len(each.groups) > 1]


def _plain(part: Part, tallies: Sequence[Tally]) -> Part:
    """With what was right only where it is told of all of them."""
    told = all(each.part.wished for each in tallies)
    return part if told or not part.wished else msgspec.structs.replace(part, wished=())
