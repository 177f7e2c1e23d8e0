"""What an empty database gets: every schema, the programme, and a link for a first organizer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

SAMPLE_ORGANIZER = "organizer@wego.example"


async def prepare(environ: Mapping[str, str], programme: Path | None, *, empty: bool) -> str:
    """Migrate; load the programme if there is none. Returns the path of a sign-in link, or "" where nobody gets one.

    The programme that comes with WeGO moves forward by whole years, so that its year becomes the next one; a file is
    loaded as written. Raises Trouble, or MigrationError for a bad migration.
    """
    from deploy.schema import bring_up_to_date  # noqa: PLC0415  # loaded while the servers start

    await bring_up_to_date(environ)
    if await _has_programme(environ):
        return ""
    if not empty:
        await _load(environ, programme)
    return await _sign_in_link(environ) if environ.get("WEGO_LOCAL_MAIL") else ""


async def _has_programme(environ: Mapping[str, str]) -> bool:
    from deploy.house import opened_here  # noqa: PLC0415
    from services.registration.operations.load_programme import has_programme  # noqa: PLC0415

    async with opened_here("registration", environ) as house:
        return await has_programme(house)


async def _load(environ: Mapping[str, str], programme: Path | None) -> None:
    from deploy.programmes import BUILT_IN, BUILT_IN_YEAR, load_file  # noqa: PLC0415

    if programme:
        await load_file(environ, programme)
    else:
        await load_file(environ, BUILT_IN, move_years=datetime.now(UTC).year + 1 - BUILT_IN_YEAR)


async def _sign_in_link(environ: Mapping[str, str]) -> str:
    """For a sample organizer, who has no mailbox to get a code in."""
    from deploy.house import opened_here  # noqa: PLC0415
    from shared.identity.accounts import add_staff  # noqa: PLC0415
    from shared.identity.sessions import sign_in_link  # noqa: PLC0415

    async with opened_here("registration", environ) as house:
        staff = await add_staff(house.db, email=SAMPLE_ORGANIZER, role="organizer", name="Sample Organizer")
        return await sign_in_link(house.db, staff.email)
