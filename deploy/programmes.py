"""Loading a programme file into the two services that keep one."""

from collections.abc import Mapping
from pathlib import Path

from deploy.house import opened_here
from deploy.trouble import Trouble
from services.registration.operations.load_programme import load_programme
from services.training.operations.load_programmes import load_programmes
from shared.programme import ProgrammeRefused, read

BUILT_IN = Path(__file__).parent / "programme" / "wego.toml"
BUILT_IN_YEAR = 2021  # the year that most of it happened in


async def load_file(
    environ: Mapping[str, str], file: Path, *, move_years: int | None = None, notify: bool = False
) -> list[str]:
    """Load or update a programme; returns the report in words. `move_years` None keeps each event's own shift.

    Raises Trouble naming file, line, key and reason of every fault; then nothing was written.
    """
    try:
        programme = read(file)
    except ProgrammeRefused as refused:
        raise Trouble("\n".join(["The file is refused whole; nothing was written.", *refused.lines()])) from refused
    async with opened_here("registration", environ) as house:
        events = await load_programme(house, programme, move_years=move_years, notify=notify)
    async with opened_here("training", environ) as house:
        trainings = await load_programmes(house, programme, move_years=move_years)
    return [*events.lines(), *trainings.lines()]
