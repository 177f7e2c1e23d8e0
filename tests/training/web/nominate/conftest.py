"""A cohort with an open call, and a coordinator of a member city."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from services.training.domain.coordinator import Coordinator
from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_at
from tests.training.nominees import call, coordinator, organisation
from tests.training.people import jeju


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(training) as browser:
        yield browser


@pytest.fixture
async def cohort(training: House) -> UUID:
    """The cohort jeju-2027 with a call that is open until 31 March, 18:00 in Seoul."""
    id_ = await jeju(training)
    await call(training, id_)
    return id_


@pytest.fixture
async def amina(training: House, cohort: UUID) -> Coordinator:
    """The coordinator of Nairobi."""
    return await coordinator(training, await organisation(training))
