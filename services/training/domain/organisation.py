"""An organisation of the directory, as registration tells it."""

from uuid import UUID

import msgspec


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """`type` and `region` are words of registration's; `country` is ISO 3166-1 alpha-2."""

    id: UUID
    name: str
    native_name: str
    native_name_language: str
    type: str
    country: str
    region: str
