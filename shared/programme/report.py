"""What a load did, for the one who asked for it."""

import msgspec


class Touched(msgspec.Struct, frozen=True):
    """An entry by its slug (of a session: "event, session"), and names of its fields."""

    slug: str
    fields: tuple[str, ...]


class LoadReport(msgspec.Struct, frozen=True, kw_only=True):
    """`concerned` people are told: registered for what moved or was renamed, waiting for a place or for the
    date that is another, or given a seat that opened; `absent` slugs were loaded once and stand in the file no more.
    """

    what: str
    added: tuple[str, ...] = ()
    changed: tuple[Touched, ...] = ()
    left_alone: tuple[Touched, ...] = ()
    absent: tuple[str, ...] = ()
    unchanged: int = 0
    concerned: int = 0

    def lines(self) -> list[str]:
        """The report in words, a line each."""
        lines = [
            f"{self.what}: {len(self.added)} new, {len(self.changed)} changed, {self.unchanged} as before"
            + (f"; people concerned: {self.concerned}" if self.concerned else "")
        ]
        lines += [f"  changed: {entry.slug} ({', '.join(entry.fields)})" for entry in self.changed]
        lines += [
            f"  left alone, a person changed it since: {entry.slug} ({', '.join(entry.fields)})"
            for entry in self.left_alone
        ]
        lines += [f"  no longer in the file, kept as it is: {slug}" for slug in self.absent]
        return lines
