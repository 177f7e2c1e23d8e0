"""Surveys are made: from a template or another survey, about one or all sessions of a cohort, a cohort, an event."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import msgspec

from services.training.domain.session import Kind
from services.training.domain.surveys.bank import BankQuestion, taken
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.survey import LEAST_MINIMUM, MINIMUM, Schedule, State, Survey
from services.training.domain.surveys.survey_form import MOST_MINIMUM, read_languages
from services.training.domain.surveys.templates import TEMPLATES, Taken, Template
from services.training.operations.surveys import bank
from services.training.operations.surveys.drafts import NO_SURVEY
from services.training.operations.surveys.pairs import new_pair
from services.training.operations.surveys.wording import in_languages, item_in_languages
from services.training.store import idempotency, sessions
from services.training.store.surveys import building
from shared.db import Tx
from shared.errors import Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7

NO_TEMPLATE = mark("Choose a template from the list, or an empty survey")
NO_ABOUT = mark("Choose what it is about")
NO_SESSIONS = mark("This cohort has no session to ask about yet")
PAIR_ONCE = mark("Knowledge before and after is asked of a cohort or of one event, not of each session")
KEY = mark("Write an Idempotency-Key of at most 255 characters")
USED = mark("This key was used with other content. Send a new key.")
EMPTY = ""
MOST = 400
"""Sessions of a cohort: more than there ever are."""


class _About(msgspec.Struct, frozen=True):
    cohort_id: UUID | None = None
    session_id: UUID | None = None
    activity_key: str | None = None


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    """A survey without what it is about."""

    template: str
    title: dict[str, str]
    intro: dict[str, str]
    languages: tuple[str, ...]
    items: tuple[Question, ...]
    anonymous: bool
    minimum: int
    schedule: Schedule
    live: bool


async def create(house: House, actor: Staff, body: Mapping[str, Any], *, key: str = "") -> tuple[UUID, ...]:
    """Drafts. Fields: template (a key, "" for none) or copy (the id of a survey), about ("cohort:{slug}",
    "event:{slug}", "session:{id}", "sessions:{slug}": one for each session of a cohort), languages, first, anonymous,
    minimum, live (the template says, if it is not given).
    "Knowledge" makes two. The same `key` and body gives what was made first, as far as it is still there.
    Raises Forbidden, NotFound for the survey to copy, Invalid.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        use = _use(actor, key, body)
        if use is not None and (kept := await idempotency.find(tx, use)) is not None:
            if kept.body_sha256 != use.body_sha256:
                raise Invalid([Problem("Idempotency-Key", USED)])
            return tuple(await building.among(tx, _ids(kept.answer.id, MOST)))
        made = await _wanted(tx, body)
        abouts = await _abouts(tx, body.get("about"), body.get("copy"))
        pair = TEMPLATES[made[0].template].after is not None if len(made) > 1 else False
        if pair and len(abouts) > 1:
            raise Invalid([Problem("about", PAIR_ONCE)])
        pair_id = await new_pair(house, tx) if pair else None
        ids = iter(_ids(first := uuid7(), len(abouts) * len(made)))
        found = []
        for about in abouts:
            for one, role in zip(made, ("before", "after") if pair else ("",), strict=True):
                survey = _survey(next(ids), one, about, (pair_id, role))
                await building.insert(tx, survey)
                found.append(survey.id)
                trail = {"template": one.template, "about": str(body.get("about")), "anonymous": str(one.anonymous)}
                await record(tx, actor.trail, "survey.created", f"survey:{survey.id}", new=trail)
        if use is not None:
            await idempotency.keep(tx, use, idempotency.Answer(first))
        return tuple(found)


def _ids(first: UUID, count: int) -> list[UUID]:
    """Of what is made in one act: each follows from the first."""
    return [first, *(uuid5(first, str(number)) for number in range(1, count))]


def _use(actor: Staff, key: str, body: Mapping[str, Any]) -> idempotency.KeyUse | None:
    if len(key) > 255 or "\x00" in key:
        raise Invalid([Problem("Idempotency-Key", KEY)])
    digest = hashlib.sha256(msgspec.json.encode(body, order="sorted")).digest()
    return idempotency.KeyUse(f"surveys:{actor.trail}", key, digest) if key else None


async def _wanted(tx: Tx, body: Mapping[str, Any]) -> list[_Made]:
    """One, or the two of a pair."""
    if body.get("copy"):
        return [await _copied(tx, body["copy"])]
    fields = Fields(body, {})
    key = body.get("template") or EMPTY
    template = TEMPLATES.get(key) if isinstance(key, str) else None
    if template is None and key != EMPTY:
        fields.bad("template", NO_TEMPLATE)
    minimum = fields.number("minimum", LEAST_MINIMUM, MOST_MINIMUM, MINIMUM)
    live = body.get("live")
    try:
        languages = read_languages(body)
    except Invalid as error:
        fields.problems += error.problems
    fields.check()
    first = _Made(
        template=key,
        title=in_languages({"en": template.title}, languages) if template else {},
        intro=in_languages({"en": template.intro}, languages) if template else {},
        languages=languages,
        items=_items(template, await bank.everything(tx), languages) if template else (),
        anonymous=body.get("anonymous") not in (False, "false", "no"),
        minimum=minimum,
        schedule=template.schedule if template else Schedule(),
        live=(template is None or template.live) if live is None else live not in (False, "false", "no"),
    )
    if template is None or template.after is None:
        return [first]
    title = in_languages({"en": template.title_after}, languages)
    return [first, msgspec.structs.replace(first, title=title, schedule=template.after)]


def _items(template: Template, known: Mapping[str, BankQuestion], languages: tuple[str, ...]) -> tuple[Question, ...]:
    found: list[Question] = []
    for each in template.items:
        if isinstance(each, Taken):
            entry = bank.with_words(known.get(each.bank, STANDARD[each.bank]), languages)
            own = taken(entry, languages, each.bank)
            found.append(msgspec.structs.replace(own, required=each.required, when=each.when))
        else:
            found.append(item_in_languages(each, languages))
    return tuple(found)


async def _copied(tx: Tx, id_: object) -> _Made:
    """A survey as it is, asked anew."""
    try:
        found = await building.by_id(tx, UUID(str(id_)))
    except ValueError:
        found = None
    if found is None:
        raise NotFound(NO_SURVEY)
    return _Made(
        template=found.template, title=found.title, intro=found.intro, languages=found.languages, items=found.items,
        anonymous=found.anonymous, minimum=found.minimum, schedule=found.schedule,
        live=found.live,
    )  # fmt: skip


async def _abouts(tx: Tx, value: object, copied: object) -> list[_About]:
    kind, _, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    if kind == "event" and (key := await building.activity(tx, name)):
        return [_About(activity_key=key)]
    if kind in ("cohort", "sessions") and (cohort := await building.cohort(tx, name)):
        if kind == "cohort":
            return [_About(cohort_id=cohort)]
        every = await sessions.of_cohort(tx, cohort)
        own = await building.by_id(tx, UUID(str(copied))) if copied else None
        asked = [
            each.id
            for each in every
            if each.cancelled_at is None and each.kind is not Kind.FREE and (own is None or own.session_id != each.id)
        ]
        if not asked:
            raise Invalid([Problem("about", NO_SESSIONS)])
        return [_About(cohort_id=cohort, session_id=id_) for id_ in asked]
    if kind == "session":
        try:
            session = await sessions.by_id(tx, UUID(name))
        except ValueError:
            session = None
        if session is not None and session.cancelled_at is None:
            return [_About(cohort_id=session.cohort_id, session_id=session.id)]
    raise Invalid([Problem("about", NO_ABOUT)])


def _survey(id_: UUID, made: _Made, about: _About, pair: tuple[UUID | None, str]) -> Survey:
    return Survey(
        id=id_,
        state=State.DRAFT,
        opens_at=None,
        closes_at=None,
        pair_id=pair[0],
        pair_role=pair[1],
        link_version=0,
        revision=0,
        releases=0,
        shut=0,
        closed_on=None,
        **msgspec.structs.asdict(made),
        **msgspec.structs.asdict(about),
    )
