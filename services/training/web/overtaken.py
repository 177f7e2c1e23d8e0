"""A form that somebody else overtook: what was typed stays in its fields, what stands there now is told beside it."""

from collections.abc import Mapping
from typing import Any

from services.training.domain.revision import revision_of
from shared.errors import Conflict
from shared.i18n.mark import mark
from shared.web.forms import Form
from shared.web.reader import Reader

SESSION = {
    "title": mark("Title"), "kind": mark("Kind"), "day": mark("Day"), "begins": mark("Begins at"),
    "ends": mark("Ends at"), "timezone": mark("Time zone of the place"), "place": mark("Place"),
    "join_url": mark("Link to join"), "module": mark("Module"), "groups": mark("Groups"),
    "trainers": mark("Trainers"), "mandatory": mark("Mandatory"), "description": mark("Description"),
    "materials": mark("Materials"),
}  # fmt: skip
PERSON = {
    "name": mark("Name"), "native_name": mark("Name in their own script"), "honorific": mark("Form of address"),
    "gender": mark("Gender"), "email": mark("E-mail address"), "job_title": mark("Job title"),
    "department": mark("Department"), "organisation": mark("Organisation"), "city": mark("City"),
    "country": mark("Country"), "group_key": mark("Group"), "language": mark("Language of our mail"),
    "timezone": mark("Their time zone"),
}  # fmt: skip
COHORT = {
    "precision": mark("How much is known of the date"), "first": mark("First day"), "last": mark("Last day"),
    "year": mark("Year"), "month": mark("Month"), "quarter": mark("Quarter"),
    "timezone": mark("Time zone of the place"), "tentative": mark("The date is tentative"),
    "host_city": mark("Host city"), "country": mark("Country"), "partners": mark("Partners"),
    "seats_from": mark("Least seats"), "seats_to": mark("Most seats"),
    "seats_needed": mark("Fewest people with whom it is held"),
    "threshold": mark("Attendance that completes it, in percent"), "language": mark("Language it is held in"),
}  # fmt: skip
_FLAGS = ("mandatory", "tentative")


def holding(body: Mapping[str, str | list[str]]) -> Form:
    """A form filled in, that knows of which state."""
    return Form.holding({**body, "revision": revision_of(body)})


OPTIONS = {
    "kinds": "kind", "groups": "groups", "trainers": "trainers", "genders": "gender", "countries": "country",
    "languages": "language", "precisions": "precision", "months": "month", "quarters": "quarter",
}  # fmt: skip


def named(context: Mapping[str, Any], *lists: str, **other: str) -> dict[str, dict[str, str]]:
    """The words of the options that a page offers, by field: those of `lists`, and lists of `other` fields."""
    fields = {OPTIONS[each]: each for each in lists} | other
    return {field: {str(option[0]): str(option[1]) for option in context[each]} for field, each in fields.items()}


def overtaken(
    form: Form,
    now: Mapping[str, str | list[str]],
    labels: Mapping[str, str],
    error: Conflict,
    reader: Reader,
    *,
    words_of: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """For parts/overtaken.html. The form goes on from what stands there `now`; `words_of`: see `named`."""
    kept = holding(now)
    form["revision"] = kept["revision"]
    differs = differing(form, kept, labels, reader, words_of=words_of)
    return {"refused": reader.texts.gettext(error.message), "differs": differs}


def differing(
    form: Form, kept: Form, labels: Mapping[str, str], reader: Reader, *, words_of: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """What is `kept` of these fields, where something else was typed."""
    words, found = reader.texts, []
    for name, label in labels.items():
        if _said(kept, name) == _said(form, name):
            continue
        if name in _FLAGS:
            value = words.gettext("Yes") if kept.checked(name) else words.gettext("No")
        else:
            options = words_of.get(name, {})
            value = " / ".join(options.get(each, each) for each in _said(kept, name)) or "-"
        found.append(words.pgettext("field", "%(label)s: %(value)s", label=words.gettext(label), value=value))
    return found


def _said(form: Form, name: str) -> list[str]:
    """Line by line: a browser ends lines in its own way."""
    return [line.strip() for value in form.all(name) for line in value.splitlines()]
