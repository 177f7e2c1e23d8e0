"""The API document as a page to read: operations by path, their parameters, bodies and answers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

_METHODS = ("get", "post", "put", "patch", "delete")
_DEEP = 4
_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
    "": "anything",
}


class Field(msgspec.Struct, frozen=True):
    """One value that is sent or answered. `name` has dots where it stands within another."""

    name: str
    kind: str
    required: bool
    about: str = ""


class Answer(msgspec.Struct, frozen=True):
    status: str
    about: str
    media_type: str = ""
    fields: tuple[Field, ...] = ()


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """`anchor` names it within the page; `places` are its parameters with where each stands ("path", "query")."""

    anchor: str
    method: str
    path: str
    title: str
    about: str
    places: tuple[tuple[str, Field], ...] = ()
    body: tuple[Field, ...] = ()
    body_about: str = ""
    answers: tuple[Answer, ...] = ()
    curl: str = ""


def operations(document: Mapping[str, Any], server: str) -> tuple[Operation, ...]:
    """Every operation of the document, by path and then by method. `server` is the address for the samples."""
    return tuple(
        _operation(document, server, path, method, item[method])
        for path, item in sorted(document.get("paths", {}).items())
        for method in _METHODS
        if method in item
    )


def _operation(
    document: Mapping[str, Any], server: str, path: str, method: str, described: Mapping[str, Any]
) -> Operation:
    content: dict[str, Any] = _resolved(document, described.get("requestBody", {})).get("content", {})
    body: dict[str, Any] = next((each.get("schema", {}) for each in content.values()), {})
    places = [_resolved(document, each) for each in described.get("parameters", ())]
    return Operation(
        anchor=described.get("operationId") or f"{method}{path}",
        method=method.upper(),
        path=path,
        title=described.get("summary", ""),
        about=described.get("description", ""),
        places=tuple((each.get("in", ""), _parameter(document, each)) for each in places),
        body=tuple(_fields(document, body)),
        body_about=_resolved(document, body).get("description", ""),
        answers=tuple(
            _answer(document, status, _resolved(document, answer))
            for status, answer in described.get("responses", {}).items()
        ),
        curl=_curl(server, path, method, with_body=bool(content)),
    )


def _parameter(document: Mapping[str, Any], described: Mapping[str, Any]) -> Field:
    schema = described.get("schema", {})
    about = described.get("description", "") or _resolved(document, schema).get("description", "")
    return Field(described["name"], _kind(document, schema), bool(described.get("required")), about)


def _answer(document: Mapping[str, Any], status: str, described: Mapping[str, Any]) -> Answer:
    contents: dict[str, Any] = described.get("content", {})
    media_type = next(iter(contents), "")
    fields = tuple(_fields(document, contents.get(media_type, {}).get("schema", {})))
    return Answer(status, described.get("description", ""), media_type, fields)


def _resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a $ref leads to; the node itself where it is none."""
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def _choices(document: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The schemas that a value may follow, null left out."""
    schema = _resolved(document, schema)
    each = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return [found for found in (_resolved(document, one) for one in each) if found.get("type") != "null"]


def _fields(
    document: Mapping[str, Any], schema: Mapping[str, Any], before: str = "", depth: int = 0
) -> Iterator[Field]:
    for choice in _choices(document, schema):
        inner = _resolved(document, choice.get("items", {})) if choice.get("type") == "array" else choice
        required = inner.get("required", ())
        for name, described in inner.get("properties", {}).items():
            about = described.get("description", "") or _resolved(document, described).get("description", "")
            yield Field(f"{before}{name}", _kind(document, described), name in required, about)
            if depth < _DEEP:
                yield from _fields(document, described, f"{before}{name}.", depth + 1)


def _kind(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """In words: "text", "text (date-time)", "list of text", "one of confirmed, waitlisted", "number or nothing"."""
    resolved = _resolved(document, schema)
    kinds = [_kind_of(document, choice, name) for choice in _choices(document, schema) for name in _types(choice)]
    nullable = any(
        _resolved(document, one).get("type") == "null" for one in resolved.get("oneOf", resolved.get("anyOf", ()))
    )
    return " or ".join(dict.fromkeys([*kinds, *(["nothing"] if nullable else [])])) or "anything"


def _types(schema: Mapping[str, Any]) -> list[str]:
    named = schema.get("type", "object" if "properties" in schema else "")
    return [named] if isinstance(named, str) else list(named)


def _kind_of(document: Mapping[str, Any], schema: Mapping[str, Any], name: str) -> str:
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema and name != "null":
        return "one of " + ", ".join(str(each) for each in schema["enum"])
    if name == "array":
        return f"list of {_kind(document, schema.get('items', {}))}"
    if name == "string" and "format" in schema:
        return f"text ({schema['format']})"
    return _WORDS.get(name, "object")


def _curl(server: str, path: str, method: str, *, with_body: bool) -> str:
    lines = [f"curl {server}{path}"]
    if method != "get":
        lines[0] = f"curl -X {method.upper()} {server}{path}"
    if with_body:
        lines += ["-H 'Content-Type: application/json'", "-d @body.json"]
    return " \\\n  ".join(lines)
