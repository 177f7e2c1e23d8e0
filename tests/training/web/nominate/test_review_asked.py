"""Who is put on the list of reviewers gets a mail that leads to what is theirs."""

import pytest

from services.training.operations import reviewing
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity.accounts import add_staff
from tests.support.clock import FakeClock
from tests.support.outbox import jobs
from tests.training.people import actor


@pytest.mark.usefixtures("cohort")
async def test_a_reviewer_is_asked_by_mail_once_each_time_they_are_put_on_the_list(
    training: House, clock: FakeClock
) -> None:
    who = await add_staff(training.db, email="ben@office.example", role="viewer", name="Ben Sample")
    ada = actor(training)
    for body in ({"email": who.email}, {"email": who.email}, {"email": who.email, "city": "Nairobi"}):
        await reviewing.add_reviewer(training, ada, "jeju-2027", body)
    [letter] = await jobs(training, MessageSend)
    assert (letter.to.email, letter.to.name, letter.message.template, letter.manage_url) == (
        "ben@office.example",
        "Ben Sample",
        "review.asked",
        "http://wego.test/organize/training/jeju-2027/review",
    )
    assert letter.message.facts == {"cohort": "Joint Workshop"}
    clock.advance(hours=1)
    await reviewing.remove_reviewer(training, ada, "jeju-2027", who.id)
    await reviewing.add_reviewer(training, ada, "jeju-2027", {"email": who.email})
    assert len(await jobs(training, MessageSend)) == 2
