"""The words of a mail, in its reader's language and time: subject, HTML and plain text with the same facts."""

import re
from typing import Any

import msgspec

from services.notify.domain.message_kind import BY_COURSE, BY_REGISTRATION
from services.notify.domain.text import clean, clean_line
from services.notify.mail.change_words import change_words, date_words, session_words
from services.notify.mail.environment import environment
from services.notify.mail.occasion import Occasion, Subject, full_name
from services.notify.mail.session_lines import session_lines
from shared.i18n import Language, Translator, translator
from shared.i18n.dates import WhenWords
from shared.i18n.hours import Clock
from shared.i18n.lists import comma_list, semicolon_list
from shared.i18n.places import place_words
from shared.when import Precision


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
    sessions: list[str] = []
    join_url: str = ""


def write(occasion: Occasion) -> Words:
    """The message in words. Raises jinja2.TemplateNotFound for a kind without a template: a test finds that."""
    texts = translator(occasion.reader.language)
    content = _content(occasion, texts)
    templates = environment(texts.language.code)
    context = {"content": content, "language": texts.language}
    text = re.sub(r"\n{3,}", "\n\n", templates.get_template("layout.txt").render(context))
    html = templates.get_template("layout.html").render(context)
    return Words(texts.language, content.subject, text.strip() + "\n", html)


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
        "sessions": session_lines(
            occasion.sessions,
            when=about.when,
            timezone=about.timezone,
            place=about.place,
            reader_zone=occasion.reader.timezone,
            texts=texts,
        ),
        "join_url": occasion.join_url if occasion.kind.leads_to else "",
    }


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
    template = environment(texts.language.code).get_template(occasion.kind.template)
    context = template.new_context(
        {
            "name": clean_line(full_name(occasion.reader)),
            "calendar": occasion.method,
            "change": change_words(occasion, texts),
            "joins": occasion.join_url != "",
            "reinstated": occasion.reinstated,
            "link_changed": occasion.link_changed,
            "year_round": occasion.about is not None and occasion.about.when.precision is Precision.YEAR,
            "course": occasion.course,
            "changes": [session_words(each, occasion, texts) for each in occasion.changes],
            "facts": {name: clean(occasion.facts.get(name, "")) for name in occasion.kind.needs | occasion.kind.may},
        }
    )
    written = {name: "".join(block(context)).strip() for name, block in template.blocks.items()}
    return {"eyebrow": "", "title": "", "words": "", "action": "", "hint": ""} | written
