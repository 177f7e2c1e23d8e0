"""No page says that people get a message where mail does not reach them, and each says what to do."""

import re
from uuid import UUID

import httpx
import pytest

from shared.house import House
from tests.registration.events import load_event
from tests.registration.web.failing import bounce, fail
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_NONE = "No message goes to them: their mail server says that there is no such mailbox. Tell them another way."
_TRIED = "Mail to this address did not arrive. Messages will show whether this one does."
_TOLD = "They get a message."
_WAIT = "capacity = 1\napproval = true"


async def _know(home: House, what: str) -> None:
    """What is known of the second person's address."""
    if what in ("bounced", "both"):
        await bounce(home, "Person2@example.org")
    if what in ("failed", "both"):
        await fail(home, "person2@example.org")


async def _done(client: httpx.AsyncClient, path: str, **data: str | list[str]) -> tuple[str, str, str]:
    """Tone, title and words of the notice that says what was done."""
    answer = await client.post(path, data={"confirmed": "true", **data})
    assert answer.status_code == 303, answer.text
    return _notice((await client.get(answer.headers["location"])).text)


def _notice(page: str) -> tuple[str, str, str]:
    found = re.search(r'class="notice" data-tone="(\w+)">.*?<h2>(.*?)</h2>(?:<p>(.*?)</p>)?', page.replace("\n", " "))
    assert found is not None
    return found[1], found[2], found[3] or ""


@pytest.mark.parametrize(("known", "words"), [("", _TOLD), ("failed", _TRIED), ("bounced", _NONE), ("both", _NONE)])
async def test_of_one_person(home: House, client: httpx.AsyncClient, known: str, words: str) -> None:
    tone = "ok" if words == _TOLD else "warn"
    await load_event(home, _WAIT)
    first, second = await come(home, 1, 2)
    await client.post(f"{TABLE}/{first}", data={"do": "approve"})
    await _know(home, known)
    page = f"{TABLE}/{second}"
    assert await _done(client, page, do="approve") == (tone, "Approved", words)
    asked = (await client.post(page, data={"do": "seat"})).text
    assert (f"<p>{words} The history" in asked, "invitation by mail" in asked) == (words != _TOLD, words == _TOLD)
    assert await _done(client, page, do="seat") == (tone, "They have a seat", words)
    assert f"<p>{words} The entry leaves" in (await client.post(page, data={"do": "cancel"})).text
    assert await _done(client, page, do="cancel") == (tone, "Cancelled", words)


@pytest.mark.parametrize(("known", "promised"), [("", True), ("failed", True), ("bounced", False)])
async def test_a_correction_promises_no_mail_where_none_goes(
    home: House, client: httpx.AsyncClient, known: str, promised: bool
) -> None:
    await load_event(home)
    _, second = await come(home, 1, 2)
    await _know(home, known)
    words = "Badges, later mails and calendars say what stands now." if promised else _NONE
    said = _notice((await client.get(f"{TABLE}/{second}?done=changed")).text)
    assert said == ("ok" if promised else "warn", "The corrections are kept", words)


async def test_of_several(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    ids = await come(home, 1, 2, 3, 4)
    await bounce(home, "person2@example.org")
    await fail(home, "person3@example.org")
    words = (
        "1 of them gets no message, for the mail server knows no such mailbox: tell them another way. "
        "%sTo 1 of them mail did not arrive before. Messages will show whether this one does."
    )
    asked = (await client.post(TABLE, data={"do": "approve", "all": "1"})).text
    assert f"their place in the waiting list. {words % ''}</p>" in asked
    others = words % "The others get one. "
    assert await _done(client, TABLE, do="approve", id=_texts(ids)) == ("warn", "4 registrations approved", others)
    assert (
        f"<p>{others} The entry leaves their calendar."
        in (await client.post(TABLE, data={"do": "cancel", "id": _texts(ids)})).text
    )
    two = await _done(client, TABLE, do="cancel", id=_texts(ids[:2]))
    assert two == ("warn", "2 registrations cancelled", words.partition(" %s")[0] + " The others get one.")
    again = (await client.post(TABLE, data={"do": "cancel", "id": _texts(ids)})).text
    assert "no message" not in again, "of those cancelled before nobody is counted"


def _texts(ids: list[UUID]) -> list[str]:
    return [str(each) for each in ids]
