"""One person at the desk: all that is known of them, what is corrected, and what follows from it."""

from uuid import UUID

import httpx

from shared.contracts import Job
from shared.contracts.notify import CalendarInvite, CalendarRename, CalendarWithdraw, MessageSend
from shared.house import House
from tests.registration.desk import signed_in, trail
from tests.registration.events import SLUG, counts, load_event, sent
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_PARTS = '[[events.sessions]]\ntitle = "Opening"\n[[events.sessions]]\ntitle = "Closing"\n'


def _form(number: int = 1, **changes: str | list[str]) -> dict[str, str | list[str]]:
    """What the form to correct sends of `person`."""
    form = {"email": f"person{number}@example.org", "name": f"Person {number}", "organisation": "Sample City"}
    return {**form, "category": "delegate", "country": "KR", "language": "en", "timezone": "Asia/Seoul", **changes}


async def _seen(client: httpx.AsyncClient, id_: UUID) -> str:
    """The revision that the form carries."""
    return (await client.get(f"{TABLE}/{id_}/edit")).text.partition('name="seen" value="')[2].partition('"')[0]


async def _correct(client: httpx.AsyncClient, id_: UUID, **changes: str | list[str]) -> httpx.Response:
    return await client.post(f"{TABLE}/{id_}/edit", data={"seen": await _seen(client, id_), **_form(), **changes})


async def _jobs(home: House) -> list[Job]:
    return await sent(home)


async def test_the_table_leads_to_a_page_that_knows_all(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, f"capacity = 1\n{_PARTS}")
    await come(home, 1)
    answers = {"Diet": "<b>vegan</b>"}
    (second,) = await come(home, 2, native_name="김민수", job_title="Director", sessions=["closing"], answers=answers)
    assert f'<a href="{TABLE}/{second}"><bdi>Person 2</bdi></a>' in (await client.get(TABLE)).text
    text = (await client.get(f"{TABLE}/{second}")).text
    code = f"{second.hex[-8:-4]} {second.hex[-4:]}".upper()
    for words in (
        "Person 2", "김민수", "Director", "person2@example.org", "Sample City", "South Korea", "Delegate", "Closing",
        "Waiting list, place 1", "&lt;b&gt;vegan&lt;/b&gt;", "Registered, on the waiting list", code,
        f"/organize/check-in/{second}", "/organize/messages?q=person2%40example.org",
    ):  # fmt: skip
        assert words in text, words
    assert "Opening" not in text


async def test_a_correction_is_in_the_trail_and_whoever_takes_part_is_known_by_it(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, _PARTS)
    (one,) = await come(home, 1)
    changes = {"name": "José Person", "native_name": "조세", "category": "staff", "organisation": "Other City"}
    answer = await _correct(client, one, **changes, sessions=["closing"], parts_shown="1")
    assert answer.headers["location"] == f"{TABLE}/{one}?done=changed"
    assert await trail(home, "registration") == [
        (
            "registration.changed",
            {"name": "Person 1", "native_name": "", "native_name_language": "", "category": "delegate",
             "organisation": "Sample City", "sessions": ""},
            {"name": "José Person", "native_name": "조세", "native_name_language": "ko", "category": "staff",
             "organisation": "Other City", "sessions": "closing"},
        )
    ]  # fmt: skip
    (renamed,) = await _jobs(home)
    assert isinstance(renamed, CalendarRename)
    assert (renamed.attendee.id, renamed.attendee.person.name) == (one, "José Person")
    text = (await client.get(f"{TABLE}/{one}")).text
    assert "Ada Sample corrected this registration" in text
    assert "Full name: <del>Person 1</del> <ins>José Person</ins>" in text
    assert "Category: <del>Delegate</del> <ins>Staff</ins>" in text
    event = (await client.get(f"/organize/events/{SLUG}")).text
    assert "Ada Sample corrected registrations" in event
    assert "José" not in event, "what was corrected of a person stands with the person"


async def test_what_is_no_name_and_what_was_not_changed_tell_nobody(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    await _correct(client, one)
    assert await trail(home, "registration") == []
    await _correct(client, one, category="speaker", organisation="Other City")
    assert await _jobs(home) == []
    bad = await _correct(client, one, name="", country="ZZ")
    assert bad.status_code == 422
    assert "Write their name as it should stand on the badge" in bad.text
    assert len(await trail(home, "registration")) == 1


async def test_another_address_gets_the_invitation_and_one_that_is_taken_is_refused(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    one, _ = await come(home, 1, 2)
    taken = await _correct(client, one, email="person2@example.org")
    assert (taken.status_code, "That address has a registration of its own" in taken.text) == (422, True)
    await _correct(client, one, email="right@example.org")
    farewell, invite = await _jobs(home)
    assert isinstance(farewell, CalendarWithdraw)
    assert isinstance(invite, CalendarInvite)
    assert farewell.parts[0].attendee.person.email == "person1@example.org"
    assert invite.parts[0].attendee.person.email == "right@example.org"


async def test_the_link_goes_out_once_within_a_minute_and_the_trail_says_who_sent_it(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    answers = [await client.post(f"{TABLE}/{one}", data={"do": "link"}) for _ in range(2)]
    assert {answer.headers["location"] for answer in answers} == {f"{TABLE}/{one}?done=link"}
    letters = await _jobs(home)
    assert [type(letter) for letter in letters] == [MessageSend] * 2
    assert len({letter.message.key for letter in letters if isinstance(letter, MessageSend)}) == 1
    assert [line[0] for line in await trail(home, "registration")] == ["registration.link_sent"] * 2
    assert "Ada Sample sent the personal link again" in (await client.get(f"{TABLE}/{one}")).text


async def test_approve_and_cancel_stand_there_and_cancelling_asks(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    (one,) = await come(home, 1)
    assert (await client.post(f"{TABLE}/{one}", data={"do": "approve"})).headers["location"].endswith("done=approve")
    assert (await counts(home))["confirmed"] == (1, 1)
    assert "Cancel the registration of Person 1?" in (await client.post(f"{TABLE}/{one}", data={"do": "cancel"})).text
    assert (await counts(home))["confirmed"] == (1, 1)
    await client.post(f"{TABLE}/{one}", data={"do": "cancel", "confirmed": "true"})
    assert (await counts(home))["confirmed"] == (0, 0)
    text = (await client.get(f"{TABLE}/{one}")).text
    assert "Ada Sample approved this registration" in text
    assert "Ada Sample cancelled this registration" in text
    assert f"{TABLE}/{one}/edit" not in text
    for refused in (await _correct(client, one), await client.post(f"{TABLE}/{one}", data={"do": "link"})):
        assert (refused.status_code, "This registration was cancelled, so it stays" in refused.text) == (409, True)


async def test_who_may_look_may_not_change_and_an_event_has_its_own_people(home: House) -> None:
    await load_event(home)
    await load_event(home, slug="other-forum")
    (one,) = await come(home, 1)
    for role in ("viewer", "checkin"):
        async with signed_in(home, role) as browser:
            page = await browser.get(f"{TABLE}/{one}")
            assert (page.status_code, f"{TABLE}/{one}/edit" in page.text) == (200, False)
            assert (await browser.post(f"{TABLE}/{one}/edit", data=_form(name="Nobody"))).status_code == 403
            assert (await browser.post(f"{TABLE}/{one}", data={"do": "link"})).status_code == 403
    async with signed_in(home) as browser:
        assert (await browser.get(f"/organize/events/other-forum/registrations/{one}")).status_code == 404
    assert await trail(home, "registration") == []
