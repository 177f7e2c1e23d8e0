"""One file for the printer: exactly the pages that were issued, in the order of the list, and none that is void."""

import io

import httpx
import pytest
from pypdf import PdfReader

from services.training.domain.certificates.certificate import Whole
from services.training.operations.certificates import for_print, handing_out, replacing
from services.training.operations.certificates.printing import pdf_of_certificate
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from tests.shared.documents.reading import lines
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all
from tests.training.web.conftest import SignedIn

NAMES = {0: {"name": "Zola Abebe"}, 1: {"name": "Kim Gyeonbon", "native_name": "김견본"}, 2: {"name": "Ana Gómez"}}
WHY = {"internal_reason": "Tested"}


@pytest.fixture
async def issued(training: House, clock: FakeClock) -> Held:
    """Zola, Kim and Ana hold one, by number in this order; Official 04 has none yet."""
    room = await held(training, clock, 3, names=NAMES)
    await issue_all(training, room.key)
    room.people.append(await people.participant(training, room.cohort, 4))
    return room


def pages(pdf: bytes) -> list[bytes]:
    """What is drawn on each."""
    return [page.get_contents().get_data() for page in PdfReader(io.BytesIO(pdf)).pages]  # type: ignore[union-attr]


def ticks(page: str, room: Held) -> list[bool]:
    """Who is ticked on it."""
    return [f'name="people" value="{who.id}" checked' in page for who in room.people]


async def one(room: Held, number: int) -> bytes:
    who = room.people[number].id
    return (await handing_out.pdf(room.house, people.actor(room.house), room.key, who)).content


async def test_all_are_the_issued_pages_in_the_order_of_the_list(issued: Held, desk: httpx.AsyncClient) -> None:
    page = (await desk.get(issued.desk)).text
    assert page.count(f'href="{issued.desk}/certificates.pdf"') == 1
    answer = await desk.get(f"{issued.desk}/certificates.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert 'filename="jeju-2027-certificates.pdf"' in answer.headers["content-disposition"]
    by_name = [await one(issued, number) for number in (2, 1, 0)]
    assert pages(answer.content) == [page for each in by_name for page in pages(each)]
    assert [lines(answer.content, at) for at in range(3)] == [lines(each) for each in by_name]
    assert PdfReader(io.BytesIO(answer.content)).attachments == {}
    async with issued.house.db.reading() as tx:
        trail = await tx.conn.fetch("SELECT new FROM identity.audit WHERE action = 'certificates.exported'")
    assert [row["new"] for row in trail] == [{"people": "3"}]


async def test_of_those_who_are_ticked_alone(issued: Held, desk: httpx.AsyncClient) -> None:
    ticked = {"to": "ticked", "people": [str(issued.people[number].id) for number in (0, 2, 3)] + ["nobody"]}
    answer = await desk.get(f"{issued.desk}/certificates.pdf", params=ticked)
    assert pages(answer.content) == [*pages(await one(issued, 2)), *pages(await one(issued, 0))]
    for nobody in ({"to": "ticked"}, {"to": "ticked", "people": str(issued.people[3].id)}):
        answer = await desk.get(f"{issued.desk}/certificates.pdf", params=nobody)
        assert (answer.status_code, "There is nothing to print" in answer.text) == (409, True)
    assert ticks(answer.text, issued) == [False, False, False, True]


async def test_what_was_replaced_or_revoked_is_not_in_it(issued: Held, desk: httpx.AsyncClient) -> None:
    actor = people.actor(issued.house)
    body = {**WHY, "name": "Kim Correct"}
    await replacing.correct(issued.house, actor, issued.key, issued.people[1].id, body)
    await replacing.revoke(issued.house, actor, issued.key, issued.people[2].id, WHY)
    answer = await desk.get(f"{issued.desk}/certificates.pdf")
    assert pages(answer.content) == [*pages(await one(issued, 1)), *pages(await one(issued, 0))]
    assert "Kim Correct" in lines(answer.content)


async def test_what_is_revoked_while_it_is_made_is_not_handed_out(
    committed_house: OpenHouse, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 2)
    await issue_all(house, room.key)
    done: list[bool] = []

    async def after_a_revocation(tx: Tx, whole: Whole) -> bytes:
        if not done:
            done.append(True)
            await replacing.revoke(house, people.actor(house), room.key, room.people[1].id, WHY)
        return await pdf_of_certificate(tx, whole)

    monkeypatch.setattr("services.training.operations.certificates.for_print.pdf_of_certificate", after_a_revocation)
    with pytest.raises(Conflict, match="replaced or revoked while"):
        await for_print.one_file(house, people.actor(house), room.key)


async def test_many_are_several_files(issued: Held, desk: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(for_print, "MOST", 2)
    path = f"{issued.desk}/certificates.pdf"
    page = (await desk.get(issued.desk)).text
    assert [f'href="{path}?part={number}">To print' in page for number in (1, 2, 3)] == [True, True, False]
    assert [f"To print, in the order of the list: {words}</a>" in page for words in ("1 to 2", "3 to 3")] == [True] * 2
    assert "All as one PDF to print" not in page
    files = [(await desk.get(f"{path}?part={number}")).content for number in (1, 2)]
    assert [len(pages(file)) for file in files] == [2, 1]
    assert pages(files[1]) == pages(await one(issued, 0))
    for part in ("3", "0", "99999999", "two"):
        assert (await desk.get(f"{path}?part={part}")).status_code == 409
    everybody = {"to": "ticked", "show": "issued", "people": [str(who.id) for who in issued.people[:3]]}
    answer = await desk.get(path, params=everybody)
    assert (answer.status_code, "Those are too many for one file" in answer.text) == (409, True)
    assert ticks(answer.text, issued) == [True, True, True, False]
    assert f'href="{issued.desk}?show=issued" aria-current="true"' in answer.text


async def test_who_may_not_change_takes_nothing_out(issued: Held, signed_in: SignedIn) -> None:
    viewer, _ = await signed_in("viewer")
    assert (await viewer.get(f"{issued.desk}/certificates.pdf")).status_code == 403
