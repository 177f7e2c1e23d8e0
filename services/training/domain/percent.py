"""Parts of a hundred as people read them, from whole numbers: the one place where anything of the record is rounded."""


def tenths(part: int, whole: int, threshold: int = 100) -> int:
    """Of a hundred, in tenths: rounded half up, but what is less than 100 % or than the threshold never reads as that.

    `whole` is more than nothing; `threshold` in percent.
    """
    found = (2000 * part + whole) // (2 * whole)
    for limit in (100, threshold):
        if 100 * part < limit * whole:
            found = min(found, 10 * limit - 1)
    return found
