"""The form of a nomination: read loosely, every problem at once. A draft may lack anything; nothing wrong is kept."""

from collections.abc import Mapping, Sequence

import msgspec

from services.training.domain.call import Question, QuestionKind
from services.training.domain.nomination import NominationFields
from services.training.domain.participant import HOME_ZONE, Gender, Official
from services.training.domain.participant_form import GENDER, LANGUAGE, ZONE
from shared.fields import LANGUAGES, Fields
from shared.i18n.mark import mark
from shared.places import zones
from shared.text_fields import EMAIL

LONGEST = {
    "email": 254, "name": 120, "native_name": 120, "native_name_language": 35, "honorific": 40, "job_title": 200,
    "department": 200, "city": 120, "motivation": 3000, "signatory_name": 120, "signatory_title": 200,
}  # fmt: skip
LONGEST_ANSWER, LONGEST_LONG_ANSWER = 300, 3000
UNSAID = "unsaid"
"""What the form sends for "prefer not to say"; kept as nothing."""

NAME = mark("Write the official's name as it should stand on the certificate")
JOB_TITLE = mark("Write what the official does")
DEPARTMENT = mark("Write the department that the official works in")
CITY = mark("Write the city that the official works in")
MOTIVATION = mark("Write why you nominate this official")
SIGNATORY_NAME = mark("Write who signed the letter of nomination")
SIGNATORY_TITLE = mark("Write the office of whoever signed")
ANSWER = mark("Answer this question of the programme")
CHOICE = mark("Choose one of the answers offered")


def read_nomination(
    body: Mapping[str, object], questions: Sequence[Question], *, whole: bool, timezone: str = HOME_ZONE
) -> NominationFields:
    """`whole`: what must not lack is asked for. `timezone` where none is given. Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    official, email, department = _official(form, whole=whole, timezone=timezone)
    fields = NominationFields(
        email=email,
        official=official,
        department=department,
        city=form.text("city", missing=CITY if whole else ""),
        country=form.country(optional=not whole),
        motivation=_long(form, "motivation", missing=MOTIVATION if whole else ""),
        answers=_answers(form, questions, whole=whole),
        signatory_name=form.text("signatory_name", missing=SIGNATORY_NAME if whole else ""),
        signatory_title=form.text("signatory_title", missing=SIGNATORY_TITLE if whole else ""),
    )
    form.check()
    return fields


def read_own(body: Mapping[str, object], before: NominationFields, *, closed: bool = False) -> NominationFields:
    """What officials correct of themselves, and confirm; the address is the one that the link was sent to.

    Once the call is `closed`, what quotas count stays as it is: city, country and gender. Raises Invalid with every
    problem.
    """
    given = {**body, **(counted_of(before) if closed else {}), "email": before.email}
    form = Fields(given, LONGEST)
    official, email, department = _official(form, whole=True, timezone=before.official.timezone)
    city, country = form.text("city", missing="" if closed else CITY), form.country(optional=closed)
    form.check()
    return NominationFields(
        email=email,
        official=official,
        department=department,
        city=city,
        country=country,
        motivation=before.motivation,
        answers=before.answers,
        signatory_name=before.signatory_name,
        signatory_title=before.signatory_title,
    )


def counted_of(fields: NominationFields) -> dict[str, str]:
    """What quotas count, as the form has it."""
    gender = fields.official.gender
    return {"city": fields.city, "country": fields.country, "gender": gender.value if gender else ""}


def read_counted(body: Mapping[str, object], before: NominationFields) -> NominationFields:
    """What staff correct of it at any time: city, country, gender. Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    gender = None if form.given("gender") == UNSAID else form.choice("gender", Gender, GENDER, optional=True)
    city, country = form.text("city", missing=CITY), form.country()
    form.check()
    official = msgspec.structs.replace(before.official, gender=gender)
    return msgspec.structs.replace(before, official=official, city=city, country=country)


def missing_of(fields: NominationFields, questions: Sequence[Question]) -> None:
    """Whether what was kept is whole. Raises Invalid naming everything that lacks."""
    read_nomination(body_of(fields), questions, whole=True)


def body_of(fields: NominationFields) -> dict[str, object]:
    """The form filled in: what `read_nomination` reads back to the same."""
    who = fields.official
    return {
        "name": who.name,
        "native_name": who.native_name,
        "native_name_language": who.native_name_language,
        "honorific": who.honorific,
        "job_title": who.job_title,
        "gender": who.gender.value if who.gender else "",
        "language": who.language,
        "timezone": who.timezone,
        "email": fields.email,
        "department": fields.department,
        "city": fields.city,
        "country": fields.country,
        "motivation": fields.motivation,
        "answers": dict(fields.answers),
        "signatory_name": fields.signatory_name,
        "signatory_title": fields.signatory_title,
    }


def _official(form: Fields, *, whole: bool, timezone: str) -> tuple[Official, str, str]:
    """With address and department, which stand among these in the form."""
    name = form.text("name", missing=NAME if whole else "")
    native_name = form.text("native_name")
    language_of_name = form.name_language(native_name)
    honorific = form.text("honorific")
    job_title = form.text("job_title", missing=JOB_TITLE if whole else "")
    department = form.text("department", missing=DEPARTMENT if whole else "")
    unsaid = form.given("gender") == UNSAID
    gender = None if unsaid else form.choice("gender", Gender, GENDER, optional=True)
    email = form.email(missing=EMAIL if whole else "")
    official = Official(
        name=name,
        native_name=native_name,
        native_name_language=language_of_name,
        honorific=honorific,
        job_title=job_title,
        gender=gender,
        language=form.one_of("language", LANGUAGES, LANGUAGE, "en"),
        timezone=form.one_of("timezone", zones(), ZONE, timezone or HOME_ZONE),
    )
    return official, email, department


def _long(form: Fields, field: str, *, missing: str) -> str:
    before = len(form.problems)
    text = "\n".join(form.lines(field))
    if missing and not text and len(form.problems) == before:
        form.bad(field, missing)
    return text


def _answers(form: Fields, questions: Sequence[Question], *, whole: bool) -> dict[str, str]:
    """By the key of the question; those to questions that are no longer asked are left out."""
    given = form.given("answers")
    answers = given if isinstance(given, Mapping) else {}
    own = Fields(
        {f"answers.{question.key}": answers.get(question.key) for question in questions},
        {f"answers.{question.key}": _longest(question) for question in questions},
    )
    found = {question.key: _answer(own, question, whole=whole) for question in questions}
    form.problems.extend(own.problems)
    return {key: answer for key, answer in found.items() if answer}


def _answer(form: Fields, question: Question, *, whole: bool) -> str:
    field = f"answers.{question.key}"
    missing = ANSWER if whole and question.required else ""
    if question.kind is QuestionKind.LONG:
        return _long(form, field, missing=missing)
    if question.kind is QuestionKind.TEXT:
        return form.text(field, missing=missing)
    known = question.choices if question.kind is QuestionKind.CHOICE else ("yes", "no")
    value = form.one_of(field, known, CHOICE, "")
    if missing and not value and form.given(field) in (None, ""):
        form.bad(field, missing)
    return value


def _longest(question: Question) -> int:
    return LONGEST_LONG_ANSWER if question.kind is QuestionKind.LONG else LONGEST_ANSWER
