"""What a coordinator's browser sends, and what is kept of it."""

from typing import Any
from uuid import UUID

import httpx

from services.training.domain.nomination import Nomination
from services.training.store import nominations
from shared.house import House
from shared.identity.cookie import cookie_name
from shared.identity.sessions import begin_session
from tests.training.uploads import JPEG, PDF

DOOR = "/training/jeju-2027/nominate"
DESK = "/organize/training/jeju-2027"
FORM = {
    "name": "Wanjiru Kamau", "native_name": "", "native_name_language": "", "honorific": "Dr",
    "job_title": "Head of permits", "department": "ICT", "city": "Nairobi", "country": "KE", "gender": "female",
    "email": "Wanjiru@nairobi.example", "language": "en", "motivation": "Runs the e-permit service.",
    "answers.project": "One portal", "signatory_name": "Jane Mwangi", "signatory_title": "Deputy mayor",
}  # fmt: skip
FILES = {"cv": ("cv.pdf", PDF, "application/pdf"), "letter": ("letter.jpg", JPEG, "image/jpeg")}


async def sign_in(training: House, client: httpx.AsyncClient, email: str) -> None:
    async with training.db.transaction() as tx:
        secret = await begin_session(tx, email)
    client.cookies.set(cookie_name(secure=False), secret)


async def send(
    client: httpx.AsyncClient, id_: UUID, files: Any = None, *, submit: bool = False, **changes: Any
) -> httpx.Response:
    data = {**FORM, **changes} | ({"submit": "true"} if submit else {})
    parts = files or {"cv": ("", b"", "application/octet-stream")}
    return await client.post(f"{DOOR}/{id_}", data=data, files=parts)


async def begin(client: httpx.AsyncClient) -> UUID:
    answer = await client.post(f"{DOOR}/new", data={"organisation": ""})
    assert answer.status_code == 303
    return UUID(answer.headers["location"].rsplit("/", 1)[1])


async def kept(training: House, id_: UUID) -> Nomination:
    async with training.db.reading() as tx:
        found = await nominations.by_id(tx, id_)
    assert found is not None
    return found
