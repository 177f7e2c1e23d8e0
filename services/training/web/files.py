"""An uploaded file as it is handed out: to be saved, never shown or run in the page's place."""

from litestar.response import File

from services.training.operations.uploads import Opened
from shared.web.attachment import disposition
from shared.web.security import PRIVATE

_SAFE = {
    **PRIVATE,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def handed_out(opened: Opened) -> File:
    """The caller has asked an operation whether they may have it."""
    file = opened.file
    headers = {**_SAFE, "Content-Disposition": disposition(file.name)}
    return File(opened.path, media_type=file.media_type, headers=headers)
