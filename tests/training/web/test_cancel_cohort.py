"""A cohort is cancelled: everybody is told once, and it leaves the programme and every calendar."""

from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from services.notify.operations import updates
from services.training.operations import cancel_cohort, my_offer, tell, timetable
from services.training.operations.settle import settle_all
from shared.contracts.notify import CalendarPut, MessageSend
from shared.contracts.registration import DeskPut, ProgrammePut
from shared.errors import Conflict, Gone
from shared.house import House
from shared.identity import store as identity
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.outbox import clear, jobs
from tests.support.smtp import MailServer, part_of
from tests.training.chosen import nominated, published, reviewed
from tests.training.files import CHENGDU
from tests.training.people import actor, jeju, official, session, trainer
from tests.training.web.conftest import SignedIn

COHORT = "/organize/training/jeju-2027"


async def test_everybody_is_told_once_and_the_calendars_are_cleared(
    *,
    training: House,
    desk: httpx.AsyncClient,
    deliver: Deliver,
    smtp: MailServer,
    house: OpenHouse,
    clock: FakeClock,
) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort, email="park@example.org")
    taught = await session(training, cohort, trainer_ids=(park.id,))
    for number in (1, 2):
        await desk.post(f"{COHORT}/participants/new", data=official(number, language="en", timezone="Africa/Nairobi"))
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    await timetable.set_cancelled(training, actor(training), "jeju-2027", taught.id, cancelled=True)
    await deliver()
    before = len(smtp.to("official1@example.org"))
    page = await desk.get(f"{COHORT}/cancel")
    assert "Told, in one message each: 2 people and 1 trainer." in page.text
    answer = await desk.post(f"{COHORT}/cancel", data={"at_once": "true"})
    assert answer.headers["location"] == f"{COHORT}?done=cancelled"
    (entry,) = await jobs(training, ProgrammePut)
    assert (entry.slug, entry.withdrawn) == ("jeju-2027", True)
    items = {job.key.partition(":")[0]: job for job in await jobs(training, CalendarPut)}
    places = [(job.count, job.person) for job in await jobs(training, DeskPut) if job.kind == "place.own"]
    assert places == [(0, ""), (0, "")]
    assert (items["cohort"].cancelled, items["cohort"].at_once, items["session"].withdrawn) == (True, True, True)
    again = await desk.post(f"{COHORT}/cancel", data={"at_once": "true"})
    assert again.status_code == 303
    await deliver()
    assert await updates.send_due(await house("notify")) == 3
    await deliver()
    clock.advance(seconds=training.settings.update_quiet)
    assert (await tell.send_due(training), await updates.send_due(await house("notify"))) == (0, 0)
    for who, mails in (("official1", before + 1), ("official2", before + 1), ("park", 1)):
        found = smtp.to(f"{who}@example.org")
        assert len(found) == mails, who
        assert found[-1]["Subject"] == "Cancelled by the organizer: Joint Workshop"
    last = smtp.to("official1@example.org")[-1]
    assert "METHOD:CANCEL" in part_of(last, "text/calendar")
    assert "because of a place in a course" in part_of(last, "text/plain")
    async with training.db.reading() as tx:
        trail = await identity.audit_of(tx, f"cohort:{cohort}")
    assert [(line.action, line.new) for line in trail][-1] == (
        "cohort.cancelled", {"people": "2", "trainers": "1", "nominated": "0"}
    )  # fmt: skip


async def test_nobody_gets_a_place_in_what_is_cancelled(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    await cancel_cohort.cancel(training, actor(training), "jeju-2027", at_once=False)
    await clear(training)
    refused = await desk.post(f"{COHORT}/participants/new", data=official(1, language="en", timezone="Asia/Seoul"))
    assert refused.status_code == 422
    assert "This training was cancelled" in refused.text
    assert "It is cancelled already." in (await desk.get(f"{COHORT}/cancel")).text
    assert f'href="{COHORT}/cancel"' not in (await desk.get(COHORT)).text


async def test_what_is_over_is_not_cancelled(training: House, clock: FakeClock) -> None:
    await jeju(training)
    clock.move_to(datetime(2027, 10, 8, tzinfo=ZoneInfo("Asia/Seoul")))
    with pytest.raises(Conflict):
        await cancel_cohort.cancel(training, actor(training), "jeju-2027", at_once=False)


async def test_only_organizers_cancel(training: House, signed_in: SignedIn) -> None:
    await jeju(training)
    client, _ = await signed_in("viewer")
    assert (await client.get(f"{COHORT}/cancel")).status_code == 403
    assert (await client.post(f"{COHORT}/cancel", data={"at_once": ""})).status_code == 403


async def test_open_offers_are_pointed_out_first(training: House, desk: httpx.AsyncClient) -> None:
    chosen = await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chosen)
    await published(chosen)
    page = await desk.get("/organize/training/chengdu-2027/cancel")
    assert "6 offers are open" in page.text
    assert "8 nominees" in page.text
    assert (await desk.get("/organize/training/chengdu-2027/offers")).status_code == 200


async def test_whoever_waits_for_a_seat_is_told_once_and_nothing_else_later(training: House, clock: FakeClock) -> None:
    chosen = await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chosen)
    await published(chosen)
    await my_offer.accept(training, chosen.token(1))
    await clear(training)
    for _ in range(2):
        await cancel_cohort.cancel(training, chosen.staff, chosen.slug, at_once=False)
    assert await chosen.states() == {"accepted": [1], "withdrawn": [2, 3, 4, 5, 6], "not_selected": [7, 8]}
    letters = await jobs(training, MessageSend)
    nominees = sorted(each.to.email for each in letters if each.message.template == "training.cancelled")
    assert nominees == [f"nominee{number}@example.org" for number in range(2, 9)]
    cities = [each.message.facts["answer"] for each in letters if each.message.template == "training.answer"]
    assert cities == ["cancelled"] * 8, "also of whom has a seat, who gets the cancellation of the invite"
    await clear(training)
    clock.advance(days=200)
    await settle_all(training)
    assert await jobs(training, MessageSend) == [], "no reminder, no word of a list that closes"
    with pytest.raises(Gone):
        await my_offer.accept(training, chosen.token(2))
