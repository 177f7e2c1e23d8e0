"""Somebody sends the form again, changed: by the way back, from a second tab, or for somebody else."""

import re

import httpx

from shared.house import House
from tests.registration.events import counts
from tests.registration.web.test_register_pages import FORM, client, home, register, typed

__all__ = ["client", "home"]


async def test_what_was_typed_stands_there_with_what_happened_and_what_to_do(
    client: httpx.AsyncClient, home: House
) -> None:
    form = (await client.get(FORM)).text
    found = re.search(r'name="form_key" value="([^"]+)"', form)
    assert found
    sent = {"form_key": found[1], "parts_shown": "1", "sessions": "개회사", "organisation_type": "city"}
    page = await register(client, **sent)
    again = await client.post(FORM, data=typed(**sent | {"name": "Changed <Name>", "job_title": "Director"}))
    assert again.status_code == 409
    assert "<h2>This address is registered already</h2>" in again.text
    assert "Nothing was changed: the registration stands as it was first sent." in again.text
    assert "open its personal link: we have sent it to that address again" in again.text
    assert "To register somebody else, write their own address below" in again.text
    for value in ("person1@example.org", "Changed &lt;Name&gt;", "Director", "Sample City", found[1]):
        assert f'value="{value}"' in again.text, value
    for box in ('value="개회사" checked', 'value="city" checked', 'name="consent" value="true" checked'):
        assert box in again.text, box
    for chosen in ('value="delegate" selected', 'value="KR" selected'):
        assert chosen in again.text, chosen
    assert page.removeprefix("/r/") not in again.text
    other = await client.post(FORM, data=typed(number=2, **sent))
    assert (other.status_code, other.headers["location"] != page) == (303, True), "the same form for somebody else"
    assert (await counts(home))["confirmed"] == (2, 2)
