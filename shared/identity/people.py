"""One id per person, from their address, that every service can compute without asking another."""

from uuid import UUID, uuid5

from shared.address import same_person

_PERSONS = UUID("5f0b6c1e-6a0e-4b62-9a57-0c6f5d1f2a77")


def person_id(email: str) -> UUID:
    """UUIDv5 (RFC 9562 section 5.5) of the address, whatever its letter case. It names, it proves nothing."""
    return uuid5(_PERSONS, same_person(email))
