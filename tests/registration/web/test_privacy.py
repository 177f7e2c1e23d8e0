"""The privacy page shows the whole table, in the reader's language, and whom to write to."""

from services.registration.domain.privacy import TABLE
from tests.support.house import OpenHouse
from tests.support.web import client_at


async def test_every_line_of_the_table_stands_on_the_page(house: OpenHouse) -> None:
    registration = await house("registration")
    async with client_at(registration) as client:
        answer = await client.get("/privacy")
    assert answer.status_code == 200
    assert answer.text.count('<tr role="row">') == len(TABLE) + 1
    for kept in TABLE:
        assert kept.what.replace("'", "&#39;") in answer.text
        assert kept.how_long.replace("'", "&#39;") in answer.text
    assert 'href="mailto:events@wego.example"' in answer.text
