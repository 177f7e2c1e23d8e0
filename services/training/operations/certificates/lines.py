"""One person of an occasion in its live list: where they stand towards a certificate and what became of it."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.issue import Order, Run
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.occasion import Candidate, Occasion, Setup
from services.training.domain.certificates.person import Said, at_stake
from services.training.domain.certificates.rules import Chance, Judgement
from services.training.domain.participant import HOME_ZONE
from services.training.domain.revision import revision_of


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `minutes` are those that they attended of the `planned`, 0 where none are kept; `order`: they wait to
    be issued.
    """

    who: Candidate
    said: Said
    judgement: Judgement
    minutes: int = 0
    planned: int = 0
    certificate: Certificate | None = None
    order: Order | None = None

    @property
    def names(self) -> Names:
        """As they go on the certificate."""
        return names_of(self.who, self.said)

    @property
    def took_part(self) -> bool:
        """They came to the event, or attended some of the course; where no minutes are kept, they have their place."""
        return self.who.active and (self.minutes > 0 or not self.planned)

    @property
    def held(self) -> bool:
        """They have one that is valid."""
        return self.certificate is not None and self.certificate.state is State.VALID

    @property
    def unentitled(self) -> bool:
        """They hold a valid one that they would not get now: staff look at it."""
        return self.held and self.judgement.chance is Chance.NEVER

    @property
    def waits(self) -> bool:
        """One is being issued to them."""
        return self.order is not None and not self.order.problem

    @property
    def revision(self) -> str:
        """Of the newest certificate and what is asked for; "" where none was issued."""
        return revision_of(at_stake(self.certificate, self.said.asked)) if self.certificate else ""

    @property
    def ready(self) -> bool:
        """They get one when all get one: never had one, and nothing is missing."""
        return self.certificate is None and not self.waits and self.judgement.chance is Chance.ELIGIBLE


class Roll(msgspec.Struct, frozen=True, kw_only=True):
    """`runs`: the last ones, the newest first."""

    occasion: Occasion
    setup: Setup
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    now: datetime

    @property
    def possible(self) -> int:
        """How many hold one or may get one yet. Whoever was revoked is decided."""
        return sum(
            line.held or (line.certificate is None and line.judgement.chance is not Chance.NEVER) for line in self.lines
        )

    def line(self, person_id: UUID) -> Line | None:
        return next((line for line in self.lines if line.who.id == person_id), None)


def names_of(who: Candidate, said: Said) -> Names:
    """As they confirmed them, else as they were registered."""
    return said.names or Names(
        name=who.name, native_name=who.native_name, native_name_language=who.native_name_language
    )


def former(certificate: Certificate) -> Candidate:
    """Somebody of whom only the certificate is known."""
    paper = certificate.snapshot
    return Candidate(
        id=certificate.person_id,
        email="",
        name=paper.names.name,
        native_name=paper.names.native_name,
        native_name_language=paper.names.native_name_language,
        honorific=paper.honorific,
        organisation=paper.organisation,
        country=paper.country,
        language="en",
        timezone=HOME_ZONE,
        link_version=0,
        active=False,
    )
