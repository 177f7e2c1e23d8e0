"""What strangers tried on certificates: bad input in every form, forged files, acts that are none."""

import httpx
import pytest

from shared.house import House
from tests.support.clock import FakeClock
from tests.training.certificates.given import Held, held, issue_all, valid
from tests.training.web.conftest import desk, signed_in

__all__ = ["desk", "signed_in"]


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    return await held(training, clock, 2)


@pytest.mark.parametrize("share", ["101", "-5", "abc", "8.5", "٣"])
async def test_a_wrong_share_is_told_beside_its_field(room: Held, desk: httpx.AsyncClient, share: str) -> None:
    answer = await desk.post(f"{room.desk}/rules", data={"share": share, "survey": "true"})
    assert (answer.status_code, "Write a whole number from 0 to 100" in answer.text) == (422, True)
    assert f'value="{share}"' in answer.text


async def test_every_form_of_the_desk_takes_bad_input(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    person = f"{room.desk}/people/{room.people[0].id}"
    long = "x" * 5000
    bad = {
        f"{room.desk}/design": {
            "language": "xx",
            "second_language": "yy",
            "design": "z",
            "pattern": long,
            "awarded_on": "x",
        },
        f"{person}/say": {"assessment": "x", "exception": "y", "reason": long},
        f"{person}/correct": {"name": long, "native_name_language": "??", "organisation": long, "internal_reason": ""},
        f"{person}/refuse": {"public_reason": long},
        f"{person}/revoke": {"public_reason": long, "internal_reason": "\x00"},
    }
    for path, body in bad.items():
        answer = await desk.post(path, data=body)
        assert (path, answer.status_code, "error-summary" in answer.text) == (path, 422, True)
    for path in ("issue", "ask"):
        answer = await desk.post(f"{room.desk}/{path}", data={"to": "ticked", "people": ["x", ""]})
        assert (path, answer.status_code) == (path, 303)
    answer = await desk.post(f"{room.desk}/logo", files={"logo": ("x", b"")}, data={})
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)
    assert len(await valid(room.house, room.key)) == 2


async def test_an_act_that_is_none_changes_nothing(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    person = f"{room.desk}/people/{room.people[0].id}"
    answer = await desk.post(f"{person}/evil", data={"internal_reason": "x"})
    assert (answer.status_code, len(await valid(room.house, room.key))) == (404, 2)


async def test_pages_that_are_not_ours_are_not_called_valid(
    room: Held, client: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    pdf = (await client.get(f"{room.own(0)}/file.pdf")).content
    page = (await client.post("/verify", files={"file": ("x", pdf)})).text
    assert ("The file is ours, unchanged" in page, 'data-is="valid"' in page) == (True, True)
    forged = pdf + b"\n% another page is drawn over it\n"
    answer = await client.post("/verify", files={"file": ("x", forged)})
    number = (await valid(room.house, room.key))["Official 01"]
    assert (answer.status_code, 'data-is="valid"' in answer.text, 'data-tone="warn"' in answer.text) == (
        200,
        False,
        True,
    )
    for words in ("These are not the pages that we issued", "Official 01, Joint Workshop", f'href="/verify/{number}"'):
        assert words in answer.text, words
    person = f"{room.desk}/people/{room.people[0].id}"
    await desk.post(f"{person}/revoke", data={"internal_reason": "Wrong person"})
    revoked = (await client.post("/verify", files={"file": ("x", forged)})).text
    assert ('data-is="revoked"' in revoked, "Official 01" in revoked) == (True, False)
