"""Static files: an address that changes with the content, kept for a year."""

import re
from pathlib import Path

import httpx
import pytest

from shared.web.static import ASSETS, FOLDER, Assets


async def test_the_stylesheet_of_a_page_is_kept_for_a_year(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    found = re.search(r'<link rel="stylesheet" href="(/static/[0-9a-f]{12}/wego\.css)">', page)
    assert found is not None
    answer = await client.get(found[1])
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == (FOLDER / "wego.css").read_bytes()
    plain = await client.get(found[1], headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


async def test_an_older_version_gets_the_present_file_and_may_not_keep_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/000000000000/page.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/static/x/nope.css", "/static/x/../app.py", "/static/x/%2e%2e/app.py", "/static/x/..%2fapp.py", "/static/x"],
)
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    first = Assets(tmp_path).version
    (tmp_path / "b.js").write_text("1")
    second = Assets(tmp_path).version
    (tmp_path / "b.js").write_text("2")
    assert len({first, second, Assets(tmp_path).version}) == 3
    with pytest.raises(KeyError):
        Assets(tmp_path).url("c.css")


def test_modules_import_each_other_and_nothing_else() -> None:
    for file in FOLDER.glob("*.js"):
        for imported in re.findall(r"^import\b.*?[\"'](.+?)[\"'];", file.read_text(), re.MULTILINE):
            assert ASSETS.find(imported.removeprefix("./")) is not None


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in filter(Path.is_file, FOLDER.rglob("*")):
        text = re.sub(r"http://www\.w3\.org/\S+", "", file.read_text())
        assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", text.replace("://", "://"))
        assert "@import" not in text
        assert "url(" not in text
