"""Tasks that other services put on the desk: their kinds, and the words of each kind. One table.

A new kind is an entry here; its sender names it in desk.put with the facts that the words name. Until the entry is
there, the title that came with the job stands on the desk instead.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from shared.i18n.mark import mark, marks

BOUNCED = "mail.bounced"
PLACE = "place.own"
"""Not a task: a place in a course, which a page of one's own lists by its title and link."""


class DeskItem(msgspec.Struct, frozen=True, kw_only=True):
    """An open task. `title` is shown where `kind` has no entry. `spoken` are facts by language, which go before
    `facts`. `link` is a path on this house; `due` is in UTC.
    """

    kind: str
    title: str
    facts: dict[str, str]
    spoken: dict[str, dict[str, str]]
    count: int
    link: str
    due: datetime | None


# One msgid, or one for each of one and many; `num` is the count.
Text = str | tuple[str, str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a task is, why it matters, and what its button says; no button where there is nothing to open.

    The holes are `facts`: the sender gives them all.
    """

    title: Text
    why: Text
    button: Text = ""
    facts: tuple[str, ...] = ()


KINDS: dict[str, Words] = {
    "coordinators.asked": Words(
        title=marks("A coordinator asks to nominate", "Coordinators ask to nominate"),
        why=marks(
            "Until you have looked at it, their organisation cannot nominate anybody.",
            "Until you have looked at them, their organisations cannot nominate anybody.",
        ),
        button=marks("Look at the request", "Look at %(num)s requests"),
    ),
    "mail.failed": Words(
        title=marks("A message did not arrive", "Messages did not arrive"),
        why=marks(
            "Whoever it was for does not know what it says.", "The people they were for do not know what they say."
        ),
        button=marks("Look at the message", "Look at %(num)s messages"),
    ),
    "attendance.excuses": Words(
        title=marks("An excuse waits for a decision", "Excuses wait for a decision"),
        why=mark("%(course)s: somebody cannot come to a session and asked in advance."),
        button=marks("Decide it", "Decide %(num)s excuses"),
        facts=("course",),
    ),
    "attendance.conflicts": Words(
        title=marks("A mark of attendance is in conflict", "Marks of attendance are in conflict"),
        why=mark("%(course)s: two people marked differently, and nobody has decided yet."),
        button=mark("Open the record"),
        facts=("course",),
    ),
    "attendance.risk": Words(
        title=marks("Somebody may not complete a course", "People may not complete a course"),
        why=mark("%(course)s: at risk, or they can no longer reach what the course asks for."),
        button=mark("Open the record"),
        facts=("course",),
    ),
    "attendance.own": Words(
        title=mark("Your attendance in a course is getting close"),
        why=mark("%(course)s: look at what is still possible, and tell us if something stands in the way."),
        button=mark("Open your attendance"),
        facts=("course",),
    ),
    "certificates.asked": Words(
        title=marks("A correction of a certificate waits: %(title)s", "Corrections of certificates wait: %(title)s"),
        why=mark("Until it is decided, the certificate they show has a name that they say is wrong."),
        button=marks("Look at the correction", "Look at %(num)s corrections"),
        facts=("title",),
    ),
    "training.reviews": Words(
        title=marks("A review to write: %(cohort)s", "Reviews to write: %(cohort)s"),
        why=mark("Nobody can be chosen fairly before every reviewer is done."),
        button=marks("Look at the review", "Look at %(num)s reviews"),
        facts=("cohort",),
    ),
    "training.own_reviews": Words(
        title=marks("A nomination waits for your scores: %(cohort)s", "Nominations wait for your scores: %(cohort)s"),
        why=mark("It stands here until you have scored each of them or stepped back from it."),
        button=marks("Score the nomination", "Score %(num)s nominations"),
        facts=("cohort",),
    ),
    "place.given_up": Words(
        title=marks("A place was given up: %(cohort)s", "Places were given up: %(cohort)s"),
        why=mark(
            "Whoever had it gave it up on their own page. Where a selection still runs, the next is asked already."
        ),
        button=mark("Open the participants"),
        facts=("cohort",),
    ),
    "training.below_minimum": Words(
        title=mark("Below its minimum: %(cohort)s"),
        why=marks(
            "One more person is needed for the course to be held.",
            "%(num)s more people are needed for the course to be held.",
        ),
        button=mark("Look at the offers"),
        facts=("cohort",),
    ),
    "training.reserve_dry": Words(
        title=mark("The reserve list has run dry: %(cohort)s"),
        why=marks(
            "One seat is free, and nobody on the reserve list fits it.",
            "%(num)s seats are free, and nobody on the reserve list fits them.",
        ),
        button=mark("Look at the offers"),
        facts=("cohort",),
    ),
    "survey.own": Words(
        title=mark("Your opinion is asked for: %(survey)s"),
        why=mark(
            "About “%(about)s”, %(day)s. A few minutes, on one page. It stands here until you have answered, or until "
            "it closes."
        ),
        button=mark("Open the survey"),
        facts=("survey", "about", "day"),
    ),
    "survey.shut": Words(
        title=marks("An answer to a survey cannot be opened", "Answers to a survey cannot be opened"),
        why=mark(
            "%(survey)s: they were sealed with another secret key than the one this house has now. None is lost: with "
            "the key before, they open."
        ),
        facts=("survey",),
    ),
    BOUNCED: Words(
        title=mark("Mail to this address does not arrive"),
        why=mark(
            "Your mail server said that there is no such mailbox, so we send nothing more there. Open your "
            "registrations below and correct the address."
        ),
    ),
}


def words_of(kind: str, facts: Mapping[str, str]) -> Words | None:
    """None where the kind has no entry, or a fact of its words was not told: then the title stands."""
    words = KINDS.get(kind)
    return words if words is not None and set(words.facts) <= set(facts) else None
