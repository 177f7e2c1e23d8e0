"""Files of a nomination: taken by their content, with a clear answer, and gone with their draft."""

import httpx
import pytest

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import State
from services.training.store import files
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.outbox import jobs
from tests.training.uploads import BIG_PDF, HTML, HTML_AS_PDF, PDF, PNG
from tests.training.web.nominate.nominating import DOOR, FILES, begin, kept, send, sign_in


async def test_a_nomination_arrives_with_its_files_and_both_are_told(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    answer = await send(client, id_, FILES, submit=True)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{DOOR}?done=nominated")
    mine = await kept(training, id_)
    assert (mine.state, mine.email, mine.official.name, mine.answers) == (
        State.SUBMITTED,
        "Wanjiru@nairobi.example",
        "Wanjiru Kamau",
        {"project": "One portal"},
    )
    letters = await jobs(training, MessageSend)
    assert [(each.to.email, each.message.template) for each in letters] == [
        (amina.email, "nomination.received"),
        ("Wanjiru@nairobi.example", "nomination.nominee"),
    ]
    page = await client.get(DOOR)
    assert ("Wanjiru Kamau" in page.text, "2 of 2" in page.text, "1 of 3 nominated" in page.text) == (True,) * 3
    sent = await client.get(f"{DOOR}/{id_}/files/cv")
    assert (sent.status_code, sent.content) == (200, PDF)
    assert {name: sent.headers[name] for name in ("content-type", "content-disposition", "x-content-type-options",
                                                  "content-security-policy", "cache-control")} == {
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="cv.pdf"',
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("cv.pdf", BIG_PDF, 413, "This file has 31 MB; it may have 10 MB"),
        ("cv.pdf", HTML_AS_PDF, 422, "This is not a PDF"),
        ("cv.pdf", HTML, 422, "This is not a PDF"),
        ("cv.png", PNG, 422, "This is not a PDF"),
        ("cv.pdf", b"", 422, "This file is empty"),
    ],
    ids=["30 MB", "a PDF that is HTML", "HTML", "a picture", "empty"],
)
async def test_what_is_not_taken_gets_a_clear_answer_and_nothing_stays(
    training: House,
    client: httpx.AsyncClient,
    amina: Coordinator,
    *,
    name: str,
    content: bytes,
    status: int,
    words: str,
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    answer = await send(client, id_, {"cv": (name, content, "application/pdf")})
    assert (answer.status_code, words in answer.text, 'value="Wanjiru Kamau"' in answer.text) == (status, True, True)
    assert [path for path in training.settings.files.rglob("*") if path.is_file()] == []
    async with training.db.reading() as tx:
        assert await files.of_owners(tx, [f"nomination:{id_}"]) == []


async def test_a_name_with_a_path_is_only_a_name_and_another_file_takes_its_place(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    for name in ("../../../etc/passwd.pdf", "second.pdf"):
        answer = await send(client, id_, {"cv": (name, PDF, "text/html")})
        assert answer.status_code == 303
    async with training.db.reading() as tx:
        [row] = await files.of_owners(tx, [f"nomination:{id_}"])
    assert (row.name, row.media_type, row.size) == ("second.pdf", "application/pdf", len(PDF))
    lying = [path for path in training.settings.files.rglob("*") if path.is_file()]
    assert lying == [training.cabinet.path(row.id)]


async def test_a_draft_is_deleted_with_its_files(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    await send(client, id_, FILES)
    assert (await client.post(f"{DOOR}/{id_}/delete")).status_code == 303
    assert [path for path in training.settings.files.rglob("*") if path.is_file()] == []
