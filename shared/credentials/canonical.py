"""A document as the bytes that are hashed and signed: its RDF dataset in the canonical order of RDFC-1.0.

A JSON-LD processor takes 4 ms for one credential, nearly all of it spent on contexts, and credentials of one course
differ in a few texts only. So each text is taken out of the document, the rest (its form) is processed once, and the
texts are put into the finished statements. Tests compare every byte with what a whole processing gives.

It is narrower than JSON-LD on purpose. Whatever a signature would not cover is refused: members that no context knows,
unknown types, relative addresses, `null`, empty lists, a truth value written as text, contexts and keywords of its
own. Numbers and control characters are refused too: implementations write them differently. What is left open is the
order in lists.
"""

import hashlib
import re
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from shared.credentials import contexts

MOST_TEXTS = 300
MOST_FORM = 10_000  # bytes of a document without its texts; ours have 2,000
MOST_DEEP = 12
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_TRUTH = "#boolean>"
_NOWHERE = "https://relative.invalid/"  # where relative addresses end up, to be found there
_SLOT = "urn:wego-slot:"
_ADDRESS = re.compile(r"""(https?://|did:|urn:)[^\x00-\x20<>"{}|\\^`]+""")
_NO_ADDRESS = re.compile(r"""[\x00-\x20<>"{}|\\^`]""")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MEMBER = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


_PYLD = threading.Lock()  # its caches are made for one thread


class NotCovered(Exception):
    """Part of the document would not be covered by a signature over it; the text says which, for developers."""


class _Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Parts as they stand, or the number of a slot. `suffix`: what follows the text of an object that is a literal."""

    subject: str | int
    predicate: str
    object: str | int
    suffix: str | None = None


class _Form(msgspec.Struct, frozen=True):
    statements: tuple[_Statement, ...]
    addresses: frozenset[int]


def canonical(document: dict[str, Any]) -> str:
    """Canonical N-Quads (RDFC-1.0). Raises NotCovered, and UnknownContext where a context is not shipped."""
    texts: list[str] = []
    skeleton = _lift(document, texts, 0)
    encoded = msgspec.json.encode(skeleton)
    if len(texts) > MOST_TEXTS or len(encoded) > MOST_FORM + len(_SLOT) * len(texts):
        raise NotCovered("too large")
    form = _form(encoded, len(texts))
    for number in form.addresses:
        if not _ADDRESS.fullmatch(texts[number]):
            raise NotCovered(f"no absolute address: {texts[number][:80]}")
    return _labelled(list(dict.fromkeys(_filled(form, texts))))


def _lift(value: Any, texts: list[str], depth: int) -> Any:
    """The same value with a slot for each text."""
    if depth > MOST_DEEP:
        raise NotCovered("nested too deeply")
    if isinstance(value, str):
        if _CONTROL.search(value) or value.startswith(_SLOT):
            raise NotCovered("control characters")
        texts.append(value)
        return f"{_SLOT}{len(texts) - 1}:"
    if isinstance(value, list):
        if not value or any(isinstance(each, list) for each in value):
            raise NotCovered("a list that is empty or holds a list")
        return [_lift(each, texts, depth + 1) for each in value]
    if isinstance(value, dict):
        return _lift_members(value, texts, depth)
    if isinstance(value, bool):
        return value
    raise NotCovered(f"a value of this kind: {value!r:.40}")


def _lift_members(node: dict[str, Any], texts: list[str], depth: int) -> dict[str, Any]:
    if "@value" in node:
        if node.keys() != {"@value", "@language"} or not all(isinstance(each, str) for each in node.values()):
            raise NotCovered("a value that is more than a text with its language")
        if not _TAG.fullmatch(node["@language"]):
            raise NotCovered("no language tag")
        return {"@value": _lift(node["@value"], texts, depth + 1), "@language": node["@language"]}
    lifted: dict[str, Any] = {}
    for member, value in node.items():
        if member == "@context" and depth == 0:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise NotCovered("a context of its own")
            lifted[member] = value
        elif not _MEMBER.fullmatch(member):
            raise NotCovered(f"no member of a context: {member[:80]}")
        elif member == "type":
            lifted[member] = value
        else:
            lifted[member] = _lift(value, texts, depth + 1)
    return lifted


@lru_cache(maxsize=64)
def _form(skeleton: bytes, slots: int) -> _Form:
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


def _checked(document: dict[str, Any], statements: list[_Statement], slots: int) -> _Form:
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
    return _Form(tuple(statements), frozenset(subjects | named))


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


def _statement(triple: dict[str, dict[str, str]]) -> _Statement:
    subject, value = triple["subject"]["value"], triple["object"]["value"]
    suffix = None
    if triple["object"]["type"] == "literal":
        datatype, language = triple["object"].get("datatype", _STRING), triple["object"].get("language")
        suffix = f'"@{language}' if datatype == _LANGUAGE else '"' if datatype == _STRING else f'"^^<{datatype}>'
    return _Statement(
        subject=_slot(subject) if _is_slot(subject) else _resource(subject),
        predicate=f"<{triple['predicate']['value']}>",
        object=_slot(value) if _is_slot(value) else _resource(value) if suffix is None else f'"{value}{suffix}',
        suffix=suffix if _is_slot(value) else None,
    )


def _is_slot(value: str) -> bool:
    return value.startswith(_SLOT)


def _slot(value: str) -> int:
    number = value.removeprefix(_SLOT).removesuffix(":")
    if not number.isdecimal():
        raise NotCovered("a text inside another value")
    return int(number)


def _resource(value: str) -> str:
    """Raises NotCovered for what would end the address early, and so write statements of its own."""
    if _NO_ADDRESS.search(value):
        raise NotCovered("a type that is no address")
    return value if value.startswith("_:") else f"<{value}>"


def _filled(form: _Form, texts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for each in form.statements:
        subject = each.subject if isinstance(each.subject, str) else f"<{texts[each.subject]}>"
        if isinstance(each.object, str):
            yield subject, each.predicate, each.object
        elif each.suffix is None:
            yield subject, each.predicate, f"<{texts[each.object]}>"
        else:
            yield subject, each.predicate, f'"{texts[each.object].translate(_ESCAPES)}{each.suffix}'


def _labelled(triples: list[tuple[str, str, str]]) -> str:
    """RDFC-1.0, sections 4.4 and 4.6: nodes without an address are numbered by the hash of what is said of them.

    Raises NotCovered where two have the same hash: telling them apart is work without a bound, and a credential of
    ours has no such two.
    """
    about: dict[str, list[tuple[str, str, str]]] = {}
    for triple in triples:
        for node in {triple[0], triple[2]}:
            if node.startswith("_:"):
                about.setdefault(node, []).append(triple)
    hashes = {node: _first_degree(node, found) for node, found in about.items()}
    if len(set(hashes.values())) < len(hashes):
        raise NotCovered("two nodes that say the same")
    names = {node: f"_:c14n{number}" for number, node in enumerate(sorted(hashes, key=hashes.__getitem__))}
    lines = [f"{names.get(s, s)} {p} {names.get(o, o)} .\n" for s, p, o in triples]
    return "".join(sorted(lines))


def _first_degree(node: str, triples: list[tuple[str, str, str]]) -> str:
    def hidden(part: str) -> str:
        return part if not part.startswith("_:") else "_:a" if part == node else "_:z"

    lines = sorted(f"{hidden(s)} {p} {hidden(o)} .\n" for s, p, o in triples)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
