"""Every column that can hold something about a person is in the privacy table, or named here as one that cannot."""

import re
from typing import Any

import pytest

from services.registration.domain.privacy import TABLE
from shared.settings import Service

# Columns of these types can hold words or bytes about somebody; ids, numbers, dates and switches cannot by themselves.
_CAN_HOLD = ("text", "text[]", "jsonb", "json", "bytea", "character varying", "inet")

# Tables and columns without anything about a person, and why.
IMPERSONAL = {
    "*.migrations.*": "names of files",
    "*.outbox.receiver": "a service",
    "*.outbox.kind": "a tag",
    "*.inbox.sender": "a service",
    "registration.events.*": "what an organizer writes of an event",
    "registration.sessions.(slug|title|agenda|breakouts|room)": "what an organizer writes of a session",
    "registration.networks.*": "names of networks of cities",
    "registration.organisations.*": "organisations, not people",
    "registration.organisation_names.*": "organisations, not people",
    "registration.organisation_uploads.*": "a table of organisations; deleted after a day",
    "registration.programme_entries.*": "cohorts, as training tells them",
    "registration.registrations.status": "a state",
    "registration.registration_history.what": "a word of a fixed list",
    "registration.desk_items.(owner|key|kind)": "ids and words of a fixed list",
    "registration.idempotency_keys.(scope|key|body_sha256|answer)": "ids and fingerprints; deleted after a week",
    "training.programmes.*": "what an organizer writes of a training programme",
    "training.cohorts.*": "what an organizer writes of a cohort",
    "training.cohort_groups.*": "names of groups",
    "training.participants.(status|group_key)": "a state, the key of a group",
    "training.sessions.*": "what an organizer writes of a session",
    "training.session_changes.*": "what an organizer wrote of a session before",
    "training.activities.*": "what an organizer writes of an event",
    "training.activity_(people|parts).activity_key": "an id",
    "training.organisations.*": "organisations, not people",
    "training.reviews.scores": "numbers",
    "training.offers.(timezone|outcome)": "a zone, a word of a fixed list",
    "training.selection_told.kind": "a word of a fixed list",
    "training.marks.(state|source)": "words of a fixed list",
    "training.calls.*": "what an organizer writes of a call",
    "training.nominations.state": "a word of a fixed list",
    "training.coordinators.state": "a word of a fixed list",
    "training.certificate_setups.(occasion|rules)": "an id, what an organizer asks for",
    "training.certificate_logos.media_type": "what kind of picture it is",
    "training.certificate_people.(occasion|assessment|exception)": "an id, words of a fixed list",
    "training.certificate_series.series": "a pattern of numbers",
    "training.awards.(occasion|series)": "an id, a pattern of numbers",
    "training.certificates.state": "a word of a fixed list",
    "training.certificate_runs.occasion": "an id",
    "training.certificate_outlooks.occasion": "an id",
    "training.certificate_orders.*": "an id, what a program said of its own fault",
    "training.credential_keys.*": "keys of the house",
    "training.files.(owner|kind|media_type)": "an id, words of a fixed list",
    "training.idempotency_keys.*": "ids and fingerprints; deleted after a week",
    "training.excuses.state": "a word of a fixed list",
    "training.bank_questions.*": "what an organizer asks",
    "training.surveys.*": "what an organizer asks",
    "training.survey_pairs.sealed_key": "a key, until the second survey has closed",
    "training.survey_words.item_key": "the key of a question",
    "notify.followers.(owner|feeds)": "names of a service and of feeds",
    "notify.items.*": "what an organizer writes of an event",
    "notify.pacing.domain": "a mail domain",
    "notify.attendees.(desired|role|sent_method)": "a word of a fixed list",
    "notify.deliveries.(owner|key|template|domain|method|state)": "ids and words of a fixed list",
    "notify.deliveries.(when|timezone|about)": "the event itself",
    "notify.tries.(outcome|state)": "words of a fixed list",
    "notify.desk_told.key": "a word of a fixed list",
    "identity.api_tokens.*": "programs, not people",
    "identity.audit.(action|subject)": "a word of a fixed list, an id",
}

_COLUMNS = """
SELECT n.nspname || '.' || c.relname || '.' || a.attname AS name, format_type(a.atttypid, NULL) AS kind
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('registration', 'training', 'notify', 'identity') AND c.relkind = 'r'
  AND a.attnum > 0 AND NOT a.attisdropped
"""


@pytest.fixture
async def columns(kept_connections: dict[Service, Any]) -> set[str]:
    rows = await kept_connections["registration"].fetch(_COLUMNS)
    return {row["name"] for row in rows if row["kind"] in _CAN_HOLD}


def _impersonal(column: str) -> bool:
    patterns = (name.replace(".", r"\.").replace("*", r"\w+") for name in IMPERSONAL)
    return any(re.fullmatch(pattern, column) for pattern in patterns)


LISTED = [column for kept in TABLE for column in kept.columns]


async def test_every_column_is_listed_or_impersonal_and_never_both(columns: set[str]) -> None:
    assert {column for column in columns if not _impersonal(column)} == {c for c in LISTED if ":" not in c} & columns
    assert [column for column in LISTED if _impersonal(column)] == []


async def test_the_table_names_only_columns_that_exist(columns: set[str]) -> None:
    assert [column for column in LISTED if ":" not in column and column not in columns] == []
    assert len(LISTED) == len(set(LISTED))


async def test_no_reason_outlives_its_column(columns: set[str]) -> None:
    patterns = {name: name.replace(".", r"\.").replace("*", r"\w+") for name in IMPERSONAL}
    assert [name for name, pattern in patterns.items() if not any(re.fullmatch(pattern, c) for c in columns)] == []
