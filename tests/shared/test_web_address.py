"""Addresses of the web: what is one, and how it is written."""

import pytest

from shared.fields import Fields
from shared.text_fields import WEB
from shared.web_address import encoded, is_web_address

GOOD = (
    "https://meet.example.org/1?pwd=a%20b#x", "http://localhost:8000", "https://[::1]:443/", "https://서울.kr/회의",
    "https://user.example/@name", "https://a.example/x?y[]=~!$&'()*+,;=",
)  # fmt: skip
BAD = (
    'http://x"onmouseover=alert(1)', "http://user:pw@h/", "https://user@h/", "https://h/a b", "https://h/<b>",
    "https://h/\\x", "https://h/%zz", "https://h:port/", "https:///path", "javascript:alert(1)", "//h/", "h/x",
    "https://h/\u3000x", "https://h/\x00", "https://h/\ud800", "https://h/`", "https://h/{1}|^", "",
    "https://.", "https://a..b/", f"https://{64 * 'a'}.example/",
)  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_page_may_link_to(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", BAD)
def test_no_page_links_to(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("https://h/서울?q=도시", "https://h/%EC%84%9C%EC%9A%B8?q=%EB%8F%84%EC%8B%9C"),
        ("/events/المدن", "/events/%D8%A7%D9%84%D9%85%D8%AF%D9%86"),
        ("https://한국.kr:8443/길", "https://xn--3e0b707e.kr:8443/%EA%B8%B8"),
        ("https://h/%EC%84%9C?a=b&c=~x#y", "https://h/%EC%84%9C?a=b&c=~x#y"),
    ],
)
def test_encoded_twice_is_once(text: str, uri: str) -> None:
    assert (encoded(text), encoded(encoded(text))) == (uri, uri)


def test_a_field_holds_what_every_program_reads() -> None:
    fields = Fields({"a": "https://h/회의", "b": 'http://x"onmouseover=alert(1)'}, {"a": 99, "b": 99})
    assert (fields.web("a"), fields.web("b")) == ("https://h/%ED%9A%8C%EC%9D%98", "")
    assert [(bad.field, bad.message) for bad in fields.problems] == [("b", WEB)]
