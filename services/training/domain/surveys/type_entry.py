"""What a type of question is made of. The types themselves: types.py beside this."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import msgspec

from services.training.domain.surveys import answer_forms as forms
from services.training.domain.surveys import answer_readers as readers
from services.training.domain.surveys.answer_forms import Posted
from services.training.domain.surveys.answer_readers import Raw
from services.training.domain.surveys.questions import Answer, Choice, Item


class Summary(StrEnum):
    """How answers are summed up; results key on it.

    SCALE: points, with distribution, median and top two. MATRIX: the same for each row. SHARES: a share of each key;
    SEVERAL: the same, more than one each. NUMBERS with ranges are RANGES. WORDS: kept apart. KNOWLEDGE: the
    share that was right. CONCRETE: shares, and the share of good ones. CHANGE: before and now of one person.
    """

    NOTHING = "nothing"
    SCALE = "scale"
    MATRIX = "matrix"
    SHARES = "shares"
    SEVERAL = "several"
    YES_NO = "yes_no"
    NUMBERS = "numbers"
    RANGES = "ranges"
    WORDS = "words"
    RECOMMENDATION = "recommendation"
    CONCRETE = "concrete"
    KNOWLEDGE = "knowledge"
    CHANGE = "change"


class Kind(StrEnum):
    """Of a setting in the builder. TEXTS: a line in each language. CHOICES: lines in each language, a key each.
    KEYS: some of the choices; KEY: one of the columns, or none. BOUNDS: numbers, or so many equal parts.
    """

    TEXTS = "texts"
    CHOICES = "choices"
    KEYS = "keys"
    KEY = "key"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    BOUNDS = "bounds"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the struct that organizers set. `needed`: of choices, at least so many; of keys and texts, 1 or 0.

    `of`: the field whose choices a KEYS or KEY names.
    """

    name: str
    kind: Kind
    words: str
    hint: str = ""
    needed: int = 0
    least: int = 0
    most: int = 1_000_000
    of: str = "choices"


class Type(msgspec.Struct, frozen=True, kw_only=True):
    """`words` and `about` (what it is good for) are for organizers. `gather` takes the raw answer out of a form, `read`
    checks it. `values`: the answers that a condition can name, none where it cannot. `is_words`: the answer is text.
    """

    struct: type[Item]
    words: str
    about: str
    summary: Summary
    gather: Callable[[Any, Posted], object] = forms.gather_one
    read: Callable[[Any, Raw], Answer | None] = readers.read_choice
    values: Callable[[Any], tuple[Choice, ...]] = lambda _: ()
    settings: tuple[Setting, ...] = ()
    is_words: bool = False

    @property
    def tag(self) -> str:
        return str(self.struct.__struct_config__.tag)

    @property
    def asks(self) -> bool:
        return self.summary is not Summary.NOTHING
