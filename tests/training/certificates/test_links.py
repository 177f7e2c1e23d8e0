"""A link to a certificate of an event that came into other hands is replaced by a new one."""

import httpx
import pytest

from services.training.domain.retention import CERTIFICATE_PEOPLE_KEPT
from services.training.operations.certificates.letters import LINK
from services.training.operations.forget import forget
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.training.certificates.given import EVENT, FORUM, Held, forum, issue_all, own_of_event
from tests.training.web.conftest import SignedIn


@pytest.fixture
async def desk(training: House, clock: FakeClock, signed_in: SignedIn) -> httpx.AsyncClient:
    clock.advance(days=300)
    return (await signed_in("organizer"))[0]


async def test_the_old_link_ends_and_the_new_one_comes_by_mail_once(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    (guest,) = await forum(training, "Abebe Bikila")
    old, page = own_of_event(training, guest), f"/organize/certificates/event/{EVENT}/people/{guest}"
    assert (await client.get(old)).status_code == 200
    assert 'name="version" value="0"' in (await desk.get(page)).text
    for _ in range(2):  # clicked twice
        answer = await desk.post(f"{page}/link", data={"version": "0"})
        assert answer.headers["location"] == f"{page}?done=link"
    assert (await client.get(old)).status_code == 410
    told = [job for job in await outbox.jobs(training, MessageSend) if job.message.template == "certificate.link"]
    new = f"/t/certificate/{training.links.token(LINK, guest, 1)}"
    assert [job.manage_url for job in told] == [training.url(new)]
    assert (await client.get(new)).status_code == 200
    await issue_all(training, FORUM)
    assert [job.manage_url for job in await outbox.jobs(training, MessageSend)][-1] == training.url(new)


async def test_after_all_else_is_forgotten_the_old_link_stays_shut(
    training: House, clock: FakeClock, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    guest, other = await forum(training, "Abebe Bikila", "Park Jun")
    await issue_all(training, FORUM)
    api = f"/api/v1/organize/certificates/event/{EVENT}/people/{guest}/link"
    assert (await desk.post(api, headers={"sec-fetch-site": "same-origin"})).status_code == 200
    await client.post(own_of_event(training, other), data={"name": "Park J"})
    clock.advance(days=CERTIFICATE_PEOPLE_KEPT.days + 300)
    await forget(training)
    answers = [await client.get(own_of_event(training, each)) for each in (guest, other)]
    assert [answer.status_code for answer in answers] == [410, 200]
    async with training.db.reading() as tx:
        kept = await tx.conn.fetch("SELECT person_id, names, asked, link_version FROM certificate_people")
    assert [tuple(row) for row in kept] == [(guest, None, None, 1)]


async def test_of_a_course_there_is_no_other_link_than_that_of_the_place(room: Held, signed_in: SignedIn) -> None:
    organizer, _ = await signed_in("organizer")
    page = f"{room.desk}/people/{room.people[0].id}"
    assert "Send a new link" not in (await organizer.get(page)).text
    assert (await organizer.post(f"{page}/link", data={"version": "0"})).status_code == 409


@pytest.mark.parametrize("forgotten", [False, True])
async def test_a_link_of_somebody_who_is_not_on_the_list_any_more_is_ended_too(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient, *, forgotten: bool
) -> None:
    guest, _ = await forum(training, "Abebe Bikila", "Park Jun")
    await issue_all(training, FORUM)
    async with training.db.transaction() as tx:
        await tx.conn.execute("DELETE FROM activity_people WHERE id = $1", guest)
        if forgotten:  # as after five years
            await tx.conn.execute("UPDATE certificates SET email = ''")
    told = len(await outbox.jobs(training, MessageSend))
    old, page = own_of_event(training, guest), f"/organize/certificates/event/{EVENT}/people/{guest}"
    assert (await client.get(f"{old}/file.pdf")).status_code == 200
    words = ("Send a new link</button>", "End the old link</button>")
    assert [each in (await desk.get(page)).text for each in words] == [not forgotten, forgotten]
    for _ in range(2):  # clicked twice
        answer = await desk.post(f"{page}/link", data={"version": "0"})
        assert answer.headers["location"] == f"{page}?done=link"
    assert ("told by mail" in (await desk.get(f"{page}?done=link")).text) is not forgotten
    assert [(await client.get(each)).status_code for each in (old, f"{old}/file.pdf")] == [410, 410]
    new = f"/t/certificate/{training.links.token(LINK, guest, 1)}"
    mails = [(job.to.email, job.manage_url) for job in (await outbox.jobs(training, MessageSend))[told:]]
    assert mails == ([] if forgotten else [("guest0@example.org", training.url(new))])
    assert (await client.get(f"{new}/file.pdf")).status_code == 200


async def test_who_never_was_there_gets_no_link(training: House, desk: httpx.AsyncClient) -> None:
    await forum(training, "Abebe Bikila")
    page = f"/organize/certificates/event/{EVENT}/people/{EVENT}"
    assert (await desk.post(f"{page}/link", data={"version": "0"})).status_code == 404
