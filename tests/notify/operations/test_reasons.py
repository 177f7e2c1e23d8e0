"""Why an event was moved or cancelled: in the mail that tells of it, in the organizer's words, and in no other."""

import pytest

from services.notify.domain.messages import MESSAGES
from services.notify.mail.letters import write
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.notify.jobs import ASHA, OPEN, apply, confirmed, letter, mails, put, written
from tests.notify.mail.occasions import occasion
from tests.notify.operations.test_date_letters import of
from tests.notify.updating import EVEN_LATER, LATER, quiet_over, text
from tests.support.clock import FakeClock

WHY = 'The hall <b>"Han"</b> is taken & closed.'
SAYS = "주최 측 안내"  # Kim Min-su reads Korean
SAID = f"{SAYS}: {WHY}"
SAID_IN_HTML = f"{SAYS}: The hall &lt;b&gt;&#34;Han&#34;&lt;/b&gt; is taken &amp; closed."


async def test_who_takes_part_reads_it_once_in_both_forms_escaped(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER, reason=WHY))
    assert await quiet_over(invited, clock) == 1
    mail = (await mails(invited))[-1]
    assert SAID in text(mail)
    assert SAID_IN_HTML in text(mail, "html").replace("\r\n", "\n")
    await apply(invited, put(3, when=EVEN_LATER))
    assert await quiet_over(invited, clock) == 1
    assert SAYS not in text((await mails(invited))[-1]), "that was another move"


async def test_another_change_within_the_quiet_time_does_not_lose_it(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER, reason=WHY), put(3, when=LATER, title="Expo"))
    assert await quiet_over(invited, clock) == 1
    assert SAID in text((await mails(invited))[-1])


async def test_the_reason_of_a_move_is_not_that_of_the_cancellation(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER, reason="Too early."), put(3, when=LATER, cancelled=True))
    assert await quiet_over(invited, clock) == 1
    assert [row.template for row in await written(invited)][1:] == ["event.cancelled"]
    assert SAYS not in text((await mails(invited))[-1])


async def test_a_cancellation_says_why_also_to_a_confirmation_that_came_late(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), put(2, cancelled=True, reason=WHY))
    await quiet_over(notify, clock)
    await apply(notify, confirmed())
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)][-1] == "event.cancelled"
    assert SAID in text((await mails(notify))[-1])


@pytest.mark.parametrize(
    ("before", "change", "told"),
    [
        (put(), put(2, when=LATER, reason=WHY), of(2, "waiting.moved")),
        (put(when=OPEN, timezone=""), put(2, reason=WHY), of(2, "waiting.fixed")),
        (put(), put(2, when=OPEN, timezone="", reason=WHY), of(2, "waiting.reopened")),
        (put(when=OPEN, timezone=""), put(2, reason=WHY), of(2, "interest.fixed")),
        (put(), put(2, when=LATER, reason=WHY), of(2, "interest.moved")),
        (put(), put(2, when=OPEN, timezone="", reason=WHY), of(2, "interest.reopened")),
        (put(), put(2, cancelled=True, reason=WHY), of(2, "interest.cancelled")),
        (put(), put(2, cancelled=True, reason=WHY), of(2, "event.cancelled")),
    ],
    ids=lambda job: job.message.template if isinstance(job, MessageSend) else "",
)
async def test_who_waits_and_who_asked_read_it_too(
    notify: House, clock: FakeClock, before: object, change: object, told: MessageSend
) -> None:
    await apply(notify, before, letter(ASHA), change, told)  # type: ignore[arg-type]  # jobs, of the table
    await quiet_over(notify, clock)
    assert (await written(notify))[-1].template == told.message.template
    assert f"The organizer writes: {WHY}" in text((await mails(notify))[-1])


def test_a_cancelled_registration_says_who_did_it() -> None:
    kind = MESSAGES["registration.cancelled"]
    theirs, ours = (write(occasion(kind, facts=facts)) for facts in ({}, {"by": "organizer"}))
    assert "The organizer cancelled this registration." in ours.text
    assert "There you can register again" not in ours.text
    assert "This registration is cancelled." in theirs.text
    assert "organizer" not in theirs.text
