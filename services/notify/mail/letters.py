"""The words of a mail, in its reader's language and time: subject, HTML and plain text with the same facts."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notify.domain.message_kind import BY_COURSE, BY_REGISTRATION, MessageKind
from services.notify.domain.text import clean, clean_line
from shared.contracts.common import Person, Place
from shared.contracts.notify import SessionChange, SessionState
from shared.i18n import Language, Translator, translator
from shared.i18n.dates import Clock, WhenWords, when_words
from shared.i18n.lists import comma_list, semicolon_list
from shared.i18n.places import own_city, place_words
from shared.when import Precision, When

TEMPLATES = Path(__file__).parent / "templates"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a message is about: the facts of a calendar item."""

    title: str
    when: When
    timezone: str
    place: Place
    page_url: str


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one reader, about an item or, of a kind that stands alone, None. `method` is the calendar part's,
    or empty. Links may be empty.

    `before`: what the reader knew until now, for a message that tells of a change. `reinstated`: that it
    was cancelled. `link_changed`: that the link to join was another.
    """

    kind: MessageKind
    reader: Person
    about: Subject | None
    before: Subject | None = None
    reinstated: bool = False
    link_changed: bool = False
    method: str = ""
    facts: Mapping[str, str] = {}
    changes: tuple[SessionChange, ...] = ()
    course: bool = False
    manage_url: str = ""
    join_url: str = ""
    preferences_url: str = ""
    unsubscribe_url: str = ""


class Words(msgspec.Struct, frozen=True):
    """What the mail says."""

    language: Language
    subject: str
    text: str
    html: str


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What both layouts show. `clocks` are (zone, hours, day), the reader's own first; no date: `when_line` ""."""

    subject: str
    preview: str
    eyebrow: str
    title: str
    paragraphs: list[str]
    action: str
    hint: str
    url: str
    footer: list[str]
    preferences_url: str
    unsubscribe: str
    unsubscribe_url: str
    clocks: list[tuple[str, str, str]] = []
    when: str = ""
    when_line: str = ""
    notes: str = ""
    where: str = ""
    join_url: str = ""


def write(occasion: Occasion) -> Words:
    """The message in words. Raises jinja2.TemplateNotFound for a kind without a template: a test finds that."""
    texts = translator(occasion.reader.language)
    content = _content(occasion, texts)
    environment = _environment(texts.language.code)
    context = {"content": content, "language": texts.language}
    text = re.sub(r"\n{3,}", "\n\n", environment.get_template("layout.txt").render(context))
    html = environment.get_template("layout.html").render(context)
    return Words(texts.language, content.subject, text.strip() + "\n", html)


def full_name(person: Person) -> str:
    """The Latin name first, the native name after it, neither split nor reordered."""
    return f"{person.name} ({person.native_name})" if person.native_name else person.name


def _content(occasion: Occasion, texts: Translator) -> Content:
    about, kind = occasion.about, occasion.kind
    blocks = _blocks(occasion, texts)
    linked = kind.leads_to != ""
    title = clean_line(about.title) if about else blocks["title"]
    return Content(
        subject=texts.gettext(kind.subject, title=title),
        eyebrow=blocks["eyebrow"],
        title=title,
        **(_facts(about, occasion, texts) if about else {"preview": title}),
        paragraphs=[" ".join(part.split()) for part in re.split(r"\n\s*\n", blocks["words"]) if part.strip()],
        action=blocks["action"],
        hint=blocks["hint"],
        url={"registration": occasion.manage_url, "page": about.page_url if about else "", "": ""}[kind.leads_to],
        footer=[
            texts.gettext("World Smart Sustainable Cities Organization, Seoul."),
            texts.gettext(BY_COURSE if occasion.course and kind.because == BY_REGISTRATION else kind.because),
        ],
        preferences_url=occasion.preferences_url if linked else "",
        unsubscribe=texts.gettext(kind.category.ended_by) if kind.category.ended_by else "",
        unsubscribe_url=occasion.unsubscribe_url,
    )


def _facts(about: Subject, occasion: Occasion, texts: Translator) -> dict[str, Any]:
    """When and where, as both layouts show it."""
    words = date_words(about, occasion.reader.timezone, texts)
    where = place_words(about.place, texts, about.timezone)
    whole = texts.pgettext("preview", "%(when)s. %(where)s", when=words.plain, where=where)
    return {
        "preview": whole if where else words.plain,
        "clocks": [_clock(clock, own, texts) for own, clock in _own_first(words)],
        "when": words.venue,
        "when_line": words.plain,
        "notes": semicolon_list(words.notes, texts),
        "where": clean_line(where),
        "join_url": occasion.join_url if occasion.kind.leads_to else "",
    }


def date_words(about: Subject, reader_zone: str, texts: Translator) -> WhenWords:
    """The date in the venue's zone and the reader's."""
    city = own_city(about.place.format, about.place.city, about.timezone)
    return when_words(about.when, about.timezone, reader_zone, texts.language.code, venue_city=city)


def _change(occasion: Occasion, texts: Translator) -> dict[str, str]:
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


def _session_change(change: SessionChange, occasion: Occasion, texts: Translator) -> dict[str, str]:
    """One session of a timetable, before and after; empty where it was not, or is no more."""
    now = change.after or change.before
    assert now is not None, "a change has one side at least"
    was = clean_line(change.before.title) if change.before else ""
    return {
        "title": clean_line(now.title),
        "was": was,
        "renamed": was if was != clean_line(now.title) else "",
        "before": _session_words(change.before, occasion, texts),
        "after": _session_words(change.after, occasion, texts),
    }


def _session_words(state: SessionState | None, occasion: Occasion, texts: Translator) -> str:
    if state is None:
        return ""
    when = when_words(state.when, state.timezone, occasion.reader.timezone, texts.language.code).plain
    return semicolon_list((when, clean_line(state.place)), texts)


def _own_first(words: WhenWords) -> list[tuple[bool, Clock]]:
    """The clocks, each with whether it is the reader's own; the venue's comes last."""
    return [(number == 1, clock) for number, clock in reversed(list(enumerate(words.clocks)))]


def _clock(clock: Clock, own: bool, texts: Translator) -> tuple[str, str, str]:
    zone = comma_list((clock.letters, clock.offset), texts)
    if own:
        return texts.gettext("Your time, %(city)s (%(zone)s)", city=clock.city, zone=zone), clock.hours, clock.day
    return texts.pgettext("clock", "%(city)s (%(zone)s)", city=clock.city, zone=zone), clock.hours, clock.day


def _blocks(occasion: Occasion, texts: Translator) -> dict[str, str]:
    """The words that this kind of message has of its own."""
    template = _environment(texts.language.code).get_template(occasion.kind.template)
    context = template.new_context(
        {
            "name": clean_line(full_name(occasion.reader)),
            "calendar": occasion.method,
            "change": _change(occasion, texts),
            "joins": occasion.join_url != "",
            "reinstated": occasion.reinstated,
            "link_changed": occasion.link_changed,
            "year_round": occasion.about is not None and occasion.about.when.precision is Precision.YEAR,
            "course": occasion.course,
            "changes": [_session_change(each, occasion, texts) for each in occasion.changes],
            "facts": {name: clean(occasion.facts.get(name, "")) for name in occasion.kind.needs | occasion.kind.may},
        }
    )
    written = {name: "".join(block(context)).strip() for name, block in template.blocks.items()}
    return {"eyebrow": "", "title": "", "words": "", "action": "", "hint": ""} | written


@cache
def _environment(language: str) -> Environment:
    """Templates of one language, compiled once. HTML is escaped, plain text is not."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(translator(language).catalogue, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    return environment
