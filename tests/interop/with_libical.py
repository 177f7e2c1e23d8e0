"""libical, as Evolution and KOrganizer use it: through ctypes, with its own check of the RFCs' restrictions."""

import ctypes
import ctypes.util
from functools import cache
from typing import Any

from tests.interop.entry import Part, Read

_VEVENT = "VEVENT"


def missing() -> str:
    """Why it cannot run here; empty where it can."""
    return "" if ctypes.util.find_library("ical") else "there is no libical (Debian: libical3)"


@cache
def _library() -> ctypes.CDLL:
    lib = ctypes.CDLL(ctypes.util.find_library("ical"))
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, arguments in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalrestriction_check", number, [pointer]),
        ("icalcomponent_as_ical_string", text, [pointer]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_string_to_kind", number, [text]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_get_first_property", pointer, [pointer, number]),
        ("icalcomponent_get_next_property", pointer, [pointer, number]),
        ("icalproperty_string_to_kind", number, [text]),
        ("icalproperty_get_value", pointer, [pointer]),
        ("icalproperty_get_value_as_string", text, [pointer]),
        ("icalproperty_get_parameter_as_string", text, [pointer, text]),
        ("icalvalue_get_text", text, [pointer]),
    ):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


def read(parts: dict[str, bytes]) -> dict[str, Part]:
    """Each part as libical understands it. Raises ValueError with libical's own words for what it objects to."""
    return {name: _part(name, content) for name, content in parts.items()}


def _part(name: str, content: bytes) -> Part:
    lib = _library()
    calendar = lib.icalparser_parse_string(content)
    if not calendar:
        raise ValueError(f"libical does not read {name}")
    if not lib.icalrestriction_check(calendar) or lib.icalcomponent_count_errors(calendar):
        raise ValueError(f"libical objects to {name}:\n{lib.icalcomponent_as_ical_string(calendar).decode()}")
    kind = lib.icalcomponent_string_to_kind(_VEVENT.encode())
    entries = []
    event = lib.icalcomponent_get_first_component(calendar, kind)
    while event:
        entries.append(_entry(event))
        event = lib.icalcomponent_get_next_component(calendar, kind)
    return Part(_value(calendar, "METHOD"), tuple(entries))


def _entry(event: int) -> Read:
    (organizer,) = _properties(event, "ORGANIZER")
    return Read(
        uid=_value(event, "UID"),
        sequence=int(_value(event, "SEQUENCE") or 0),
        status=_value(event, "STATUS"),
        stamp=_value(event, "DTSTAMP"),
        start=_value(event, "DTSTART"),
        end=_value(event, "DTEND"),
        summary=_text(event, "SUMMARY"),
        location=_text(event, "LOCATION"),
        description=_text(event, "DESCRIPTION"),
        organizer=_value(event, "ORGANIZER"),
        organizer_name=_parameter(organizer, "CN"),
        attendees=tuple(
            (
                _string(_library().icalproperty_get_value_as_string(person)),
                _parameter(person, "CN"),
                _parameter(person, "ROLE"),
            )
            for person in _properties(event, "ATTENDEE")
        ),
    )


def _properties(component: int, name: str) -> list[Any]:
    lib = _library()
    kind = lib.icalproperty_string_to_kind(name.encode())
    found = []
    prop = lib.icalcomponent_get_first_property(component, kind)
    while prop:
        found.append(prop)
        prop = lib.icalcomponent_get_next_property(component, kind)
    return found


def _value(component: int, name: str) -> str:
    found = _properties(component, name)
    return _string(_library().icalproperty_get_value_as_string(found[0])) if found else ""


def _text(component: int, name: str) -> str:
    """The value with its escapes undone."""
    found = _properties(component, name)
    lib = _library()
    return _string(lib.icalvalue_get_text(lib.icalproperty_get_value(found[0]))) if found else ""


def _parameter(prop: int, name: str) -> str:
    return _string(_library().icalproperty_get_parameter_as_string(prop, name.encode()))


def _string(raw: bytes | None) -> str:
    return raw.decode("utf-8") if raw else ""
