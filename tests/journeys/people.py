"""Sample people who come through the API, so that there are personal pages to look at."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from tests.journeys.system import System
from tests.support.waiting import PATIENCE

EXPO = "smart-tech-korea-expo-2021"
OPEN_DATE = "cjk-smart-city-forum-2021"
WITH_AGENDA = "neascn-pre-workshop-2020"


def next_year() -> int:
    """Where a first `wego up` puts what happened in 2021."""
    return datetime.now(UTC).year + 1


def form_of(email: str, **changes: Any) -> dict[str, Any]:
    """A good registration."""
    return {
        "email": email,
        "name": "Kim Min-su",
        "native_name": "김민수",
        "native_name_language": "ko",
        "organisation": "Seoul Metropolitan Government",
        "organisation_type": "city",
        "job_title": "Director of Smart City Policy",
        "category": "delegate",
        "country": "KR",
        "language": "ko",
        "timezone": "Asia/Seoul",
        "consent": True,
        **changes,
    }


def register(system: System, slug: str, email: str, **changes: Any) -> dict[str, Any]:
    """The API's answer: id, status, token, manage_url."""
    answer = httpx.post(
        f"{system.base}/api/v1/events/{slug}/registrations",
        json=form_of(email, **changes),
        headers={"Idempotency-Key": str(uuid4())},
        timeout=PATIENCE,
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())
