"""Reads a result file and says precisely what is wrong with a bad one. It believes no figure that it can work out itself.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
from typing import Any, Dict, List, Tuple

from mapproof.errors import CannotRun
from mapproof.result.chain import chain_problem
from mapproof.result.lines import cut_off, read_bytes, values_of
from mapproof.result.recount import contradiction
from mapproof.result.results import Result, result_from_events
from mapproof.result.schema import schema_error

SCHEMA = 1
_ALLOWED: Dict[str, Tuple[str, ...]] = {"conformance": ("row", "check", "order"), "benchmark": ("measurement",)}


def read(path: str) -> Result:
    """The result in a file; CannotRun names the file and the line if it is none."""
    return parse(path, read_bytes(path))


def parse(path: str, data: bytes) -> Result:
    """The result in these bytes, which came from that file."""
    events = values_of(path, data)
    _check_first(path, events[0])
    _check_last(path, events)
    for number, event in enumerate(events, start=1):
        problem = schema_error(event)
        if problem:
            raise CannotRun(f"'{path}' line {number} {problem}.")
    _check_places(path, events)
    result = result_from_events(path, hashlib.sha256(data).hexdigest(), len(data), events)
    problem = contradiction(result) or chain_problem(data, events)
    if problem:
        raise CannotRun(f"'{path}' contradicts itself: {problem}; it was damaged or edited.")
    return result


def _check_first(path: str, event: Any) -> None:
    if not isinstance(event, dict) or event.get("event") != "run" or type(event.get("schema")) is not int:
        raise CannotRun(f"'{path}' line 1 is not a 'run' event: this is no mapproof result file.")
    if event["schema"] > SCHEMA:
        raise CannotRun(
            f"'{path}' line 1 has schema {event['schema']}, newer than {SCHEMA}, the newest known here: use a newer mapproof."
        )


def _check_last(path: str, events: List[Any]) -> None:
    end = events[-1]
    if not isinstance(end, dict) or end.get("event") != "end":
        raise cut_off(path, len(events))
    lines = end.get("lines")
    if type(lines) is int and lines != len(events) - 1:
        raise CannotRun(
            f"'{path}' line {len(events)} says that {lines} lines stand before it, but {len(events) - 1} do: "
            "lines were lost or added."
        )


def _check_places(path: str, events: List[Any]) -> None:
    """run, then row, check and order, or measurement, then end."""
    kind = events[0]["kind"]
    sequence = ("run", *_ALLOWED[kind], "end")
    reached = 0
    for number, event in enumerate(events, start=1):
        name = event["event"]
        place = sequence.index(name) if name in sequence else -1
        alone = (name == "run") == (number == 1) and (name == "end") == (number == len(events))
        if place < reached or not alone or (name == "end" and ("counts" in event) != (kind == "conformance")):
            raise CannotRun(f"'{path}' line {number} is a '{name}' event, which has no place there in a {kind} result.")
        reached = place
