"""Who may post: the browser says where a request comes from."""

import httpx
import pytest

HERE = "http://wego.test"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": HERE},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null"},
        {"Origin": "null", "Cookie": "wego_language=ko; wego_zone=Asia/Seoul"},
        {"Origin": "http://localhost:8000", "Host": "localhost:8000"},
        {"Cookie": "wego_language=ko; wego_zone=Asia/Seoul"},
        {"Authorization": "Bearer wego_x"},
        {"Authorization": "Bearer wego_x", "Cookie": "wego-session=abc"},
        {"Referer": f"{HERE}/organize/events", "Cookie": "wego-session=abc"},
    ],
)
async def test_from_here_or_from_a_program(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/api/v1/things", json={"name": "a"}, headers=headers)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Origin": "https://wego.test.evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Cookie": "wego-session=abc"},
        {"Origin": "null", "Cookie": "wego-session=abc", "Authorization": "Bearer wego_x"},
        {"Cookie": "wego-session=abc"},
        {"Cookie": "__Host-wego-session=abc; wego_theme=dark"},
        {"Cookie": "wego-place=abc"},
        {"Cookie": "wego-trainer=abc"},
        {"Referer": "https://evil.example/", "Cookie": "wego-session=abc"},
        {"Referer": f"https://evil.example/?{HERE}/", "Cookie": "wego-session=abc"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_from_another_site_or_from_nobody_knows_where(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    client.event_hooks = {}  # exactly these headers
    for method, path in (("POST", "/api/v1/things"), ("POST", "/form"), ("DELETE", "/form")):
        answer = await client.request(method, path, headers=headers)
        assert answer.status_code == 403
    assert "This form was sent from another site." in answer.text


async def test_reading_is_free(client: httpx.AsyncClient) -> None:
    assert (await client.get("/", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 200
