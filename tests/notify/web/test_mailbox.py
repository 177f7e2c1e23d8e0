"""The mailbox of a local run: what the sink kept, and nothing else that lies on the disk."""

from pathlib import Path

import httpx
import msgspec
import pytest

from services.notify.mail.mime import assemble
from shared.house import House
from tests.notify.calendar.samples import GUEST
from tests.notify.mail.test_mime import CALENDAR, LETTER
from tests.support.house import OpenHouse
from tests.support.web import client_at

NAME = "20270301T030000.000000-000000.eml"


@pytest.fixture
def caught(mail_folder: Path) -> Path:
    """One mail of ours."""
    html = "<html><head><title>x</title></head><body><p>안녕</p><script>alert(1)</script></body></html>"
    (mail_folder / NAME).write_bytes(assemble(msgspec.structs.replace(LETTER, html=html)))
    return mail_folder


async def test_nothing_yet_says_what_will_stand_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("/mailbox")
    assert answer.status_code == 200
    assert "No mail yet" in answer.text


async def test_the_newest_stands_first(client: httpx.AsyncClient, mail_folder: Path) -> None:
    for number in (1, 3, 2):
        letter = msgspec.structs.replace(LETTER, subject=f"Mail {number}")
        (mail_folder / f"20270301T03000{number}.000000-000000.eml").write_bytes(assemble(letter))
    page = (await client.get("/mailbox")).text
    assert page.index("Mail 3") < page.index("Mail 2") < page.index("Mail 1")


async def test_one_mail_in_every_view(client: httpx.AsyncClient, caught: Path) -> None:
    views = ("", "text", "calendar", "parts", "headers", "raw")
    pages = {view: (await client.get(f"/mailbox/{NAME}?view={view}")).text for view in views}
    for page in pages.values():
        assert "등록 완료: Smart Tech Korea Expo" in page
        assert GUEST.name in page
    assert f'src="/mailbox/{NAME}/html"' in pages[""]
    assert "Second line" in pages["text"]
    assert "BEGIN:VCALENDAR" in pages["calendar"]
    assert "text/calendar; method=REQUEST; charset=UTF-8; component=VEVENT" in pages["parts"]
    assert "&lt;0198c0de-0000-7000-8000-000000000001@events.wego.example&gt;" in pages["headers"]
    assert "Content-Transfer-Encoding: base64" in pages["raw"]
    assert "Version 3 (SEQUENCE)" in pages[""]


async def test_the_mails_own_html_runs_and_loads_nothing(client: httpx.AsyncClient, caught: Path) -> None:
    answer = await client.get(f"/mailbox/{NAME}/html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "allow-scripts" not in policy
    assert '<head><base target="_blank">' in answer.text


async def test_parts_and_the_whole_are_saved_not_shown(client: httpx.AsyncClient, caught: Path) -> None:
    copy = await client.get(f"/mailbox/{NAME}/parts/6")
    assert (copy.content, copy.headers["content-disposition"]) == (CALENDAR, 'attachment; filename="invite.ics"')
    html = await client.get(f"/mailbox/{NAME}/parts/4")
    assert html.headers["content-type"] == "application/octet-stream"
    raw = await client.get(f"/mailbox/{NAME}/raw")
    assert raw.content == (caught / NAME).read_bytes()
    assert raw.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "secret.eml", "../secret.eml", "..%2Fsecret.eml", "%2e%2e/secret.eml", ".hidden.eml", "link.eml", "mail.txt",
        f"{NAME}/parts/99", "x" * 300 + ".eml", "none.eml", "folder.eml",
    ],
)  # fmt: skip
async def test_nothing_else_on_the_disk_is_shown(client: httpx.AsyncClient, caught: Path, path: str) -> None:
    (caught.parent / "secret.eml").write_text("Subject: secret")
    (caught / ".hidden.eml").write_text("Subject: secret")
    (caught / "mail.txt").write_text("Subject: secret")
    (caught / "link.eml").symlink_to(caught.parent / "secret.eml")
    (caught / "folder.eml").mkdir()
    answer = await client.get(f"/mailbox/{path}")
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.eml", "")


async def test_a_half_bad_mail_spoils_nothing(client: httpx.AsyncClient, caught: Path) -> None:
    (caught / "20270301T040000.000000-000000.eml").write_bytes(b"Subject: =?utf-8?B?\xff\r\nDate: x\r\n\r\n\xfe")
    (caught / "20270301T050000.000000-000000.eml").write_bytes(b"")
    page = await client.get("/mailbox")
    assert page.status_code == 200
    assert "등록 완료" in page.text
    for hour in (4, 5):
        for view in ("", "parts", "headers", "raw", "text"):
            answer = await client.get(f"/mailbox/20270301T0{hour}0000.000000-000000.eml?view={view}")
            assert answer.status_code == 200


async def test_many_mails_come_in_pages(client: httpx.AsyncClient, mail_folder: Path) -> None:
    for number in range(120):
        letter = msgspec.structs.replace(LETTER, subject=f"Mail {number:03}")
        (mail_folder / f"20270301T030000.000000-{number:06}.eml").write_bytes(assemble(letter))
    shown = [(await client.get(f"/mailbox?page={page}")).text.count("<time") for page in (-1, 1, 2, 3, 4, 9**9)]
    assert shown == [50, 50, 50, 20, 0, 0]
    assert "51 to 100 of 120" in (await client.get("/mailbox?page=2")).text


async def test_in_production_there_is_no_mailbox(house: OpenHouse) -> None:
    notify: House = await house("notify")
    async with client_at(notify) as client:
        assert (await client.get("/mailbox")).status_code == 404
        assert (await client.get(f"/mailbox/{NAME}")).status_code == 404
