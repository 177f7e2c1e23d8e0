"""Certificates in a reader's words: where somebody stands, why, and what became of what was issued."""

from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.rules import WORDS, Assessment, Chance, Judgement
from services.training.operations.certificates.lettering import findings
from services.training.operations.certificates.lines import Line, Roll
from shared.i18n import Translator
from shared.i18n.lists import semicolon_list
from shared.i18n.mark import mark

# The mark (shared/web/templates/parts/parts.html, status) and the words.
CHANCES = {
    Chance.ELIGIBLE: ("confirmed", mark("Eligible")),
    Chance.NOT_YET: ("pending", mark("Not yet")),
    Chance.NEVER: ("cancelled", mark("Never")),
}
STATES = {
    State.VALID: ("valid", mark("Valid")),
    State.SUPERSEDED: ("superseded", mark("Replaced by a newer one")),
    State.REVOKED: ("revoked", mark("Revoked")),
}

ASSESSMENTS = {
    Assessment.OPEN: mark("Not decided"),
    Assessment.PASSED: mark("Passed"),
    Assessment.FAILED: mark("Not passed"),
}


def chance(judgement: Judgement, texts: Translator) -> tuple[str, str]:
    look, words = CHANCES[judgement.chance]
    return look, texts.gettext(words)


def why(judgement: Judgement, texts: Translator) -> str:
    """Every reason in one line."""
    return semicolon_list([texts.gettext(WORDS[each.why], **each.params) for each in judgement.reasons], texts)


def asked_for(roll: Roll, texts: Translator) -> str:
    """What it takes, in one line."""
    own, percent = roll.setup.rules, roll.occasion.threshold
    course = percent is not None
    asked = (
        (course, texts.gettext("%(percent)s %% of the planned minutes", percent=percent or 0)),
        (not course, texts.gettext("having come")),
        (course and own.mandatory, texts.gettext("no mandatory session missed")),
        (own.survey, texts.gettext("the survey answered")),
        (own.assessment, texts.gettext("the assessment passed")),
    )
    return semicolon_list([words for holds, words in asked if holds], texts)


def about_names(names: Names, texts: Translator) -> str:
    """What is to be looked at in how they are written; "" where nothing is."""
    return semicolon_list([texts.gettext(each.message, **each.params) for each in findings(names)], texts)


def state(certificate: Certificate, texts: Translator) -> tuple[str, str]:
    look, words = STATES[certificate.state]
    return look, texts.gettext(words)


def issued(line: Line, texts: Translator) -> tuple[str, str] | None:
    """What stands in the column of certificates; None where there is none and none waits."""
    if line.order is not None:
        if line.order.problem:
            return "failed", texts.gettext("Could not be issued: %(problem)s", problem=line.order.problem)
        return "pending", texts.gettext("Is being issued")
    return state(line.certificate, texts) if line.certificate else None
