"""What handlers of certificates ask for, beside shared/web/given.py: the course or event that the address names, what
was sent to it, and the form of a page.
"""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from shared.errors import Malformed
from shared.i18n.mark import mark
from shared.web.forms import Form, read_form, read_json
from shared.web.given import FromPath, TheStaff

TheOccasion: TypeAlias = NamedDependency[SkipValidation[str]]
"""The key of a course or event, "cohort:<uuid>", from the address."""
TheSent: TypeAlias = NamedDependency[SkipValidation[dict[str, Any]]]
"""The body, which must be JSON and say so."""
TheForm: TypeAlias = NamedDependency[SkipValidation[Form]]

_NOT_JSON = mark("Send the body as application/json.")


async def the_occasion(
    kind: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
) -> str:
    """What is no kind of ours leads nowhere, as an id that is none does."""
    return f"{kind}:{id}"


async def the_sent(request: Request[Any, Any, Any], staff: TheStaff) -> dict[str, Any]:  # noqa: ARG001  # they come first
    """A form of another site cannot send this content type, so a cookie alone is not enough."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Malformed(_NOT_JSON)
    return await read_json(request)


async def the_form(request: Request[Any, Any, Any], staff: TheStaff) -> Form:  # noqa: ARG001  # they come first
    """Raises Malformed."""
    return await read_form(request)


DEPENDENCIES: dict[str, Callable[..., Any]] = {"occasion": the_occasion, "json_sent": the_sent, "form": the_form}
