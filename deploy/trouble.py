"""What keeps a command from doing its work, told to the person who typed it."""

from shared.errors import SaidPlainly


class Trouble(SaidPlainly):
    """The text says what is wrong and the way out. The command prints it and ends with exit code 1."""
