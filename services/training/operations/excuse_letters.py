"""The answer to an excuse, for whoever asked: one mail."""

from services.training.domain.desk import DeskCohort
from services.training.domain.excuse import Excuse
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.record import costs_completion
from services.training.domain.session import Session
from services.training.operations.places import letter
from services.training.store import participants, sessions
from shared import outbox
from shared.contracts.notify import Message
from shared.db import Tx
from shared.house import House
from shared.i18n.dates import when_words


async def answer(house: House, tx: Tx, cohort: DeskCohort, excuse: Excuse) -> None:
    """Nobody who gave up their place is written to."""
    person = await participants.by_id(tx, excuse.participant_id)
    session = await sessions.by_id(tx, excuse.session_id)
    if person is None or session is None or person.status is not PlaceStatus.CONFIRMED:
        return
    message = Message(
        template="attendance.excuse",
        key=f"{excuse.id}:attendance.excuse",
        facts=_facts(cohort, person, session, excuse),
    )
    await outbox.put(tx, letter(house, cohort, person, message), to="notify")


def _facts(cohort: DeskCohort, person: Participant, session: Session, excuse: Excuse) -> dict[str, str]:
    """Where excused minutes do not count, to be excused from a needed session has its price, which is said."""
    who = person.official
    when = when_words(session.when, session.timezone, who.timezone, who.language, venue_city=cohort.host_city)
    facts = {"answer": excuse.state.value, "session": session.title, "when": when.plain}
    needed = costs_completion(cohort.rules, mandatory=session.mandatory)
    return facts | {"needed": "yes"} if needed else facts
