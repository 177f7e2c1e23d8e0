"""Addresses of the desk's pages of certificates."""

from uuid import UUID

from services.training.domain.certificates.kind import Kind
from services.training.operations.certificates.roll import Roll
from shared.identity.staff import Role, Staff

OCCASION = "/organize/certificates/{kind:str}/{id:uuid}"


def key_of(kind: str, id: UUID) -> str:  # noqa: A002  # as it stands in the address
    """ "cohort:<uuid>"; what is no kind of ours leads nowhere, as an id that is none does."""
    return f"{kind}:{id}"


def may_change(staff: Staff) -> bool:
    return staff.role in (Role.ADMIN, Role.ORGANIZER)


def parent(roll_or_occasion: Roll) -> str:
    """Of the course or the event on the desk."""
    occasion = roll_or_occasion.occasion
    return f"/organize/{'training' if occasion.kind is Kind.COHORT else 'events'}/{occasion.slug}"
