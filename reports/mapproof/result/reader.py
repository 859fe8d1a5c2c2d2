"""Reads a result file, line by line against the schema, and says precisely what is wrong with a bad one.

SPDX-License-Identifier: Apache-2.0
"""

import gzip
import hashlib
import json
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

from mapproof.errors import CannotRun, reason_of
from mapproof.result.results import Result, result_from_events

SCHEMA = 1
GZIP_MAGIC = b"\x1f\x8b"
SCHEMA_FILE = Path(__file__).resolve().parents[2] / "result" / "result.schema.json"
EVENTS = ("run", "row", "check", "order", "measurement", "end")
Event = Dict[str, Any]


def read(path: str) -> Result:
    """The result in a file; CannotRun names the file and the line if it is none."""
    data = _bytes(path)
    events = _events(path, data)
    _check_first(path, events[0])
    _check_last(path, events)
    for number, event in enumerate(events, start=1):
        _check_event(path, number, event, events[0]["kind"])
    return result_from_events(path, hashlib.sha256(data).hexdigest(), len(data), events)


def schema_error(event: Any) -> str:
    """What is wrong with an event by the schema, in one clause; empty if nothing is."""
    if not isinstance(event, dict) or event.get("event") not in EVENTS:
        return "is no event that schema 1 knows"
    errors = sorted(_validators()[event["event"]].iter_errors(event), key=lambda error: -len(error.absolute_path))
    if not errors:
        return ""
    error = errors[0]
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    where = "/".join(str(step) for step in error.absolute_path)
    message = error.message if len(error.message) <= 160 else error.message[:157] + "..."
    return f"does not follow the schema at '{where or event['event']}': {message}"


@lru_cache(maxsize=None)
def _validators() -> Dict[str, Any]:
    import jsonschema  # type: ignore[import]

    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return {
        name: jsonschema.Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": schema["definitions"]})
        for name in EVENTS
    }


def _bytes(path: str) -> bytes:
    try:
        data = Path(path).read_bytes()
        if data.startswith(GZIP_MAGIC):
            data = gzip.decompress(data)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise CannotRun(f"result file '{path}' is compressed and damaged: run it again.") from None
    except IsADirectoryError:
        raise CannotRun(f"'{path}' is a folder, not a result file: name the .jsonl file in it.") from None
    except OSError as error:
        raise CannotRun(f"result file '{path}' cannot be read: {reason_of(error)}.") from None
    if not data.strip():
        raise CannotRun(f"result file '{path}' is empty: the run that should have written it did not finish.")
    return data


def _events(path: str, data: bytes) -> List[Any]:
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
        whole = True
    else:
        whole = False
    events = []
    for number, line in enumerate(lines, start=1):
        try:
            events.append(json.loads(line.decode("utf-8")))
        except ValueError:
            if number == len(lines) and not whole and number > 1:
                raise _cut(path, number) from None
            raise CannotRun(f"'{path}' line {number} is not JSON: this is no mapproof result file, or it was damaged.") from None
    return events


def _cut(path: str, lines: int) -> CannotRun:
    return CannotRun(f"result file '{path}' is cut off after line {lines}: its 'end' line is missing; run it again.")


def _check_first(path: str, event: Any) -> None:
    if not isinstance(event, dict) or event.get("event") != "run" or not isinstance(event.get("schema"), int):
        raise CannotRun(f"'{path}' line 1 is not a 'run' event: this is no mapproof result file.")
    if event["schema"] > SCHEMA:
        raise CannotRun(
            f"'{path}' line 1 has schema {event['schema']}, newer than {SCHEMA}, the newest known here: use a newer mapproof."
        )


def _check_last(path: str, events: List[Any]) -> None:
    end = events[-1]
    if not isinstance(end, dict) or end.get("event") != "end":
        raise _cut(path, len(events))
    if end.get("lines") != len(events) - 1:
        raise CannotRun(
            f"'{path}' line {len(events)} says that {end.get('lines')} lines stand before it, but {len(events) - 1} do: "
            "lines were lost or added."
        )


_ALLOWED: Dict[str, Tuple[str, ...]] = {"conformance": ("row", "check", "order"), "benchmark": ("measurement",)}


def _check_event(path: str, number: int, event: Any, kind: str) -> None:
    problem = schema_error(event)
    if problem:
        raise CannotRun(f"'{path}' line {number} {problem}.")
    name = event["event"]
    misplaced = name in ("row", "check", "order", "measurement") and name not in _ALLOWED[kind]
    if misplaced or (name == "run") != (number == 1) or (name == "end" and ("counts" in event) != (kind == "conformance")):
        raise CannotRun(f"'{path}' line {number} is a '{name}' event, which has no place there in a {kind} result.")
