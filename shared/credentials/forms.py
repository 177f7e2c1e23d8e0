"""What every document of one form says: its statements, as a JSON-LD processor gives them once, checked to be whole."""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from shared.credentials import contexts
from shared.credentials.lifting import SLOT, NotCovered

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_TRUTH = "#boolean>"
_NOWHERE = "https://relative.invalid/"  # where relative addresses end up, to be found there
_NO_ADDRESS = re.compile(r"""[\x00-\x20<>"{}|\\^`]""")
_PYLD = threading.Lock()  # its caches are made for one thread


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Parts as they stand, or the number of a slot. `suffix`: what follows the text of an object that is a literal."""

    subject: str | int
    predicate: str
    object: str | int
    suffix: str | None = None


class Form(msgspec.Struct, frozen=True):
    statements: tuple[Statement, ...]
    addresses: frozenset[int]


@lru_cache(maxsize=64)
def form_of(skeleton: bytes, slots: int) -> Form:
    """The statements of everything that has this form."""
    from pyld import jsonld  # type: ignore[import-untyped]  # noqa: PLC0415  # only here, and not small; ships no types

    document = msgspec.json.decode(skeleton)
    if document.get("@context", [])[:1] != [contexts.CREDENTIALS]:
        raise NotCovered("another first context")
    for address in document["@context"]:
        contexts.context(address)
    try:
        with _PYLD:
            dataset = jsonld.to_rdf(document, {"documentLoader": contexts.load, "base": _NOWHERE})
    except jsonld.JsonLdError as error:
        raise NotCovered(f"no JSON-LD: {error.code or error.type}") from error
    if set(dataset) != {"@default"}:
        raise NotCovered("statements in a graph of their own")
    return _checked(document, [_statement(triple) for triple in dataset["@default"]], slots)


def _checked(document: dict[str, Any], statements: list[Statement], slots: int) -> Form:
    subjects = {each.subject for each in statements if isinstance(each.subject, int)}
    objects = {each.object for each in statements if isinstance(each.object, int)}
    if subjects | objects != set(range(slots)):
        raise NotCovered("a member that its context does not know")
    if any(_NOWHERE in str(part) for each in statements for part in (each.subject, each.predicate, each.object)):
        raise NotCovered("a relative address or an unknown type")
    others = sum(_others(document))
    if others != sum(isinstance(each.object, str) and not each.object.startswith("_:") for each in statements):
        raise NotCovered("a value or a type that its context does not know")
    if any(each.suffix is not None and each.suffix.endswith(_TRUTH) for each in statements):
        raise NotCovered("a truth value as text")
    named = {each.object for each in statements if isinstance(each.object, int) and each.suffix is None}
    return Form(tuple(statements), frozenset(subjects | named))


def _others(value: Any) -> Iterator[int]:
    """How many statements each part must bring besides those with slots: one for each type and truth value."""
    if isinstance(value, bool):
        yield 1
    elif isinstance(value, list):
        for each in value:
            yield from _others(each)
    elif isinstance(value, dict):
        for member, each in value.items():
            if member == "type":
                yield len(set(each)) if isinstance(each, list) else 1
            elif not member.startswith("@"):
                yield from _others(each)


def _statement(triple: dict[str, dict[str, str]]) -> Statement:
    subject, value = triple["subject"]["value"], triple["object"]["value"]
    suffix = None
    if triple["object"]["type"] == "literal":
        datatype, language = triple["object"].get("datatype", _STRING), triple["object"].get("language")
        suffix = f'"@{language}' if datatype == _LANGUAGE else '"' if datatype == _STRING else f'"^^<{datatype}>'
    return Statement(
        subject=_slot(subject) if _is_slot(subject) else _resource(subject),
        predicate=f"<{triple['predicate']['value']}>",
        object=_slot(value) if _is_slot(value) else _resource(value) if suffix is None else f'"{value}{suffix}',
        suffix=suffix if _is_slot(value) else None,
    )


def _is_slot(value: str) -> bool:
    return value.startswith(SLOT)


def _slot(value: str) -> int:
    number = value.removeprefix(SLOT).removesuffix(":")
    if not number.isdecimal():
        raise NotCovered("a text inside another value")
    return int(number)


def _resource(value: str) -> str:
    """Raises NotCovered for what would end the address early, and so write statements of its own."""
    if _NO_ADDRESS.search(value):
        raise NotCovered("a type that is no address")
    return value if value.startswith("_:") else f"<{value}>"
