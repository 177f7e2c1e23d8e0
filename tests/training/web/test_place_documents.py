"""Documents of a place: put by organizers, sent by participants, handed out safely, deleted in time."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from services.training.domain.retention import STAYS_KEPT
from services.training.operations.uploads import sweep
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at
from tests.training.people import jeju, participant
from tests.training.uploads import BIG_PDF, HTML_AS_PDF, JPEG, PDF, PNG
from tests.training.web.conftest import SignedIn
from tests.training.web.test_people import words
from tests.training.web.test_stays import DESK, link


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(training) as browser:
        yield browser


@pytest.fixture
async def cohort(training: House) -> UUID:
    return await jeju(training)


def contents(house: House) -> list[bytes]:
    return sorted(path.read_bytes() for path in Path(house.settings.files).glob("??/*"))


async def test_a_participant_sends_replaces_and_deletes_files(
    training: House, cohort: UUID, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    who, other = await participant(training, cohort), await participant(training, cohort, 2)
    own = f"{link(training, who)}/documents"
    done = await client.post(own, files={"photo": ("../../me.png", PNG), "insurance": ("Police ü.pdf", PDF)})
    assert done.headers["location"] == f"{own}?done=sent"
    assert contents(training) == sorted([PNG, PDF])
    await client.post(own, files={"photo": ("me.jpg", JPEG)})
    assert contents(training) == sorted([JPEG, PDF]), "the new one takes the place of the old"
    page = words(await client.get(own))
    assert "me.jpg 1 kB" in page
    assert "Police ü.pdf 1 kB" in page
    got = await client.get(f"{own}/sent/insurance")
    assert got.content == PDF
    assert got.headers["content-disposition"].startswith("attachment; filename=")
    assert (got.headers["x-content-type-options"], got.headers["content-type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in got.headers["content-security-policy"]
    assert (await client.get(f"{link(training, other)}/documents/sent/insurance")).status_code == 404
    organizer, _ = await signed_in("organizer")
    staff = f"{DESK}/participants/{who.id}/files/photo"
    assert staff in (await organizer.get(f"{DESK}/participants/{who.id}")).text
    assert (await organizer.get(staff)).content == JPEG
    assert (await organizer.get(f"{DESK}/participants/{other.id}/files/photo")).status_code == 404
    await client.post(f"{own}/sent/photo/delete")
    assert contents(training) == [PDF]


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ({"photo": ("me.png", PDF)}, 422, "This is not a picture (JPEG or PNG)"),
        ({"insurance": ("x.pdf", HTML_AS_PDF)}, 422, "This is neither a PDF nor a picture"),
        ({"insurance": ("x.pdf", b"")}, 422, "This file is empty"),
        ({"agreement": ("x.pdf", BIG_PDF)}, 413, "it may have 10 MB"),
        ({}, 422, "Choose at least one file"),
    ],
)
async def test_what_is_not_taken_gets_a_clear_answer(
    *,
    training: House,
    cohort: UUID,
    client: httpx.AsyncClient,
    files: dict[str, tuple[str, bytes]],
    status: int,
    said: str,
) -> None:
    own = f"{link(training, await participant(training, cohort))}/documents"
    answer = await client.post(own, files=files or {"none": ("", b"")})
    assert answer.status_code == status
    assert answer.text.count(said) == 2, "in the summary and beside the field"
    assert contents(training) == []


async def test_organizers_put_links_and_files_for_everybody_or_one(
    training: House, cohort: UUID, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    who, other = await participant(training, cohort), await participant(training, cohort, 2)
    organizer, _ = await signed_in("organizer")
    page = f"{DESK}/documents"
    everybody = {"title": "Handbook", "url": "https://example.org/handbook", "participant": ""}
    assert (await organizer.post(page, data=everybody, files={"file": ("", b"")})).status_code == 303
    letter = {"title": "Letter of acceptance", "participant": str(who.id), "url": ""}
    assert (await organizer.post(page, data=letter, files={"file": ("letter.pdf", PDF)})).status_code == 303
    own, theirs = [await client.get(f"{link(training, each)}/documents") for each in (who, other)]
    assert "Handbook" in words(own)
    assert "Letter of acceptance 1 kB for you alone" in words(own)
    assert "Letter of acceptance" not in words(theirs)
    assert "Documents (2)" in words(await client.get(link(training, who)))
    path = own.text.partition("Letter of acceptance")[0].rpartition('href="')[2].partition('"')[0]
    assert (await client.get(path)).content == PDF
    stranger = path.replace(link(training, who), link(training, other))
    assert (await client.get(stranger)).status_code == 404
    id_ = path.rpartition("/")[2]
    assert (await organizer.get(f"{page}/{id_}")).content == PDF
    await organizer.post(f"{page}/{id_}/delete")
    assert (await client.get(path)).status_code == 404
    assert contents(training) == []


@pytest.mark.parametrize(
    ("data", "file", "said"),
    [
        ({"title": ""}, ("x.pdf", PDF), "Write what it is"),
        ({"url": ""}, ("", b""), "Add a file or write a link"),
        ({"url": "https://example.org"}, ("x.pdf", PDF), "not both"),
        ({"url": "example"}, ("", b""), "Write the whole address"),
        ({}, ("x.pdf", HTML_AS_PDF), "This is neither a PDF nor a picture"),
        ({"participant": "nobody"}, ("x.pdf", PDF), "Choose one of the participants"),
    ],
)
async def test_a_bad_document_is_refused_and_what_was_typed_stays(
    *, training: House, cohort: UUID, signed_in: SignedIn, data: dict[str, str], file: tuple[str, bytes], said: str
) -> None:
    organizer, _ = await signed_in("organizer")
    body = {"title": "Handbook", "participant": "", "url": "", **data}
    answer = await organizer.post(f"{DESK}/documents", data=body, files={"file": file})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{body["title"]}"' in answer.text
    assert contents(training) == []


async def test_files_are_deleted_thirty_days_after_the_course_also_where_it_moved(
    training: House, cohort: UUID, client: httpx.AsyncClient, signed_in: SignedIn, clock: FakeClock
) -> None:
    who = await participant(training, cohort)
    await client.post(f"{link(training, who)}/documents", files={"photo": ("me.png", PNG)})
    organizer, _ = await signed_in("organizer")
    body = {"title": "Handbook", "participant": "", "url": ""}
    await organizer.post(f"{DESK}/documents", data=body, files={"file": ("x.pdf", PDF)})
    async with training.db.transaction() as tx:
        over = await tx.conn.fetchval(
            "UPDATE cohorts SET over_at = over_at + interval '7 days' WHERE id = $1 RETURNING over_at", cohort
        )
    for moment, kept in ((STAYS_KEPT - timedelta(hours=1), 2), (STAYS_KEPT + timedelta(hours=1), 0)):
        clock.move_to(over + moment)
        await sweep(training)
        assert len(contents(training)) == kept
