"""On which line each key of a TOML text stands: the standard parser does not tell.

The text has been read by `tomllib` before, so it is known to be valid TOML 1.0 and this scan only has to find the
keys: it follows strings, comments, arrays and inline tables, and never judges. Where a path is not found its nearest
parent's line serves.
"""

import re
import tomllib
from bisect import bisect_left

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


class Positions:
    """Lines (from 1) of every table, key and array element of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._ends = [match.start() for match in re.finditer("\n", self._text)]
        self._at = 0
        self._lines: dict[Path, int] = {(): 1}
        self._arrays: dict[Path, int] = {}
        self._scan()

    def line(self, path: Path) -> int:
        """The line of the key, or of the nearest table around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def paths(self) -> frozenset[Path]:
        """Every path found, the root aside."""
        return frozenset(self._lines) - {()}

    def _scan(self) -> None:
        table: Path = ()
        while self._skip_blank():
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)

    def _skip_blank(self) -> bool:
        """Past blanks, line ends and comments; whether anything is left."""
        match = _BLANK.match(self._text, self._at)
        assert match is not None  # the pattern also matches nothing
        self._at = match.end()
        return self._at < len(self._text)

    def _header(self) -> Path:
        line, array = self._line_here(), self._text.startswith("[[", self._at)
        self._at += 2 if array else 1
        names = self._key()
        self._at += 2 if array else 1
        path = self._resolve(names[:-1], line)
        path = (*path, names[-1])
        self._lines.setdefault(path, line)
        if array:
            index = self._arrays.get(path, -1) + 1
            self._arrays[path] = index
            path = (*path, index)
            self._lines[path] = line
        return path

    def _resolve(self, names: list[str], line: int) -> Path:
        """The path of tables that a header goes through: of an array of tables always the latest element."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            self._lines.setdefault(path, line)
            if path in self._arrays:
                path = (*path, self._arrays[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self._line_here()
        path = table
        for name in self._key():
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _key(self) -> list[str]:
        names = []
        while True:
            match = _KEY_PART.match(self._text, self._at)
            assert match is not None  # tomllib has found the key valid
            self._at = match.end()
            raw = match[1]
            names.append(str(tomllib.loads(f"value = {raw}")["value"]) if raw[0] in "\"'" else raw)
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if self._text.startswith("[", self._at):
            self._array(path)
        elif self._text.startswith("{", self._at):
            self._inline_table(path)
        else:
            match = _STRING.match(self._text, self._at) or _PLAIN.match(self._text, self._at)
            assert match is not None
            self._at = match.end()

    def _array(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._more("]"):
            self._lines[*path, index] = self._line_here()
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._more("}"):
            self._pair(path)

    def _more(self, closing: str) -> bool:
        """Whether another element follows; past the comma before it, or past the closing bracket."""
        self._skip_blank()
        if self._text.startswith(",", self._at):
            self._at += 1
            self._skip_blank()
        if self._text.startswith(closing, self._at):
            self._at += 1
            return False
        return True

    def _line_here(self) -> int:
        return bisect_left(self._ends, self._at) + 1
