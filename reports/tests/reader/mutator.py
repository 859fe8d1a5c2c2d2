"""Damages result files at random, from a seed: bytes and lines at will, and values in a way that the reader's own sums still hold.

SPDX-License-Identifier: Apache-2.0
"""

import copy
import json
import random
from typing import Any, Dict, List, Tuple

import samples
from mapproof.result.recount import quartiles

Event = Dict[str, Any]
NUMBERS = (0, 1, -1, 2, 0.0, 1e-30, 1e-29, 1e24, 1e12, 0.5, 2**32, 2**63, 2**64 - 1, 2**64, 10**30, 1e308, 1e-320, True)
TEXTS = ("", "a", "\x1b[2J", "é→\u202e", "\n", "{{ 1 }}", "<script>", "%s%n", "x" * 5000, "0x0", "EINVAL", "fail", "pass", "\ud800",
         "2026-02-30T99:99:99Z", "floor_map", "MDM_01", "MDM_99", "benchmark", "\\", '"', "\0")
OTHERS = (None, [], {}, [[]], {"": None}, [None])
PIECES = (b"[" * 3000, b"NaN", b"\xff", b"\x00", b"{", b"}", b'"', b"\n", b"1e999", b",", b"\\ud800", b'"event":"end",', b"-")


def mutated(events: List[Event], seed: int) -> bytes:
    """A file made of these events and something wrong, the same for the same seed."""
    chance = random.Random(seed)
    changed = copy.deepcopy(events)
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice((_value, _value, _value, _line))(changed, chance)
    if chance.random() < 0.8:
        _mend(changed)
    data = "".join(json.dumps(event) + "\n" for event in changed).encode()
    return _bytes(data, chance) if chance.random() < 0.2 else data


def _places(value: Any, found: List[Tuple[Any, Any]]) -> List[Tuple[Any, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        found.append((value, key))
        _places(inner, found)
    return found


def _value(events: List[Event], chance: random.Random) -> None:
    places = _places(chance.choice(events), []) if events else []
    if not places:
        return
    container, key = chance.choice(places)
    if chance.random() < 0.1:
        del container[key]
    elif chance.random() < 0.1:
        container[key] = chance.choice(NUMBERS + TEXTS + OTHERS)
    else:
        container[key] = _like(container[key], chance)


def _like(value: Any, chance: random.Random) -> Any:
    """Another value of that kind, so that the schema may let it pass."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return chance.choice(NUMBERS) if chance.random() < 0.6 else value * chance.choice((-1, 0.1, 3, 1000, 1e9))
    if isinstance(value, str):
        return chance.choice(TEXTS) if chance.random() < 0.7 else value[: chance.randrange(len(value) + 1)] + chance.choice(TEXTS)
    if isinstance(value, list):
        return value * chance.choice((0, 2, 3)) if chance.random() < 0.5 else value[: chance.randrange(len(value) + 1)]
    return chance.choice(OTHERS) if value is not None else chance.choice(TEXTS + NUMBERS)


def _line(events: List[Event], chance: random.Random) -> None:
    if not events:
        return
    place = chance.randrange(len(events))
    if chance.random() < 0.4:
        del events[place]
    elif chance.random() < 0.5:
        events.insert(chance.randrange(len(events) + 1), copy.deepcopy(events[place]))
    else:
        other = chance.randrange(len(events))
        events[place], events[other] = events[other], events[place]


def _mend(events: List[Event]) -> None:
    """Makes the sums right again, so that what is wrong gets past them."""
    for event in events:
        times = event.get("repetitions")
        if isinstance(times, list) and times and all(type(time) in (int, float) for time in times):
            event["quartile_low"], event["median"], event["quartile_high"] = quartiles(times)
    end = events[-1] if events else {}
    checks = [event for event in events if event.get("event") == "check" and isinstance(event.get("verdict"), str)]
    if isinstance(end.get("counts"), dict):
        judged = [check for check in checks if check.get("judged") is True]
        end["counts"] = {word: sum(check["verdict"] == word for check in checks) for word in samples.WORDS}
        end["judged_counts"] = {word: sum(check["verdict"] == word for check in judged) for word in samples.WORDS}
        bad = ("fail", "crashed", "timeout", "unresolved", "unsupported")
        end["conformant"] = end["judged_counts"]["pass"] > 0 and not any(end["judged_counts"][word] for word in bad)
    if "measured" in end:
        rows = [event for event in events if event.get("event") == "measurement"]
        end["refused"] = sum(row.get("refused") is not None for row in rows)
        end["measured"] = len(rows) - end["refused"]
    if end.get("event") == "end":
        end["lines"] = len(events) - 1


def _bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(data) + 1)
        kind = chance.random()
        if kind < 0.4 and data:
            place = min(place, len(data) - 1)
            data = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1:]
        elif kind < 0.7:
            data = data[:place] + chance.choice(PIECES) + data[place:]
        else:
            data = data[:place] + data[place + chance.randrange(200):]
    return data
