"""Every page a person can come to, by name: for the checks that hold everywhere, and for the screenshots."""

import re
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

import httpx

from tests.journeys.invite import words
from tests.journeys.people import EXPO, OPEN_DATE, WITH_AGENDA, register
from tests.journeys.system import System
from tests.support.waiting import PATIENCE

NAMES = (
    "programme", "programme-filtered", "programme-nothing-found", "event", "event-open-date", "event-with-agenda",
    "register", "my-registration", "my-registration-changed", "cancel-registration", "cancelled", "link-unknown",
    "interest", "training", "cohort", "sign-in", "sign-in-link", "sign-in-link-spent", "privacy", "preferences",
    "mailbox", "mail", "zones", "not-found", "api-docs", "verify", "verify-unknown",
)  # fmt: skip


@dataclass
class Places:
    """Addresses in one running system. People and mails they need are made when first asked for."""

    system: System

    async def path(self, name: str) -> str:
        """The path of a page of NAMES."""
        if name == "mail":
            await self.system.mail(self._sample[0])
            return self._find("/mailbox", r'href="(/mailbox/[^"]+)"')
        if name == "preferences":
            await self.path("mail")
            return self._in(words(await self.system.mail(self._sample[0])), r"(/preferences/[\w-]+)")
        return self._fixed[name]

    @cached_property
    def _sample(self) -> tuple[str, str]:
        """Address and token of somebody registered."""
        email = f"sample.{uuid4().hex[:8]}@seoul.example"
        return email, str(register(self.system, EXPO, email)["token"])

    @cached_property
    def _fixed(self) -> dict[str, str]:
        token = self._sample[1]
        gone = str(register(self.system, EXPO, f"gone.{uuid4().hex[:8]}@seoul.example")["token"])
        httpx.delete(f"{self.system.base}/api/v1/registrations/{gone}", timeout=PATIENCE).raise_for_status()
        return {
            "programme": "/",
            "programme-filtered": "/?kind=webinar",
            "programme-nothing-found": "/?q=zzzz",
            "event": f"/events/{EXPO}",
            "event-open-date": f"/events/{OPEN_DATE}",
            "event-with-agenda": f"/events/{WITH_AGENDA}",
            "register": f"/events/{EXPO}/register",
            "my-registration": f"/r/{token}",
            "my-registration-changed": f"/r/{token}/change",
            "cancel-registration": f"/r/{token}/cancel",
            "cancelled": f"/r/{gone}",
            "link-unknown": "/r/unknown",
            "interest": f"/events/{OPEN_DATE}/interest",
            "training": "/training",
            "cohort": self._find("/training", r'href="(/training/[^"?#]+)"'),
            "sign-in": "/sign-in",
            "sign-in-link": self._in(self.system.printed, r"(/sign-in\?link=[\w-]+)"),
            "sign-in-link-spent": "/sign-in?link=spent",
            "privacy": "/privacy",
            "mailbox": "/mailbox",
            "zones": "/?zone=choose",
            "not-found": "/nowhere",
            "verify": "/verify",
            "verify-unknown": "/verify/WG-2027-0001-AAAAAAAA",
            "api-docs": "/api/docs",
        }

    def _find(self, page: str, pattern: str) -> str:
        return self._in(httpx.get(self.system.base + page, timeout=PATIENCE).text, pattern)

    def _in(self, text: str, pattern: str) -> str:
        found = re.search(pattern, text)
        assert found, f"nothing like {pattern} in:\n{text[:2000]}"
        return found[1]
