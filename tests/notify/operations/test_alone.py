"""Messages that speak of no item: a code to sign in."""

import pytest

from services.notify.domain.messages import UnknownMessage
from services.notify.mail.reading import read_mail
from services.notify.operations.retention import MAILS_KEPT, erase
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from tests.notify.jobs import ASHA, MINSU, apply, letter, mails, mark_sent, written
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

LINK = "http://wego.test/sign-in?link=secret"


def code(person: Person = ASHA, **facts: str) -> MessageSend:
    message = Message(template="sign-in.code", key="sign-in:1", facts=facts or {"code": "407351"})
    return MessageSend(owner="registration", to=person, message=message, manage_url=LINK)


async def test_a_code_is_written_without_date_and_place(house: OpenHouse) -> None:
    notify = await house("notify")
    await apply(notify, code())
    assert [(row.template, row.recipient, row.method, row.state) for row in await written(notify)] == [
        ("sign-in.code", ASHA.email, None, "queued")
    ]
    mail = read_mail((await mails(notify))[0])
    for kind in ("text/plain", "text/html"):
        part = mail.body(kind)
        assert part is not None
        assert "407351" in part.text
        assert LINK in part.text
        assert "When" not in part.text
    assert mail.body("text/calendar") is None


async def test_it_speaks_the_language_of_its_reader_and_comes_once(house: OpenHouse) -> None:
    notify = await house("notify")
    await apply(notify, code(MINSU), code(MINSU))
    (mail,) = await mails(notify)
    text = read_mail(mail).body("text/plain")
    assert text is not None
    assert "407351" in text.text


async def test_without_its_code_or_for_another_kind_it_is_refused(house: OpenHouse) -> None:
    notify = await house("notify")
    with pytest.raises(UnknownMessage):
        await apply(notify, code(other="x"))
    with pytest.raises(ValueError, match="names no item"):
        await apply(notify, MessageSend(owner="registration", to=ASHA, message=letter().message))
    assert await written(notify) == []


async def test_it_is_forgotten_with_its_reader(house: OpenHouse, clock: FakeClock) -> None:
    notify = await house("notify")
    await apply(notify, code())
    await mark_sent(notify)
    clock.now += MAILS_KEPT
    await erase(notify)
    assert len(await written(notify)) == 1
    clock.advance(seconds=1)
    await erase(notify)
    assert await written(notify) == []
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM people") == 0
