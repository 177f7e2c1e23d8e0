"""The fonts of the documents: they come as packages, so that every machine sets a name alike."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path


def _folder(package: str) -> Path:
    """Where a package of fonts keeps them; it is not imported for that."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.origin).parent


FOLDERS = (_folder("manimgx_fonts"), _folder("manimgx_fonts_cjk"), _folder("fontpkg_amiri") / "files")

_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

SAMPLES = {
    "Latin": "Łódź Nguyễn Đà Nẵng Ñandú",
    "Cyrillic": "Улаанбаатар Київ Өскемен",
    "Greek": "Αθήνα",
    "Hangul": "김견본",
    "Han": "王小明 陳大文",
    "Kana": "さくら サクラ",
    "Arabic": "محمد عبد الرحمن پاکستان",
    "Hebrew": "ירושלים",
    "Ethiopic": "አበበ ቢቂላ",
    "Thai": "สมชาย ใจดี",
    "Lao": "ວຽງຈັນ",
    "Khmer": "សុខ សុភាព",
    "Myanmar": "ရန်ကုန်",
    "Devanagari": "काठमाडौं",
    "Bengali": "ঢাকা",
    "Tamil": "சென்னை",
    "Sinhala": "කොළඹ",
    "Georgian": "თბილისი",
    "Armenian": "Երևան",
}
"""Words of each script that documents promise to set."""


def scripts() -> dict[str, str]:
    """Each promised script with the letters of its sample that no font has: "" where all is well."""
    return {script: missing(sample) for script, sample in SAMPLES.items()}


def missing(text: str) -> str:
    """The letters of `text` that no font can draw, each once; a name with any of them cannot be printed as it is."""
    if text.isascii():
        return ""
    return "".join(dict.fromkeys(char for char in unicodedata.normalize("NFC", text) if _is_missing(char)))


def _is_missing(char: str) -> bool:
    """What is not drawn is not missed: spaces, controls, joiners, selectors of variants."""
    kind = unicodedata.category(char)
    if char.isspace() or kind in {"Cc", "Cf"} or _VARIANTS.match(char):
        return False
    return kind in {"Co", "Cs", "Cn"} or ord(char) not in covered()


@cache
def covered() -> frozenset[int]:
    """Every code point with a glyph, read from the fonts once a process: a quarter of a second."""
    return frozenset().union(*(_mapped(path) for folder in FOLDERS for path in sorted(folder.glob("*.[ot]t[fc]"))))


def _mapped(path: Path) -> Iterable[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415  # only here, and not small

    with TTFont(path, lazy=True, fontNumber=0) as font:
        return list(font.getBestCmap())
