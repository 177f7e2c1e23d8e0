"""The one table from error to status, and problem details (RFC 9457) for every error an API answers with."""

import logging

import asyncpg
import msgspec
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)

from shared import errors, unread
from shared.i18n import Translator, mark
from shared.i18n.numbers import number_words

log = logging.getLogger(__name__)

STATUS: dict[type[errors.DomainError], int] = {
    errors.Malformed: 400,
    errors.SignInNeeded: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.TooMany: 429,
}
PROBLEM = "application/problem+json"


class FieldError(msgspec.Struct, frozen=True):
    """One bad field, in the reader's language."""

    field: str
    message: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What an error comes to at the edge. `message` is a msgid with `params`; `errors` only where fields are bad."""

    status: int
    code: str
    message: str
    params: dict[str, str | int] = {}
    problems: tuple[errors.Problem, ...] = ()
    headers: dict[str, str] = {}
    known: bool = True


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457, section 3. `request_id` is what to tell the secretariat; it is in the log."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str = ""
    errors: tuple[FieldError, ...] | None = None


_TITLES: dict[int, str] = {
    400: mark("The request cannot be read"),
    401: mark("Sign in first"),
    403: mark("You may not do this"),
    404: mark("There is nothing here"),
    405: mark("This address does not take that"),
    409: mark("That cannot be done now"),
    410: mark("This is no longer here"),
    413: mark("That is too large"),
    415: mark("The request cannot be read"),
    422: mark("Some answers need another look"),
    429: mark("That was too often"),
    500: mark("Something broke on our side"),
    503: mark("The system is not ready"),
}
_DETAILS: dict[int, tuple[str, str]] = {
    400: ("malformed", mark("The request is not written as it must be.")),
    403: ("forbidden", mark("This is open to others only.")),
    404: ("not-found", mark("The address leads nowhere. It may be mistyped, or the page may have moved.")),
    405: ("method-not-allowed", mark("The address is right, but it does not answer this kind of request.")),
    413: ("too-large", mark("What you sent is larger than we take.")),
    415: ("malformed", mark("Send JSON, with the Content-Type application/json.")),
    422: ("invalid", mark("Some answers need another look")),
    429: ("too-many", mark("That was too often from here. Wait a minute, then try again.")),
    503: ("unavailable", mark("Wait a minute, then try again. Nothing is lost.")),
}
# The database is being restarted or cannot be reached; what was asked for was not done.
_DATABASE_GONE = (
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)
# U+0000 and half characters were sent where nothing checks what is looked for: PostgreSQL keeps and finds neither.
_NO_TEXT = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)
_UNKNOWN = mark("We have noted it. Try again in a minute; if it happens again, tell us the number below.")


def status_of(error: errors.DomainError) -> int:
    """The status of a refusal, also of a subclass."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def title_of(status: int) -> str:
    """The msgid that names a status to a person."""
    return _TITLES.get(status) or (_TITLES[500] if status >= 500 else _TITLES[400])


def failure(error: Exception) -> Failure:
    """What any exception comes to. One that nobody foresaw reveals nothing: status 500, `known` is False."""
    if isinstance(error, errors.DomainError):
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.TooMany) else {}
        if isinstance(error, errors.SignInNeeded):
            headers = {"WWW-Authenticate": "Bearer"}  # RFC 9110, 11.6.1
        problems = unread.with_noted(error.problems) if isinstance(error, errors.Invalid) else ()
        return Failure(
            status=status_of(error),
            code=error.code,
            message=error.message,
            params=error.params,
            problems=problems,
            headers=headers,
        )
    if isinstance(error, _NO_TEXT):
        return Failure(status=422, code="invalid", message=_DETAILS[422][1])
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _of_framework(error)
    if isinstance(error, _DATABASE_GONE):
        code, message = _DETAILS[503]
        return Failure(status=503, code=code, message=message, headers={"Retry-After": "5"}, known=False)
    return Failure(status=500, code="internal", message=_UNKNOWN, known=False)


def _of_framework(error: HTTPException) -> Failure:
    """Litestar's own refusals: no such route, wrong method, a bad path or query parameter, a body too large."""
    status = 422 if isinstance(error, ValidationException) else error.status_code
    code, message = _DETAILS.get(status, _DETAILS[400])
    problems: tuple[errors.Problem, ...] = ()
    headers: dict[str, str] = {}
    if isinstance(error, ValidationException):
        fields = [each["key"] for each in error.extra or [] if isinstance(each, dict) and "key" in each]
        problems = tuple(errors.Problem(field, mark("This value is not understood here")) for field in fields)
    if isinstance(error, MethodNotAllowedException):
        headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    if isinstance(error, NotFoundException):
        code, message = _DETAILS[404]
    return Failure(status=status, code=code, message=message, problems=problems, headers=headers)


def problem_details(failed: Failure, texts: Translator, request_id: str) -> ProblemDetails:
    """The failure as RFC 9457 has it, in the reader's language."""
    return ProblemDetails(
        type=f"urn:wego:problem:{failed.code}",
        title=texts.gettext(title_of(failed.status)),
        status=failed.status,
        detail=texts.gettext(failed.message, **failed.params),
        request_id=request_id,
        errors=translated(failed.problems, texts) if failed.status == 422 or failed.problems else None,
    )


def translated(problems: tuple[errors.Problem, ...], texts: Translator) -> tuple[FieldError, ...]:
    """Each problem in the reader's language, in the order given."""
    return tuple(FieldError(each.field, texts.gettext(each.message, **_written(each, texts))) for each in problems)


def _written(problem: errors.Problem, texts: Translator) -> dict[str, object]:
    return {
        name: number_words(value, texts.language.code) if isinstance(value, float) else value
        for name, value in problem.params.items()
    }
