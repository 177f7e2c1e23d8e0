"""Errors as answers: a page for people, problem details (RFC 9457) for programs."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import InternalServerException
from litestar.response import Redirect

from shared.errors import SignInNeeded
from shared.http import PROBLEM, Failure, failure, problem_details, title_of, translated
from shared.web.pages import private_page
from shared.web.reader import Reader, address, read_reader
from shared.web.staff import SIGN_IN, sign_in_path

_GONE = "client disconnected prematurely"  # of litestar, which has no class for it
_AGAIN = (413, 429)  # something else, or later: the same address takes it; one of a form alone leads to its page
log = logging.getLogger("wego.errors")


def wants_problem(request: Request[Any, Any, Any]) -> bool:
    """A program asks: by the path, or because it takes JSON and no page."""
    accept = request.headers.get("accept", "")
    return request.scope["path"].startswith("/api/") or ("json" in accept and "text/html" not in accept)


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The one handler of every exception. One that nobody foresaw is logged whole and reveals only the request id."""
    failed = failure(error)
    reader = read_reader(request)
    route = request.scope.get("path_template", "(none)")
    if _is_gone(error):
        log.info("the reader hung up", extra={"route": route, "request_id": reader.request_id})
    elif not failed.known:
        log.error("unforeseen error", exc_info=error, extra={"route": route, "request_id": reader.request_id})
    if wants_problem(request):
        details = problem_details(failed, reader.texts, reader.request_id)
        headers = {"Cache-Control": "no-store", **failed.headers}
        return Response(details, status_code=failed.status, media_type=PROBLEM, headers=headers)
    if isinstance(error, SignInNeeded) and error.sent is not None:
        return _send_again(reader, error)
    if isinstance(error, SignInNeeded):
        wanted = address(reader.path, list(reader.query)) if request.method == "GET" else ""
        return Redirect(error.at or sign_in_path(wanted), status_code=303, headers={"Cache-Control": "no-store"})
    if failed.status == 405 and request.method == "GET":
        return Redirect(_page_above(reader), status_code=303, headers={"Cache-Control": "no-store"})
    answer = _page(reader, failed)
    answer.headers.update(failed.headers)
    return answer


def _page_above(reader: Reader) -> str:
    """Where the address takes a form alone: the page that has it. Asked for after a refused form, by a switch of the
    language or a reload from the bar.
    """
    return address(reader.path.rpartition("/")[0] or "/", [])


def _send_again(reader: Reader, error: SignInNeeded) -> Response[str]:
    """What was posted, to be sent again from the same page after signing in beside it."""
    assert error.sent is not None
    fields = [(name, value) for name, values in error.sent.items() for value in values]
    return private_page(
        reader,
        "sign_in_again.html",
        status=401,
        action=address(reader.path, list(reader.query)),
        fields=fields,
        with_files=error.with_files,
        sign_in=error.at or SIGN_IN,
    )


def _is_gone(error: Exception) -> bool:
    """A telephone that dropped the connection while it sent: nobody reads the answer."""
    return isinstance(error, InternalServerException) and error.detail == _GONE


def _page(reader: Reader, failed: Failure) -> Response[str]:
    texts = reader.texts
    try:
        return private_page(
            reader,
            "error.html",
            status=failed.status,
            title=texts.gettext(title_of(failed.status)),
            message=texts.gettext(failed.message, **failed.params),
            problems=translated(failed.problems, texts),
            again=address(reader.path, list(reader.query)) if failed.status in _AGAIN else "",
            request_id="" if failed.known else reader.request_id,
        )
    except Exception:  # the page that tells of errors must not be one
        log.exception("the error page broke", extra={"request_id": reader.request_id})
        return Response(f"{failed.status}\n{reader.request_id}\n", status_code=failed.status, media_type="text/plain")
