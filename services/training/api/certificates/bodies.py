"""What the API of certificates at the desk takes and answers."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.training.domain.certificates.issue import Progress
from services.training.domain.certificates.occasion import Listed, Occasion
from services.training.domain.certificates.rules import WORDS
from services.training.operations.certificates.lettering import findings
from services.training.operations.certificates.lines import Line
from shared.i18n import Translator


class CertificateOccasion(msgspec.Struct, frozen=True, kw_only=True):
    """`kind` is "cohort" or "event"; `people` have a place or came, `issued` hold a certificate, `asked` ask for a
    correction; `missing`: how many may get one yet, once it is over.
    """

    kind: str
    id: UUID
    slug: str
    title: str
    people: int
    issued: int
    asked: int
    missing: int


class OccasionList(msgspec.Struct, frozen=True):
    items: tuple[CertificateOccasion, ...]


class CertificateReason(msgspec.Struct, frozen=True):
    """`code` is stable, `words` are in the reader's language."""

    code: str
    words: str


class NameFinding(msgspec.Struct, frozen=True):
    """What is to be looked at in how a name is written. `field` is "name" or "native_name"."""

    field: str
    words: str


class CorrectionAsked(msgspec.Struct, frozen=True, kw_only=True):
    """The names that somebody asks for instead of those on their certificate, and what they say to staff."""

    name: str
    native_name: str
    native_name_language: str
    why: str


class CertificatePerson(msgspec.Struct, frozen=True, kw_only=True):
    """`chance` is "eligible", "not_yet" or "never"; `certificate` the newest number, `state` what became of it.

    `revision` is of the certificate and of what is asked for: sent with `correct`, `refuse` or `revoke`, none is done
    over what somebody else changed since. "" where none was issued.

    `name_confirmed`: the person looked at the name; `name_asked_on`: when they were last asked to; `name_findings`:
    what is odd in it, such as other letters than Latin ones. `unentitled`: holds one and would get none now.
    """

    id: UUID
    name: str
    native_name: str
    organisation: str
    country: str
    chance: str
    reasons: tuple[CertificateReason, ...]
    name_confirmed: bool
    name_asked_on: date | None
    name_findings: tuple[NameFinding, ...]
    correction_asked: bool
    correction: CorrectionAsked | None
    certificate: str | None
    state: str | None
    unentitled: bool
    problem: str
    revision: str


class PeopleOfOccasion(msgspec.Struct, frozen=True):
    items: tuple[CertificatePerson, ...]


class RulesBody(msgspec.Struct, frozen=True, kw_only=True):
    """`share` in percent of the planned minutes: the cohort's own rule; of events it is not asked."""

    share: int = 80
    mandatory: bool = True
    survey: bool = False
    assessment: bool = False


class NamesAsked(msgspec.Struct, frozen=True):
    asked: int


class IssueOrder(msgspec.Struct, frozen=True, kw_only=True):
    """`people` null: everybody who is eligible and has none. `unconfirmed`: also who has not confirmed the name."""

    people: list[UUID] | None = None
    unconfirmed: bool = False


class Issued(msgspec.Struct, frozen=True):
    """How many are being issued."""

    issuing: int


class IssueProgress(msgspec.Struct, frozen=True, kw_only=True):
    """`pace` is "" when it is finished, else "going", "turn" (others are issued first), "waiting" (no worker is at it),
    "slow" (one is, and gets nothing done) or "unsigned" (the key does not open); `words` say so in the reader's
    language, "" while it goes on. `moved_at`: when the last one was done, else when it was begun.
    """

    total: int
    done: int
    failed: int
    finished: bool
    pace: str = ""
    moved_at: datetime | None = None
    words: str = ""


class PersonSaid(msgspec.Struct, frozen=True, kw_only=True):
    """`assessment` is "", "passed" or "failed"; `exception` is "", "granted" or "refused", with its `reason`. What is
    left out stays as it is; null is the same as "": taken back.

    `was`, `was_exception` and `was_reason` are what stood there when you looked, null the same as "": nothing stood.
    What is sent just so is not written, and where somebody said otherwise since, it is 422 and nothing is. Without
    `was` or `was_exception` what is sent holds, whatever stands.
    """

    assessment: str | msgspec.UnsetType | None = msgspec.UNSET
    was: str | msgspec.UnsetType | None = msgspec.UNSET
    exception: str | msgspec.UnsetType | None = msgspec.UNSET
    reason: str | None = ""
    was_exception: str | msgspec.UnsetType | None = msgspec.UNSET
    was_reason: str | None = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """The names and organisation as they shall stand; the public reads `public_reason`, staff `internal_reason`. With
    the `revision` that was read: where another certificate was issued or something else asked for since, nothing is
    done (409 `changed-meanwhile`).
    """

    name: str
    native_name: str = ""
    native_name_language: str = ""
    organisation: str = ""
    public_reason: str = ""
    internal_reason: str
    revision: str = ""


class NewNumber(msgspec.Struct, frozen=True):
    number: str


class Refusal(msgspec.Struct, frozen=True):
    """Why it stays as it is: the person reads it. `revision` as of a correction."""

    public_reason: str = ""
    revision: str = ""


class Revocation(msgspec.Struct, frozen=True, kw_only=True):
    """The public reads `public_reason`, staff `internal_reason`. `revision` as of a correction: it cannot be undone."""

    public_reason: str = ""
    internal_reason: str
    revision: str = ""


def occasion_of(each: Listed, now: datetime) -> CertificateOccasion:
    """As the list shows it."""
    return CertificateOccasion(
        kind=each.kind.value,
        id=each.id,
        slug=each.slug,
        title=each.title,
        people=each.people,
        issued=each.issued,
        asked=each.asked,
        missing=each.missing(now),
    )


def person_of(line: Line, occasion: Occasion, texts: Translator) -> CertificatePerson:
    """As the live list shows them."""
    names, held = line.names, line.certificate
    reasons = line.judgement.reasons
    return CertificatePerson(
        id=line.who.id,
        name=names.name,
        native_name=names.native_name,
        organisation=line.who.organisation,
        country=line.who.country,
        chance=line.judgement.chance.value,
        reasons=tuple(
            CertificateReason(each.why.value, texts.gettext(WORDS[each.why], **each.params)) for each in reasons
        ),
        name_confirmed=line.said.names is not None,
        name_asked_on=occasion.day_of(line.said.invited_at) if line.said.invited_at else None,
        name_findings=tuple(
            NameFinding(each.field, texts.gettext(each.message, **each.params)) for each in findings(names)
        ),
        correction_asked=line.said.asked is not None,
        correction=CorrectionAsked(**msgspec.structs.asdict(line.said.asked)) if line.said.asked else None,
        certificate=held.number if held else None,
        state=held.state.value if held else None,
        unentitled=line.unentitled,
        problem=line.order.problem if line.order else "",
        revision=line.revision,
    )


def progress_of(found: Progress | None, words: str) -> IssueProgress:
    """Nothing was ever issued: done."""
    if found is None:
        return IssueProgress(total=0, done=0, failed=0, finished=True)
    run = found.run
    return IssueProgress(
        total=run.total,
        done=run.done,
        failed=run.failed,
        finished=found.pace is None,
        pace=found.pace.value if found.pace else "",
        moved_at=run.moved_at,
        words=words,
    )
