"""What organizers set of a question, read from its form by the kind of setting."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.training.domain.surveys.line_keys import keys_of_lines
from services.training.domain.surveys.numbers import FEWER, LIMITS, TooLong, is_kept, number_of
from services.training.domain.surveys.questions import Choice, Question, Texts
from services.training.domain.surveys.ranges import MOST_BOUNDS, PARTS, equal_parts, numbers_in
from services.training.domain.surveys.type_entry import Kind, Setting
from shared.fields import Fields
from shared.i18n import LANGUAGES
from shared.i18n.mark import mark

TEXT, HELP, LABEL, LIST = 400, 800, 120, 6000
LINE, MOST_LINES = 200, 50
NUMBERS = 200
NO_LINES = mark("Write the answers in %(language)s, the first language of the survey, one a line")
LINES = mark("Write as many lines in %(language)s as in %(first)s: %(wanted)d, not %(count)d")
LONG_LINE = mark("Shorten each line to %(longest)d characters")
MANY_LINES = mark("Write at most %(most)d lines")
TWICE = mark("The same line stands there twice")
NUMBER = mark("Write a number")
BOUNDS = mark("Write numbers with commas between them, like 10, 20, 50")
WHOLE_BOUNDS = mark("Only whole numbers can be answered: “%(number)s” has a point in it")
APART = mark("Put a space between the numbers, like 2.5 5 10: in “%(number)s” the comma marks the decimals")
_OF_NUMBERS = frozenset("0123456789.,-")
MANY_BOUNDS = mark("Write at most %(most)d numbers")
NO_ENDS = mark("For equal parts write the smallest and the largest number")
NO_PARTS = mark("There are too few numbers for so many parts")


def language_name(code: str) -> str:
    """ "한국어" of "ko"."""
    return next((language.name for language in LANGUAGES if language.code == code), code)


def longest(languages: Sequence[str], settings: Sequence[Setting]) -> dict[str, int]:
    """The most characters of each field."""
    found = {f"text.{language}": TEXT for language in languages} | {f"help.{language}": HELP for language in languages}
    for setting in settings:
        most, line = LABEL if setting.kind is Kind.TEXTS else LIST, NUMBERS if setting.kind is Kind.BOUNDS else 40
        found |= {f"{setting.name}.{language}": most for language in languages} | {setting.name: line}
    return found


def texts_in(form: Fields, name: str, languages: Sequence[str]) -> Texts:
    """What is written, by language."""
    found = {language: form.text(f"{name}.{language}") for language in languages}
    return {language: words for language, words in found.items() if words}


def _read_texts(form: Fields, setting: Setting, languages: Sequence[str], *_: Any) -> Texts:
    return texts_in(form, setting.name, languages)


def _read_choices(
    form: Fields, setting: Setting, languages: Sequence[str], before: Question | None, _: Any
) -> tuple[Choice, ...]:
    first, name = languages[0], setting.name
    lines = {language: form.lines(f"{name}.{language}") for language in languages}
    wanted = lines[first]
    if any(problem.field.startswith(f"{name}.") for problem in form.problems):
        return ()
    if len(wanted) < setting.needed:
        form.bad(f"{name}.{first}", NO_LINES, language=language_name(first))
    if len(wanted) > MOST_LINES:
        form.bad(f"{name}.{first}", MANY_LINES, most=MOST_LINES)
    if len(set(wanted)) < len(wanted):
        form.bad(f"{name}.{first}", TWICE)
    for language, own in lines.items():
        if own and len(own) != len(wanted):
            counts = {"count": len(own), "wanted": len(wanted)}
            form.bad(
                f"{name}.{language}", LINES, language=language_name(language), first=language_name(first), **counts
            )
        elif any(len(line) > LINE for line in own):
            form.bad(f"{name}.{language}", LONG_LINE, longest=LINE)
    known = getattr(before, name, ()) if before is not None else ()
    keys = keys_of_lines(wanted, [(choice.key, choice.text.get(first, "")) for choice in known])
    return tuple(
        Choice(key, {language: own[number] for language, own in lines.items() if number < len(own)})
        for number, key in enumerate(keys)
    )


def _read_keys(
    form: Fields, setting: Setting, _languages: Sequence[str], _before: Any, found: Mapping[str, Any]
) -> tuple[str, ...]:
    """Those that are gone are left out: the answers may have been changed in the same form."""
    given = form.given(setting.name) or []
    chosen = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    named = _named(found[setting.of])
    return tuple(dict.fromkeys(key for name, key in named.items() if name in chosen))


def _read_key(form: Fields, setting: Setting, _languages: Any, _before: Any, found: Mapping[str, Any]) -> str:
    given = form.given(setting.name)
    return _named(found[setting.of]).get(given, "") if isinstance(given, str) else ""


def _named(choices: Sequence[Choice]) -> dict[str, str]:
    """Each key by itself and by its line, in the order of the lines."""
    return {name: choice.key for line, choice in enumerate(choices, start=1) for name in (choice.key, f"#{line}")}


def _read_whole(form: Fields, setting: Setting, _languages: Any, before: Any, _: Any) -> int:
    default = getattr(before, setting.name) if before is not None else setting.least
    return form.number(setting.name, setting.least, setting.most, default)


def _read_decimal(form: Fields, setting: Setting, *_: Any) -> float | None:
    text = form.text(setting.name)
    try:
        return number_of(text) if text else None
    except TooLong:
        form.bad(setting.name, FEWER, **LIMITS)
    except ValueError:
        form.bad(setting.name, NUMBER)
    return None


def _read_flag(form: Fields, setting: Setting, *_: Any) -> bool:
    return form.flag(setting.name)


def _read_bounds(
    form: Fields, setting: Setting, _languages: Any, _before: Any, found: Mapping[str, Any]
) -> tuple[float, ...]:
    """As they are written, or equal parts, which replace what is written."""
    parts = form.number(f"{setting.name}.parts", PARTS[0], PARTS[-1], 0)
    if parts:
        return _equal_parts(form, setting, found, parts)
    numbers = _written_bounds(form, setting, whole=found["whole"])
    if len(numbers) > MOST_BOUNDS:
        form.bad(setting.name, MANY_BOUNDS, most=MOST_BOUNDS)
    return tuple(numbers)


def _equal_parts(form: Fields, setting: Setting, found: Mapping[str, Any], parts: int) -> tuple[float, ...]:
    """None of ends that are wrong themselves: that is said beside them."""
    if any(problem.field in ("least", "most") for problem in form.problems):
        return ()
    if found["least"] is None or found["most"] is None:
        form.bad(f"{setting.name}.parts", NO_ENDS)
        return ()
    numbers = equal_parts(found["least"], found["most"], parts, whole=found["whole"])
    if not numbers or not all(map(is_kept, numbers)):
        form.bad(f"{setting.name}.parts", NO_PARTS)
    return numbers


def _written_bounds(form: Fields, setting: Setting, *, whole: bool) -> list[float]:
    """Says which one is wrong, and what is wrong with it."""
    try:
        return numbers_in(form.text(setting.name), whole=whole)
    except TooLong:
        form.bad(setting.name, FEWER, **LIMITS)
    except ValueError as error:
        part = str(error)
        digits = set(part) <= _OF_NUMBERS
        message = WHOLE_BOUNDS if digits and whole and "." in part else APART if digits and "," in part else BOUNDS
        form.bad(setting.name, message, number=part)
    return []


READERS: dict[Kind, Callable[..., Any]] = {
    Kind.TEXTS: _read_texts,
    Kind.CHOICES: _read_choices,
    Kind.KEYS: _read_keys,
    Kind.KEY: _read_key,
    Kind.WHOLE: _read_whole,
    Kind.DECIMAL: _read_decimal,
    Kind.FLAG: _read_flag,
    Kind.BOUNDS: _read_bounds,
}
