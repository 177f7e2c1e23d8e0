"""The programme file (docs/programme-file.md): value types, and a reader that names every fault with its line.

Pure: both services that keep a programme read the same parsed file, and nothing here touches a database.
"""

from shared.programme.entries import (
    CourseFields,
    EventEntry,
    EventFields,
    EventKind,
    Format,
    Network,
    ParsedProgramme,
    SessionEntry,
    Source,
    Speaker,
    TrainingEntry,
)
from shared.programme.faults import Fault, ProgrammeRefused
from shared.programme.parse import parse, read

__all__ = [
    "CourseFields",
    "EventEntry",
    "EventFields",
    "EventKind",
    "Fault",
    "Format",
    "Network",
    "ParsedProgramme",
    "ProgrammeRefused",
    "SessionEntry",
    "Source",
    "Speaker",
    "TrainingEntry",
    "parse",
    "read",
]
