"""The lines of a result file as JSON values, with nothing in them that no writer of ours can have written.

SPDX-License-Identifier: Apache-2.0
"""

import gzip
import json
import zlib
from collections import Counter
from typing import Any, Dict, List, NoReturn, Tuple

from mapproof.errors import CannotRun, reason_of
from mapproof.visible import visible

GZIP_MAGIC = b"\x1f\x8b"
# A full result has half a million bytes in a thousand lines.
MOST_BYTES = 32 << 20
MOST_LINES = 20_000
MOST_DEPTH = 16
GREATEST = 2**64
# Whatever was measured: beyond these a number is no time, no size and no ratio.
LEAST, MOST = 1e-30, 1e24
# The one text of a file that has lines.
OF_LINES = "detail"


class Unfit(ValueError):
    """A clause that says what is wrong with a line."""


def read_bytes(path: str) -> bytes:
    """The file, decompressed if it is compressed; CannotRun if it cannot be read, or is too long to be a result."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if data.startswith(GZIP_MAGIC) and len(data) <= MOST_BYTES:
            with gzip.open(path, "rb") as compressed:
                data = compressed.read(MOST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise CannotRun(f"result file '{path}' is compressed and damaged: run it again.") from None
    except IsADirectoryError:
        raise CannotRun(f"'{path}' is a folder, not a result file: name the .jsonl file in it.") from None
    except OSError as error:
        raise CannotRun(f"result file '{path}' cannot be read: {reason_of(error)}.") from None
    except ValueError:
        raise CannotRun(f"'{path}' is no name that a file can have: name a result file.") from None
    if len(data) > MOST_BYTES:
        raise CannotRun(f"'{path}' is longer than {MOST_BYTES >> 20} MiB: this is no mapproof result file, or it was damaged.")
    if not data.strip():
        raise CannotRun(f"result file '{path}' is empty: the run that should have written it did not finish.")
    return data


def values_of(path: str, data: bytes) -> List[Any]:
    """One value for each line; CannotRun names the line that is none."""
    lines = data.split(b"\n")
    whole = lines[-1] == b""
    if whole:
        lines.pop()
    if len(lines) > MOST_LINES:
        raise CannotRun(f"'{path}' has more than {MOST_LINES} lines: this is no mapproof result file, or it was damaged.")
    values = []
    for number, line in enumerate(lines, start=1):
        try:
            values.append(value_of(line))
        except Unfit as problem:
            if number == len(lines) and not whole and number > 1:
                raise cut_off(path, number) from None
            raise CannotRun(f"'{path}' line {number} {problem}: this is no mapproof result file, or it was damaged.") from None
    return values


def cut_off(path: str, lines: int) -> CannotRun:
    """What to say of a file without its end."""
    return CannotRun(f"result file '{path}' is cut off after line {lines}: its 'end' line is missing; run it again.")


def value_of(line: bytes) -> Any:
    """The JSON value of one line, its texts made visible; Unfit if it is none, or none that can be right."""
    try:
        return _fit(json.loads(line.decode("utf-8"), parse_int=_integer, parse_float=_number, parse_constant=_no_number,
                               object_pairs_hook=_object))
    except Unfit:
        raise
    except RecursionError:
        raise Unfit("is nested too deeply") from None
    except ValueError:
        raise Unfit("is not JSON") from None


def _integer(digits: str) -> int:
    number = int(digits) if len(digits) <= 21 else GREATEST
    if abs(number) >= GREATEST:
        raise Unfit(f"has a number of {len(digits)} digits, which nothing counts up to")
    return number


def _number(digits: str) -> float:
    number = float(digits)
    if number != 0 and not LEAST <= abs(number) <= MOST:
        raise Unfit(f"has the number {digits[:20]}, which nothing can measure")
    return number


def _no_number(word: str) -> NoReturn:
    raise Unfit(f"has {word}, which is no number")


def _object(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise Unfit(f"has the member '{visible(twice)[:40]}' twice")
    return found


def _fit(value: Any, depth: int = 0, lines: bool = False) -> Any:
    if depth > MOST_DEPTH:
        raise Unfit("is nested too deeply")
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise Unfit("has half a character (a lone surrogate) in a text")
        return value if value.isprintable() and value.isascii() else visible(value, lines)
    if isinstance(value, list):
        return [_fit(inner, depth + 1) for inner in value]
    if isinstance(value, dict):
        return {_fit(name): _fit(inner, depth + 1, name == OF_LINES) for name, inner in value.items()}
    return value
