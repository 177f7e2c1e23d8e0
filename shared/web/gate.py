"""Before routing: impossible addresses and other sites are turned away, switches are thrown."""

from typing import Any

from litestar import Request, Response
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from shared.errors import NotFound
from shared.i18n.mark import mark
from shared.settings import Settings
from shared.web.errors import answer_error
from shared.web.origin import check_origin
from shared.web.switches import thrown


class Gate:
    """Wraps Litestar's router; what it refuses is answered like every other error."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        answer: Response[Any] | None
        try:
            _refuse_nul(scope)
            check_origin(request.method, request.headers, request.cookies, self._settings.public_url)
            answer = thrown(request, secure=self._settings.secure)
        except Exception as error:  # noqa: BLE001  # here Litestar does not catch it; answer_error logs what is unforeseen
            answer = answer_error(request, error)
        if answer is None:
            await self._app(scope, receive, send)
        else:
            await answer.to_asgi_response(app=None, request=request)(scope, receive, send)


def _refuse_nul(scope: Any) -> None:
    """NUL stands in no address of ours, and PostgreSQL takes it in no text. Raises NotFound."""
    if "\x00" in scope["path"] or b"%00" in scope["query_string"] or b"\x00" in scope["query_string"]:
        raise NotFound(mark("The address leads nowhere. It may be mistyped, or the page may have moved."))
