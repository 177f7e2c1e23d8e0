"""What is put into the sealed box: the answers of one person, always the same length for a survey."""

from collections.abc import Sequence

import msgspec

from services.training.domain.surveys.answer_readers import OTHER_LIMIT
from services.training.domain.surveys.questions import Answers, Matrix, Question

_STEP = 1024
_HEAD = 4
_UTF8 = 4  # bytes of a character at the most


class Boxed(msgspec.Struct, frozen=True, array_like=True):
    """Answers without texts, the texts with their questions' keys, and what joins the two surveys of a pair."""

    answers: Answers
    words: tuple[tuple[str, str], ...]
    pseudonym: str = ""


def length_of(items: Sequence[Question]) -> int:
    """In bytes: no answer to these questions is longer."""
    return -(-sum(_most(item) for item in items) // _STEP) * _STEP + _STEP


def pack(boxed: Boxed, length: int) -> bytes:
    """Padded to `length`; to the next multiple of it, should it be longer all the same."""
    body = msgspec.msgpack.encode(boxed)
    whole = max(1, -(-(_HEAD + len(body)) // length)) * length
    return (len(body).to_bytes(_HEAD) + body).ljust(whole, b"\0")


def unpack(packed: bytes) -> Boxed:
    end = _HEAD + int.from_bytes(packed[:_HEAD])
    return msgspec.msgpack.decode(packed[_HEAD:end], type=Boxed)


def _most(item: Question) -> int:
    """Every key that can be answered stands in the question itself; a column can be answered in every row."""
    keys = len(msgspec.msgpack.encode(item))
    if isinstance(item, Matrix):
        keys += len(item.rows) * max((len(column.key.encode()) for column in item.columns), default=0)
    characters = getattr(item, "limit", 0) + (OTHER_LIMIT if getattr(item, "other", False) else 0)
    return 2 * keys + _UTF8 * characters + 64
