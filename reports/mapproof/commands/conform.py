"""mapproof conform: passes its arguments through to mapproof-conform, once for each profile if that is 'all'.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import os
import time
from typing import Any, Dict, List, Sequence, Tuple

from mapproof import driver_subject, programs
from mapproof.errors import NO, YES

EVERY_PROFILE = "all"
SCHEMA = 1
# Options that name a file which one run writes.
FILES = ("--out", "--junit", "--ktap")
# From the best to the worst; all profiles together are as the worst of them.
VERDICTS = ("conformant", "incomplete", "not conformant")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand; its options are those of the program, and --profile all."""
    programs.add_pass_through(subparsers, "conform", programs.CONFORM, "run the checks on a target", run)


def run(arguments: argparse.Namespace) -> int:
    """One run of the program, or one for each profile."""
    if driver_subject.is_asked_for(arguments.arguments):
        return driver_subject.run(arguments.arguments)
    options = _parted(arguments.arguments)
    if ("--profile", EVERY_PROFILE) not in options:
        return programs.call(programs.CONFORM, arguments.arguments)
    options.remove(("--profile", EVERY_PROFILE))
    return _run_all(options)


def _parted(words: Sequence[str]) -> List[Tuple[str, ...]]:
    """Each option with its value, where its value is a word of its own."""
    options: List[Tuple[str, ...]] = []
    for word in words:
        if word.startswith("--profile=") or word.startswith(tuple(f"{name}=" for name in FILES)):
            options.append(tuple(word.split("=", 1)))
        elif options and options[-1] in (("--profile",), *((name,) for name in FILES)):
            options[-1] += (word,)
        else:
            options.append((word,))
    return options


def _run_all(options: Sequence[Tuple[str, ...]]) -> int:
    """A result file holds one profile: each has its own, F.jsonl becomes F.PROFILE.jsonl. Conformant means in all."""
    start = time.monotonic()
    as_json = ("--json",) in options
    answers: List[Dict[str, Any]] = []
    codes: List[int] = []
    for profile in _profiles():
        words = ["--profile", profile, *(word for option in options for word in _of_profile(option, profile))]
        if as_json:
            answers.append(programs.ask(programs.CONFORM, words))
            codes.append(YES if answers[-1]["conformant"] else NO)
        else:
            print(f"==> {profile}", flush=True)
            codes.append(programs.call(programs.CONFORM, words))
    if as_json:
        verdict = max((answer["verdict"] for answer in answers), key=VERDICTS.index)
        print(json.dumps({"schema": SCHEMA, "verdict": verdict, "conformant": max(codes) == YES, "profiles": answers,
                          "seconds": round(time.monotonic() - start, 3)}))
    return max(codes)


def _profiles() -> List[str]:
    rows = programs.ask(programs.CONFORM, ["--list", "--json"])["rows"]
    return list(rows[0]["accepts"])


def _of_profile(option: Tuple[str, ...], profile: str) -> Tuple[str, ...]:
    if len(option) != 2 or option[0] not in FILES:
        return option
    stem, suffix = os.path.splitext(option[1])
    return option[0], f"{stem}.{profile}{suffix}"
