"""Why nobody can be issued a certificate: what is true of those for whom it was asked."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from services.training.domain.certificates.rules import Chance
from services.training.operations.certificates.lines import Roll
from shared.i18n.mark import mark


class Nobody(StrEnum):
    """The code of the refusal."""

    UNDER_WAY = "under-way"
    UNCONFIRMED = "unconfirmed"
    ISSUED = "all-issued"
    REVOKED = "all-revoked"
    SELECTED = "selected"
    NOT_ELIGIBLE = "nobody"


WORDS = {
    Nobody.UNDER_WAY: mark("Issuing was under way already: nobody gets two."),
    Nobody.UNCONFIRMED: mark("Those who are eligible have not confirmed yet how their name is written."),
    Nobody.ISSUED: mark("Whoever is eligible was issued one already; of the others the list says why not."),
    Nobody.REVOKED: mark("Whoever is eligible and has none had theirs revoked: select them to issue a new one."),
    Nobody.SELECTED: mark("None of those who were selected is eligible: the list says why."),
    Nobody.NOT_ELIGIBLE: mark("Nobody is eligible now: the list says why."),
}


def why_nobody(roll: Roll, only: Collection[UUID] | None, *, names_alone: bool) -> Nobody:
    """Of a roll on which nobody was found who could be issued one; of these alone where some are named. `names_alone`:
    there are who lack nothing but a name that is confirmed.
    """
    asked = [line for line in roll.lines if only is None or line.who.id in only]
    eligible = [line for line in asked if line.judgement.chance is Chance.ELIGIBLE]
    if any(line.waits for line in asked):
        return Nobody.UNDER_WAY
    if names_alone:
        return Nobody.UNCONFIRMED
    if only is None and any(line.certificate is not None and not line.held for line in eligible):
        return Nobody.REVOKED
    if any(line.certificate is not None for line in eligible):
        return Nobody.ISSUED
    return Nobody.NOT_ELIGIBLE if only is None else Nobody.SELECTED
