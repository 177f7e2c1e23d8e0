"""Forms of coordinators: a newcomer asks, staff tie."""

from collections.abc import Collection, Mapping
from uuid import UUID

from services.training.domain.coordinator import Asking
from services.training.domain.participant import HOME_ZONE
from shared.address import same_person
from shared.fields import Fields
from shared.i18n.mark import mark

LONGEST = {"name": 120, "email": 254, "name_of_organisation": 200}
NAME = mark("Write your name")
THEIR_NAME = mark("Write the coordinator's name")
ORGANISATION = mark("Choose your organisation, or write its name below if it is not in the list")
CHOOSE = mark("Choose an organisation of the directory")


def read_asking(
    body: Mapping[str, object], known: Collection[UUID], *, email: str, language: str, timezone: str, cohort_id: UUID
) -> Asking:
    """Of somebody who has proven `email`. `known` are the ids of the directory. Raises Invalid."""
    form = Fields(body, LONGEST)
    name = form.text("name", missing=NAME)
    chosen = _chosen(form, known)
    written = "" if chosen else form.text("name_of_organisation")
    country = "" if chosen else form.country(optional=not written)
    if not chosen and not written:
        form.bad("organisation", ORGANISATION)
    form.check()
    return Asking(
        email=email,
        name=name,
        language=language,
        timezone=timezone or HOME_ZONE,
        organisation_id=chosen,
        name_of_organisation=written,
        country=country,
        cohort_id=cohort_id,
    )


def read_tie(body: Mapping[str, object], known: Collection[UUID]) -> Asking:
    """By staff. Raises Invalid."""
    form = Fields(body, LONGEST)
    name, email = form.text("name", missing=THEIR_NAME), form.email()
    chosen = _chosen(form, known, CHOOSE)
    form.check()
    return Asking(email=same_person(email), name=name, language="en", timezone=HOME_ZONE, organisation_id=chosen)


def read_choice(body: Mapping[str, object], known: Collection[UUID]) -> UUID:
    """The organisation that staff tie somebody to. Raises Invalid."""
    form = Fields(body, LONGEST)
    chosen = _chosen(form, known, CHOOSE)
    form.check()
    assert chosen is not None
    return chosen


def _chosen(form: Fields, known: Collection[UUID], needed: str = "") -> UUID | None:
    given = form.given("organisation")
    ids = {str(each): each for each in known}
    if isinstance(given, str) and given in ids:
        return ids[given]
    if given or needed:
        form.bad("organisation", needed or CHOOSE)
    return None
