"""The form of a new event that was sent, changed after going back, and sent again."""

import re

import httpx

from tests.registration.web.test_event_editor import NEW

FORM = "/organize/events/new"


def key_of(page: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def test_it_says_what_it_made_and_may_be_sent_again(desk: httpx.AsyncClient) -> None:
    key = key_of((await desk.get(FORM)).text)
    first = await desk.post(FORM, data={**NEW, "form_key": key})
    assert (await desk.post(FORM, data={**NEW, "form_key": key})).headers["location"] == first.headers["location"]
    changed = {**NEW, "title": "Clean Air Webinar"}
    asked = await desk.post(FORM, data={**changed, "form_key": key})
    assert asked.status_code == 409
    assert "This form was already sent" in asked.text
    assert '<a href="/organize/events/smart-water-webinar-2027">Smart Water Webinar</a>' in asked.text
    assert 'value="Clean Air Webinar"' in asked.text
    assert "This key was used" not in asked.text
    again = await desk.post(FORM, data={**changed, "form_key": key_of(asked.text)})
    assert again.headers["location"] == "/organize/events/clean-air-webinar-2027?done=created"
