"""`python -m shared.i18n update` finds the texts and writes the catalogues; `check` proves them complete."""

import sys

from shared.i18n.check import faults
from shared.i18n.extract import update


def main(arguments: list[str]) -> int:
    """0 where all is well, 1 where a text lacks a translation, 2 where the command is unknown."""
    match arguments:
        case ["update"]:
            for code, missing in update().items():
                sys.stdout.write(f"{code}: {missing} to translate\n")
            return 0
        case ["check"]:
            wrong = faults()
            sys.stdout.write("".join(f"{fault}\n" for fault in wrong))
            return 1 if wrong else 0
        case _:
            sys.stderr.write("python -m shared.i18n update | check\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
