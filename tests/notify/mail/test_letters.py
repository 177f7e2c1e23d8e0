"""Every kind of message, in every language and situation: complete, and with the same facts in both forms."""

import re
from datetime import datetime

import msgspec
import pytest

from services.notify.domain.messages import MESSAGES, Category, UnknownMessage, message_kind
from services.notify.mail.environment import TEMPLATES
from services.notify.mail.letters import Words, write
from shared.contracts.common import Person
from shared.contracts.notify import SessionChange, SessionState
from shared.i18n import LANGUAGES, translator
from shared.when import Precision, When
from tests.notify.mail.occasions import FACTS, JOIN, MANAGE, PAGE, PREFERENCES, SITUATIONS, Visible, occasion


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_is_complete(name: str, situation: str, language: str) -> None:
    kind = MESSAGES[name]
    words = write(occasion(kind, language, situation))
    seen = Visible(words.html)
    assert words.language.code == language
    assert seen.language == words.language.tag
    texts = translator(language)
    title = 'Cities & "People" <b>'
    if "survey" in kind.needs:
        title = texts.gettext(
            "%(survey)s (%(about)s, %(day)s)", **{name: FACTS[name] for name in ("survey", "about", "day")}
        )
    assert words.subject == texts.gettext(kind.subject, title=title)
    for text in (words.subject, words.text, words.html):
        assert not re.search(r"%\(|\{\{|\{%|Undefined", text)
    _same_facts(words, seen)


def _same_facts(words: Words, seen: Visible) -> None:
    """Every paragraph of the plain text stands in the HTML too; every link in both."""
    lines = [line for line in words.text.splitlines() if line and line != "--"]
    texts = translator(words.language.code)
    label = texts.pgettext("label", "%(label)s: %(words)s", label=texts.gettext("When"), words="")
    for line in lines:
        told = line.removeprefix(label)  # the two clocks need no label
        for word in re.findall(r"\w+", re.sub(r"https?://\S+", "", told)):
            assert word in seen.text, line
    links = re.findall(r"https?://\S+", words.text)
    assert sorted(set(links)) == sorted(set(seen.links))


@pytest.mark.parametrize("name", MESSAGES)
def test_each_kind_has_its_links_and_no_others(name: str) -> None:
    kind = MESSAGES[name]
    seen = Visible(write(occasion(kind, join_url=JOIN)).html)
    wanted = {
        "registration": {MANAGE, PREFERENCES, JOIN},
        "page": {PAGE, PREFERENCES, JOIN},
        "": set(),
    }[kind.leads_to]
    assert set(seen.links) == wanted - ({JOIN} if kind.alone else set())


def test_the_table_and_the_templates_are_the_same_set() -> None:
    files = {path.name.removesuffix(".txt") for path in (TEMPLATES / "messages").iterdir()}
    assert files == set(MESSAGES)


def test_nothing_that_always_comes_offers_to_be_switched_off() -> None:
    assert {kind.category for kind in MESSAGES.values()} <= set(Category)
    assert [kind.name for kind in MESSAGES.values() if kind.category.optional] == [
        "interest.fixed",
        "interest.moved",
        "interest.reopened",
        "interest.cancelled",
        "survey.reminder",
        "reminder.week",
        "reminder.day",
        "reminder.hours",
    ]
    assert [kind.name for kind in MESSAGES.values() if kind.category.automatic] == [
        "registration.promoted",
        "registration.moved_address",
        "event.moved",
        "event.fixed",
        "event.cancelled",
        "waiting.fixed",
        "waiting.moved",
        "waiting.reopened",
        "interest.fixed",
        "interest.moved",
        "interest.reopened",
        "interest.cancelled",
        "place.confirmed",
        "place.withdrawn",
        "place.arrival",
        "attendance.out_of_reach",
        "attendance.excuse",
        "timetable.published",
        "timetable.changed",
        "teaching.changed",
        "teaching.moved",
        "teaching.cancelled",
        "nomination.nominee",
        "nomination.withdrawn",
        "review.asked",
        "coordinator.approved",
        "coordinator.refused",
        "training.offer",
        "training.offer_reminder",
        "training.offer_extended",
        "training.offer_lapsed",
        "training.offer_withdrawn",
        "training.reserve",
        "training.reserve_ended",
        "training.not_selected",
        "training.cancelled",
        "training.answer",
        "certificate.names",
        "certificate.issued",
        "certificate.replaced",
        "certificate.revoked",
        "certificate.link",
        "certificate.kept",
        "survey.invitation",
        "survey.reminder",
        "reminder.week",
        "reminder.day",
        "reminder.hours",
    ]


def test_who_gave_up_a_place_themselves_is_thanked() -> None:
    kind = MESSAGES["place.withdrawn"]
    assert "You gave up your place in this course. Thank you" in write(occasion(kind)).text
    assert "Your place in this course is given up." in write(occasion(kind, facts={})).text


@pytest.mark.parametrize(
    ("facts", "said", "unsaid"),
    [
        ({"answer": "approved", "needed": "yes"}, "needed to complete the course", "We could not"),
        ({"answer": "approved"}, "You are excused from this session: Data platforms, Monday", "needed"),
        ({"answer": "refused"}, "We could not excuse you from this session: Data platforms", "You are excused"),
    ],
)
def test_an_excuse_is_answered_with_what_follows_from_it(facts: dict[str, str], said: str, unsaid: str) -> None:
    told = {"session": FACTS["session"], "when": FACTS["when"], **facts}
    text = " ".join(write(occasion(MESSAGES["attendance.excuse"], facts=told)).text.split())
    assert said in text
    assert unsaid not in text


def test_both_clocks_stand_in_an_invite() -> None:
    seen = Visible(write(occasion(MESSAGES["registration.confirmed"])).html).text
    assert "Your time, Nairobi (EAT, UTC+3) 09:00 to 11:00 Wednesday 26 May 2027" in seen
    assert "Seoul (KST, UTC+9) 15:00 to 17:00 Wednesday 26 May 2027" in seen


def test_an_open_date_is_told_as_open_and_promises_no_entry() -> None:
    words = write(occasion(MESSAGES["registration.confirmed"], situation="open"))
    assert "When: 3rd quarter 2027, to be confirmed\n" in words.text
    assert "There is no entry for your calendar yet, because the date is still open." in words.text
    assert "comes with this message" not in words.text


def test_an_activity_of_the_whole_year_waits_for_no_date() -> None:
    words = write(occasion(MESSAGES["registration.confirmed"], situation="all year"))
    assert "This runs throughout the year, so there is no entry for your calendar." in words.text


@pytest.mark.parametrize("name", MESSAGES)
def test_no_mail_claims_that_answers_in_the_calendar_are_read(name: str) -> None:
    text = write(occasion(MESSAGES[name])).text.lower()
    assert not re.search(r"accept|decline|the organizer sees|entry moves", text)


def _session(title: str, hour: int, place: str = "") -> SessionState:
    when = When(precision=Precision.TIME, start=datetime(2027, 9, 6, hour), end=datetime(2027, 9, 6, hour + 2))
    return SessionState(title=title, when=when, timezone="Asia/Seoul", place=place)


def test_each_change_of_a_timetable_is_told_before_and_after_in_both_zones() -> None:
    changes = (
        SessionChange(before=_session("Water", 9, "Room A"), after=_session("Water", 14, "Room A")),
        SessionChange(before=_session("Old", 9), after=_session("New", 9)),
        SessionChange(after=_session("Extra <b>", 16)),
        SessionChange(before=_session("Gone", 16)),
    )
    words = write(occasion(MESSAGES["timetable.changed"], changes=changes, course=True))
    nine = "Monday 6 September 2027, 09:00 to 11:00 Seoul (03:00 to 05:00 Nairobi)"
    two = "Monday 6 September 2027, 14:00 to 16:00 Seoul (08:00 to 10:00 Nairobi)"
    four = "Monday 6 September 2027, 16:00 to 18:00 Seoul (10:00 to 12:00 Nairobi)"
    for line in (
        f"Water. Until now: {nine}; Room A. From now on: {two}; Room A.",
        f"New (until now: Old). Until now: {nine}. From now on: {nine}.",
        f"New: Extra <b>. {four}.",
        f"No longer: Gone. It was: {four}.",
    ):
        assert line in words.text
    assert "New: Extra &lt;b&gt;." in words.html


@pytest.mark.parametrize("name", ["event.moved", "event.fixed", "event.cancelled", "reminder.day"])
def test_a_place_in_a_course_is_no_registration(name: str) -> None:
    words = write(occasion(MESSAGES[name], course=True))
    assert "Open my registration" not in words.text
    assert ("Open my page" in words.text) == (name != "event.cancelled")


def test_the_place_in_line_is_told_where_it_is_known() -> None:
    kind = MESSAGES["registration.waitlisted"]
    assert "at number 7." in write(occasion(kind)).text
    assert "You are on the waiting list.\n" in write(occasion(kind, facts={})).text


def test_a_link_that_the_organizer_sends_says_so() -> None:
    kind = MESSAGES["registration.link"]
    asked, sent = (write(occasion(kind, facts=facts)).text for facts in ({}, {"by": "organizer"}))
    assert "Somebody asked to register with this address" in asked
    assert "Somebody asked" not in sent
    assert "If it was not you" not in sent
    assert "The organizer sends you the link to your registration." in sent


def test_nothing_in_a_name_or_title_becomes_markup() -> None:
    html = write(occasion(MESSAGES["registration.confirmed"])).html
    assert "Asha &lt;Mfano&gt; (아샤)" in html
    assert "Cities &amp; &#34;People&#34; &lt;b&gt;" in html


def test_line_ends_in_a_name_stay_on_one_line() -> None:
    reader = Person(email="a@b.example", name="Asha\r\nBcc: x@y.example\u2028Mfano")
    words = write(occasion(MESSAGES["registration.confirmed"], reader=reader))
    assert "Confirmed for Asha Bcc: x@y.example Mfano\n" in words.text


def test_a_fact_that_is_needed_must_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    needy = msgspec.structs.replace(MESSAGES["registration.confirmed"], needs=frozenset({"code"}))
    monkeypatch.setitem(MESSAGES, "registration.confirmed", needy)
    assert message_kind("registration.confirmed", {"code": "1"}) is needy
    with pytest.raises(UnknownMessage, match=r"registration\.confirmed needs \['code'\]"):
        message_kind("registration.confirmed", {"other": "1"})
