"""Issuing: whoever is eligible, each exactly one, numbered without a gap, frozen as it was."""

import hashlib
import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from services.training.domain.attendance import State
from services.training.domain.certificates.kind import Kind
from services.training.operations.certificates import (
    handing_out,
    inviting,
    issuing,
    mine,
    replacing,
    setting,
    verifying,
)
from services.training.operations.certificates.verifying import Answer
from shared.contracts.notify import MessageSend
from shared.errors import Conflict, Forbidden
from shared.files.archive import archive_of
from shared.house import House
from shared.identity.staff import Role
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import AFTER, FORUM, forum, held, issue_all, valid


async def test_those_who_are_eligible_get_one_and_the_others_do_not(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 2)
    absent = await people.participant(training, room.cohort, 9)
    room.people.append(absent)
    await room.marks(2, State.ABSENT, State.ABSENT, State.PRESENT, State.PRESENT)
    assert await issue_all(training, room.key) == 2
    numbers = await valid(training, room.key)
    assert list(numbers) == ["Official 01", "Official 02"]
    for serial, number in enumerate(numbers.values(), start=1):
        assert re.fullmatch(rf"WG-2027-{serial:04}-[A-HJ-NP-Z2-9]{{8}}", number)
    told = [job for job in await outbox.jobs(training, MessageSend) if job.message.template == "certificate.issued"]
    assert [(job.to.email, job.message.facts["number"]) for job in told] == [
        (f"official{serial}@example.org", number) for serial, number in enumerate(numbers.values(), start=1)
    ]
    assert told[0].manage_url.endswith("/certificate")


async def test_issued_again_nothing_happens(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 2)
    await issue_all(training, room.key)
    before = await valid(training, room.key)
    with pytest.raises(Conflict):
        await issuing.begin(training, people.actor(training), room.key, unconfirmed=True)
    assert await issuing.issue_waiting(training) == 0
    assert await valid(training, room.key) == before


async def test_who_has_not_confirmed_waits_unless_staff_say_so(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 2)
    token = room.own(0).split("/")[2]
    assert await mine.confirm(training, token, Kind.COHORT, {"name": "Wanjirũ Kamau"})
    assert await issuing.begin(training, people.actor(training), room.key) == 1
    await issuing.issue_waiting(training)
    assert list(await valid(training, room.key)) == ["Wanjirũ Kamau"]
    assert await inviting.ask_names(training, people.actor(training), room.key) == 1
    asked = [job for job in await outbox.jobs(training, MessageSend) if job.message.template == "certificate.names"]
    assert [job.to.email for job in asked] == ["official2@example.org"]


async def test_the_same_pdf_again_whatever_is_changed_later(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 1, names={0: {"native_name": "김견본"}})
    await issue_all(training, room.key)
    actor = people.actor(training)
    first = await handing_out.pdf(training, actor, room.key, room.people[0].id)
    async with training.db.reading() as tx:
        kept = await tx.conn.fetchval("SELECT pdf_sha256 FROM certificates")
        await tx.conn.execute("UPDATE programmes SET title = 'Another title', host_city = 'Busan'")
        await tx.conn.execute('UPDATE participants SET official = official || \'{"name": "Somebody else"}\'')
    await setting.set_design(training, actor, room.key, {"title_en": "Diploma", "language": "en"})
    clock.advance(days=400)
    again = await handing_out.pdf(training, actor, room.key, room.people[0].id)
    assert again.content == first.content
    assert hashlib.sha256(first.content).digest() == kept
    assert first.content.startswith(b"%PDF-")


async def test_of_an_event_everybody_who_came(training: House, clock: FakeClock) -> None:
    clock.move_to(AFTER)
    await forum(training, "Abebe Bikila", "Park Jun")
    assert await issue_all(training, FORUM) == 2
    assert list(await valid(training, FORUM)) == ["Abebe Bikila", "Park Jun"]
    async with training.db.reading() as tx:
        paper: Any = await tx.conn.fetchval("SELECT snapshot FROM certificates LIMIT 1")
    sheet = paper["sheets"][0]
    assert (sheet["programme"], sheet["dates"], sheet["place"], sheet["hours"]) == (
        "CIO Forum",
        "Wednesday 1 September 2027",
        "Seoul",
        "3 hours",
    )
    assert (sheet["words"]["title"], sheet["words"]["done"]) == ("Certificate of Attendance", "took part in")
    assert paper["awarded_on"] == date(2027, 9, 1).isoformat()


async def test_corrected_the_old_number_says_by_which_it_was_replaced(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 1)
    await issue_all(training, room.key)
    old = (await valid(training, room.key))["Official 01"]
    clock.advance(days=7)
    body = {"name": "Official One", "organisation": "Sample City", "internal_reason": "A typo", "public_reason": "Name"}
    new = await replacing.correct(training, people.actor(training), room.key, room.people[0].id, body)
    assert new.rsplit("-", 1)[0] == old.rsplit("-", 1)[0], "the serial stays"
    before, after = await verifying.check(training, old), await verifying.check(training, new)
    assert (before.answer, before.newest and before.newest.number) == (Answer.SUPERSEDED, new)
    assert (after.answer, after.certificate and after.certificate.snapshot.names.name) == (Answer.VALID, "Official One")
    assert before.certificate is not None
    assert after.certificate is not None
    assert before.certificate.awarded_on == after.certificate.awarded_on == date(2027, 10, 7)
    assert (await verifying.check(training, str(before.certificate.award_id))).number == new


async def test_revoked_it_says_so_and_can_be_issued_anew(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 1)
    await issue_all(training, room.key)
    old, who = (await valid(training, room.key))["Official 01"], room.people[0].id
    actor = people.actor(training)
    body = {"internal_reason": "Issued to the wrong person", "public_reason": "Issued by mistake"}
    await replacing.revoke(training, actor, room.key, who, body)
    answer = await verifying.check(training, old.lower().replace("-", " "))
    assert (answer.answer, answer.number) == (Answer.REVOKED, old)
    assert answer.certificate is not None
    assert answer.certificate.public_reason == "Issued by mistake"
    with pytest.raises(Conflict):
        await replacing.revoke(training, actor, room.key, who, body)
    with pytest.raises(Conflict):
        await issuing.begin(training, actor, room.key, unconfirmed=True)
    assert await issuing.begin(training, actor, room.key, {who}, unconfirmed=True) == 1
    await issuing.issue_waiting(training)
    assert (await verifying.check(training, old)).answer is Answer.REVOKED
    new = (await valid(training, room.key))["Official 01"]
    assert new != old
    told = [job.message.template for job in await outbox.jobs(training, MessageSend)]
    assert told == ["certificate.issued", "certificate.revoked", "certificate.issued"]


async def test_numbers_that_are_none_are_unknown(training: House) -> None:
    for text in ("WG-2027-0001-AAAAAAAA", "", "   ", "00000000-0000-0000-0000-000000000000", "x" * 1000, "%", "증명서"):
        assert (await verifying.check(training, text)).answer is Answer.UNKNOWN


async def test_organizers_take_all_as_one_archive(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 2, names={1: {"name": "Ñandú Ólafsdóttir"}})
    await issue_all(training, room.key)
    found = await handing_out.export(training, people.actor(training), room.key)
    pieces = [piece async for piece in archive_of(handing_out.pdfs(training, found), clock.now)]
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
    numbers = await valid(training, room.key)
    assert names == [f"{number} {name}.pdf" for name, number in numbers.items()]


async def test_viewers_look_and_change_nothing(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 1)
    viewer = people.actor(training, Role.VIEWER)
    assert len((await setting.show(training, viewer, room.key)).lines) == 1
    for forbidden in (
        issuing.begin(training, viewer, room.key, unconfirmed=True),
        setting.set_rules(training, viewer, room.key, {}),
        inviting.ask_names(training, viewer, room.key),
        handing_out.export(training, viewer, room.key),
    ):
        with pytest.raises(Forbidden):
            await forbidden
