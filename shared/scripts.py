"""Which language a name is written in, by its script, so that pages, mail and paper set it right (BCP 47)."""

import unicodedata

# The first word of a letter's Unicode name is its script.
_LANGUAGE = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "ETHIOPIC": "am", "ARABIC": "ar", "HEBREW": "he",
    "CYRILLIC": "ru", "GREEK": "el", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "DEVANAGARI": "hi",
    "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu",
    "GURMUKHI": "pa", "SINHALA": "si", "GEORGIAN": "ka", "ARMENIAN": "hy", "MONGOLIAN": "mn", "TIBETAN": "bo",
    "THAANA": "dv", "BOPOMOFO": "zh-Hant", "ORIYA": "or", "TIFINAGH": "zgh", "NKO": "nqo",
}  # fmt: skip
_BY_COUNTRY = {
    ("CJK", "JP"): "ja", ("CJK", "KR"): "ko", ("CJK", "TW"): "zh-Hant", ("CJK", "HK"): "zh-Hant",
    ("CJK", "MO"): "zh-Hant", ("ARABIC", "IR"): "fa", ("ARABIC", "AF"): "fa", ("ARABIC", "PK"): "ur",
    ("CYRILLIC", "UA"): "uk", ("CYRILLIC", "MN"): "mn", ("CYRILLIC", "KZ"): "kk", ("CYRILLIC", "KG"): "ky",
    ("CYRILLIC", "BG"): "bg", ("CYRILLIC", "RS"): "sr", ("CYRILLIC", "BY"): "be", ("CYRILLIC", "TJ"): "tg",
    ("CYRILLIC", "MK"): "mk", ("ETHIOPIC", "ER"): "ti", ("DEVANAGARI", "NP"): "ne",
}  # fmt: skip


def language_of_name(name: str, country: str = "") -> str:
    """A BCP 47 tag for a name, from its first letter that is not Latin; "" for Latin letters only.

    For Han letters, and scripts of several languages, `country` (ISO 3166-1 alpha-2) decides; kana anywhere means
    Japanese.
    """
    scripts = [unicodedata.name(char, "").split(" ", 1)[0] for char in name if unicodedata.category(char)[0] == "L"]
    if "HIRAGANA" in scripts or "KATAKANA" in scripts:
        return "ja"
    for script in scripts:
        found = _BY_COUNTRY.get((script, country)) or _LANGUAGE.get(script)
        if found:
            return found
        if script == "CJK":
            return "zh-Hans"
    return ""
