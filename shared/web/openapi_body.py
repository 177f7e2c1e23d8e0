"""Bodies that are read loosely (so that every bad field is named at once) still stand in the API document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, Parameter, RequestBody, Schema

from shared.errors import Problem
from shared.i18n.mark import mark

_STAFF = "/api/v1/organize/"
_FLAG = mark("Send true or false, without quotation marks")
_UNKNOWN = mark("There is no such field. Take it out, or write one of: %(names)s")


class TakesBody(Operation):
    """An operation whose body is documented by `body`."""

    body: ClassVar[type[msgspec.Struct]]


def takes(body: type[msgspec.Struct], *, keyed: bool = False) -> type[TakesBody]:
    """For `operation_class=` of a handler: documents a JSON body of this Struct, which nothing decodes into.

    `keyed`: the handler takes an Idempotency-Key. What staff send may hold no other fields (`misread_fields`).
    """
    schema, documented = _inlined(msgspec.json.schema(body)), body

    @dataclass
    class WithBody(TakesBody):
        body: ClassVar[type[msgspec.Struct]] = documented

        def __post_init__(self) -> None:
            media: dict[str, OpenAPIMediaType] = {"application/json": OpenAPIMediaType(schema=schema)}
            self.request_body = RequestBody(content=media, required=True)
            if keyed:
                self.parameters = [*(self.parameters or ()), _KEY]

    return WithBody


_KEY = Parameter(
    name="Idempotency-Key",
    param_in="header",
    required=False,
    schema=Schema(type=OpenAPIType.STRING, max_length=255),
    description="The same key with the same body gives the first answer again; with another body it is refused (422)",
)


def misread_fields(operation: type[Operation] | None, path: str, body: dict[str, Any]) -> list[Problem]:
    """Programs of the staff hear of every field that there is not, also within another: `items.0.titel`; and of each
    that is true or false and was sent as something else, which a form may say in words of its own.

    What participants send may hold more than we read.
    """
    if path.startswith(_STAFF) and operation is not None and issubclass(operation, TakesBody):
        return list(_misread(body, msgspec.inspect.type_info(operation.body), ""))
    return []


def _misread(given: object, kind: msgspec.inspect.Type, at: str) -> Iterator[Problem]:
    """`at`: the name of what is given, "" for the whole body."""
    within = f"{at}." if at else ""
    match kind:
        case msgspec.inspect.UnionType():
            if given is not None or not kind.includes_none:
                for each in kind.types:
                    yield from _misread(given, each, at)
        case msgspec.inspect.BoolType() if not isinstance(given, bool):
            yield Problem(at, _FLAG)
        case msgspec.inspect.ListType() | msgspec.inspect.VarTupleType() if isinstance(given, list):
            for number, item in enumerate(given):
                yield from _misread(item, kind.item_type, f"{within}{number}")
        case msgspec.inspect.StructType() if isinstance(given, dict):
            fields = {field.encode_name: field.type for field in kind.fields}
            for name, value in given.items():
                if name in fields:
                    yield from _misread(value, fields[name], f"{within}{name}")
                else:
                    yield Problem(f"{within}{name}", _UNKNOWN, {"names": ", ".join(fields)})


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
