"""What is written to whom, with which calendar part: the rules of SEQUENCE, order, repetition and addresses."""

import email
import email.policy

import msgspec
import pytest

from services.notify.domain.messages import UnknownMessage
from shared.contracts.common import Person
from shared.contracts.notify import CalendarWithdraw
from shared.house import House
from shared.when import When
from tests.notify.jobs import (
    ASHA,
    MINSU,
    OPEN,
    apply,
    calendar_parts,
    cancelled,
    confirmed,
    invite,
    letter,
    mails,
    mark_sent,
    part,
    put,
    written,
)  # fmt: skip
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


async def test_an_invite_is_one_mail_with_a_request(notify: House) -> None:
    await apply(notify, put(), confirmed())
    assert await calendar_parts(notify) == [("REQUEST", 0, "queued")]


async def test_the_same_job_and_the_same_message_act_once(notify: House) -> None:
    again = confirmed(revision=5, key="the same message")
    await apply(notify, put(), confirmed(key="the same message"), confirmed(), confirmed(), again)
    assert len(await written(notify)) == 1


async def test_cancelling_sends_one_cancel_with_the_same_uid_and_a_higher_sequence(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    await apply(notify, cancelled(), cancelled())
    assert await calendar_parts(notify) == [("REQUEST", 0, "sent"), ("CANCEL", 1, "queued")]
    request, cancel = [_calendar(mail) for mail in await mails(notify)]
    assert request["UID"] == cancel["UID"]
    assert (request["SEQUENCE"], cancel["SEQUENCE"]) == ("0", "1")
    assert request["DTSTART"] == cancel["DTSTART"] == "20270526T060000Z"
    assert "STATUS" not in cancel


async def test_whoever_comes_back_gets_the_next_but_one(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    await apply(notify, cancelled())
    await mark_sent(notify)
    await apply(notify, confirmed(revision=3))
    assert (await calendar_parts(notify))[1:] == [("CANCEL", 1, "sent"), ("REQUEST", 2, "queued")]


async def test_a_plain_repetition_does_not_raise_the_counter(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    await apply(notify, confirmed(revision=2))
    assert [row.sequence for row in await written(notify)] == [0, 0]


async def test_the_counter_is_the_items_so_one_cancel_raises_it_for_everybody(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    await apply(notify, cancelled(), confirmed(ASHA))
    assert (await calendar_parts(notify))[2] == ("REQUEST", 1, "queued")


async def test_a_cancel_that_finds_its_invite_unsent_keeps_it_back(notify: House) -> None:
    await apply(notify, put(), confirmed(), cancelled())
    assert await calendar_parts(notify) == [("REQUEST", 0, "withheld"), (None, None, "queued")]


async def test_an_invite_that_may_have_arrived_is_cancelled(notify: House) -> None:
    await apply(notify, put(), confirmed())
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET state = 'unknown', unknowns = 1")
    await apply(notify, cancelled())
    assert await calendar_parts(notify) == [("REQUEST", 0, "unknown"), ("CANCEL", 1, "queued")]
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT next_at FROM deliveries WHERE method = 'REQUEST'") is None


async def test_an_invite_under_way_is_cancelled_after_it(notify: House) -> None:
    await apply(notify, put(), confirmed())
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET state = 'sending', next_at = NULL, lease_until = $1", tx.now)
    await apply(notify, cancelled())
    assert await calendar_parts(notify) == [("REQUEST", 0, "sending"), ("CANCEL", 1, "queued")]


async def test_late_jobs_change_nothing(notify: House) -> None:
    await apply(notify, put(), cancelled(revision=2), confirmed(revision=1))
    assert await calendar_parts(notify) == [(None, None, "queued")]


async def test_changes_wait_for_their_item_and_keep_their_order(notify: House) -> None:
    """Each person's own; people follow one another by their id."""
    await apply(notify, letter(ASHA), confirmed(), confirmed(ASHA), cancelled(ASHA))
    assert await written(notify) == []
    await apply(notify, put())
    assert [(row.recipient, row.template, row.method, row.state) for row in await written(notify)] == [
        ("asha@example.org", "registration.waitlisted", None, "queued"),
        ("asha@example.org", "registration.confirmed", "REQUEST", "withheld"),
        ("asha@example.org", "registration.cancelled", None, "queued"),
        ("minsu@example.org", "registration.confirmed", "REQUEST", "queued"),
    ]
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM held") == 0


async def test_another_address_withdraws_the_old_one_and_invites_the_new(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    new = msgspec.structs.replace(MINSU, email="minsu.kim@example.org")
    id_ = confirmed().parts[0].attendee.id
    old = part(MINSU, 2, template="registration.moved_address", id=id_)
    moved = [CalendarWithdraw(owner="registration", key=put().key, parts=(old,)), confirmed(new, 2, id=id_)]
    await apply(notify, *moved)
    assert [(row.recipient, row.template, row.method, row.sequence) for row in (await written(notify))[1:]] == [
        ("minsu@example.org", "registration.moved_address", "CANCEL", 1),
        ("minsu.kim@example.org", "registration.confirmed", "REQUEST", 1),
    ]
    farewell = (await mails(notify))[1]
    text = email.message_from_bytes(farewell, policy=email.policy.default).get_body(("plain",))
    assert text is not None
    assert "http" not in text.get_content()


async def test_two_registrations_of_one_person_share_one_entry(notify: House) -> None:
    first, second = part(MINSU, template="registration.confirmed"), part(ASHA, template="registration.confirmed")
    other = msgspec.structs.replace(second.attendee, person=msgspec.structs.replace(MINSU, email="MinSu@example.org"))
    await apply(notify, put(), invite(first), invite(msgspec.structs.replace(second, attendee=other)))
    await mark_sent(notify)
    await apply(notify, cancelled())
    assert (await calendar_parts(notify))[2] == (None, None, "queued"), "the second registration keeps the entry"
    await mark_sent(notify)
    await apply(notify, cancelled(other.person, id=other.id))
    assert (await calendar_parts(notify))[3] == ("CANCEL", 1, "queued")


@pytest.mark.parametrize("when", [OPEN, When(precision="year", year=2027)])  # type: ignore[arg-type]  # read like a job
async def test_without_a_fixed_date_the_message_goes_alone(notify: House, when: When) -> None:
    await apply(notify, put(when=when, timezone=""), confirmed(), cancelled())
    assert await calendar_parts(notify) == [(None, None, "queued"), (None, None, "queued")]


async def test_nobody_is_invited_to_what_is_cancelled(notify: House) -> None:
    await apply(notify, put(cancelled=True), confirmed())
    assert await calendar_parts(notify) == [(None, None, "withheld")]


async def test_invites_that_have_not_left_are_kept_back_when_the_event_is_cancelled(notify: House) -> None:
    await apply(notify, put(), confirmed(), letter(ASHA), put(2, cancelled=True))
    assert await calendar_parts(notify) == [("REQUEST", 0, "withheld"), (None, None, "queued")]


async def test_a_zone_that_is_none_shows_the_events_own_time(notify: House) -> None:
    await apply(notify, put(), confirmed(msgspec.structs.replace(ASHA, timezone="Mars/Olympus")))
    text = email.message_from_bytes((await mails(notify))[0], policy=email.policy.default).get_body(("plain",))
    assert text is not None
    assert "When: Wednesday 26 May 2027, 15:00 to 17:00 Seoul\n" in text.get_content().replace("\r\n", "\n")


async def test_a_cancel_names_the_date_that_was_sent(notify: House) -> None:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    await apply(notify, put(2, when=OPEN, timezone=""), cancelled())
    assert (await calendar_parts(notify))[1] == ("CANCEL", 1, "queued")
    assert _calendar((await mails(notify))[1])["DTSTART"] == "20270526T060000Z"


async def test_what_a_person_chose_beats_what_the_owner_says(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed())
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE people SET language = 'fr', timezone = 'Africa/Lagos'")
    await apply(notify, letter())
    korean, french = [email.message_from_bytes(mail, policy=email.policy.default) for mail in await mails(notify)]
    assert (korean["Content-Language"], french["Content-Language"]) == ("ko", "fr")
    text = french.get_body(("plain",))
    assert text is not None
    assert "Abuja" in text.get_content()


async def test_a_mail_that_cannot_go_is_seen(notify: House) -> None:
    nowhere = Person(email="ä@example.org", name="A")
    async with notify.db.transaction() as tx:
        await tx.conn.execute("INSERT INTO suppressions VALUES ('asha@example.org', '550 no', $1)", tx.now)
    await apply(notify, put(), letter(nowhere), confirmed(ASHA))
    assert [(row.recipient, row.state) for row in await written(notify)] == [
        ("ä@example.org", "dead"),
        ("asha@example.org", "suppressed"),
    ]


async def test_an_owner_who_names_no_message_is_refused(notify: House) -> None:
    await apply(notify, put())
    with pytest.raises(UnknownMessage, match=r"no message 'registration\.unheard'"):
        await apply(notify, letter(template="registration.unheard"))


def _calendar(mail: bytes) -> dict[str, str]:
    """Properties of the one VEVENT."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    content = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    lines = content.get_content().replace("\r\n ", "").splitlines()
    return {line.split(":", 1)[0].split(";")[0]: line.split(":", 1)[1] for line in lines if ":" in line}
