"""Rows of a form, such as `materials.0.title`: as many as there are, and empty ones to fill in, without a script."""

from collections.abc import Iterable, Mapping, Sequence

from shared.web.forms import Form

_MOST = 200


def rows_of(form: Form, name: str, fields: Sequence[str]) -> list[dict[str, str]]:
    """As typed, in their order; the number in a field's name is the place in the list."""
    numbers = [key.split(".")[1] for key in form if key.startswith(f"{name}.") and key.count(".") == 2]
    count = max((int(number) + 1 for number in numbers if number.isascii() and number.isdigit()), default=0)
    return [{field: form.one(f"{name}.{n}.{field}") for field in fields} for n in range(min(count, _MOST))]


def as_fields(name: str, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The fields of these rows, for `Form.holding`."""
    return {f"{name}.{n}.{field}": value for n, row in enumerate(rows) for field, value in row.items()}
