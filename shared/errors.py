"""The few ways in which an operation says no, which `shared/http.py` maps to a status each; and one for commands."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import msgspec


class SaidPlainly(Exception):
    """Its text is for the person who typed a command: what is wrong, and what to do. Shown without a traceback."""


class Problem(msgspec.Struct, frozen=True):
    """One bad field: `field` is its name in the form and in the JSON body, `message` a msgid with `params`; a float
    among them stands as the reader writes numbers.

    `message` is the English text marked with `shared.i18n.mark`; the edge translates it.
    """

    field: str
    message: str
    params: Mapping[str, str | int | float] = {}


class DomainError(Exception):
    """Base of all refusals. `code` is stable and public (the tail of the RFC 9457 `type`).

    `message` is an English msgid for the person who meets it: what happened and what to do.
    """

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, **params: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.params = params
        if code is not None:
            self.code = code


class NotFound(DomainError):
    code = "not-found"


class Forbidden(DomainError):
    code = "forbidden"


class SignInNeeded(DomainError):
    """Nobody is signed in. A page leads to the sign-in, or to `at`, a path of its own; a program gets status 401.

    `sent`: the form that was posted, field by field, to be sent again after signing in; `with_files`: it had files too,
    which are not among them; None: nothing is kept.
    """

    code = "sign-in-needed"

    def __init__(
        self, message: str, *, at: str = "", sent: Mapping[str, list[str]] | None = None, with_files: bool = False
    ) -> None:
        super().__init__(message)
        self.at = at
        self.sent = sent
        self.with_files = with_files


class Conflict(DomainError):
    code = "conflict"


class Gone(DomainError):
    code = "gone"


class TooMany(DomainError):
    """`retry_after` is in seconds."""

    code = "too-many"

    def __init__(self, message: str, *, retry_after: int, **params: str | int) -> None:
        super().__init__(message)
        self.params = params
        self.retry_after = retry_after


class Invalid(DomainError):
    """Carries every problem of the form at once, in the order of its fields."""

    code = "invalid"

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("Some answers need another look")
        self.problems = tuple(problems)


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """Notes the problems of what is read inside and goes on, so that the next part is read too."""
    try:
        yield
    except Invalid as error:
        problems += error.problems


class TooLarge(Invalid):
    """Something in the form is larger than we take: a file, as a rule."""

    code = "too-large"


class Malformed(DomainError):
    """The body is not JSON at all."""

    code = "malformed"
