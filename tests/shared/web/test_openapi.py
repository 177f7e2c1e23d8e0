"""The API document and the page that shows it."""

from typing import Any

import httpx
import pytest

from shared.web.api_reference import Field, operations
from shared.web.openapi import document, joined, show
from tests.shared.web.sample import sample_app
from tests.support.house import OpenHouse
from tests.support.web import client_of

SCHEMA = {
    "type": "object",
    "description": "A thing to send.",
    "required": ["name", "when"],
    "properties": {
        "name": {"type": "string", "description": "As on the badge."},
        "status": {"enum": ["new", "old"], "type": "string"},
        "count": {"type": ["integer", "null"]},
        "place": {"oneOf": [{"type": "null"}, {"type": "number"}]},
        "when": {"$ref": "#/components/schemas/When"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
DOCUMENT = {
    "info": {"title": "Sample", "version": "1"},
    "paths": {
        "/things/{id}": {
            "put": {
                "operationId": "PutThing",
                "description": "Puts a thing.",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
                ],
                "requestBody": {"content": {"application/json": {"schema": SCHEMA}}},
                "responses": {"204": {"description": "Done"}},
            }
        }
    },
    "components": {
        "schemas": {
            "When": {
                "type": "object",
                "required": ["start"],
                "properties": {"start": {"type": "string", "format": "date-time"}},
            }
        }
    },
}


def test_an_operation_in_words() -> None:
    (found,) = operations(DOCUMENT, "https://wego.example")
    assert (found.method, found.path, found.about, found.body_about) == (
        "PUT",
        "/things/{id}",
        "Puts a thing.",
        "A thing to send.",
    )
    assert found.places == (("path", Field("id", "text (uuid)", required=True)),)
    assert found.body == (
        Field("name", "text", required=True, about="As on the badge."),
        Field("status", "one of new, old", required=False),
        Field("count", "whole number or nothing", required=False),
        Field("place", "number or nothing", required=False),
        Field("when", "object", required=True),
        Field("when.start", "text (date-time)", required=True),
        Field("tags", "list of text", required=False),
    )
    assert found.curl == (
        "curl -X PUT https://wego.example/things/{id} \\\n  -H 'Content-Type: application/json' \\\n  -d @body.json"
    )


async def test_the_document_holds_the_api_and_nothing_else(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/docs/openapi.json")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json"
    body = answer.json()
    assert list(body["paths"]) == ["/api/v1/things", "/api/v1/things/{number}"]
    for item in body["paths"].values():
        for operation in item.values():
            assert "400" not in operation["responses"]
            assert list(operation["responses"]["default"]["content"]) == ["application/problem+json"]
    assert body["components"]["schemas"]["ProblemDetails"]["required"] == ["type", "title", "status", "detail"]


async def test_the_page_shows_each_operation(client: httpx.AsyncClient) -> None:
    page = await client.get("/api/docs", headers={"Accept-Language": "ko"})
    assert page.status_code == 200
    assert '<html lang="ko"' in page.text
    assert "<code>POST /api/v1/things</code>" in page.text
    assert "curl http://wego.test/api/v1/things/{number}" in page.text
    assert "://" not in page.text.replace("http://wego.test/", "")


async def test_one_document_joins_several_services(house: OpenHouse) -> None:
    app = sample_app(await house("registration"))
    whole = joined([document(app), DOCUMENT])
    assert list(whole["paths"]) == ["/api/v1/things", "/api/v1/things/{number}", "/things/{id}"]
    assert set(whole["components"]["schemas"]) >= {"ProblemDetails", "When"}
    made = []

    def make() -> dict[str, Any]:
        made.append(True)
        return whole

    show(app, make)
    async with client_of(app) as client:
        assert made == []
        assert "<code>PUT /things/{id}</code>" in (await client.get("/api/docs")).text
        assert (await client.get("/api/docs/openapi.json")).json()["paths"].keys() == whole["paths"].keys()
    assert made == [True]
    with pytest.raises(ValueError, match=r"the path /things/\{id\}"):
        joined([DOCUMENT, DOCUMENT])
    other = {"components": {"schemas": {"When": {"type": "string"}}}}
    with pytest.raises(ValueError, match="schemas When"):
        joined([DOCUMENT, other])
