"""What parsers let pass and mail programs do not: our own check of a calendar part."""

import re

_FOLD = re.compile(rb"\r\n[ \t]")
_LIMIT = 75


def lint(part: bytes) -> list[str]:
    """Every fault found, in words; an empty list means none. `part` is one VCALENDAR."""
    return [*_lines(part), *_structure(_FOLD.sub(b"", part).decode("utf-8", "replace").split("\r\n"))]


def _lines(part: bytes) -> list[str]:
    """RFC 5545 section 3.1: CRLF, at most 75 octets, no fold inside a character, no control characters."""
    faults = []
    if not part.endswith(b"\r\n"):
        faults.append("the last line has no CRLF")
    if b"\n" in part.replace(b"\r\n", b"") or b"\r" in part.replace(b"\r\n", b""):
        faults.append("a line end is not CRLF")
    for line in part.split(b"\r\n"):
        if len(line) > _LIMIT:
            faults.append(f"a line of {len(line)} octets: {line[:30]!r}")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(f"a character is cut in two: {line[:30]!r}")
            continue
        if re.search("[\x00-\x08\x0a-\x1f\x7f]", text):
            faults.append(f"a control character: {line[:30]!r}")
    return faults


def _structure(lines: list[str]) -> list[str]:
    names = [re.split("[:;]", line, maxsplit=1)[0].upper() for line in lines]
    faults = []
    method = next((line[7:] for line in lines if line.startswith("METHOD:")), "")
    if method and "BEGIN" in names[1 : names.index("METHOD")]:
        faults.append("METHOD stands after the first component")
    if not method:
        faults.append("no METHOD")
    uids = [line.split(":", 1)[1] for line, name in zip(lines, names, strict=True) if name == "UID"]
    if not all(uid.isascii() and uid for uid in uids):
        faults.append("a UID is empty or not ASCII")
    faults += _of_method(method, lines, names, uids)
    for event in _events(lines):
        faults += _span(event)
    return faults


def _of_method(method: str, lines: list[str], names: list[str], uids: list[str]) -> list[str]:
    """RFC 5546 section 3.2: what each method must and must not carry."""
    faults = []
    if method == "REQUEST" and len(set(uids)) != 1:
        faults.append(f"{len(set(uids))} UIDs in one REQUEST")
    if method == "PUBLISH" and "ATTENDEE" in names:
        faults.append("an ATTENDEE in a PUBLISH")
    if method == "CANCEL" and "BEGIN:VALARM" in lines:
        faults.append("a VALARM in a CANCEL")
    wanted = ["UID", "DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "SEQUENCE"]
    wanted += ["ATTENDEE"] if method in ("REQUEST", "CANCEL") else []
    for event in _events(lines):
        have = {re.split("[:;]", line, maxsplit=1)[0] for line in event}
        faults += [f"a VEVENT without {name}" for name in wanted if name not in have]
    if "RDATE" in names:
        faults.append("an RDATE, which Outlook ignores")
    return faults


def _events(lines: list[str]) -> list[list[str]]:
    events: list[list[str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append([])
        elif events:
            events[-1].append(line)
    return events


def _span(event: list[str]) -> list[str]:
    """DTEND after DTSTART and of the same kind; never beside DURATION (RFC 5545 section 3.6.1)."""
    values: dict[str, str] = {}
    for line in event:
        name, _, value = line.partition(":")
        values.setdefault(name.split(";", 1)[0], value)
    start, end = values.get("DTSTART", ""), values.get("DTEND")
    faults = []
    if end is not None and (len(end) != len(start) or end <= start):
        faults.append(f"DTEND {end} is not after DTSTART {start}")
    if end is not None and "DURATION" in values:
        faults.append("both DTEND and DURATION")
    return faults
