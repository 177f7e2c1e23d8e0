"""The press: a template and one JSON object become a PDF. The only place that knows Typst.

Nothing is asked of the machine: neither its fonts nor its clock. The same input gives the same bytes.
"""

import asyncio
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from os import cpu_count
from pathlib import Path
from typing import Any, Literal

import msgspec
import typst

from shared.documents import fonts
from shared.documents.pictures import NOT_READ, as_svg
from shared.documents.words import printable
from shared.errors import Invalid, Problem

_TEMPLATES = Path(__file__).with_name("templates")
_NONE: Mapping[str, bytes] = {}
# Words inside an SVG lose their Unicode in scripts whose letters join: rather a report that is no PDF/A-3a than none.
_RATHER_PLAIN = {"report"}
_UNMAPPED = "missing codepoints"
Standard = Literal["a-3a", "ua-1"]
ARCHIVAL: tuple[Standard, ...] = ("a-3a", "ua-1")
"""PDF/A-3a (ISO 19005-3, level A) and PDF/UA-1 (ISO 14289-1) at once."""


class Attachment(msgspec.Struct, frozen=True):
    """A file inside the PDF. `relationship` is its AFRelationship (ISO 19005-3, annex E): what it is to the pages."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Literal["source", "data", "alternative", "supplement"] = "alternative"


class NotPrinted(Exception):
    """A template met data it cannot set. A fault of ours: templates take whatever text they are given."""


class Press:
    """Compilers over one set of fonts; a compiler serves one thread at a time, and lets other threads run meanwhile."""

    def __init__(self, *, at_once: int = 0) -> None:
        """`at_once` PDFs are made at the same time by `print`: as many as there are processors, if not given."""
        self._hands = ThreadPoolExecutor(at_once or cpu_count() or 1, thread_name_prefix="press")
        self._local = threading.local()

    async def print(self, template: str, data: object, **options: Any) -> bytes:
        """As `pdf`, in a thread of the press, so that the event loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(
            self._hands, lambda: self.pdf(template, data, **options)
        )

    def pdf(
        self,
        template: str,
        data: object,
        *,
        created: datetime,
        version: int = 0,
        pictures: Mapping[str, bytes] = _NONE,
        attachments: Sequence[Attachment] = (),
        standards: Sequence[Standard] = ARCHIVAL,
    ) -> bytes:
        """The PDF of `template` in `version` (0: the newest) with `data`: a Struct, or a mapping that JSON can hold.

        `created` is the date the document bears. `pictures` are PNG, JPEG or SVG, by the names the data calls them.
        Raises Invalid for a picture that is none, NotPrinted when the template fails.
        """
        drawn = {name: f"picture-{number}" for number, name in enumerate(pictures)}
        enclosed = [f"attachment-{number}" for number in range(len(attachments))]
        handed = {
            "sheet": printable(msgspec.to_builtins(data)),
            "pictures": drawn,
            "attachments": list(map(_entry, attachments, enclosed)),
        }
        # What differs from one document to the next; the templates stay on disk, and are read once.
        files = {
            "main.typ": f'#include "{template}.{version or newest(template)}.typ"'.encode(),
            "data.json": msgspec.json.encode(handed),
            **{file: as_svg(pictures[name]) for name, file in drawn.items()},
            **{file: each.content for file, each in zip(enclosed, attachments, strict=True)},
        }
        try:
            return self._compiled(files, created, standards)
        except typst.TypstError as error:
            if template in _RATHER_PLAIN and _UNMAPPED in error.message:
                return self._compiled(files, created, ())
            raise NotPrinted(f"{template}: {error.message}") from error

    def check(self, picture: bytes) -> None:
        """Draw a picture that somebody hands in, once. Raises Invalid (field `picture`) where that cannot be done."""
        files = {
            "main.typ": b'#set document(title: "-")\n#image("picture", format: "svg", alt: "-")',
            "picture": as_svg(picture),
        }
        try:
            self._compiled(files, datetime.fromtimestamp(0, UTC), ARCHIVAL)
        except typst.TypstError as error:
            raise Invalid([Problem("picture", NOT_READ)]) from error

    def _compiled(self, files: dict[str, bytes], created: datetime, standards: Sequence[Standard]) -> bytes:
        made = self._compiler().compile(
            files,  # type: ignore[type-var]  # the library's hints do not know of its virtual files
            format="pdf",
            pdf_standards=list(standards),
            timestamp=int(created.timestamp()),
        )
        assert isinstance(made, bytes)
        return made

    def _compiler(self) -> typst.Compiler:
        """The compiler of this thread."""
        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(root=_TEMPLATES, font_paths=_fonts())
        compiler: typst.Compiler = self._local.compiler
        return compiler


def _entry(attachment: Attachment, file: str) -> dict[str, str]:
    """What a template is told of an attachment, whose bytes are in `file`."""
    return {
        "file": file,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "description": attachment.description,
        "relationship": attachment.relationship,
    }


@cache
def newest(template: str) -> int:
    """The newest version of a template: what a document made now is frozen with."""
    return max(int(path.suffixes[-2][1:]) for path in _TEMPLATES.glob(f"{template}.*.typ"))


@cache
def press() -> Press:
    """The press of this process, made when first asked for."""
    return Press()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder) for folder in fonts.FOLDERS]
    )
