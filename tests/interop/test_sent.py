"""What really goes out, from the form to the mail server, read by the programs of others."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from services.registration.operations.my_registration import cancel, change
from services.registration.operations.register import register
from shared.house import House
from tests.interop import with_ical, with_icaljs, with_libical
from tests.interop.entry import Part, Read
from tests.registration.events import SLUG, TITLE, load_event, person
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer

READERS: list[Callable[[dict[str, bytes]], dict[str, Part]]] = [
    reader.read for reader in (with_ical, with_icaljs, with_libical) if not reader.missing()
]
WHENS = {
    "hours": '{ precision = "time", start = 2027-12-09T15:00:00, end = 2027-12-09T17:00:00 }',
    "no end": '{ precision = "time", start = 2027-12-09T15:00:00 }',
    "days": '{ precision = "day", first = 2027-12-30, last = 2028-01-01, tentative = true }',
}
STARTS = {
    "hours": ("20271209T060000Z", "20271209T080000Z"),
    "no end": ("20271209T060000Z", ""),
    "days": ("20271230", "20280102"),
}


def parts(mails: list[EmailMessage]) -> list[tuple[str, Read]]:
    """METHOD and entry of each mail; every library that is here must understand the same."""
    found = []
    for mail in mails:
        bodies = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "text/calendar"]
        (body,) = bodies
        assert isinstance(body, bytes)
        readings = [read({"": body})[""] for read in READERS]
        assert readings == readings[:1] * len(readings)
        (entry,) = readings[0].entries
        found.append((readings[0].method, entry))
    return found


async def _registered(house: House, **changes: str) -> str:
    done = await register(house, SLUG, {**person(), **changes}, language="en", timezone="Asia/Seoul")
    return done.token


@pytest.mark.parametrize("when", WHENS)
async def test_an_invite_and_its_cancellation(house: OpenHouse, deliver: Deliver, smtp: MailServer, when: str) -> None:
    registration = await house("registration")
    await load_event(registration, when=WHENS[when], tell=True)
    token = await _registered(registration, name="Kim Min-su", native_name="김민수")
    await deliver()
    await cancel(registration, token)
    await deliver()

    (_, invite), (method, gone) = parts(smtp.to("person1@example.org"))
    assert (invite.summary, invite.status) == (TITLE, "TENTATIVE" if when == "days" else "CONFIRMED")
    assert (invite.start, invite.end) == STARTS[when]
    assert invite.attendees[0][0] == "mailto:person1@example.org"
    assert (method, gone.uid, gone.status) == ("CANCEL", invite.uid, "")
    assert gone.sequence > invite.sequence


async def test_who_moves_up_and_who_moves_address(house: OpenHouse, deliver: Deliver, smtp: MailServer) -> None:
    registration = await house("registration")
    await load_event(registration, "capacity = 1", tell=True)
    first = await _registered(registration)
    second = await _registered(registration, email="person2@example.org")
    await deliver()
    assert [part.get_content_type() for part in smtp.to("person2@example.org")[0].walk()].count("text/calendar") == 0

    await cancel(registration, first)
    await deliver()
    ((method, invite),) = parts(smtp.to("person2@example.org")[1:])
    assert method == "REQUEST"

    await change(registration, second, {"email": "corrected@example.org"})
    await deliver()
    ((_, at_the_new_one),) = parts(smtp.to("corrected@example.org"))
    (*_, (last, at_the_old_one)) = parts(smtp.to("person2@example.org")[1:])
    assert (last, at_the_old_one.uid, at_the_new_one.uid) == ("CANCEL", invite.uid, invite.uid)


async def test_names_in_every_script_arrive_whole(house: OpenHouse, deliver: Deliver, smtp: MailServer) -> None:
    registration = await house("registration")
    await load_event(registration, tell=True)
    names = [
        "Åsa Öberg",
        "Nguyễn Thị Minh Khai",
        "O'Brien-Ñandú",
        "Kim Min-su (김민수)",
        "abebe አበበ",
        "محمد العربي",
        "李样本",
    ]
    for number, name in enumerate(names):
        await register(registration, SLUG, person(number, name=name), language="en", timezone="Asia/Seoul")
    await deliver()
    for number, name in enumerate(names):
        ((_, invite),) = parts(smtp.to(f"person{number}@example.org"))
        assert invite.attendees[0][1] == name
