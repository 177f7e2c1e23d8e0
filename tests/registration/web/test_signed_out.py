"""A form of the desk that is sent when the session is over is kept, and sent again after signing in."""

import re
from html import unescape

import httpx

from shared.house import House
from tests.registration.desk import trail
from tests.registration.events import load_event
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_OURS = {"Sec-Fetch-Site": "same-origin"}


def _hidden(text: str) -> dict[str, list[str]]:
    """The fields of the form that the page holds, as a browser sends them."""
    form = text.partition('<form method="post" action="')[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


async def test_what_was_written_is_kept_and_done_after_signing_in(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    edit = f"{TABLE}/{one}/edit"
    seen = (await client.get(edit)).text.partition('name="seen" value="')[2].partition('"')[0]
    form = {
        "seen": seen, "email": "person1@example.org", "name": 'Ana "the <b>" Söze', "organisation": "Two\nlines & more",
        "category": "delegate", "country": "KR", "language": "en", "timezone": "Asia/Seoul",
    }  # fmt: skip
    session = dict(client.cookies)
    client.cookies.clear()
    kept = await client.post(edit, data=form, headers=_OURS)
    assert (kept.status_code, kept.headers["cache-control"]) == (401, "no-store")
    assert f'action="{edit}"' in kept.text
    assert _hidden(kept.text) == {name: [value] for name, value in form.items()}
    assert "<b>" not in kept.text.partition("<main")[2].replace("&lt;b&gt;", "")
    again = await client.post(edit, data=_hidden(kept.text), headers=_OURS)
    assert (again.status_code, _hidden(again.text)) == (401, _hidden(kept.text)), "not signed in yet: still kept"
    assert await trail(home, "registration") == []
    client.cookies.update(session)
    form["organisation"] = "Other City"
    done = await client.post(edit, data={**_hidden(kept.text), "organisation": "Other City"}, headers=_OURS)
    assert done.status_code == 303
    assert [line[0] for line in await trail(home, "registration")] == ["registration.changed"]


async def test_several_values_of_a_field_and_its_address_are_kept(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    one, two = await come(home, 1, 2)
    client.cookies.clear()
    kept = await client.post(TABLE + "?x=1&y=2", data={"do": "came", "id": [str(one), str(two)]}, headers=_OURS)
    assert _hidden(kept.text) == {"do": ["came"], "id": [str(one), str(two)]}
    assert f'action="{TABLE}?x=1&amp;y=2"' in kept.text


async def test_of_a_file_it_is_said_that_it_is_not_kept(home: House, client: httpx.AsyncClient) -> None:
    client.cookies.clear()
    path = "/organize/organisations/import"
    kept = await client.post(path, data={"note": "kept"}, files={"file": ("a.csv", b"x")}, headers=_OURS)
    assert (kept.status_code, "Files are not kept" in kept.text) == (401, True)
    assert 'enctype="multipart/form-data"' in kept.text
    assert _hidden(kept.text) == {"note": ["kept"]}
    assert home


async def test_what_no_page_of_ours_sent_and_what_is_no_form_only_lead_to_the_sign_in(
    home: House, client: httpx.AsyncClient
) -> None:
    client.cookies.clear()
    form = {"do": "cancel", "confirmed": "true"}
    for headers in ({}, {"Origin": "null"}):
        answer = await client.post(TABLE, data=form, headers=headers)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), headers
    assert (await client.post(TABLE, data=form, headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
    assert (await client.post(TABLE, data={"note": "x" * 300_000}, headers=_OURS)).status_code == 303
    assert (await client.post(TABLE, json=form, headers=_OURS)).status_code == 303
    api = await client.post(f"/api/v1{TABLE}", json=form, headers=_OURS)
    assert (api.status_code, api.headers["content-type"]) == (401, "application/problem+json")
    assert home
