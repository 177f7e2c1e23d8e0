"""The Seoul cohort whole: from the call to the record, by the pages, the API and the mails of the real services."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from services.training.operations.load_programmes import load_programmes
from services.training.operations.warn import warn
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.web import client_at
from tests.training import cities
from tests.training.chosen import Chosen, desk_of
from tests.training.files import SEOUL_FIXED, programme
from tests.training.teaching import course
from tests.training.web.conftest import SignedIn
from tests.training.web.seoul_attendance import first_week, second_week, third_week
from tests.training.web.seoul_course import CALL, PATH, SLUG, fifteen_places, forty_nominations
from tests.training.web.seoul_record import the_record_is_what_was_reckoned
from tests.training.web.seoul_timetable import a_move_is_told_once, the_timetable


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


async def test_seoul_from_the_call_to_the_record(
    *, house: OpenHouse, training: House, client: httpx.AsyncClient, signed_in: SignedIn, clock: FakeClock,
    deliver: Deliver, smtp: MailServer,
) -> None:  # fmt: skip
    desk, staff = await signed_in("organizer")
    await load_programmes(training, programme(SEOUL_FIXED))
    assert (await desk.post(f"{PATH}/call", data=CALL)).status_code == 303
    await cities.member_cities(await house("registration"), staff, training, deliver, 30)
    await forty_nominations(training, client, deliver, smtp)
    cohort, closes, people = await cities.in_order(training, staff, SLUG)
    clock.move_to(closes)
    chosen = Chosen(training, SLUG, cohort, staff, [], people)
    await fifteen_places(chosen=chosen, desk=desk, client=client, clock=clock, deliver=deliver, smtp=smtp)
    await cities.sign_in(training, desk, staff.email)
    await the_timetable(training, desk, deliver, smtp)
    seoul = await course(training, client, clock, SLUG)
    async with client_at(await house("notify")) as calendars:
        await a_move_is_told_once(seoul, desk, calendars, deliver, smtp)
    said: dict[tuple[str, int], str] = {}
    for number, week in enumerate((first_week, second_week), start=1):
        seoul.begin(f"Week {number}, day 1, part 1", -30)
        await cities.sign_in(training, desk, staff.email)
        await week(seoul, desk, said)
    await warn(training)
    await deliver()
    assert {kind: n for kind, n in (await desk_of(house)).items() if kind.startswith("attendance.")} == {
        "attendance.conflicts": 1, "attendance.risk": 1, "attendance.own": 1,
    }  # fmt: skip
    await third_week(seoul, said)
    clock.move_to(datetime(2027, 9, 24, 12, tzinfo=UTC))
    await cities.sign_in(training, desk, staff.email)
    await the_record_is_what_was_reckoned(seoul, desk, said)
