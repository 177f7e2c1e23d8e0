"""What may stand in a line of text that people write and other programs read (mail headers, calendars, pages)."""

import unicodedata

# Left-to-right and right-to-left embeddings, overrides and isolates: they can make a line read as another one.
_DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_UNPRINTABLE = {"Cc": "control character", "Cs": "half character", "Zl": "line break", "Zp": "paragraph break"}


def unprintable(text: str) -> str | None:
    """The first character that has no place in one line of text, named like "control character U+0007", or None.

    Joiners (U+200C, U+200D), which Persian, Hindi and emoji need, and soft hyphens are allowed.
    """
    # Without any "other" or "separator" but the space: so is nearly every text, at a hundredth of the cost.
    if text.isprintable():
        return None
    for char in text:
        name = "direction override" if char in _DIRECTION else _UNPRINTABLE.get(unicodedata.category(char))
        if name:
            return f"{name} U+{ord(char):04X}"
    return None
