"""Addresses of the desk's pages of certificates."""

from collections.abc import Iterable
from uuid import UUID

from services.training.domain.certificates.kind import Kind
from services.training.operations.certificates.lines import Roll
from shared.identity.staff import Role, Staff

OCCASION = "/organize/certificates/{kind:str}/{id:uuid}"


def path_of(occasion: str) -> str:
    """Of the page of a course or event by its key, "cohort:<uuid>"."""
    return f"/organize/certificates/{occasion.replace(':', '/')}"


def may_change(staff: Staff) -> bool:
    return staff.role in (Role.ADMIN, Role.ORGANIZER)


def parent(roll_or_occasion: Roll) -> str:
    """Of the course or the event on the desk."""
    occasion = roll_or_occasion.occasion
    return f"/organize/{'training' if occasion.kind is Kind.COHORT else 'events'}/{occasion.slug}"


def read_ids(texts: Iterable[str]) -> set[UUID]:
    """Of people who are ticked; what is no id is nobody."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
