"""What the table of registrations says of what was just done with those ticked."""

import msgspec

from services.registration.domain.unreached import ALL, Unreached
from services.registration.web.told_words import told_words
from shared.i18n import Translator
from shared.i18n.mark import mark

_NOBODY_WAITS = mark("Nobody of those ticked waits for approval.")
_CANCELLED_BEFORE = mark("All of those ticked were cancelled before.")
_NOTED_BEFORE = mark("Of all those ticked this was noted before.")


class Done(msgspec.Struct, frozen=True):
    """A notice: how it looks, its title and its sentences."""

    tone: str
    title: str
    words: str


def done_of(what: str, people: int, otherwise: int, unreached: Unreached = ALL) -> str:
    """For the address: what was done, of how many, of how many it ended otherwise, and whom no message reaches."""
    numbers = [people, otherwise]
    if unreached != ALL:
        numbers += [unreached.no_mailbox, unreached.failed]
    return ".".join([what, *map(str, numbers)])


def done_words(done: str, texts: Translator) -> Done | None:
    """From the address, as `done_of` wrote it; None for what is none."""
    what, *numbers = done.split(".")
    if what == "nobody":
        words = texts.gettext("Tick the people first, then choose what to do.")
        return Done("warn", texts.gettext("Nobody is ticked"), words)
    if len(numbers) not in (2, 4) or not all(one.isascii() and one.isdecimal() and len(one) < 6 for one in numbers):
        return None
    people, otherwise, no_mailbox, failed = map(int, [*numbers, "0", "0"][:4])
    told = told_words(people, Unreached(no_mailbox, failed), texts)
    tone = "warn" if no_mailbox or failed else "ok"
    if what == "approve":
        title = texts.ngettext("%(num)s registration approved", "%(num)s registrations approved", people)
        words = " ".join((*_seats(people - otherwise, otherwise, texts), *told))
        return Done(tone, title, words) if people else _nothing(texts, _NOBODY_WAITS)
    if what == "cancel":
        title = texts.ngettext("%(num)s registration cancelled", "%(num)s registrations cancelled", people)
        return Done(tone, title, " ".join(told)) if people else _nothing(texts, _CANCELLED_BEFORE)
    return _noted(people, otherwise, texts) if what in ("came", "absent") else None


def _seats(confirmed: int, waiting: int, texts: Translator) -> list[str]:
    """Where somebody got none, both numbers."""
    if not waiting:
        return []
    queue = texts.ngettext(
        "%(num)s of them joined the waiting list, for all places are taken.",
        "%(num)s of them joined the waiting list, for all places are taken.",
        waiting,
    )
    if not confirmed:
        return [queue]
    return [texts.ngettext("%(num)s of them has a seat.", "%(num)s of them have a seat.", confirmed), queue]


def _noted(people: int, unconfirmed: int, texts: Translator) -> Done:
    why = ""
    if unconfirmed:
        why = texts.ngettext(
            "%(num)s of those ticked is not confirmed: only of confirmed people it can be noted whether they came.",
            "%(num)s of those ticked are not confirmed: only of confirmed people it can be noted whether they came.",
            unconfirmed,
        )
    if people:
        title = texts.ngettext("Noted for %(num)s person", "Noted for %(num)s people", people)
        return Done("warn" if why else "ok", title, why)
    if why:
        return Done("warn", texts.gettext("Nothing was noted"), why)
    return _nothing(texts, _NOTED_BEFORE)


def _nothing(texts: Translator, why: str) -> Done:
    return Done("info", texts.gettext("Nothing was left to do"), texts.gettext(why))
