"""The forms on the page of one person's certificates: what stands in each, and what becomes of one that is refused."""

from typing import Any

from services.training.operations.certificates.person_page import PersonPage
from services.training.operations.certificates.saying import Overtaken
from services.training.web.overtaken import differing
from shared.errors import Conflict, Invalid, Problem
from shared.i18n.mark import mark
from shared.web.forms import Form
from shared.web.reader import Reader

_PAPER = {
    "name": mark("Name in Latin letters"),
    "native_name": mark("Native name"),
    "native_name_language": mark("Language of that name"),
    "organisation": mark("Organisation"),
}
_PUBLIC, _INTERNAL = mark("Reason for the public"), mark("Reason for staff")
_WRITTEN = {
    "correct": {**_PAPER, "public_reason": _PUBLIC, "internal_reason": _INTERNAL},
    "refuse": {"refuse_reason": mark("Why it stays as it is")},
    "revoke": {"revoke_public": _PUBLIC, "revoke_internal": _INTERNAL},
}
DECIDING = tuple(_WRITTEN)
"""What is decided on a version, and on what is asked for, that somebody looked at."""
_MEANT = {
    "refuse": {"refuse_reason": "public_reason"},
    "revoke": {"revoke_public": "public_reason", "revoke_internal": "internal_reason"},
}
"""Fields of a name of their own on the page, so that no form shows or fills in what belongs to another."""
_SAID = ("was", "was_exception", "was_reason")


def sent(act: str, form: Form) -> dict[str, Any]:
    """As the operation reads it."""
    meant = _MEANT.get(act, {})
    return {meant.get(name, name): value for name, value in form.body().items()}


def problems(act: str, error: Invalid) -> list[Problem]:
    """Beside the fields of this form."""
    own = {meant: name for name, meant in _MEANT.get(act, {}).items()}
    return [Problem(own.get(each.field, each.field), each.message, each.params) for each in error.problems]


def filled(found: PersonPage) -> Form:
    """As the page opens."""
    said, paper = found.line.said, found.chain[0].snapshot if found.chain else None
    names = said.asked or (paper.names if paper else found.line.names)
    return Form.holding(
        {
            "assessment": said.assessment.value,
            "was": said.assessment.value,
            "exception": said.exception.value,
            "was_exception": said.exception.value,
            "reason": said.reason,
            "was_reason": said.reason,
            "name": names.name,
            "native_name": names.native_name,
            "native_name_language": names.native_name_language,
            "organisation": paper.organisation if paper else found.line.who.organisation,
            "revision": found.line.revision,
        }
    )


def typed(act: str, form: Form, found: PersonPage, error: Invalid | Conflict) -> Form:
    """What was written stays. Where somebody was quicker the form goes on from how it stands now, which the page shows;
    else from what it was opened with.
    """
    now = filled(found)
    again = Form({**now, **form, "act": [act]})
    if isinstance(error, Overtaken | Conflict):
        again |= {name: now[name] for name in (*_SAID, "revision")}
    return again


def overtaken(act: str, form: Form, found: PersonPage, error: Conflict, reader: Reader) -> dict[str, Any]:
    """`differs`: what stands on the certificate and was typed otherwise; `written`: what was typed into a form that the
    page has no more.
    """
    words, differs, written = reader.texts, [], []
    if not found.line.held or (act == "refuse" and found.line.said.asked is None):
        written = [(words.gettext(label), form.one(name)) for name, label in _WRITTEN[act].items() if form.one(name)]
    elif act == "correct":
        paper = found.chain[0].snapshot
        names = paper.names
        kept = Form.holding(
            {
                "name": names.name,
                "native_name": names.native_name,
                "native_name_language": names.native_name_language,
                "organisation": paper.organisation,
            }
        )
        differs = differing(form, kept, _PAPER, reader, words_of={})
    return {"refused": words.gettext(error.message), "differs": differs, "written": written}
