"""A page as it leaves the service."""

import httpx


async def test_a_page_is_complete(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en" dir="ltr">' in answer.text
    assert "<title>Programme 2021 - WeGO</title>" in answer.text
    assert 'href="/" aria-current="page">Programme</a>' in answer.text


async def test_health_and_metrics_name_the_route_and_not_the_path(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "live"}
    ready = await client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ready", "service": "registration", "checks": {"database": "ok"}},
    )
    await client.get("/r/a-secret-token")
    metrics = (await client.get("/metrics")).text
    labels = 'service="registration",method="GET",route="/r/{token}"'
    assert f'wego_requests_total{{{labels},status="200"}} 1' in metrics.splitlines()
    assert 'wego_outbox_oldest_seconds{service="registration"} 0' in metrics.splitlines()
    assert "a-secret-token" not in metrics
