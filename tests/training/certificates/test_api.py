"""Certificates by programs at the desk: the same operations as the pages."""

import httpx
import pytest

from services.training.domain.retention import CERTIFICATE_PEOPLE_KEPT, CERTIFICATES_KEPT
from services.training.operations.certificates import issuing, verifying
from services.training.operations.certificates.verifying import Answer
from services.training.operations.forget import forget
from shared.identity.accounts import create_token
from tests.support.clock import FakeClock
from tests.training.certificates.given import Held, issue_all, valid

_LIST = "/api/v1/organize/certificates"


@pytest.fixture
async def program(room: Held, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """With the token of an organizer's program."""
    token = await create_token(room.house.db, name="Reports", role="organizer")
    client.headers["authorization"] = f"Bearer {token}"
    return client


async def test_issue_look_correct_and_revoke(room: Held, program: httpx.AsyncClient) -> None:
    path = f"/api/v1{room.desk}"
    listed = (await program.get(_LIST)).json()["items"]
    assert [(each["kind"], each["title"], each["people"], each["issued"]) for each in listed] == [
        ("cohort", "Joint Workshop", 2, 0)
    ]
    assert (await program.post(f"{path}/names")).json() == {"asked": 2}
    answer = await program.post(f"{path}/issue", json={"unconfirmed": True})
    assert (answer.status_code, answer.json()) == (202, {"issuing": 2})
    again = await program.post(f"{path}/issue", json={"unconfirmed": True})
    assert (again.status_code, again.json()["type"]) == (409, "urn:wego:problem:under-way")
    await issuing.issue_waiting(room.house)
    far = (await program.get(f"{path}/progress")).json()
    assert (far["total"], far["done"], far["failed"], far["finished"]) == (2, 2, 0, True)
    people = (await program.get(path)).json()["items"]
    assert [(each["name"], each["chance"], each["state"]) for each in people] == [
        ("Official 01", "eligible", "valid"),
        ("Official 02", "eligible", "valid"),
    ]
    first, second = (f"{path}/people/{each['id']}" for each in people)
    new = {"name": "Official One", "organisation": "Sample City", "internal_reason": "A typo"}
    number = (await program.post(f"{first}/correct", json=new)).json()["number"]
    assert number in (await valid(room.house, room.key)).values()
    assert (await program.post(f"{first}/correct", json={**new, "internal_reason": ""})).status_code == 422
    assert (await program.post(f"{second}/revoke", json={"internal_reason": "Wrong person"})).status_code == 200
    assert (await program.post(f"{second}/revoke", json={"internal_reason": "Wrong person"})).status_code == 409
    old = (await program.get(f"/api/v1/certificates/{people[0]['certificate']}")).json()
    assert (old["status"], old["replaced_by"]) == ("superseded", number)
    gone = (await program.get(f"/api/v1/certificates/{people[1]['certificate']}")).json()
    assert (gone["status"], gone["names"], gone["paper"]) == ("revoked", None, None)


async def test_rules_and_exceptions(room: Held, program: httpx.AsyncClient) -> None:
    path = f"/api/v1{room.desk}"
    assert (await program.post(f"{path}/rules", json={"share": 100, "assessment": True})).status_code == 200
    person = f"{path}/people/{room.people[0].id}"
    assert (await program.post(f"{person}/say", json={"assessment": "passed", "exception": ""})).status_code == 200
    refused = {"assessment": "", "exception": "refused", "reason": "Sent somebody else"}
    await program.post(f"{path}/people/{room.people[1].id}/say", json=refused)
    people = (await program.get(path)).json()["items"]
    assert [(each["chance"], [reason["code"] for reason in each["reasons"]]) for each in people] == [
        ("eligible", []),
        ("never", ["refused"]),
    ]
    assert (await program.post(f"{path}/rules", json={"share": 101})).status_code == 422
    assert (await program.get("/api/v1/organize/certificates/party/" + str(room.cohort))).status_code == 404


async def test_programs_read_of_names_what_the_page_shows(room: Held, program: httpx.AsyncClient) -> None:
    path = f"/api/v1{room.desk}"
    assert (await program.post(f"{path}/names")).json() == {"asked": 2}
    await program.get("/api/v1/organize/certificates")
    async with room.house.db.transaction() as tx:
        await tx.conn.execute('UPDATE participants SET official = official || \'{"name": "김견본"}\'')
    first, _ = (await program.get(path)).json()["items"]
    assert (first["name_confirmed"], first["name_asked_on"], first["unentitled"]) == (False, "2027-10-08", False)
    assert first["name_findings"] == [{"field": "name", "words": "This is not in Latin letters: 김 견 본"}]
    document = (await program.get("/api/docs/openapi.json")).json()
    told = document["components"]["schemas"]["CertificatePerson"]["properties"]
    assert {"name_findings", "name_asked_on", "unentitled"} <= set(told)
    path = f"{_LIST}/{{kind}}/{{id}}"
    assert "`name_findings` what is odd" in document["paths"][path]["get"]["description"]


async def test_people_are_forgotten_in_time_and_certificates_later(room: Held, clock: FakeClock) -> None:
    await issue_all(room.house, room.key)
    number = (await valid(room.house, room.key))["Official 01"]
    clock.advance(days=CERTIFICATE_PEOPLE_KEPT.days + 1)
    await forget(room.house)
    async with room.house.db.reading() as tx:
        kept = await tx.conn.fetch("SELECT email, issued_by, internal_reason FROM certificates")
        runs = await tx.conn.fetch("SELECT actor FROM certificate_runs")
    assert {tuple(row) for row in kept} == {("", "", "")}
    assert {row["actor"] for row in runs} == {""}
    assert (await verifying.check(room.house, number)).answer is Answer.VALID
    clock.advance(days=CERTIFICATES_KEPT.days)
    await forget(room.house)
    assert (await verifying.check(room.house, number)).answer is Answer.UNKNOWN
    async with room.house.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM awards") == 0
