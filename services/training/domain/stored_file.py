"""A file that somebody uploaded: what is known of it."""

from datetime import datetime
from uuid import UUID

import msgspec


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """`owner` is "nomination:<uuid>", "participant:<uuid>" or "document:<uuid>"; `size` in bytes.

    `name` is for people, `media_type` as the content says.
    """

    id: UUID
    owner: str
    kind: str
    name: str
    size: int
    sha256: bytes
    media_type: str
    uploaded_by: str
    uploaded_at: datetime
    delete_after: datetime
