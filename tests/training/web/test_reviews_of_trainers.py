"""A trainer who reviews nominations too finds them where trainers begin."""

import re

import httpx

from shared.house import House
from tests.training.chosen import nominated
from tests.training.files import CHENGDU
from tests.training.web.conftest import SignedIn

REVIEW = "/organize/training/chengdu-2027/review"


async def test_reviews_that_wait_stand_at_trainer_until_they_are_done(
    training: House, signed_in: SignedIn, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    found = await nominated(training, CHENGDU, "chengdu-2027", people=2, cities=2, quotas=())
    trainer, who = await signed_in("trainer")
    assert "Nominations wait" not in (await trainer.get("/trainer")).text
    assert (await desk.post(REVIEW, data={"email": who.email})).headers["location"] == f"{REVIEW}?done=added"
    page = (await trainer.get("/trainer")).text
    assert re.findall(r'<a href="([^"]+)">[^<]+</a>: (\d+) left', page) == [(REVIEW, "2")]
    for each in found.people:
        await trainer.post(f"{REVIEW}/{each.id}", data={"score-relevance": "4", "score-effect": "2"})
    assert "Nominations wait" not in (await trainer.get("/trainer")).text
    assert (await client.get("/trainer")).status_code == 303
