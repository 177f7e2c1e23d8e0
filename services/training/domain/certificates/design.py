"""How the certificates of an occasion look and what they say, until they are issued; then it is frozen."""

from collections.abc import Mapping
from datetime import date

import msgspec

from services.training.domain.certificates.numbering import DEFAULT, LONGEST, PATTERN, is_pattern
from services.training.domain.certificates.snapshot import Signatory
from shared.fields import LANGUAGES, Fields
from shared.i18n.mark import mark

MOST_SIGNATORIES = 3
LANGUAGE = mark("Choose one of the five languages")
TWICE = mark("Choose another language than the first")
DESIGN = mark("Choose one of the designs")
SIGNATORY = mark("Write who signs: the name, then the office")
DESIGNS = {"lines": mark("With engraved lines"), "plain": mark("Plain"), "portrait": mark("Plain, upright")}
WORDING = ("title", "awarded", "done", "programme")


class Wording(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of one language that stand instead of ours; "" for ours. `programme` is the name of the course or event."""

    title: str = ""
    awarded: str = ""
    done: str = ""
    programme: str = ""


class Design(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`languages` are one or two of ours, none: as the course is held. `logos` are SHA-256 in hex.

    `awarded_on` None: the last day. `pattern` is of numbers (numbering.py).
    """

    design: str = "lines"
    languages: tuple[str, ...] = ()
    wording: dict[str, Wording] = {}
    signatories: tuple[Signatory, ...] = ()
    logos: tuple[str, ...] = ()
    pattern: str = DEFAULT
    awarded_on: date | None = None
    hours: bool = True
    organisation: bool = True

    @property
    def pictures(self) -> frozenset[str]:
        """Logos and signatures."""
        return frozenset((*self.logos, *(each.picture for each in self.signatories))) - {""}

    def words(self, language: str) -> Wording:
        return self.wording.get(language, Wording())


def read_design(body: Mapping[str, object], before: Design) -> Design:
    """Logos stay as they are, and signatures with the name they belong to: they are files.

    Raises Invalid with every problem.
    """
    longest = {"pattern": LONGEST}
    for number in range(1, MOST_SIGNATORIES + 1):
        longest |= {f"signatory{number}_name": 80, f"signatory{number}_title": 120, f"signatory{number}_second": 120}
    for language in LANGUAGES:
        longest |= {f"{name}_{language}": 160 for name in WORDING}
    form = Fields(body, longest)
    pattern = form.text("pattern") or DEFAULT
    if not is_pattern(pattern):
        form.bad("pattern", PATTERN, example=DEFAULT)
    languages = _languages(form)
    wording = {
        language: Wording(**{name: form.text(f"{name}_{language}") for name in WORDING})
        for language in languages
        if any(form.given(f"{name}_{language}") for name in WORDING)
    }
    # What was written in a language that is not printed now is kept for when it is again.
    kept = {language: words for language, words in before.wording.items() if language not in languages}
    found = Design(
        design=form.one_of("design", DESIGNS, DESIGN, "lines"),
        languages=languages,
        wording=kept | wording,
        signatories=_signatories(form, {each.name: each for each in before.signatories}),
        logos=before.logos,
        pattern=pattern,
        awarded_on=form.day("awarded_on"),
        hours=form.flag("hours"),
        organisation=form.flag("organisation"),
    )
    form.check()
    return found


def body_of(design: Design, language: str) -> dict[str, str]:
    """The form filled in: what `read_design` reads back to the same. `language` where none is chosen yet."""
    first, second = (*design.languages, "", "")[:2]
    body = {
        "design": design.design,
        "language": first or language,
        "second_language": second,
        "pattern": design.pattern,
        "awarded_on": design.awarded_on.isoformat() if design.awarded_on else "",
        "hours": "true" if design.hours else "",
        "organisation": "true" if design.organisation else "",
    }
    for own, words in design.wording.items():
        body |= {f"{name}_{own}": getattr(words, name) for name in WORDING}
    for number, who in enumerate(design.signatories, start=1):
        parts = {"name": who.name, "title": who.title, "second": who.second_title}
        body |= {f"signatory{number}_{part}": text for part, text in parts.items()}
    return body


def _languages(form: Fields) -> tuple[str, ...]:
    first = form.one_of("language", LANGUAGES, LANGUAGE, "en")
    second = form.one_of("second_language", LANGUAGES, LANGUAGE, "")
    if second and second == first:
        form.bad("second_language", TWICE)
    return (first, second) if second and second != first else (first,)


def _signatories(form: Fields, known: Mapping[str, Signatory]) -> tuple[Signatory, ...]:
    """A signature stays with the name it was handed in for: another name has none."""
    found = []
    for number in range(1, MOST_SIGNATORIES + 1):
        name, title, second = (form.text(f"signatory{number}_{part}") for part in ("name", "title", "second"))
        if name:
            before = known.get(name, Signatory(name=name))
            if form.given(f"signatory{number}_second") is None:
                second = before.second_title  # the form has no field for it while there is one language
            found.append(Signatory(name=name, title=title, second_title=second, picture=before.picture))
        elif title or second:
            form.bad(f"signatory{number}_name", SIGNATORY)
    return tuple(found)
