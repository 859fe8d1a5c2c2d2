"""JSON of a package: one meaning only, whatever reads it.

SPDX-License-Identifier: Apache-2.0
"""

import json
from typing import Any

from mapproof.result.lines import Unfit, value_of


class Invalid(Exception):
    """Carries the reason, in one clause, why this is not a valid package."""


# Beyond this a file that is read as JSON was made to keep its reader busy: a full record has some ten thousand of these.
MOST_MARKS = 400_000
_MARKS = b",:[{"


def check_weight(data: bytes, name: str) -> None:
    """Invalid if there are more values in it than any file of a package has."""
    if sum(data.count(mark) for mark in _MARKS) > MOST_MARKS:
        raise Invalid(f"{name} holds more than {MOST_MARKS} values, which no file of a package does")


def strict_json(data: bytes, name: str) -> Any:
    """The object in a file; Invalid if it is none, or could be read in two ways."""
    check_weight(data, name)
    try:
        value = value_of(data)
    except Unfit as problem:
        raise Invalid(f"{name} {problem}") from None
    if not isinstance(value, dict):
        raise Invalid(f"{name} is no JSON object")
    return value


def pretty(value: Any) -> bytes:
    """How a package spells an object: the same bytes for the same object."""
    return (json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
