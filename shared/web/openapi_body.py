"""Bodies that are read loosely (so that every bad field is named at once) still stand in the API document."""

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody


def takes(body: type[msgspec.Struct]) -> type[Operation]:
    """For `operation_class=` of a handler: documents a JSON body of this Struct, which nothing decodes into."""
    schema = _inlined(msgspec.json.schema(body))

    @dataclass
    class WithBody(Operation):
        def __post_init__(self) -> None:
            media: dict[str, OpenAPIMediaType] = {"application/json": OpenAPIMediaType(schema=schema)}
            self.request_body = RequestBody(content=media, required=True)

    return WithBody


def _inlined(schema: dict[str, Any]) -> Any:
    """The schema with its $defs put where they are named."""
    definitions = schema.pop("$defs", {})

    def resolved(node: Any) -> Any:
        if isinstance(node, list):
            return [resolved(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return resolved(definitions[node["$ref"].removeprefix("#/$defs/")])
        return {key: resolved(value) for key, value in node.items()}

    return resolved(schema)
