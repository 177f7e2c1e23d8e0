"""SVG pictures that would end the process or hold it up are refused before Typst reads them."""

import time

import pytest

from shared.documents.pictures import as_svg
from shared.documents.press import press
from shared.errors import Invalid
from tests.shared.documents.pictures import png


def svg(inner: str, head: str = 'viewBox="0 0 20 20"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inner}</svg>'.encode()


USES = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(20))
REFUSED = {
    "deep": svg("<g>" * 20_000 + "</g>" * 20_000, ""),
    "deep, small": svg("<g>" * 51 + "</g>" * 51),
    "many": svg("<g/>" * 5_001),
    "filter": svg(
        '<filter id="f" x="-9" y="-9" width="99999" height="99999"><feGaussianBlur stdDeviation="999"/></filter>'
    ),
    "filter in CSS": svg('<rect width="9" height="9" style="filter:blur(9999px)"/>'),
    "filter escaped": svg('<style>rect{\\66ilter:blur(9999px)}</style><rect width="9" height="9"/>'),
    "filter as attribute": svg('<rect width="9" height="9" filter="blur(9999)"/>'),
    "filter with a prefix": svg('<s:filter xmlns:s="http://www.w3.org/2000/svg"/>'),
    "mask": svg("<mask/>"),
    "pattern": svg("<pattern/>"),
    "marker": svg("<marker/>"),
    "uses of uses": svg(USES),
    "many uses": svg('<g id="a">' + "<g/>" * 600 + "</g>" + '<use href="#a"/>' * 100),
    "chain of clips": svg("".join(f'<clipPath id="c{n}" clip-path="url(#c{n + 1})"/>' for n in range(999))),
    "foreign": svg("<foreignObject/>"),
    "image": svg('<image href="data:image/png;base64,AA"/>'),
    "animation": svg('<rect><animate attributeName="x"/></rect>'),
    "script": svg("<script/>"),
    "onload": svg("", 'onload="x"'),
    "elsewhere": svg('<rect fill="url(https://x.example/#a)"/>'),
    "import": svg("<style>@import 'x'</style>"),
    "stylesheet": b'<?xml-stylesheet href="x.css"?>' + svg(""),
    "entity": b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("&a;"),
    "flat": svg("", 'viewBox="0 0 20 0"'),
    "huge": svg("", 'width="1e9" height="1"'),
    "not a number": svg("", 'viewBox="0 0 nan 20"'),
    "large": svg("<!--" + "x" * 100_000 + "-->"),
    "not closed": svg("<g>"),
    "pixels": png(4000, 3000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_once_with_a_sentence(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(Invalid) as told:
        as_svg(REFUSED[name])
    assert (time.process_time() - begun < 1, told.value.problems[0].field) == (True, "picture")


@pytest.mark.parametrize(
    "inner",
    [
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect width="9" height="9" fill="url(#a)"/>',
        "<style>.a{fill:#123}</style><path class='a' d='M0 0h9v9z'/>",
        '<symbol id="s"><circle r="4"/></symbol><use href="#s"/><use href="#s" x="5"/>',
        '<g><clipPath id="c"><rect width="9" height="9"/></clipPath><circle r="9" clip-path="url(#c)"/></g>',
        '<x:view xmlns:x="https://editor.example/"/>',
        "<g>" * 48 + '<rect width="9" height="9"/>' + "</g>" * 48,
    ],
)
def test_what_editors_write_is_taken(inner: str) -> None:
    press().check(svg(inner, 'width="20mm" height="20mm" viewBox="0 0 20 20"'))
