"""What is wrong with a programme file, place by place."""

from collections.abc import Iterable

import msgspec

from shared.errors import DomainError


class Fault(msgspec.Struct, frozen=True, order=True):
    """One fault. `key` is dotted from the root ("events.when.month"), empty where the text is no TOML at all; `line`
    is 0 where the file as a whole cannot be read.
    """

    line: int
    key: str
    reason: str


class ProgrammeRefused(DomainError):
    """The file is refused whole: nothing of it was written. Carries every fault, in the order of the lines."""

    code = "programme-refused"

    def __init__(self, filename: str, faults: Iterable[Fault]) -> None:
        self.filename = filename
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line a fault, as compilers write them: file:line: key: reason."""
        return [": ".join(filter(None, (self._place(fault), fault.key, fault.reason))) for fault in self.faults]

    def _place(self, fault: Fault) -> str:
        return f"{self.filename}:{fault.line}" if fault.line else self.filename
