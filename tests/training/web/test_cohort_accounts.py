"""A trainer's account sees the cohorts it is tied to; who tied it is in the trail."""

import httpx

from shared.house import House
from shared.identity import store as identity
from shared.identity.accounts import add_staff
from tests.training.people import jeju
from tests.training.web.conftest import SignedIn

COHORT = "/organize/training/jeju-2027"


async def test_an_account_is_tied_and_untied(training: House, desk: httpx.AsyncClient, signed_in: SignedIn) -> None:
    cohort = await jeju(training)
    browser, account = await signed_in("trainer")
    other = await add_staff(training.db, email="viewer2@office.example", role="viewer", name="Vera Sample")
    assert (await browser.get(COHORT)).status_code == 403
    page = await desk.get(f"{COHORT}/staffing")
    assert account.email in page.text
    assert other.email not in page.text
    for _ in range(2):
        tied = await desk.post(f"{COHORT}/staffing/accounts", data={"account": str(account.id), "tied": "true"})
        assert tied.headers["location"] == f"{COHORT}/staffing#accounts"
    assert (await browser.get(COHORT)).status_code == 200
    assert account.email not in (await browser.get(f"{COHORT}/staffing")).text
    await desk.post(f"{COHORT}/staffing/accounts", data={"account": str(account.id), "tied": ""})
    assert (await browser.get(COHORT)).status_code == 403
    async with training.db.reading() as tx:
        trail = await identity.audit_of(tx, f"cohort:{cohort}")
    id_ = {"staff": str(account.id)}
    assert [(line.action, line.old, line.new) for line in trail] == [
        ("account.tied", None, id_),
        ("account.untied", id_, None),
    ]


async def test_only_trainers_are_tied_and_only_by_organizers(
    training: House, desk: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    await jeju(training)
    trainer, account = await signed_in("trainer")
    viewer, looker = await signed_in("viewer")
    for browser in (trainer, viewer):
        refused = await browser.post(f"{COHORT}/staffing/accounts", data={"account": str(account.id), "tied": "true"})
        assert refused.status_code == 403
    for bad in (str(looker.id), "x"):
        missing = await desk.post(f"{COHORT}/staffing/accounts", data={"account": bad, "tied": "true"})
        assert missing.status_code == 404
