"""What a certificate says: everything that is printed, put into words once, when it is issued."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.certificates.certificate import Award
from services.training.domain.certificates.design import Design
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.numbering import number_of
from services.training.domain.certificates.occasion import Occasion
from services.training.domain.certificates.snapshot import Sheet, Snapshot
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates.lines import Line, Roll
from shared.house import House
from shared.i18n import Translator, translator
from shared.i18n.formats import days, plain_day
from shared.i18n.mark import mark
from shared.programme.words import city_and_country
from shared.when import Precision, When

_TITLES = {Kind.COHORT: mark("Certificate of Completion"), Kind.EVENT: mark("Certificate of Attendance")}
_DONE = {Kind.COHORT: mark("has completed"), Kind.EVENT: mark("took part in")}
_CRITERIA = {
    Kind.COHORT: mark(
        "Completed the course by the rules of WeGO: attendance in at least %(share)d %% of the planned minutes, or an "
        "exception that the secretariat granted for a reason."
    ),
    Kind.EVENT: mark("Came to the event, as recorded by its organizers."),
}
_FIXED = {
    "awarded": mark("This is to certify that"),
    "dates": mark("Dates"),
    "place": mark("Place"),
    "hours": mark("Hours"),
    "awarded_on": mark("Awarded on"),
    "number": mark("Certificate number"),
    "verify": mark("Check this certificate at"),
}
SAMPLE = Names(name="Wanjiru Kamau-Okonkwo", native_name="김견본", native_name_language="ko")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Whose it is, and what the rest of the snapshot is made with."""

    names: Names
    honorific: str = ""
    organisation: str = ""
    country: str = ""
    minutes: int = 0


def paper_of(line: Line) -> Paper:
    who = line.who
    return Paper(
        names=line.names,
        honorific=who.honorific,
        organisation=who.organisation,
        country=who.country,
        minutes=line.minutes,
    )


def snapshot_of(house: House, roll: Roll, paper: Paper, award: Award, *, tail: str, version: int) -> Snapshot:
    """`version` is the template's."""
    occasion, design = roll.occasion, roll.setup.design
    number = number_of(award.series, award.serial, tail)
    first, last = fixed_days(occasion.when)
    known = paper.minutes if occasion.kind is Kind.COHORT else _length(occasion.when)
    minutes = known if design.hours else 0
    languages = design.languages or (occasion.language,)
    zone = ZoneInfo(occasion.timezone or HOME_ZONE)
    page = f"/training/{occasion.slug}" if occasion.kind is Kind.COHORT else f"/events/{occasion.slug}"
    return Snapshot(
        kind=occasion.kind,
        number=number,
        address=house.url(f"/verify/{number}"),
        about=house.url(page),
        names=paper.names,
        honorific=paper.honorific,
        organisation=paper.organisation if design.organisation else "",
        country=paper.country,
        sheets=_sheets(occasion, design, languages, minutes, award.awarded_on),
        criteria=translator(languages[0]).gettext(_CRITERIA[occasion.kind], share=occasion.threshold or 0),
        signatories=design.signatories,
        logos=design.logos,
        design=design.design,
        version=version,
        first_day=first,
        last_day=last,
        minutes=minutes,
        awarded_on=award.awarded_on,
        issued_on=roll.now.astimezone(zone).date(),
    )


def corrected(house: House, before: Snapshot, names: Names, *, organisation: str, number: str, on: date) -> Snapshot:
    """The same paper with other names: nothing else of it is written anew."""
    return msgspec.structs.replace(
        before,
        number=number,
        address=house.url(f"/verify/{number}"),
        names=names,
        organisation=organisation,
        issued_on=on,
    )


def awarded_on(roll: Roll) -> date:
    """As the secretariat says, else the last day; the day of issue where that is still ahead or open."""
    today = roll.now.astimezone(ZoneInfo(roll.occasion.timezone or HOME_ZONE)).date()
    _, last = fixed_days(roll.occasion.when)
    return roll.setup.design.awarded_on or (min(last, today) if last else today)


def fixed_days(when: When) -> tuple[date | None, date | None]:
    """The first and the last; None while they are open."""
    return (when.first_day, when.last_day) if when.is_fixed else (None, None)


def _sheets(
    occasion: Occasion, design: Design, languages: Sequence[str], minutes: int, awarded: date
) -> tuple[Sheet, ...]:
    """A name of the course that both languages share stands once."""
    first, *others = (_sheet(occasion, design, translator(language), minutes, awarded) for language in languages)
    same = (each.programme == first.programme for each in others)
    return (
        first,
        *(
            msgspec.structs.replace(each, programme="") if twice else each
            for each, twice in zip(others, same, strict=True)
        ),
    )


def usual_words(occasion: Occasion, texts: Translator) -> dict[str, str]:
    """What stands on the paper where the secretariat wrote nothing of its own, in the language of `texts`."""
    words = {name: texts.gettext(text) for name, text in _FIXED.items()}
    return words | {"title": texts.gettext(_TITLES[occasion.kind]), "done": texts.gettext(_DONE[occasion.kind])}


def _sheet(occasion: Occasion, design: Design, texts: Translator, minutes: int, awarded: date) -> Sheet:
    own = design.words(texts.language.code)
    words = usual_words(occasion, texts)
    words |= {name: text for name in ("title", "done", "awarded") if (text := getattr(own, name))}
    first, last = fixed_days(occasion.when)
    return Sheet(
        language=texts.language.code,
        programme=own.programme or occasion.title,
        dates=days(first, last, texts.language.code) if first and last else "",
        place=city_and_country(occasion.city, occasion.country, occasion.timezone, texts),
        hours=hours_words(minutes, texts),
        awarded_on=plain_day(awarded, texts.language.code),
        words=words,
    )


def hours_words(minutes: int, texts: Translator) -> str:
    """Whole hours, never rounded up: nobody is certified what they did not attend."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return texts.ngettext("%(num)s minute", "%(num)s minutes", rest) if rest else ""
    return texts.ngettext("%(num)s hour", "%(num)s hours", hours)


def _length(when: When) -> int:
    """Of an event of one day with hours; 0 where it is not known."""
    if when.precision is not Precision.TIME or when.start is None or when.end is None:
        return 0
    return int((when.end - when.start).total_seconds()) // 60 if when.first_day == when.last_day else 0
