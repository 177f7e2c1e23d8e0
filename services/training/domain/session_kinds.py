"""The sorts of sessions: one table. A new one is a member of Kind, an entry here and the constraint in the schema."""

import msgspec

from services.training.domain.session import Kind
from shared.i18n.mark import mark


class KindWords(msgspec.Struct, frozen=True):
    """`words` is a msgid; `look` is how the timetable draws it: "", "visit" (one goes somewhere) or "break"."""

    words: str
    look: str = ""


KINDS: dict[Kind, KindWords] = {
    Kind.LECTURE: KindWords(mark("Lecture")),
    Kind.WORKSHOP: KindWords(mark("Workshop")),
    Kind.STUDY_VISIT: KindWords(mark("Study visit"), "visit"),
    Kind.TECHNICAL_TOUR: KindWords(mark("Technical tour"), "visit"),
    Kind.ASSESSMENT: KindWords(mark("Assessment")),
    Kind.FREE: KindWords(mark("Free time"), "break"),
}
