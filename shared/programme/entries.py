"""What a programme file says, as value types. Texts it leaves out are empty, lists are empty tuples."""

from datetime import datetime, time
from enum import StrEnum

import msgspec

from shared.errors import Conflict
from shared.i18n.mark import mark
from shared.when import When

FIRST_YEAR, LAST_YEAR = 1990, 2190
_BAD_SHIFT = mark("Moving by %(years)d years leads out of the years %(first)d to %(last)d. Nothing was written.")


class EventKind(StrEnum):
    """What sort of activity. Its word for people stands in shared/programme/kinds.py."""

    GENERAL_ASSEMBLY = "general_assembly"
    GOVERNANCE_MEETING = "governance_meeting"
    BRIEFING = "briefing"
    CEREMONY = "ceremony"
    WORKSHOP = "workshop"
    WEBINAR = "webinar"
    FORUM = "forum"
    EXPO = "expo"
    NETWORKING = "networking"
    MATCHMAKING = "matchmaking"
    PITCHING_DAY = "pitching_day"
    COMPETITION = "competition"
    TRAINING = "training"


class Format(StrEnum):
    ONLINE = "online"
    IN_PERSON = "in_person"
    HYBRID = "hybrid"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Whose programme it is. `default_timezone` is an IANA name, or empty: then every fixed date names its own."""

    organisation: str = ""
    short_name: str = ""
    secretariat_city: str = ""
    default_timezone: str = ""
    website: str = ""


class Speaker(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`role` is the job title; `native_name` the name in its own script, with its language (BCP 47)."""

    name: str
    native_name: str = ""
    native_name_language: str = ""
    role: str = ""
    organisation: str = ""


class SessionEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of an event. `day` counts from the event's first, 1; `begins` and `ends` are on the clock of its zone,
    and an end that is no later than the beginning is one of the next morning. What is not known is None.
    """

    title: str
    agenda: tuple[str, ...] = ()
    breakouts: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    day: int | None = None
    begins: time | None = None
    ends: time | None = None
    room: str = ""


class EventFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a file says of an event, and what is kept of it: the same names, so that the two can be compared.

    `timezone` is empty while the zone is unknown. `registration_opens` and `_closes` are aware: in the event's zone
    where the file gives a wall clock. `days` is the length of an event whose date is open, 0 where not said.
    `description` is plain text of several paragraphs.
    """

    title: str
    kind: EventKind
    when: When
    timezone: str = ""
    format: Format | None = None
    platform: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    venue_tentative: bool = False
    host_open: bool = False
    network: str = ""
    days: int = 0
    recurs: str = ""
    reported_attendance: str = ""
    after_event: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    conflict: str = ""
    capacity: int | None = None
    approval: bool = False
    registration_opens: datetime | None = None
    registration_closes: datetime | None = None
    join_url: str = ""
    description: str = ""


class EventEntry(EventFields, frozen=True, kw_only=True):
    """One event of the file."""

    slug: str
    sessions: tuple[SessionEntry, ...] = ()


class CourseFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a file says of a training and is true of every cohort.

    Weeks or days, whichever the source counts in, the other 0. Seats: from = to means exactly that many, both 0:
    not said.
    """

    title: str
    subject: str = ""
    host_city: str = ""
    country: str = ""
    duration_weeks: int = 0
    duration_days: int = 0
    seats_from: int = 0
    seats_to: int = 0
    eligible: str = ""
    content: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


class TrainingEntry(CourseFields, frozen=True, kw_only=True):
    """One training of the file: a programme, and when its cohort of that year is held."""

    slug: str
    when: When
    timezone: str = ""


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """A regional network of cities. `countries` are ISO 3166-1 alpha-2."""

    key: str
    name: str
    countries: tuple[str, ...] = ()


class ParsedProgramme(msgspec.Struct, frozen=True, kw_only=True):
    """A whole file, found good. Entries keep the order of the file."""

    filename: str
    source: Source = Source()
    events: tuple[EventEntry, ...] = ()
    trainings: tuple[TrainingEntry, ...] = ()
    networks: tuple[Network, ...] = ()

    def check_shift(self, years: int) -> None:
        """Raises Conflict (code "bad-shift") where moving by `years` leads out of the years a file may name."""
        held = [event.when for event in self.events] + [training.when for training in self.trainings]
        moved = {year + years for when in held for year in (when.known_year, when.last_day.year)}
        if any(not FIRST_YEAR <= year <= LAST_YEAR for year in moved):
            raise Conflict(_BAD_SHIFT, code="bad-shift", years=years, first=FIRST_YEAR, last=LAST_YEAR)
