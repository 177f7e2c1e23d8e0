"""Mail about certificates: confirm your name, it is issued, replaced, revoked, why a correction was not made."""

from collections.abc import Mapping
from uuid import UUID

from services.training.domain.calendar import OWNER
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.operations.places import LINK as PLACE
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.house import House

LINK = "certificate"
"""The purpose of the link by which people of an event reach their certificate; those of a cohort have their place's."""


def own_path(house: House, occasion: Occasion, who: Candidate) -> str:
    """Of somebody's own page about their certificate."""
    if occasion.kind is Kind.COHORT:
        return f"/t/{house.links.token(PLACE, who.id, who.link_version)}/certificate"
    return f"/t/certificate/{house.links.token(LINK, who.id, who.link_version)}"


def letter(
    house: House,
    occasion: Occasion,
    who: Candidate,
    template: str,
    *,
    about: UUID,
    facts: Mapping[str, str] | None = None,
) -> MessageSend:
    """`about` names what is told of, so that it is told once. Facts that are empty are left out."""
    told = {name: value for name, value in {"title": occasion.title, **(facts or {})}.items() if value}
    return MessageSend(
        owner=OWNER,
        to=Person(
            email=who.email,
            name=who.name,
            native_name=who.native_name,
            native_name_language=who.native_name_language,
            language=who.language,
            timezone=who.timezone,
        ),
        message=Message(template=template, key=f"{who.id}:{template}:{about}", facts=told),
        manage_url=house.url(own_path(house, occasion, who)),
    )
