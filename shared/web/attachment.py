"""How a file says what it is called."""

import re
from typing import Literal
from urllib.parse import quote


def disposition(name: str, how: Literal["attachment", "inline"] = "attachment") -> str:
    """The header Content-Disposition (RFC 6266). A name that is not ASCII is told in full (RFC 8187), and for programs
    that know no better in ASCII. An attachment is saved, never shown in the page's place.
    """
    plain = re.sub(r'[^ -~]+|["\\%]', "_", name)
    whole = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{how}; filename="{plain}"{whole}'
