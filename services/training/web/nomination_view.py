"""Nominations in the reader's words: states, files, labels of fields, lists to choose from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.training.domain.call import Call, Question, QuestionKind
from services.training.domain.nomination import FileKind, Nomination, State
from services.training.domain.nomination_form import LONGEST, UNSAID, body_of
from services.training.domain.stored_file import StoredFile
from services.training.web.participants import GENDERS
from shared.fields import LANGUAGES
from shared.i18n import LANGUAGES as OURS
from shared.i18n.mark import mark
from shared.i18n.moments import moment_words
from shared.i18n.names import countries
from shared.web.forms import Form
from shared.web.reader import Reader

TEXTS = (*LONGEST, "gender", "country", "language")
STATES: dict[State, tuple[str, str]] = {
    State.DRAFT: ("draft", mark("Draft")),
    State.SUBMITTED: ("pending", mark("Nominated, the official has not confirmed yet")),
    State.CONFIRMED: ("confirmed", mark("Nominated, confirmed by the official")),
    State.SHORTLISTED: ("confirmed", mark("On the shortlist")),
    State.OFFERED: ("open", mark("Offered a place")),
    State.ACCEPTED: ("confirmed", mark("Has a place")),
    State.DECLINED: ("cancelled", mark("Declined the place")),
    State.LAPSED: ("cancelled", mark("The offer ran out")),
    State.RESERVE: ("waitlisted", mark("On the reserve list")),
    State.NOT_SELECTED: ("cancelled", mark("Not selected")),
    State.WITHDRAWN: ("cancelled", mark("Withdrawn")),
}
# What coordinators and nominees see while staff still choose: who is on a list is told by the answer, not by a glimpse.
_UNTOLD = frozenset({State.SHORTLISTED, State.RESERVE, State.NOT_SELECTED})
FILES: dict[FileKind, tuple[str, str]] = {
    FileKind.CV: (mark("Curriculum vitae"), mark("As PDF, up to 10 MB.")),
    FileKind.LETTER: (mark("Signed letter of nomination"), mark("As PDF or as a picture (JPEG, PNG), up to 10 MB.")),
}
LABELS: dict[str, str] = {
    "name": mark("Full name"),
    "native_name": mark("Name in their own script"),
    "native_name_language": mark("Language of that name"),
    "honorific": mark("Title before the name"),
    "job_title": mark("Job title"),
    "department": mark("Department"),
    "gender": mark("Gender"),
    "country": mark("Country"),
    "city": mark("City"),
    "email": mark("E-mail address"),
    "language": mark("Language of our mail"),
    "motivation": mark("Why this official"),
    "signatory_name": mark("Signed by"),
    "signatory_title": mark("Office of whoever signed"),
}


def status_of(nomination: Nomination, reader: Reader, *, staff: bool = False) -> tuple[str, str]:
    """How it looks and its words."""
    state = nomination.state
    if not staff and state in _UNTOLD:
        state = State.CONFIRMED if nomination.confirmed_at else State.SUBMITTED
    look, words = STATES[state]
    return look, reader.texts.gettext(words)


def body_from(form: Form, call: Call) -> dict[str, Any]:
    """The form as the API's body would have it."""
    body: dict[str, Any] = {field: form.one(field) for field in TEXTS if field in form}
    return body | {"answers": {each.key: form.one(f"answers.{each.key}") for each in call.questions}}


def form_of(nomination: Nomination) -> Form:
    """The form filled in from what is kept."""
    body = body_of(nomination)
    answers = {f"answers.{key}": text for key, text in nomination.answers.items()}
    texts = {name: value for name, value in body.items() if isinstance(value, str)}
    return Form.holding({**texts, **answers, "revision": str(nomination.revision)})


def differences(form: Form, nomination: Nomination, reader: Reader) -> list[str]:
    """What stands there now and was typed otherwise: "Job title: Head of ICT"."""
    words, kept, found = reader.texts.gettext, form_of(nomination), []
    for field, label in LABELS.items():
        now, typed = kept.one(field), form.one(field)
        if field in form and now != (typed if typed != UNSAID else ""):
            found.append(reader.texts.pgettext("field", "%(label)s: %(value)s", label=words(label), value=now or "-"))
    return found


def choices(reader: Reader) -> dict[str, Any]:
    """The options of every list."""
    words = reader.texts.gettext
    genders = [(each.value, words(text), "") for each, text in GENDERS.items()]
    return {
        "countries": countries(reader.language.code),
        "genders": [*genders, (UNSAID, words("Prefer not to say"), "")],
        "languages": [(each.code, each.name) for each in OURS if each.code in LANGUAGES],
        "yes_no": [("yes", words("Yes"), ""), ("no", words("No"), "")],
    }


def asked(question: Question) -> Mapping[str, Any]:
    """A question as the macros of forms take it."""
    return {
        "name": f"answers.{question.key}",
        "label": question.label,
        "optional": not question.required,
        "kind": question.kind.value,
        "options": [(each, each, "") for each in question.choices] if question.kind is QuestionKind.CHOICE else [],
    }


def files_view(kept: tuple[StoredFile, ...], reader: Reader) -> list[dict[str, Any]]:
    """Each file that a nomination has or may have."""
    words, has = reader.texts.gettext, {each.kind: each for each in kept}
    return [
        {"kind": kind.value, "label": words(label), "hint": words(hint), "file": has.get(kind.value),
         "size": size_words(has[kind.value].size, reader) if kind.value in has else ""}
        for kind, (label, hint) in FILES.items()
    ]  # fmt: skip


def deadline(reader: Reader, at: datetime, zone: str) -> str:
    """By the host's clock and, where it is another, the reader's own: "Friday 5 March 2027, 18:00 Seoul (...)"."""
    return reader.moment(at, zone, weekday=True)


def moment(reader: Reader, at: Any, zone: str) -> str:
    """An instant by the reader's clock, or else by this zone's."""
    return moment_words(at, reader.timezone or zone, reader.language.code)


def size_words(size: int, reader: Reader) -> str:
    """ "340 kB", "2 MB"."""
    if size < 1_000_000:
        return reader.texts.gettext("%(count)s kB", count=-(-size // 1000))
    return reader.texts.gettext("%(count)s MB", count=-(-size // 1_000_000))
