"""Fields that a program sent and that there are not, or that cannot be what they are to be.

The request goes on, so that everything else that is bad is named beside them (one 422), but nothing of it is kept: no
transaction is committed once such a field was noted.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from shared.errors import Invalid, Problem

_noted: ContextVar[list[Problem] | None] = ContextVar("unread_fields", default=None)


@contextmanager
def of_one_request() -> Iterator[None]:
    """What is noted inside is forgotten at its end. Tasks begun inside note into the same."""
    token = _noted.set([])
    try:
        yield
    finally:
        _noted.reset(token)


def note(problems: Iterable[Problem]) -> None:
    """Raises Invalid at once where nothing would refuse them later: outside a request."""
    found, kept = list(problems), _noted.get()
    if kept is not None:
        kept += found
    elif found:
        raise Invalid(found)


def refuse() -> None:
    """Before anything is kept. Raises Invalid with what was noted."""
    if noted := _noted.get():
        raise Invalid(noted)


def with_noted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What was noted, then all else that is bad; each field once."""
    noted = tuple(_noted.get() or ())
    named = {each.field for each in noted}
    return noted + tuple(each for each in problems if each.field not in named)
