"""The board as a form: what a browser without a script posts, made into marks.

Each person has the fields `s.ID` (the state), `late.ID` and `left.ID` (minutes), `why.ID` (the reason of an excuse);
`was.ID` and `heads.ID` tell what the page showed. The same page posted again makes the same marks: their ids come from
the page's own number.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from services.training.domain.attendance import Says, State
from services.training.domain.session import Session
from shared.web.forms import Form

CAME = (State.PRESENT, State.LATE, State.LEFT_EARLY)


def marks_of(form: Form, session: Session, now: datetime) -> list[dict[str, Any]]:
    """Only what was changed on the page; with the button "rest", whoever has no mark is present."""
    try:
        page = UUID(form.one("page"))
    except ValueError:
        return []
    marks = []
    for field in form:
        if not field.startswith("was."):
            continue
        person = field.removeprefix("was.")
        wanted = _wanted(form, person, session, now)
        if form.one("rest") and wanted["state"] == "unmarked" and not form.one(f"conflict.{person}"):
            wanted = {"state": "present"}
        if _written(wanted) == form.one(field):
            continue
        client_id = uuid5(page, f"{person} {_written(wanted)}")
        heads = form.one(f"heads.{person}").split()
        marks.append({"client_id": str(client_id), "participant": person, "replaces": heads, **wanted})
    return marks


def written(says: Says) -> str:
    """As the page notes what it showed."""
    return f"{says.state} {says.late_minutes} {says.left_minutes}"


def _written(body: dict[str, Any]) -> str:
    return f"{body['state']} {body.get('late_minutes') or 0} {body.get('left_minutes') or 0}"


def _wanted(form: Form, person: str, session: Session, now: datetime) -> dict[str, Any]:
    """ "Late" without minutes is late by now, while the session runs; "present" with minutes at the end left early."""
    state = form.one(f"s.{person}") or "unmarked"
    late, left = form.one(f"late.{person}"), form.one(f"left.{person}")
    if state == "late" and not late and session.starts_at < now < session.ends_at:
        late = str(max(1, int((now - session.starts_at).total_seconds()) // 60))
    if state == "present" and left not in ("", "0"):
        return {"state": "left_early", "left_minutes": left}
    if state == "late":
        return {"state": "late", "late_minutes": late, "left_minutes": left or "0"}
    if state == "excused":
        return {"state": state, "why": form.one(f"why.{person}")}
    return {"state": state}
