"""What became of an event or a session, in words: before and after, each by the reader's clock."""

from services.notify.domain.text import clean_line
from services.notify.mail.occasion import Occasion, Subject
from services.notify.mail.session_lines import session_when
from shared.contracts.notify import SessionChange, SessionState
from shared.i18n import Translator
from shared.i18n.dates import WhenWords, when_words
from shared.i18n.formats import capital
from shared.i18n.lists import semicolon_list
from shared.i18n.places import own_city, place_words


def date_words(about: Subject, reader_zone: str, texts: Translator) -> WhenWords:
    """The date in the venue's zone and the reader's."""
    city = own_city(about.place.format, about.place.city, about.timezone)
    return when_words(about.when, about.timezone, reader_zone, texts.language.code, venue_city=city)


def change_words(occasion: Occasion, texts: Translator) -> dict[str, str]:
    """What differs from what the reader knew, before and after; empty where it does not, or was not known."""
    after, before = occasion.about, occasion.before
    words = dict.fromkeys(("when_before", "when_after", "place_before", "place_after", "title_before"), "")
    if before is None or after is None:
        return words
    if (before.when, before.timezone) != (after.when, after.timezone):
        for name, subject in (("when_before", before), ("when_after", after)):
            words[name] = date_words(subject, occasion.reader.timezone, texts).plain
    if before.place != after.place:
        words["place_before"] = clean_line(place_words(before.place, texts, before.timezone))
        words["place_after"] = clean_line(place_words(after.place, texts, after.timezone))
    if before.title != after.title:
        words["title_before"] = clean_line(before.title)
    return words


def session_words(change: SessionChange, occasion: Occasion, texts: Translator) -> dict[str, str]:
    """One session of a timetable, before and after; empty where it was not, or is no more."""
    now = change.after or change.before
    assert now is not None, "a change has one side at least"
    was = clean_line(change.before.title) if change.before else ""
    return {
        "title": clean_line(now.title),
        "was": was,
        "renamed": was if was != clean_line(now.title) else "",
        "before": _state_words(change.before, occasion, texts),
        "after": _state_words(change.after, occasion, texts),
    }


def _state_words(state: SessionState | None, occasion: Occasion, texts: Translator) -> str:
    if state is None:
        return ""
    when = capital(texts.gettext("no time yet"))
    if state.when is not None:
        assert occasion.about is not None, "sessions change of an item"
        when = session_when(state.when, state.timezone, occasion.about.place, occasion.reader.timezone, texts)
    return semicolon_list([part for part in (when, clean_line(state.place)) if part], texts)
