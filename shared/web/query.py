"""Query parameters of lists, read as texts so that the domain names every bad one at once, yet documented exactly."""

from typing import Annotated, Any

from litestar.params import QueryParameter

from shared.cursors import LONGEST


def documented(description: str, **schema: Any) -> QueryParameter:
    """For `Annotated[str, documented(...)] = ""`; `schema` is what the API document says of the value."""
    return QueryParameter(description=description, schema_extra=schema or None)


Limit = Annotated[str, documented("How many, 50 if not said", type="integer", minimum=1, maximum=LONGEST)]
Cursor = Annotated[str, documented("Where the list goes on: `next` of the answer before")]
