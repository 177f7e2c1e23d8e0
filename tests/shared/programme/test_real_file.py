"""The real programme loads as it is: what it leaves open stays open."""

from collections import Counter
from datetime import date, datetime

from deploy.programmes import BUILT_IN, BUILT_IN_YEAR
from shared.programme import EventEntry, ParsedProgramme, Speaker, read
from shared.when import Precision, When

PROGRAMME: ParsedProgramme = read(BUILT_IN)
BY_SLUG: dict[str, EventEntry] = {event.slug: event for event in PROGRAMME.events}


def test_counts() -> None:
    events = PROGRAMME.events
    assert len(events) == 22
    assert sum(event.when.is_open for event in events) == 15
    assert sum(event.when.precision is Precision.YEAR for event in events) == 2
    assert sum(event.conflict != "" for event in events) == 5
    assert len(PROGRAMME.trainings) == 3
    assert [network.key for network in PROGRAMME.networks] == ["NEASCN", "CJK", "ASCN", "LASCN", "AfSCN"]


def test_zones() -> None:
    assert BY_SLUG["smart-health-responder-workshop-2021"].timezone == "Asia/Seoul"  # online: the default zone
    assert BY_SLUG["regional-strategy-workshops-2021"].timezone == ""  # no place: unknown
    assert BY_SLUG["smart-city-expo-latam-2021"].timezone == ""  # in Mexico, date open
    assert BY_SLUG["general-assembly-6"].timezone == "Asia/Seoul"  # in Korea
    assert sorted(event.slug for event in PROGRAMME.events if not event.timezone and event.when.is_fixed) == []


def test_an_event_with_sessions() -> None:
    event = BY_SLUG["neascn-pre-workshop-2020"]
    assert event.when == When(
        precision=Precision.TIME, start=datetime(2020, 12, 9, 15), end=datetime(2020, 12, 9, 17)  # wall clock
    )  # fmt: skip
    assert [len(session.speakers) for session in event.sessions] == [0, 0, 5, 5, 2, 0, 0]
    assert event.sessions[2].speakers[2] == Speaker(
        name="Tserendulam SH", organisation="Healthy Cities Network of Mongolia (HCNM)"
    )
    assert event.after_event == (
        "recording",
        "downloadable resources",
        "press note",
        "call for feedback from attendees",
    )


def test_agenda_and_breakouts() -> None:
    workshop = BY_SLUG["activities-kickoff-2021"].sessions[2]
    assert (len(workshop.agenda), workshop.breakouts[0]) == (4, "Europe/Eurasia")


def test_trainings() -> None:
    seoul, chengdu, jeju = PROGRAMME.trainings
    assert (seoul.duration_weeks, seoul.duration_days, seoul.seats_from, seoul.seats_to) == (3, 0, 15, 15)
    assert (chengdu.timezone, chengdu.when.tentative, chengdu.seats_to) == ("Asia/Shanghai", True, 0)
    assert (jeju.duration_days, jeju.seats_from, jeju.seats_to, jeju.partners) == (4, 30, 40, ("NIA", "AfDB"))
    assert jeju.when.first_day == date(2021, 10, 1)


def test_a_first_start_moves_the_year_of_most_of_it_to_the_next() -> None:
    dates = [event.when for event in PROGRAMME.events] + [training.when for training in PROGRAMME.trainings]
    assert Counter(when.known_year for when in dates).most_common(1)[0][0] == BUILT_IN_YEAR
