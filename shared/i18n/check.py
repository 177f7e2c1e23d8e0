"""Proves that every catalogue is complete: each text, nothing fuzzy, nothing empty, the same holes to fill."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from shared.i18n.catalogues import path_of, read
from shared.i18n.extract import TRANSLATED, found

_HOLE = re.compile(r"%\((\w+)\)[sd]")


def faults() -> list[str]:
    """One line for everything that is wrong with the catalogues; none when they are complete."""
    template = found()
    wrong = [f"in the code: {fault}" for fault in _differing_plurals(template)]
    for code in TRANSLATED:
        if not path_of(code).exists():
            wrong.append(f"{code}: there is no catalogue")
            continue
        wrong += [f"{code}: {fault}" for fault in _faults_of(read(code), template)]
    return wrong


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _shown(key: tuple[str | None, str]) -> str:
    return repr(key[1]) if key[0] is None else f"{key[1]!r} ({key[0]})"


def _faults_of(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    wanted = {_key(message): message for message in template if message.id}
    there = {_key(message): message for message in catalogue if message.id}
    for key in sorted(wanted.keys() - there.keys(), key=str):
        yield f"missing: {_shown(key)}"
    for key in sorted(there.keys() - wanted.keys(), key=str):
        yield f"not in the code any more: {_shown(key)}"
    for key in sorted(wanted.keys() & there.keys(), key=str):
        for fault in _faults_in(wanted[key], there[key], catalogue.num_plurals):
            yield f"{fault}: {_shown(key)}"


def _faults_in(wanted: Message, message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not isinstance(wanted.id, str) and len(forms) != plurals:
        yield f"{len(forms)} plural forms instead of {plurals}"
    if not forms or not all(forms):
        yield "not translated"
        return
    ids = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    holes = {hole for text in ids for hole in _HOLE.findall(text)}
    for form in forms:
        has = set(_HOLE.findall(form))
        # A form for one may say "one" in words.
        if has != holes and not (len(ids) > 1 and has | {"num"} == holes):
            yield f"holes {sorted(has)} instead of {sorted(holes)}"
        elif not _fills(form, holes):
            yield "a percent sign that is not doubled"
        if form != form.strip() and ids[0] == ids[0].strip():
            yield "spaces around it"


def _fills(text: str, holes: set[str]) -> bool:
    try:
        text % dict.fromkeys(holes, 1)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def _differing_plurals(template: Catalog) -> Iterator[str]:
    """The English itself must take its parameters."""
    for message in template:
        for text in [message.id] if isinstance(message.id, str) else message.id:
            if text and not _fills(text, set(_HOLE.findall(text))):
                yield f"a percent sign that is not doubled: {text!r}"
