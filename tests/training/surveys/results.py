"""Surveys that a class answered, and what is read of their results."""

import csv
import io
from typing import Any
from uuid import UUID

import httpx

from shared.house import House
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.stored import survey

FORMS = ("results", "results.csv", "results.xlsx", "results.json", "results.pdf", "codebook.csv", "comments")


def path(id_: UUID, form: str = "results") -> str:
    return f"/organize/surveys/{id_}/{form}"


async def of_a_class(house: House, many: int = 15, **about: Any) -> UUID:
    cohort = about.pop("cohort_id", None) or await people.jeju(house)
    words = {"better": sample.COMMENTS}
    return await survey(house, sample.ITEMS, sample.answers(many), words, cohort_id=cohort, **about)


def rows(file: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


def numbers(body: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in body["results"] if each["key"] == key)["numbers"]
    return found
