"""What a question lacks of what its type needs: it can be kept like this, but not be asked."""

from collections.abc import Sequence

from services.training.domain.surveys.answer_readers import OTHER
from services.training.domain.surveys.line_keys import KEY
from services.training.domain.surveys.questions import Choice, Number, Question
from services.training.domain.surveys.ranges import fits
from services.training.domain.surveys.type_entry import Kind
from services.training.domain.surveys.types import type_of
from shared.i18n.mark import mark

TOO_FEW = mark("“%(question)s” needs more answers to choose from")
UNMARKED = mark("“%(question)s”: mark which answers are the right or good ones")
ENDS = mark("“%(question)s”: the highest point must be above the lowest")
NO_NUMBER = mark("“%(question)s”: no number lies between the smallest and the largest, so nobody could answer")
BOUNDS = mark("“%(question)s”: the ranges do not fit its numbers")
EMPTY_ENDS = mark("“%(question)s”: write words at both ends of the scale")


def settings_wrong(item: Question) -> list[str]:
    """What its type needs and it lacks."""
    found = []
    for setting in type_of(item).settings:
        value = getattr(item, setting.name)
        if setting.kind is Kind.CHOICES and not _good_choices(value, setting.needed):
            found.append(TOO_FEW)
        elif setting.kind is Kind.KEYS and (not value or not set(value) <= _keys(getattr(item, setting.of))):
            found.append(UNMARKED)
        elif setting.kind is Kind.TEXTS and setting.needed and not value:
            found.append(EMPTY_ENDS)
    lowest, highest = getattr(item, "lowest", 0), getattr(item, "highest", 10)
    if not lowest < highest <= lowest + 10:
        found.append(ENDS)
    if isinstance(item, Number) and not item.has_answer:
        found.append(NO_NUMBER)
    if isinstance(item, Number) and not fits(item):
        found.append(BOUNDS)
    return list(dict.fromkeys(found))


def _keys(choices: Sequence[Choice]) -> set[str]:
    return {choice.key for choice in choices}


def _good_choices(choices: Sequence[Choice], needed: int) -> bool:
    return len(choices) >= needed and len(_keys(choices)) == len(choices) and all(is_key(one.key) for one in choices)


def is_key(key: str) -> bool:
    """Of a question or an answer."""
    return KEY.fullmatch(key) is not None and key != OTHER
