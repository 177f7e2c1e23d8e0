"""Certificates of an event: by a link of one's own, and its desk from rules to files."""

import csv
import io
import zipfile

import httpx

from services.training.operations.certificates import issuing
from shared.house import House
from shared.i18n import translator
from tests.support.clock import FakeClock
from tests.training.certificates.given import EVENT, FORUM, forum, issue_all, own_of_event, valid
from tests.training.web.conftest import SignedIn


async def test_the_certificate_of_an_event_by_a_link_of_its_own(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    guests = await forum(training, "Abebe Bikila")
    own = own_of_event(training, guests[0])
    clock.advance(days=300)
    answer = await client.post(own, data={"name": "Abebe Bikila", "native_name": "አበበ ቢቂላ"})
    assert answer.headers["location"] == f"{own}?done=confirmed"
    await issue_all(training, FORUM)
    assert list(await valid(training, FORUM)) == ["Abebe Bikila"]
    page = (await client.get(own)).text
    assert "አበበ ቢቂላ" in page
    assert (await client.get(f"{own}/file.pdf")).content.startswith(b"%PDF")
    assert (await client.get(own[:-1] + "x")).status_code == 404


async def test_rules_design_and_files_of_an_event(training: House, clock: FakeClock, signed_in: SignedIn) -> None:
    clock.advance(days=300)
    desk, _ = await signed_in("organizer")
    await forum(training, "Abebe Bikila", "Park Jun")
    path = f"/organize/certificates/event/{EVENT}"
    assert "CIO Forum" in (await desk.get("/organize/certificates")).text
    assert (await desk.post(f"{path}/rules", data={"assessment": "true"})).status_code == 303
    assert "The assessment is not decided yet" in (await desk.get(path)).text
    assert (await desk.post(f"{path}/rules", data={"survey": ""})).status_code == 303
    body = {
        "design": "plain", "language": "ko", "second_language": "en", "title_ko": "참가증",
        "pattern": "CIO-{serial}-{tail}", "signatory1_name": "Ada Sample", "signatory1_title": "Secretary General",
        "organisation": "true",
    }  # fmt: skip
    assert (await desk.post(f"{path}/design", data=body)).headers["location"] == f"{path}/design?done=kept"
    page = (await desk.get(f"{path}/design")).text
    for words in ("참가증", "CIO-{serial}-{tail}", "Secretary General"):
        assert f'value="{words}"' in page, words
    for usual in ("Certificate of Attendance", "took part in", translator("ko").gettext("took part in"), "CIO Forum"):
        assert f"Left empty: {usual}" in page, usual
    bad = await desk.post(f"{path}/design", data={**body, "pattern": "cio", "second_language": "ko"})
    assert (bad.status_code, bad.text.count('class="error"')) == (422, 2)
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
    sent = await desk.post(f"{path}/logo", files={"logo": ("logo.svg", picture)}, data={})
    assert sent.headers["location"] == f"{path}/design?done=logo"
    evil = picture.replace(b"<rect", b"<image href='https://evil.example/x.png'/><rect")
    for broken in (b"no picture", b"\x89PNG\r\n\x1a\n" + b"x" * 40 + b"IEND\xaeB`\x82", evil):
        assert (await desk.post(f"{path}/logo", files={"logo": ("x.png", broken)})).status_code == 422
    assert (await desk.get(f"{path}/preview.pdf")).content.startswith(b"%PDF")
    assert (await desk.post(f"{path}/issue", data={"unconfirmed": "true"})).headers["location"].endswith("count=2")
    assert "0 of 2 done" in (await desk.get(path)).text
    far = (await desk.get(f"/api/v1{path}/progress")).json()
    assert (far["total"], far["done"], far["failed"], far["finished"], far["pace"]) == (2, 0, 0, False, "going")
    await issuing.issue_waiting(training)
    numbers = await valid(training, FORUM)
    assert [number[:9] for number in numbers.values()] == ["CIO-0001-", "CIO-0002-"]
    table = (await desk.get(f"{path}/list.csv")).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table)))
    assert [(line[0], line[8]) for line in lines[1:]] == list(numbers.items())
    assert (await desk.get(f"{path}/list.xlsx")).content.startswith(b"PK")
    packed = zipfile.ZipFile(io.BytesIO((await desk.get(f"{path}/certificates.zip")).content))
    assert len(packed.namelist()) == 2
    found = (await desk.get("/organize/certificates", params={"q": "abebe"})).text
    assert numbers["Abebe Bikila"] in found
