"""What of SVG is taken: shapes, colours and words. All else is refused before Typst reads it.

Typst's reader calls itself for every level, and draws filters at whatever size they ask for: the one ends the process,
the other holds it up. Expat does neither.
"""

import re
from xml.parsers import expat

from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

LARGEST = 100_000
DEEPEST = 50
MOST_ELEMENTS = 5_000
MOST_COPIED = 50_000
"""Elements that `use` may draw again, all in all."""
WIDEST = 100_000
SVG = "http://www.w3.org/2000/svg"
NOT_TAKEN = mark("This SVG picture cannot be taken, because of: %(what)s. Save it as PNG.")
TOO_LARGE = mark("An SVG picture may have up to %(most)d kB. Save it as PNG.")
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath"}
_GROUPS = {"svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"}
_TAKEN = _SHAPES | _GROUPS | {"linearGradient", "radialGradient", "stop"}
# Of these each may lead on to the next: a long chain is a deep one.
_MOST_OF = {"clipPath": 20, "use": 100, "linearGradient": 200, "radialGradient": 200}
_NOT_TAKEN_ATTRIBUTES = frozenset({"filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"})
_STYLE = re.compile(r"filter|mask|marker|@|\\|url\(\s*[\"']?\s*(?!#)[^\s\"'#]", re.IGNORECASE)
_AWAY = re.compile(r"url\(\s*[\"']?\s*(?!#)[^\s\"'#]", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)(?:px|pt|pc|mm|cm|in|em|%)?\s*")


class _Refused(Exception):
    """`args[0]` is the word that is told."""


def check_svg(content: bytes) -> None:
    """Raises Invalid (field `picture`) with what it is that is not taken."""
    if len(content) > LARGEST:
        raise Invalid([Problem("picture", TOO_LARGE, {"most": LARGEST // 1000})])
    reader = _Reader()
    try:
        reader.read(content)
    except _Refused as error:
        raise Invalid([Problem("picture", NOT_TAKEN, {"what": str(error)})]) from error
    except (expat.ExpatError, ValueError) as error:
        raise Invalid([Problem("picture", NOT_TAKEN, {"what": "XML"})]) from error


class _Reader:
    def __init__(self) -> None:
        self._open: list[bool] = []  # for each level, whether it can be drawn again by `use`
        self._counts: dict[str, int] = {}
        self._elements = 0
        self._styles: list[str] | None = None

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(content, True)
        if self._counts.get("use", 0) * self._elements > MOST_COPIED:
            raise _Refused("use")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._elements += 1
        if not self._open and (space, local) != (SVG, "svg"):
            raise _Refused(local)
        if len(self._open) >= DEEPEST or self._elements > MOST_ELEMENTS:
            raise _Refused(f"<{local}> × {self._elements}")
        if space == SVG:
            self._own(local, attributes)
        again = local in {"defs", "symbol", "clipPath"} or (bool(self._open) and "id" in attributes)
        self._open.append(again or (bool(self._open) and self._open[-1]))

    def _own(self, local: str, attributes: dict[str, str]) -> None:
        count = self._counts[local] = self._counts.get(local, 0) + 1
        if local not in _TAKEN or count > _MOST_OF.get(local, MOST_ELEMENTS):
            raise _Refused(local)
        if local == "use" and any(self._open):
            raise _Refused("use")
        if local == "svg":
            _check_size(attributes)
        for name, value in attributes.items():
            _check_attribute(name.rpartition(" ")[2].lower(), value)
        if local == "style":
            self._styles = []

    def _words(self, text: str) -> None:
        if self._styles is not None:
            self._styles.append(text)

    def _end(self, _name: str) -> None:
        self._open.pop()
        if self._styles is not None:
            if _STYLE.search("".join(self._styles)):
                raise _Refused("style")
            self._styles = None

    def _doctype(self, *_given: object) -> None:
        raise _Refused("DOCTYPE")

    def _instruction(self, target: str, _data: str) -> None:
        raise _Refused(target)


def _check_attribute(name: str, value: str) -> None:
    if name in _NOT_TAKEN_ATTRIBUTES or name.startswith("on"):
        raise _Refused(name)
    if name == "href" and not value.strip().startswith("#"):
        raise _Refused(name)
    if (name == "style" and _STYLE.search(value)) or _AWAY.search(value):
        raise _Refused(name)


def _check_size(attributes: dict[str, str]) -> None:
    """Widths and heights of an <svg> that can be drawn."""
    for name in ("width", "height"):
        if name in attributes:
            found = _LENGTH.fullmatch(attributes[name])
            if found is None or not 0 < float(found[1]) <= WIDEST:
                raise _Refused(name)
    if "viewBox" in attributes:
        sides = [float(each) for each in attributes["viewBox"].replace(",", " ").split()]
        if len(sides) != 4 or not all(abs(each) <= WIDEST for each in sides) or min(sides[2:]) <= 0:
            raise _Refused("viewBox")
