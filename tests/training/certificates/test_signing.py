"""Who signs a certificate: the office in both languages, and pictures of signatures."""

from typing import Any

import httpx
import pytest

from services.training.operations.certificates import handing_out
from services.training.operations.forget import forget
from tests.shared.documents.reading import lines, pictures
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import Held, issue_all

SIGNS = {
    "language": "en", "second_language": "ko", "organisation": "true",
    "signatory1_name": "Ada Sample", "signatory1_title": "Secretary General", "signatory1_second": "사무총장",
    "signatory2_name": "Park Jun", "signatory2_title": "Director",
}  # fmt: skip
INK = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><path d="M0 5h40v2h-40z"/></svg>'


async def sample(room: Held, desk: httpx.AsyncClient) -> bytes:
    return (await desk.get(f"{room.desk}/preview.pdf")).content


async def test_the_office_stands_in_both_languages_while_there_are_two(room: Held, desk: httpx.AsyncClient) -> None:
    page = f"{room.desk}/design"
    assert (await desk.post(page, data=SIGNS)).status_code == 303
    said = "\n".join(lines(await sample(room, desk)))
    assert ["Secretary General" in said, "사무총장" in said] == [True, True]
    alone = {name: text for name, text in SIGNS.items() if name not in ("second_language", "signatory1_second")}
    assert (await desk.post(page, data=alone)).status_code == 303
    texts = ["\n".join(lines(await sample(room, desk))), (await desk.get(page)).text]
    assert ["사무총장" in text for text in texts] == [False, False]
    assert (await desk.post(page, data=alone | {"second_language": "ko"})).status_code == 303
    assert 'value="사무총장"' in (await desk.get(page)).text, "kept for when it is printed again"
    nobody = {**SIGNS, "signatory1_name": "", "signatory1_title": ""}
    assert "Write who signs" in (await desk.post(page, data=nobody)).text


async def test_a_signature_is_printed_frozen_and_taken_out_from_what_comes_next(
    room: Held, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    await desk.post(f"{room.desk}/design", data=SIGNS)
    before = pictures(await sample(room, desk))
    answer = await desk.post(f"{room.desk}/signature/2", files={"signature2": ("ink.svg", INK)})
    assert answer.headers["location"] == f"{room.desk}/design?done=signature"
    page = (await desk.get(f"{room.desk}/design")).text
    assert (page.count('alt="Signature of '), 'alt="Signature of Park Jun"' in page) == (1, True)
    assert pictures(await sample(room, desk)) - before == {"Park Jun"}
    assert await issue_all(room.house, room.key) == 2
    printed = await handing_out.pdf(room.house, people.actor(room.house), room.key, room.people[0].id)
    assert (await desk.post(f"{room.desk}/signature/2/drop")).status_code == 303
    assert pictures(await sample(room, desk)) == before
    clock.advance(hours=1)
    again = await handing_out.pdf(room.house, people.actor(room.house), room.key, room.people[0].id)
    assert again.content == printed.content, "what was issued keeps its signature, byte for byte"


async def test_a_picture_that_stands_nowhere_is_deleted_and_others_stay(
    room: Held, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    await desk.post(f"{room.desk}/design", data=SIGNS)
    thin, thick, red = (INK.replace(b"v2", size) for size in (b"v1", b"v3", b"v4"))
    await desk.post(f"{room.desk}/signature/1", files={"signature1": ("ink.svg", thin)})
    await desk.post(f"{room.desk}/logo", files={"logo": ("logo.svg", thick)})
    await issue_all(room.house, room.key)
    await desk.post(f"{room.desk}/signature/1/drop")
    await desk.post(f"{room.desk}/signature/1", files={"signature1": ("ink.svg", red)})
    await desk.post(f"{room.desk}/signature/1/drop")
    clock.advance(hours=23)
    await forget(room.house)
    assert await _kept(room) == {thin, thick, red}
    clock.advance(hours=2)
    await forget(room.house)
    assert await _kept(room) == {thin, thick}, "one stands on certificates, one in the design"


async def _kept(room: Held) -> set[bytes]:
    async with room.house.db.reading() as tx:
        return {row["content"] for row in await tx.conn.fetch("SELECT content FROM certificate_logos")}


async def test_a_signature_belongs_to_a_name(room: Held, desk: httpx.AsyncClient) -> None:
    await desk.post(f"{room.desk}/design", data=SIGNS)
    await desk.post(f"{room.desk}/signature/1", files={"signature1": ("ink.svg", INK)})
    swapped = {**SIGNS, "signatory1_name": "Park Jun", "signatory2_name": "Ada Sample"}
    await desk.post(f"{room.desk}/design", data=swapped)
    assert await _signed(room) == [("Park Jun", False), ("Ada Sample", True)]
    await desk.post(f"{room.desk}/design", data={**swapped, "signatory2_name": "Somebody Else"})
    assert await _signed(room) == [("Park Jun", False), ("Somebody Else", False)]


@pytest.mark.parametrize(
    "content",
    [
        b"no picture",
        INK.replace(b"<path", b"<image href='https://evil.example/x.png'/><path"),
        b"\x89PNG" + b"x" * 500_000,
    ],
    ids=["no picture", "asks for what is outside", "too large"],
)  # fmt: skip
async def test_what_is_no_picture_is_told_beside_its_field(room: Held, desk: httpx.AsyncClient, content: bytes) -> None:
    await desk.post(f"{room.desk}/design", data=SIGNS)
    answer = await desk.post(f"{room.desk}/signature/1", files={"signature1": ("x.png", content)})
    assert (answer.status_code, 'id="error-signature1"' in answer.text) == (422, True)
    nobody = await desk.post(f"{room.desk}/signature/3", files={"signature3": ("x.svg", INK)})
    assert nobody.status_code == 404
    assert await _signed(room) == [("Ada Sample", False), ("Park Jun", False)]


async def _signed(room: Held) -> list[tuple[str, bool]]:
    async with room.house.db.reading() as tx:
        design: Any = await tx.conn.fetchval("SELECT design FROM certificate_setups")
    return [(each["name"], bool(each.get("picture"))) for each in design["signatories"]]
