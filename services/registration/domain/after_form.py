"""The form of what there is after an event: read loosely, every problem at once, the same words for page and API."""

from collections.abc import Mapping
from typing import Any

import msgspec

from services.registration.domain.event import After, Material
from shared.errors import Problem
from shared.fields import NAME_LANGUAGE, Fields
from shared.i18n.mark import mark
from shared.text_fields import WEB

LONGEST = {"recording_url": 2000, "press_note": 20_000, "press_note_language": 35}
MATERIAL = {"title": 200, "url": 2000}
MOST_MATERIALS = 50

TITLE = mark("Write what stands behind this address, like Slides of the opening")
NO_LIST = mark("Send the materials as a list of at most 50, each with a title and an address")
LANGUAGE = mark("Choose the language the press note is written in")


def read_after(body: Mapping[str, object], known: After) -> After:
    """What is sent takes the place of what is known, the rest stays. Unknown keys are left alone.

    Problems of a material are named `materials.0.title` and so on; one without title and address counts for nothing.
    Raises Invalid with every problem.
    """
    fields = Fields(body, LONGEST)
    found: dict[str, Any] = {}
    if "recording_url" in body:
        found["recording_url"] = fields.web("recording_url")
    if "materials" in body:
        found["materials"] = _materials(fields)
    if "press_note" in body:
        found["press_note"] = fields.prose("press_note")
    if "press_note_language" in body:
        found["press_note_language"] = _language(fields)
    after = msgspec.structs.replace(known, **found)
    if not after.press_note:
        after = msgspec.structs.replace(after, press_note_language="")
    elif not after.press_note_language and not any(one.field == "press_note_language" for one in fields.problems):
        fields.bad("press_note_language", LANGUAGE)
    fields.check()
    return after


def _materials(fields: Fields) -> tuple[Material, ...]:
    value = fields.given("materials") or []
    if not isinstance(value, list) or len(value) > MOST_MATERIALS or not all(isinstance(one, dict) for one in value):
        fields.bad("materials", NO_LIST)
        return ()
    found = []
    for number, one in enumerate(value):
        if one.get("title") in (None, "") and one.get("url") in (None, ""):
            continue
        row = Fields(one, MATERIAL)
        title, url = row.text("title", missing=TITLE), row.web("url")
        if not url and not any(bad.field == "url" for bad in row.problems):
            row.bad("url", WEB)
        found.append(Material(title, url))
        fields.problems += [Problem(f"materials.{number}.{bad.field}", bad.message, bad.params) for bad in row.problems]
    return tuple(found)


def _language(fields: Fields) -> str:
    """A tag such as ko or zh-Hans."""
    tag = fields.text("press_note_language")
    if tag and not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in tag.split("-")):
        fields.bad("press_note_language", NAME_LANGUAGE)
        return ""
    return tag
