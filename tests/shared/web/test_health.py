"""A service whose database is gone lives, is not ready, and says so."""

from services.registration.app import create_app
from tests.support.house import OpenHouse
from tests.support.web import client_of


async def test_without_its_database_a_service_is_not_ready(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    app = create_app(home.settings, house=home)
    async with client_of(app) as client:
        assert (await client.get("/health/ready")).status_code == 200
        await home.db.close()
        ready = await client.get("/health/ready")
        assert (ready.status_code, ready.json()) == (
            503,
            {"status": "not ready", "service": "registration", "checks": {"database": "failed"}},
        )
        assert (await client.get("/health/live")).status_code == 200
