"""Scores, quotas and people of a selection in words."""

from collections.abc import Iterable

import msgspec

from services.training.domain.call import QuotaBy
from services.training.domain.nomination import Nomination, State
from services.training.domain.participant import Gender
from services.training.domain.quotas import Fill
from services.training.domain.regions import REGIONS
from services.training.operations.choosing import person_of
from services.training.web.participants import GENDERS
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.web.reader import Reader

BY = {QuotaBy.REGION: mark("Region"), QuotaBy.CITY: mark("City"), QuotaBy.GENDER: mark("Gender")}
STATES: dict[State, tuple[str, str]] = {
    State.SUBMITTED: ("open", mark("Not confirmed by the official")),
    State.CONFIRMED: ("confirmed", mark("Confirmed by the official")),
    State.SHORTLISTED: ("confirmed", mark("Shortlisted")),
    State.OFFERED: ("pending", mark("Offered")),
    State.ACCEPTED: ("confirmed", mark("Takes the seat")),
    State.DECLINED: ("cancelled", mark("Declined")),
    State.LAPSED: ("late", mark("No answer in time")),
    State.RESERVE: ("waitlisted", mark("On the reserve list")),
    State.NOT_SELECTED: ("cancelled", mark("Not selected")),
    State.WITHDRAWN: ("cancelled", mark("Withdrawn")),
}


class Line(msgspec.Struct, frozen=True):
    """One limit as a page shows it. `index` names it for the script that counts while one ticks."""

    index: int
    words: str
    limits: str
    fill: Fill

    @property
    def state(self) -> str:
        """ "missing", "over" or "fine"."""
        return "over" if self.fill.broken else "missing" if self.fill.missing else "fine"


class Group(msgspec.Struct, frozen=True):
    """Limits of one kind; `folded` where there is one for each value and so perhaps very many."""

    title: str
    folded: bool
    lines: tuple[Line, ...]

    @property
    def off(self) -> int:
        return sum(line.state != "fine" for line in self.lines)


def value_words(by: QuotaBy, value: str, reader: Reader) -> str:
    """A region, city or gender as people say it."""
    if by is QuotaBy.GENDER and value in list(Gender):
        return reader.texts.gettext(GENDERS[Gender(value)])
    if by is QuotaBy.CITY and ", " in value:
        city, _, country = value.rpartition(", ")
        return f"{city}, {country_name(country, reader.language.code)}"
    return region_words(value, reader) if by is QuotaBy.REGION else value


def region_words(region: str, reader: Reader) -> str:
    """As the directory calls it."""
    words = REGIONS.get(region)
    return reader.texts.gettext(words) if words else region


def groups_of(fills: Iterable[Fill], reader: Reader) -> list[Group]:
    """Named limits together, those of every value by their kind."""
    texts = reader.texts
    every = [Line(index, value_words(fill.by, fill.value, reader), _limits(fill, reader), fill)
             for index, fill in enumerate(fills)]  # fmt: skip
    named = tuple(line for line in every if line.fill.named)
    found = [Group(texts.gettext("Quotas"), False, named)] if named else []
    for by, title in BY.items():
        lines = tuple(line for line in every if not line.fill.named and line.fill.by is by)
        if lines:
            words = texts.pgettext("label", "%(label)s: %(words)s", label=texts.gettext(title), words=lines[0].limits)
            found.append(Group(words, True, lines))
    return found


def counted_in(nomination: Nomination, fills: Iterable[Fill]) -> str:
    """The numbers of the limits that count this person, for the script."""
    person = person_of(nomination)
    return " ".join(str(index) for index, fill in enumerate(fills) if fill.counts(person))


def _limits(fill: Fill, reader: Reader) -> str:
    texts = reader.texts
    if fill.at_most is None:
        return texts.gettext("at least %(least)s", least=fill.at_least)
    if not fill.at_least:
        return texts.gettext("at most %(most)s", most=fill.at_most)
    return texts.gettext("%(least)s to %(most)s", least=fill.at_least, most=fill.at_most)
