"""Where a question stands: behind another one, or at the beginning; a section moves with its questions."""

from collections.abc import Sequence

from services.training.domain.surveys.questions import Question, Section

BEGINNING = "-"
"""Instead of a key: before everything. No key looks like it."""


def block(items: Sequence[Question], place: int) -> int:
    """The end (exclusive) of what moves with the one at `place`: of a section all up to the next."""
    if not isinstance(items[place], Section):
        return place + 1
    return next((at for at in range(place + 1, len(items)) if isinstance(items[at], Section)), len(items))


def without(items: Sequence[Question], place: int | None) -> tuple[list[Question], list[Question], int]:
    """What moves, what stays, and where in the latter it stood; None: a new one, at the end."""
    if place is None:
        return [], list(items), len(items)
    end = block(items, place)
    return list(items[place:end]), [*items[:place], *items[end:]], place


def landing(rest: Sequence[Question], after: str, stood: int) -> int:
    """The place in `rest` behind the one with this key; where there is none such, where it `stood`."""
    if after == BEGINNING:
        return 0
    return next((place + 1 for place, each in enumerate(rest) if each.key == after), stood)


def choices(items: Sequence[Question], place: int | None) -> list[Question]:
    """Behind which ones it may stand. A section that has questions would take over those of another one if it stood
    between them: it stands behind whole sections.
    """
    moving, rest, _ = without(items, place)
    whole = len(moving) > 1
    return [
        each for at, each in enumerate(rest) if not whole or at + 1 == len(rest) or isinstance(rest[at + 1], Section)
    ]


def before(items: Sequence[Question], place: int | None) -> str:
    """The key behind which it stands now, BEGINNING where nothing is before it."""
    _, rest, stood = without(items, place)
    return rest[stood - 1].key if stood else BEGINNING
