"""Letters about surveys: invitations always come, reminders only to who wants them and while they are of use."""

from datetime import timedelta

import msgspec
import pytest

from services.notify.mail.reading import read_mail
from services.notify.operations import deliver, preferences
from shared.contracts.notify import Message, MessageSend
from shared.house import House
from shared.identity.people import person_id
from tests.notify.jobs import MINSU, apply, mails, written
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

LINK = "http://wego.test/s/token"
FACTS = {"survey": "How was the visit?", "about": "Water networks", "until": "20 September 2027", "names": "no"}
READER = msgspec.structs.replace(MINSU, language="en")


def survey_letter(clock: FakeClock, kind: str, number: int = 1, **facts: str) -> MessageSend:
    message = Message(template=f"survey.{kind}", key=f"1:survey.{kind}:{number}", facts=FACTS | facts)
    until = clock() + timedelta(days=3) if kind == "reminder" else None
    return MessageSend(owner="training", to=READER, message=message, manage_url=LINK, good_until=until)


async def states(notify: House) -> list[tuple[str, str]]:
    return [(row.template, row.state) for row in await written(notify)]


async def test_an_invitation_says_what_whom_and_until_when(house: OpenHouse, clock: FakeClock) -> None:
    notify = await house("notify")
    await apply(notify, survey_letter(clock, "invitation"))
    (mail,) = await mails(notify)
    for kind in ("text/plain", "text/html"):
        part = read_mail(mail).body(kind)
        assert part is not None
        assert all(text in part.text for text in ("How was the visit?", "Water networks", "20 September 2027", LINK))
    assert b"List-Unsubscribe" not in mail


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
async def test_what_it_says_is_true_also_before_it_begins(house: OpenHouse, clock: FakeClock, kind: str) -> None:
    """A survey may open a week before what it is about, or while that goes on: nobody has taken part yet."""
    notify = await house("notify")
    await apply(notify, survey_letter(clock, kind))
    (mail,) = await mails(notify)
    for form in ("text/plain", "text/html"):
        part = read_mail(mail).body(form)
        assert part is not None
        assert ("took part" in part.text, "was it worth" in part.text) == (False, False)


@pytest.mark.parametrize(
    ("survey", "about", "subject"),
    [
        ("How was this session?", "Water networks", "How was this session? (Water networks)"),
        ("How was this session?", "Data platforms", "How was this session? (Data platforms)"),
        ("Water networks: how was it?", "Water Networks", "Water networks: how was it?"),
    ],
)
@pytest.mark.parametrize("kind", ["invitation", "reminder", "link"])
async def test_the_subject_names_what_it_is_about(
    *, house: OpenHouse, clock: FakeClock, kind: str, survey: str, about: str, subject: str
) -> None:
    """Also where a course asks the same of every session; once is enough."""
    notify = await house("notify")
    await apply(notify, survey_letter(clock, kind, survey=survey, about=about))
    (mail,) = await mails(notify)
    assert read_mail(mail).head.subject.partition(": ")[2] == subject


@pytest.mark.parametrize(
    ("survey", "day", "subject"),
    [
        ("How was it?", "4 May 2027, 09:00 Seoul", "How was it? (Group work, 4 May 2027, 09:00 Seoul)"),
        ("How was it?", "4 May 2027, 14:00 Seoul", "How was it? (Group work, 4 May 2027, 14:00 Seoul)"),
        ("Group work: how was it?", "4 May 2027", "Group work: how was it? (4 May 2027)"),
    ],
)
async def test_two_sessions_of_one_title_are_told_apart(
    house: OpenHouse, clock: FakeClock, survey: str, day: str, subject: str
) -> None:
    notify = await house("notify")
    await apply(notify, survey_letter(clock, "invitation", survey=survey, about="Group work", day=day))
    (mail,) = await mails(notify)
    assert read_mail(mail).head.subject.partition(": ")[2] == subject
    for kind in ("text/plain", "text/html"):
        part = read_mail(mail).body(kind)
        assert part is not None
        assert day in part.text


async def test_reminders_stop_for_who_wants_none(house: OpenHouse, clock: FakeClock) -> None:
    notify = await house("notify")
    token = notify.links.token("preferences", person_id(MINSU.email))
    await apply(notify, survey_letter(clock, "invitation"), survey_letter(clock, "reminder"))
    assert b"List-Unsubscribe-Post" in (await mails(notify))[1]
    await preferences.want(notify, token, "reminder", wanted=False)
    await apply(notify, survey_letter(clock, "reminder", 2))
    assert await states(notify) == [
        ("survey.invitation", "queued"),
        ("survey.reminder", "withheld"),
        ("survey.reminder", "withheld"),
    ]


async def test_a_reminder_that_cannot_leave_before_the_end_is_kept_back(house: OpenHouse, clock: FakeClock) -> None:
    notify = await house("notify")
    await apply(notify, survey_letter(clock, "reminder"))
    clock.advance(days=3, seconds=1)
    assert await deliver.claim(notify, 5) == []
