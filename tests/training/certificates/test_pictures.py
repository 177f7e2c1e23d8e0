"""Logos and signatures are seen where they are handed in, by who may look at the design and by nobody else."""

import re

import httpx

from tests.shared.documents.pictures import INK as PNG
from tests.shared.documents.pictures import SEAL
from tests.training.certificates.given import Held
from tests.training.web.conftest import SignedIn


async def _handed_in(room: Held, desk: httpx.AsyncClient) -> list[str]:
    """A signature as PNG, a logo as SVG; the addresses of both in the page."""
    await desk.post(f"{room.desk}/design", data={"signatory1_name": "Ada Sample"})
    assert (await desk.post(f"{room.desk}/signature/1", files={"signature1": ("a", PNG)})).status_code == 303
    assert (await desk.post(f"{room.desk}/logo", files={"logo": ("b", SEAL)})).status_code == 303
    return re.findall(r'<img src="([^"]+)"', (await desk.get(f"{room.desk}/design")).text)


async def test_a_picture_is_shown_as_what_it_is(room: Held, desk: httpx.AsyncClient) -> None:
    signature, logo = [await desk.get(path) for path in await _handed_in(room, desk)]
    assert (signature.content, signature.headers["content-type"]) == (PNG, "image/png")
    assert (logo.content, logo.headers["content-type"].partition(";")[0]) == (SEAL, "image/svg+xml")
    for answer in (signature, logo):
        assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")


async def test_only_who_sees_the_design_sees_its_pictures(
    room: Held, desk: httpx.AsyncClient, signed_in: SignedIn, client: httpx.AsyncClient
) -> None:
    paths = await _handed_in(room, desk)
    viewer, _ = await signed_in("viewer")
    trainer, _ = await signed_in("trainer")
    for path in (paths[0], f"/api/v1{paths[0]}"):
        found = [(await each.get(path)).status_code for each in (desk, viewer, trainer)]
        assert found == [200, 200, 403]
    assert [(await client.get(path)).status_code for path in (paths[0], f"/api/v1{paths[0]}")] == [303, 401]
    assert "Put another picture in its place" not in (await viewer.get(f"{room.desk}/design")).text


async def test_what_stands_in_no_design_is_not_shown(room: Held, desk: httpx.AsyncClient) -> None:
    _, logo = await _handed_in(room, desk)
    digest = logo.rpartition("/")[2]
    assert (await desk.post(f"{room.desk}/logo/{digest}/drop")).status_code == 303
    for name in (digest, "x" * 64, "nothing"):
        assert (await desk.get(f"{room.desk}/pictures/{name}")).status_code == 404
