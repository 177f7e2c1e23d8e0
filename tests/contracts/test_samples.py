"""Jobs written by an older version are still understood.

The samples are payloads as they were once sent: never edit one; a new or changed job gets a new file beside it.
"""

import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from shared.contracts import Job
from shared.contracts.notify import NotifyJob
from shared.contracts.registration import RegistrationJob
from shared.contracts.training import TrainingJob

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
RECEIVERS = (NotifyJob, RegistrationJob, TrainingJob)


def _tag(job: type[Job]) -> str:
    return str(job.__struct_config__.tag)


JOBS = sorted({job for union in RECEIVERS for job in get_args(union)}, key=_tag)


def _sample(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_old_payload_is_decoded_by_its_receiver_and_nothing_is_lost(path: Path) -> None:
    sent = _sample(path)
    receivers = [union for union in RECEIVERS if sent["job"] in {_tag(job) for job in get_args(union)}]
    assert receivers
    for union in receivers:
        job = msgspec.msgpack.decode(msgspec.msgpack.encode(sent), type=union)
        assert _lost(sent, msgspec.json.decode(msgspec.json.encode(job))) == []


def _lost(sent: Any, kept: Any, at: str = "") -> list[str]:
    """Where a value that was sent is not found again.."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        named = [key for key, value in sent.items() if value or key in kept]  # empty ones are defaults
        return [loss for key in named for loss in _lost(sent[key], kept.get(key), f"{at}.{key}")]
    if isinstance(sent, list) and isinstance(kept, list) and len(sent) == len(kept):
        return [loss for n, value in enumerate(sent) for loss in _lost(value, kept[n], f"{at}[{n}]")]
    return [] if sent == kept else [f"{at}: {sent!r} became {kept!r}"]


@pytest.mark.parametrize("job", JOBS, ids=_tag)
def test_every_field_of_every_job_stands_in_a_sample(job: type[Job]) -> None:
    """A new field needs a new sample, so that the day it is first sent is kept."""
    samples = [_sample(path) for path in SAMPLES]
    shown = {key for sample in samples if sample["job"] == _tag(job) for key in sample} - {"job"}
    assert shown == {field.encode_name for field in msgspec.structs.fields(job)}
