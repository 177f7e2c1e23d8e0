"""Stylesheet and modules, under an address that changes with their content, so that browsers keep them for a year."""

import gzip
import hashlib
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from shared.errors import NotFound
from shared.i18n import mark

FOLDER = Path(__file__).parent / "static"
_YEAR = "public, max-age=31536000, immutable"
_TEXT = frozenset({".css", ".js", ".svg", ".json", ".webmanifest", ".txt"})


class Asset(msgspec.Struct, frozen=True):
    body: bytes
    zipped: bytes | None
    media_type: str


def asset(path: Path) -> Asset:
    """One file in memory; text also compressed."""
    body = path.read_bytes()
    kind = {".js": "text/javascript"}.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    zipped = gzip.compress(body, 9, mtime=0) if path.suffix in _TEXT and len(body) > 512 else None
    return Asset(body, zipped, kind)


class Assets:
    """All files of a folder. One version for the whole, so that modules may import each other by relative paths."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            file.relative_to(folder).as_posix(): asset(file) for file in sorted(folder.rglob("*")) if file.is_file()
        }
        digest = hashlib.sha256()
        for name, each in self._files.items():
            digest.update(name.encode() + b"\0" + each.body)
        self.version = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file. Raises KeyError where there is none: a template's mistake shows in its first test."""
        if name not in self._files:
            raise KeyError(f"no static file {name}")
        return f"/static/{self.version}/{name}"

    def find(self, name: str) -> Asset | None:
        return self._files.get(name)


ASSETS = Assets(FOLDER)


def answer(request: Request[Any, Any, Any], found: Asset, cache: str) -> Response[bytes]:
    """The file, compressed where the browser takes it."""
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    body = found.body
    if found.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = found.zipped
    return Response(body, media_type=found.media_type, headers=headers)


@get("/static/{version:str}/{name:path}", include_in_schema=False, sync_to_thread=False)
def static_file(request: Request[Any, Any, Any], version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """An old version gets the present file, but may not keep it: two releases may serve side by side for a while."""
    found = ASSETS.find(name.lstrip("/"))
    if found is None:
        raise NotFound(mark("There is no such file."))
    return answer(request, found, _YEAR if version == ASSETS.version else "no-cache")
