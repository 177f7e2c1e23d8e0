"""From the desk to a stranger's program: what is issued, corrected, revoked, by what the site publishes alone."""

import json
import os
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.training.operations.certificates import replacing
from shared.house import House
from tests.interop import with_digitalbazaar
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at
from tests.training import people
from tests.training.certificates import given


@pytest.fixture
async def training(house: OpenHouse) -> House:
    return await house("training")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(training) as browser:
        yield browser


async def test_issued_corrected_and_revoked(training: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    if reason := with_digitalbazaar.missing():
        assert "CI" not in os.environ, f".ci/run installs it: {reason}"
        pytest.skip(f"Digital Bazaar's checker did not look at the certificates: {reason}")
    names = {
        0: {"name": "Kim Gyeonbon", "native_name": "김견본", "native_name_language": "ko"},
        1: {"name": "Abebe Bikila", "native_name": "አበበ ቢቂላ", "native_name_language": "am"},
    }
    room = await given.held(training, clock, 3, names=names)
    assert await given.issue_all(training, room.key) == 3
    first = [await _own(client, room, number) for number in range(3)]
    assert await _judged(client, first, training) == ["", "", ""]
    clock.advance(days=1)
    actor = people.actor(training)
    body = {
        "name": "Kim Gyeon-bon",
        "native_name": "김견본",
        "native_name_language": "ko",
        "internal_reason": "A hyphen",
    }
    await replacing.correct(training, actor, room.key, room.people[0].id, body)
    await replacing.revoke(training, actor, room.key, room.people[1].id, {"internal_reason": "Not hers"})
    second = await _own(client, room, 0)
    assert (second["id"], second["awardedDate"]) == (first[0]["id"], first[0]["awardedDate"])
    assert second["validFrom"] > first[0]["validFrom"]
    assert await _judged(client, [*first, second], training) == ["revoked", "revoked", "", ""]


async def _own(client: httpx.AsyncClient, room: given.Held, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((await client.get(f"{room.own(number)}/credential.json")).content)
    return found


async def _judged(client: httpx.AsyncClient, credentials: list[dict[str, Any]], house: House) -> list[str]:
    """By what a stranger can fetch: the issuer's page and the list that each credential names."""
    addresses = {each["credentialStatus"]["statusListCredential"] for each in credentials}
    lists = {address: (await client.get(address)).json() for address in addresses}
    (issuer,) = {each["issuer"]["id"] for each in credentials}
    answers = with_digitalbazaar.check(
        {str(number): each for number, each in enumerate(credentials)},
        issuer=(await client.get(issuer)).json(),
        lists=lists,
        now=house.clock(),
    )
    return list(answers.values())
