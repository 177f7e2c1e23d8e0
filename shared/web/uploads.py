"""Forms with files: each file is written to the cabinet while it arrives, never held in memory.

A body larger than a file may be is read to its end all the same, so that the browser hears why: an answer in the middle
of sending looks like a broken connection.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

from litestar import Request
from litestar.exceptions import ClientException
from multipart import (  # type: ignore[import-untyped]  # it has no types
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
)

from shared.errors import Malformed
from shared.files.cabinet import Arriving, Cabinet
from shared.i18n.mark import mark
from shared.web.forms import Form

LARGEST_FILE = 10_000_000
LARGEST_BODY = 100_000_000
"""For `request_max_body_size` of handlers that take files. Beyond it the answer comes before the body has been read."""
_LARGEST_TEXT = 1_000_000
_MOST_PARTS = 500
_NO_FORM = mark("Send the form as a browser does.")


@asynccontextmanager
async def uploaded_form(
    request: Request[Any, Any, Any], cabinet: Cabinet, files: Collection[str]
) -> AsyncIterator[tuple[Form, Mapping[str, Arriving]]]:
    """The texts and, of these fields, the files that were chosen. What nobody kept is deleted at the end.

    Raises Malformed where the body is no such form.
    """
    kind, options = request.content_type
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not boundary:
        raise Malformed(_NO_FORM)
    reading = _Reading(cabinet, files)
    try:
        try:
            with PushMultipartParser(boundary, max_segment_count=_MOST_PARTS) as parser:
                async for chunk in request.stream():
                    for part in parser.parse(chunk) if not parser.closed else ():
                        reading.take(part)
        except (MultipartError, UnicodeDecodeError) as error:
            raise Malformed(_NO_FORM) from error
        yield reading.form, reading.files
    finally:
        for arrived in reading.every:
            arrived.discard()


@asynccontextmanager
async def uploaded_body(request: Request[Any, Any, Any], cabinet: Cabinet, filename: str) -> AsyncIterator[Arriving]:
    """The whole body as one file. What nobody kept is deleted at the end."""
    arrived = cabinet.receive(filename, LARGEST_FILE)
    try:
        async for chunk in request.stream():
            arrived.write(chunk)
        yield arrived
    finally:
        arrived.discard()


class _Reading:
    """The parts of one form as they come."""

    def __init__(self, cabinet: Cabinet, files: Collection[str]) -> None:
        self._cabinet = cabinet
        self._wanted = files
        self._segment: MultipartSegment | None = None
        self._text = bytearray()
        self._file: Arriving | None = None
        self._texts = 0
        self.form = Form()
        self.files: dict[str, Arriving] = {}
        self.every: list[Arriving] = []

    def take(self, part: Any) -> None:
        """A head, some content, or None at the end of a part."""
        if isinstance(part, MultipartSegment):
            self._begin(part)
        elif part:
            self._go_on(bytes(part))
        else:
            self._end()

    def _begin(self, segment: MultipartSegment) -> None:
        self._segment, self._text, self._file = segment, bytearray(), None
        if segment.filename and segment.name in self._wanted:
            self._file = self._cabinet.receive(segment.filename, LARGEST_FILE)
            self.every.append(self._file)

    def _go_on(self, content: bytes) -> None:
        if self._file is not None:
            self._file.write(content)
        elif self._segment is not None and self._segment.filename is None:
            self._texts += len(content)
            if self._texts > _LARGEST_TEXT:
                raise ClientException(status_code=413)
            self._text += content

    def _end(self) -> None:
        if self._segment is None or self._segment.name is None:
            return
        if self._file is not None:
            self.files[self._segment.name] = self._file
        elif self._segment.filename is None:
            self.form.setdefault(self._segment.name, []).append(self._text.decode(self._segment.charset or "utf-8"))
        self._segment = None
