"""Which registrations of an event a member of staff looks at, and in which order."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import msgspec

from services.registration.domain.region import Region
from services.registration.domain.registration import Category, OrganisationType, Participant, Status
from services.registration.domain.searching import pattern
from shared.errors import Invalid, Problem, gathered
from shared.fields import CHOOSE, Fields, choices_not_understood
from shared.i18n.mark import mark
from shared.text_fields import TEXT

E = TypeVar("E", bound=StrEnum)

PAGE = 50
MAIL_FAILED = "failed"
_MOST_IDS = 1000
_MOST_MATCHING = 1_000_000
COUNT = mark("Say how many of them you expect the act to change: with another number by then, nothing is done")
MATCHING = mark("Write what they have in common as the parameters of the list: q, status, category and so on")
_WORDS = 8
_CODE = re.compile("[0-9a-f]{8}")


class Sort(StrEnum):
    NAME = "name"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    STATUS = "status"
    REGISTERED = "registered"


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "category": tuple(Category),
    "organisation_type": tuple(OrganisationType),
    "mail": (MAIL_FAILED,),
    "sort": tuple(f"{sign}{sort}" for sort in Sort for sign in ("", "-")),
}


class RegistrantFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; None and "" choose all. `page` counts from 1."""

    words: str = ""
    status: Status | None = None
    category: Category | None = None
    organisation_type: OrganisationType | None = None
    country: str = ""
    mail_failed: bool = False
    sort: Sort = Sort.REGISTERED
    descending: bool = True
    page: int = 1

    def patterns(self) -> list[str]:
        """For LIKE: every word must stand in name, address or organisation, whatever the accents."""
        return [pattern(word) for word in self.words.split()[:_WORDS]]

    @property
    def code(self) -> str:
        """The code of a badge (guest.py) as the end of an id, where that is what is looked for; else ""."""
        typed = "".join(self.words.split()).lower()
        return typed if _CODE.fullmatch(typed) else ""


class Registrant(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table. `came` is None until somebody has said so; `arrival` is the order in which people came.

    `member` and `region` are those of the organisation in the directory, "" and None where it is not there.
    `mail_failed`: mail about the event did not arrive, and none did since.
    """

    id: UUID
    status: Status
    came: bool | None
    participant: Participant
    created_at: datetime
    arrival: int
    place: int | None
    member: str = ""
    region: Region | None = None
    mail_failed: bool = False


def read_filter(query: Mapping[str, str]) -> RegistrantFilter:
    """From an address; what is not understood there chooses nothing."""
    sort = query.get("sort", "")
    order = _one(Sort, sort.removeprefix("-"))
    page = query.get("page", "1")
    return RegistrantFilter(
        words=query.get("q", "").strip()[:100],
        status=_one(Status, query.get("status", "")),
        category=_one(Category, query.get("category", "")),
        organisation_type=_one(OrganisationType, query.get("organisation_type", "")),
        country=query.get("country", "")[:2],
        mail_failed=query.get("mail") == MAIL_FAILED,
        sort=order or Sort.REGISTERED,
        descending=order is None or sort.startswith("-"),
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def read_filter_strictly(query: Mapping[str, str]) -> RegistrantFilter:
    """The same for programs: raises Invalid with everything that is not understood."""
    problems = choices_not_understood(query, _CHOICES)
    if problems:
        raise Invalid(problems)
    return read_filter(query)


class Act(StrEnum):
    """What staff do with several registrations at once."""

    APPROVE = "approve"
    CANCEL = "cancel"
    CAME = "came"
    ABSENT = "absent"


CONCERNED: Mapping[Act, tuple[Status, ...]] = {
    Act.APPROVE: (Status.PENDING,),
    Act.CANCEL: (Status.PENDING, Status.CONFIRMED, Status.WAITLISTED),
    Act.CAME: (Status.CONFIRMED,),
    Act.ABSENT: (Status.CONFIRMED,),
}
"""Whom an act can change; of others it says nothing."""


class Matching(msgspec.Struct, frozen=True):
    """All that fit, on whatever page. `count` is how many of them the act concerns, as it was confirmed."""

    chosen: RegistrantFilter
    count: int


Whom = Sequence[UUID] | Matching


class Bulk(msgspec.Struct, frozen=True):
    """With which of them."""

    do: Act
    whom: Whom


def read_bulk(body: Mapping[str, object]) -> Bulk:
    """Raises Invalid with every problem."""
    problems: list[Problem] = []
    act = _one(Act, str(body.get("do", "")))
    if act is None:
        problems.append(Problem("do", CHOOSE, {"choices": ", ".join(Act)}))
    whom: Whom = ()
    by_ids = "ids" in body or "matching" not in body
    with gathered(problems):
        if "matching" in body or body.get("count") is not None:
            whom = _read_matching(body, needed=not by_ids)
    if by_ids:
        whom = _read_ids(body)
        if not 0 < len(whom) <= _MOST_IDS:
            problems.append(Problem("ids", mark("Give the ids of 1 to %(most)d registrations"), {"most": _MOST_IDS}))
    if problems or act is None:
        raise Invalid(problems)
    return Bulk(act, whom)


def _read_ids(body: Mapping[str, object]) -> tuple[UUID, ...]:
    try:
        return tuple(msgspec.convert(body.get("ids"), list[UUID]))
    except msgspec.ValidationError:
        return ()


def _read_matching(body: Mapping[str, object], *, needed: bool) -> Matching:
    """Not `needed`: beside ids, where it says nothing, but may not say what cannot be read."""
    fields = Fields(body, {})
    given = body.get("count")
    is_number = given is None or (isinstance(given, int | str) and not isinstance(given, bool))
    count = fields.number("count", 0, _MOST_MATCHING, -1) if is_number else -1
    if count < 0 and not fields.problems and (needed or not is_number):
        fields.bad("count", COUNT)
    query = body.get("matching", {})
    if not isinstance(query, dict):
        fields.bad("matching", MATCHING)
        query = {}
    texts = {name: value for name, value in query.items() if isinstance(value, str)}
    for name in (name for name in query if name not in texts):
        fields.bad(f"matching.{name}", TEXT)
    for problem in choices_not_understood(texts, _CHOICES):
        fields.bad(f"matching.{problem.field}", problem.message, **problem.params)
    fields.check()
    return Matching(read_filter(texts), count)


def _one(kind: type[E], value: str) -> E | None:
    return kind(value) if value in {str(each) for each in kind} else None
