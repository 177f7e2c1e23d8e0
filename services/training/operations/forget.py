"""Forgetting people in time: what /privacy promises of this service, kept by a periodic task."""

import logging

from services.training.domain.retention import (
    ACTIVITIES_KEPT,
    CERTIFICATE_PEOPLE_KEPT,
    CERTIFICATES_KEPT,
    COORDINATORS_KEPT,
    DRAFTS_KEPT,
    KEYS_KEPT,
    NAMED_ANSWERS_KEPT,
    NOMINATIONS_KEPT,
    PARTICIPANTS_KEPT,
    PICTURES_KEPT,
    REASONS_KEPT,
    REVIEWS_KEPT,
    STAYS_KEPT,
    WITHDRAWN_KEPT,
)
from services.training.store import activities, coordinators, forgetting, reviews, stays
from services.training.store.certificates import forgetting as certificates
from services.training.store.surveys import mixed
from shared.house import House

log = logging.getLogger(__name__)


async def forget(house: House) -> None:
    """Run once a day. Safe to run again at any time: what is forgotten stays so."""
    async with house.db.transaction() as tx:
        people = await forgetting.forget_participants(tx, tx.now - PARTICIPANTS_KEPT)
        await forgetting.forget_markers(tx, tx.now - PARTICIPANTS_KEPT)
        await forgetting.forget_excuses(tx, tx.now - REASONS_KEPT)
        await reviews.forget(tx, tx.now - REVIEWS_KEPT)
        told = await stays.forget(tx, tx.now - STAYS_KEPT, tx.now - WITHDRAWN_KEPT)
        trainers = await forgetting.forget_trainers(tx, tx.now - PARTICIPANTS_KEPT)
        nominated = await forgetting.forget_nominations(tx, tx.now - NOMINATIONS_KEPT)
        nominated += await forgetting.forget_drafts(tx, tx.now - DRAFTS_KEPT)
        await coordinators.forget(tx, tx.now - COORDINATORS_KEPT)
        await forgetting.forget_keys(tx, tx.now - KEYS_KEPT)
        await certificates.forget_people(tx, tx.now - CERTIFICATE_PEOPLE_KEPT)
        await certificates.forget_certificates(tx, tx.now - CERTIFICATES_KEPT)
        await certificates.forget_pictures(tx, tx.now - PICTURES_KEPT)
        await mixed.forget_named(tx, tx.now - NAMED_ANSWERS_KEPT)
        came = await activities.forget(tx, tx.now - ACTIVITIES_KEPT)
    counts = {"participants": people, "trainers": trainers, "nominations": nominated, "activities": came}
    counts["stays"] = told
    if any(counts.values()):
        log.info("people forgotten in time", extra=counts)
