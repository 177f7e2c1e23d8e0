"""Forms: everything typed is kept, every problem stands beside its field and on top."""

import re

import httpx
import pytest

from shared.errors import Problem
from shared.i18n import translator
from shared.web.forms import Form, FormView

TYPED = {
    "email": "asha.mfano.city.example",
    "name": 'Asha "Mfano" <b>',
    "native_name": "አበበ ናሙና",
    "organisation_type": "institution",
    "country": "TZ",
    "timezone": "Africa/Dar_es_Salaam",
    "goal": "x" * 135,
}


async def test_after_an_error_everything_typed_is_there(client: httpx.AsyncClient) -> None:
    answer = await client.post("/form", data=TYPED, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    page = answer.text
    assert "<title>Error: Register - WeGO</title>" in page
    assert 'value="asha.mfano.city.example"' in page
    assert 'value="Asha &#34;Mfano&#34; &lt;b&gt;"' in page
    assert 'value="አበበ ናሙና"' in page
    assert '<option value="TZ" selected>' in page
    assert '<option value="Africa/Dar_es_Salaam" selected>' in page
    assert 'value="institution" checked>' in page
    assert ">\n" + "x" * 135 + "</textarea>" in page
    assert 'name="consent" value="true" aria-invalid="true"' in page


async def test_the_words_beside_the_field_are_those_on_top(client: httpx.AsyncClient) -> None:
    page = (await client.post("/form", data=TYPED, headers={"Accept-Language": "ko"})).text
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus' in page
    assert "다시 확인할 항목이 4개 있습니다" in page
    summed = dict(re.findall(r'<li><a href="#field-(\w+)">(.*?)</a></li>', page))
    beside = dict(re.findall(r'<p class="error" id="error-(\w+)">(.*?)</p>', page))
    assert list(summed) == ["email", "category", "goal", "consent"]
    assert summed == beside
    for name in summed:
        assert page.count(f'id="field-{name}"') == 1
        assert re.search(rf'id="field-{name}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*error-{name}', page)


async def test_a_good_form_leads_on(client: httpx.AsyncClient) -> None:
    good = {**TYPED, "email": "a@city.example", "category": "cio", "goal": "short", "consent": "true"}
    for sent in (
        await client.post("/form", data=good),
        await client.post("/form", data=good, files={"sheet": ("a.pdf", b"%PDF")}),
    ):
        assert (sent.status_code, sent.headers["location"]) == (303, "/r/token")


async def test_a_form_shown_first_has_no_error(client: httpx.AsyncClient) -> None:
    page = (await client.get("/form")).text
    assert "<title>Register - WeGO</title>" in page
    assert "aria-invalid" not in page
    assert 'id="problems"' not in page
    assert '<option value="KR" selected>' in page


@pytest.mark.parametrize("kind", ["text/plain", "application/json", ""])
async def test_what_no_form_sends_is_refused(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.post("/form", content=b"email=x", headers={"Content-Type": kind})
    assert answer.status_code == 400


def test_reading_values() -> None:
    form = Form({"a": ["1", " 2 "], "b": ["", " "], "c": [" x", "", "y"]})
    assert (form.one("a"), form.one("b"), form.one("none")) == ("2", "", "")
    assert (form.all("c"), form.all("none")) == (["x", "y"], [])
    assert (form.checked("a"), form.checked("b")) == (True, False)
    assert Form.holding({"a": "1", "b": ("x", "y")}) == {"a": ["1"], "b": ["x", "y"]}


def test_a_view_translates_its_problems_in_their_order() -> None:
    problems = [Problem("b", "Wait %(seconds)s seconds", {"seconds": 3}), Problem("a", "x"), Problem("a", "y")]
    view = FormView.of(translator("en"), Form({"a": [" kept "]}), problems)
    assert [(each.field, each.message) for each in view.problems] == [("b", "Wait 3 seconds"), ("a", "x"), ("a", "y")]
    assert (view.error("a"), view.error("c"), view.value("a"), view.chosen("a", " kept ")) == ("x", "", " kept ", True)
