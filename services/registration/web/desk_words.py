"""Tasks and news in the reader's words, on the desk and on a person's own page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import msgspec

from services.registration.domain.desk import APPROVE, SETTLE, RegistrationNews
from services.registration.domain.desk_items import Text, Words, words_of
from services.registration.domain.registration import HOME_ZONE
from shared.i18n import Translator, mark, marks
from shared.i18n.lists import comma_list
from shared.i18n.moments import moment_words
from shared.web.reader import Reader

_EVENTS = {
    APPROVE: Words(
        title="",  # the event's own
        why=marks("%(num)s registration waits for approval.", "%(num)s registrations wait for approval."),
        button=marks("Look at %(num)s registration", "Look at %(num)s registrations"),
    ),
    SETTLE: Words(
        title="",
        why=mark("Two sources disagree about the date."),
        button=mark("Settle the date"),
    ),
}
_UNKNOWN = Words(title="", why="", button=mark("Open"))


class Told(Protocol):
    """A task of the desk, or an item of a person."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str]: ...
    @property
    def spoken(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def count(self) -> int: ...
    @property
    def link(self) -> str: ...
    @property
    def due(self) -> datetime | None: ...


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A task in words. `source`: what the sources say, in English as they say it. `due` is empty where nothing is due;
    `button` where there is nothing to open.
    """

    title: str
    why: str
    source: str
    button: str
    count: int
    link: str
    due: str
    late: bool


def said(task: Told, reader: Reader, now: datetime) -> Said:
    """An unknown kind is called what its sender calls it."""
    texts = reader.texts
    facts = {**task.facts, **task.spoken.get(texts.language.code, {})}
    words = _EVENTS.get(task.kind) or words_of(task.kind, facts) or _UNKNOWN
    title, why, button = (_text(text, task.count, facts, texts) for text in (words.title, words.why, words.button))
    return Said(
        title=title or task.title,
        why=why,
        source=task.facts.get("conflict", "") if task.kind == SETTLE else "",
        button=button if task.link else "",
        count=task.count,
        link=task.link,
        due=moment_words(task.due, reader.timezone or HOME_ZONE, reader.language.code) if task.due else "",
        late=task.due is not None and task.due < now,
    )


class News(msgspec.Struct, frozen=True):
    """What happened to an event's registrations, as one line."""

    slug: str
    title: str
    words: str


def news_of(news: RegistrationNews, texts: Translator) -> News:
    """ "3 new registrations, 1 cancelled"."""
    parts = (
        texts.ngettext("%(num)s new registration", "%(num)s new registrations", news.new) if news.new else "",
        texts.ngettext("%(num)s cancelled", "%(num)s cancelled", news.cancelled) if news.cancelled else "",
        texts.ngettext(
            "%(num)s moved up from the waiting list", "%(num)s moved up from the waiting list", news.promoted
        )
        if news.promoted
        else "",
    )
    return News(news.slug, news.title, comma_list(parts, texts))


def _text(text: Text, count: int, facts: Mapping[str, str], texts: Translator) -> str:
    if not text:
        return ""
    if isinstance(text, str):
        return texts.gettext(text, **facts)
    return texts.ngettext(*text, count, **facts)
