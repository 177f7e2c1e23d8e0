"""What staff say of single people on the desk: the assessment, and exceptions from the rules, each with its reason."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar
from uuid import UUID

from services.training.domain.certificates.rules import Assessment, Exception_
from services.training.operations.certificates.outlook import count
from services.training.operations.certificates.setting import note, occasion_of
from services.training.store.certificates import occasions, people
from shared.errors import Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("This person did not take part in it. Load the page again.")
_REASON = mark("Say why: it stands in the record of changes")
_CHOOSE = mark("Choose one of the list")
_OVERTAKEN = mark(
    "Somebody else said otherwise meanwhile: look at how it stands now, and send this again only if you mean it"
)

_Verdict: TypeAlias = tuple[Exception_, str]
"""An exception with its reason."""
_Both: TypeAlias = tuple[Assessment | None, _Verdict | None]
_T = TypeVar("_T")


class Overtaken(Invalid):
    """What stands by now is neither what the page showed nor what was sent."""


async def say(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> None:
    """`assessment`, and `exception` with its `reason`: what is left out stays as it is, null takes it back.

    `was`, `was_exception` and `was_reason` are what the page showed, null and "" that nothing stood: what is sent just
    so stays as it is too, for a trainer or a colleague may have said otherwise meanwhile. Where they are left out, what
    is sent holds.

    Raises Forbidden, NotFound, Invalid; Overtaken where somebody would be overruled unseen.
    """
    require(actor, Role.ORGANIZER)
    sent, shown = _read(body), _read_shown(body)
    async with house.db.transaction() as tx:
        occasion = await occasion_of(tx, key)
        await occasions.lock(tx, occasion.key)
        if not await occasions.candidates(tx, occasion, person_id):
            raise NotFound(_NOBODY)
        said = await people.said_of(tx, occasion.key, person_id)
        before: _Verdict = (said.exception, said.reason)
        now = _held("assessment", sent[0], shown[0], said.assessment)
        exception, reason = _held("exception", sent[1], shown[1], before)
        await people.set_assessment(tx, occasion.key, person_id, now)
        await people.set_exception(tx, occasion.key, person_id, exception, reason)
        old, new = _texts(said.assessment, before), _texts(now, (exception, reason))
        await note(tx, actor, "certificates.person", f"participant:{person_id}", old=old, new=new)
        await count(tx, occasion)


def _read(body: Mapping[str, object]) -> _Both:
    """None: left alone. Raises Invalid."""
    form = Fields(body, {"reason": 300})
    assessment = form.choice("assessment", Assessment, _CHOOSE) if "assessment" in body else None
    exception = form.choice("exception", Exception_, _CHOOSE) if "exception" in body else None
    reason = form.text("reason", missing=_REASON if exception else "")
    if reason and "exception" not in body:
        form.bad("exception", _CHOOSE)
    form.check()
    return assessment, None if exception is None else (exception, reason if exception else "")


def _read_shown(body: Mapping[str, object]) -> _Both:
    """None: not told. Raises Invalid."""
    form = Fields(body, {"was_reason": 300})
    assessment = form.choice("was", Assessment, _CHOOSE) if "was" in body else None
    exception = form.choice("was_exception", Exception_, _CHOOSE) if "was_exception" in body else None
    reason = form.text("was_reason")
    form.check()
    return assessment, None if exception is None else (exception, reason)


def _held(field: str, sent: _T | None, shown: _T | None, stands: _T) -> _T:
    """What is to stand. Raises Overtaken."""
    if sent is None or sent in (shown, stands):
        return stands
    if shown is not None and shown != stands:
        raise Overtaken([Problem(field, _OVERTAKEN)])
    return sent


def _texts(assessment: Assessment, verdict: _Verdict) -> dict[str, str]:
    exception, reason = verdict
    return {"assessment": assessment.value, "exception": exception.value, "reason": reason}
