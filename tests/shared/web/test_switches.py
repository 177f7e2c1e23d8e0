"""Language, zone and colours: by header, by cookie, by the links that set the cookie."""

from http.cookies import SimpleCookie

import httpx
import pytest


def cookies_of(answer: httpx.Response) -> dict[str, dict[str, str]]:
    """Name to value and attributes of every Set-Cookie."""
    found: dict[str, dict[str, str]] = {}
    for line in answer.headers.get_list("set-cookie"):
        for name, morsel in SimpleCookie(line).items():
            found[name] = {"value": morsel.value, **{key: str(value) for key, value in morsel.items() if value}}
    return found


@pytest.mark.parametrize(
    ("accept", "tag"), [("ko-KR,en;q=0.5", "ko"), ("zh-CN", "zh-Hans"), ("de", "en"), ("fr-CA;q=0.3", "fr")]
)
async def test_the_browser_says_the_language(client: httpx.AsyncClient, accept: str, tag: str) -> None:
    answer = await client.get("/", headers={"Accept-Language": accept})
    assert f'<html lang="{tag}" dir="ltr">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert "Cookie" in answer.headers["vary"]


async def test_a_language_link_sets_a_cookie_and_leads_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/?year=2021&lang=ko&kind=a%26b")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?year=2021&kind=a%26b"
    assert cookies_of(answer) == {
        "wego_language": {
            "value": "ko",
            "path": "/",
            "max-age": "31536000",
            "httponly": "True",
            "samesite": "lax",
        }
    }
    page = await client.get(answer.headers["location"], headers={"Accept-Language": "fr"})
    assert '<html lang="ko"' in page.text
    assert 'href="/?year=2021&amp;kind=a%26b&amp;lang=zh"' in page.text


@pytest.mark.parametrize("query", ["lang=xx", "zone=Nowhere/City", "zone=", "theme=pink", "lang="])
async def test_what_is_not_ours_changes_nothing_and_leads_back(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"/form?{query}")
    assert (answer.status_code, answer.headers["location"], cookies_of(answer)) == (303, "/form", {})


async def test_the_reader_s_zone_stands_beside_the_venue_s(client: httpx.AsyncClient) -> None:
    plain = await client.get("/events/2")
    assert "Tuesday 9 March 2021, 15:00 to 17:00 Seoul</time>" in plain.text
    assert "data-zone-unknown" in plain.text
    answer = await client.get("/events/2?zone=Africa/Nairobi")
    assert cookies_of(answer)["wego_zone"]["value"] == "Africa/Nairobi"
    page = await client.get("/events/2")
    assert "Tuesday 9 March 2021, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi)</time>" in page.text
    assert "data-zone-unknown" not in page.text
    assert '<option value="Africa/Nairobi" selected>Nairobi (UTC+3)</option>' in page.text


async def test_an_older_zone_name_is_kept_by_its_present_one(client: httpx.AsyncClient) -> None:
    assert cookies_of(await client.get("/?zone=Asia/Calcutta"))["wego_zone"]["value"] == "Asia/Kolkata"


async def test_colours_are_written_by_the_server(client: httpx.AsyncClient) -> None:
    assert 'data-theme="' not in (await client.get("/")).text
    await client.get("/?theme=dark")
    page = (await client.get("/")).text
    assert '<html lang="en" dir="ltr" data-theme="dark">' in page
    assert '<meta name="color-scheme" content="dark">' in page
    gone = await client.get("/?theme=system")
    assert gone.status_code == 303
    assert 'data-theme="' not in (await client.get("/")).text


async def test_cookies_that_are_not_ours_count_as_none(client: httpx.AsyncClient) -> None:
    cookies = 'wego_language=xx; wego_zone=../etc; wego_theme=" onload='
    answer = await client.get("/", headers={"Cookie": cookies, "Accept-Language": "es"})
    assert '<html lang="es" dir="ltr">' in answer.text
    assert "onload" not in answer.text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//evil.example/x?lang=ko", "/evil.example/x"),
        ("/\\evil.example?lang=ko", "/evil.example"),
        ("/%2F%2Fevil.example?lang=ko", "/evil.example"),
        ("/%5Cevil.example/?lang=ko", "/evil.example/"),
        ("/a%0D%0ASet-Cookie:x=1?lang=ko", "/a%0D%0ASet-Cookie:x=1"),
        ("/%EB%AC%B8?lang=ko", "/%EB%AC%B8"),
    ],
)
async def test_the_way_back_never_leaves_the_site(client: httpx.AsyncClient, path: str, location: str) -> None:
    request = client.build_request("GET", "http://wego.test/")
    request.url = httpx.URL("http://wego.test").copy_with(raw_path=path.encode())
    answer = await client.send(request)
    assert answer.status_code == 303
    assert answer.headers["location"] == location


async def test_for_programs_the_query_is_their_own(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/things/3?lang=ko&limit=5")
    assert (answer.status_code, answer.json()) == (200, {"number": 3, "limit": 5})


async def test_a_post_throws_no_switch(client: httpx.AsyncClient) -> None:
    answer = await client.post("/form?lang=ko", data={"email": "x"})
    assert answer.status_code == 422
    assert cookies_of(answer) == {}


async def test_every_city_without_a_script(client: httpx.AsyncClient) -> None:
    page = await client.get("/form?zone=choose&a=1", headers={"Accept-Language": "ko"})
    assert page.status_code == 200
    assert page.text.count('href="/form?a=1&amp;zone=') > 400
    assert '<input type="hidden" name="a" value="1">' in page.text
    found = await client.get("/form?zone=choose&zone-city=kenya", headers={"Accept-Language": "ko"})
    assert '<a href="/form?zone=Africa%2FNairobi">나이로비</a> <small>케냐, UTC+3</small>' in found.text
    assert "도시 1곳을 찾았습니다" in found.text
    none = await client.get("/form?zone=choose&zone-city=%3Cxyzzy", headers={"Accept-Language": "en"})
    assert "No city of that name has a zone of its own." in none.text
    assert 'value="&lt;xyzzy"' in none.text
    assert cookies_of(none) == {}


async def test_cookies_are_secure_where_the_address_is(client: httpx.AsyncClient) -> None:
    assert "secure" not in cookies_of(await client.get("/?theme=dark"))["wego_theme"]
