"""What sort of occasion a certificate is for."""

from enum import StrEnum


class Kind(StrEnum):
    COHORT = "cohort"
    EVENT = "event"
