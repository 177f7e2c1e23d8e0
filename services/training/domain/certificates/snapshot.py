"""What was issued, frozen: everything that is printed, so that nothing that is changed later changes a certificate."""

from datetime import date

import msgspec

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names


class Signatory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`second_title`: the office in the second language of the paper; `picture` of the signature, SHA-256 in hex."""

    name: str
    title: str = ""
    second_title: str = ""
    picture: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words in one language. `words` are the fixed ones by their key in the template.

    `awarded_on` is "" on papers that do not say it.
    """

    language: str
    programme: str
    dates: str = ""
    place: str = ""
    hours: str = ""
    awarded_on: str = ""
    words: dict[str, str] = {}


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`sheets` are one or two languages, the leading one first. `logos` are SHA-256 in hex.

    `address` is what the QR says, `about` the page of the course or event. `version` is that of the template: one that
    was printed with is never changed, another gets a new number. `criteria` is what it took, for the signed copy.
    """

    kind: Kind
    number: str
    address: str
    about: str
    names: Names
    honorific: str = ""
    organisation: str = ""
    country: str = ""
    sheets: tuple[Sheet, ...]
    criteria: str = ""
    signatories: tuple[Signatory, ...] = ()
    logos: tuple[str, ...] = ()
    design: str = ""
    version: int
    first_day: date | None = None
    last_day: date | None = None
    minutes: int = 0
    awarded_on: date
    issued_on: date

    @property
    def pictures(self) -> tuple[str, ...]:
        """All that are printed on it: logos and signatures."""
        return (*self.logos, *(each.picture for each in self.signatories if each.picture))
