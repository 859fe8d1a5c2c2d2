"""mapproof selftest: proves that the suite can fail, and only when it should, by running it on backends made for that.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import os
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

from mapproof import programs
from mapproof.certificate.digest import file_digest
from mapproof.errors import NO, YES, CannotRun, reason_of
from mapproof.selftest.exploration import explore_all
from mapproof.selftest.faults import Fault
from mapproof.selftest.judgement import Plan, score_of
from mapproof.selftest.score import Row
from mapproof.selftest.score_table import Progress, print_score
from mapproof.selftest.trial import Trials, run_to_end

# Of this tree, if it was measured.
MUTATION = Path(__file__).resolve().parents[2] / "mutation.json"
KINDS = ("liars", "variants", "faults")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("selftest", help="prove that the suite can fail, and only when it should")
    parser.add_argument("--only", metavar="GLOB", help="only backends and rows of these names, e.g. 'mof_1*'")
    parser.add_argument("--full", action="store_true", help="every check on every liar, every variant in every profile (an hour)")
    parser.add_argument("--explore", type=_seconds, metavar="SECONDS", help="instead: what random calls find, so long on each")
    parser.add_argument("--exhaustive", type=_jobs, metavar="N", help="instead: what all sequences of N calls find in each")
    parser.add_argument("-j", "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="default: all CPUs")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", metavar="FOLDER", help="default: those that were built with the program")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Runs all of them, prints the score; 0 only if nothing is left to wish for."""
    catalogue = _catalogue()
    plugins = {kind: _plugins(kind, getattr(arguments, kind), arguments.only) for kind in ("liars", "variants")}
    liars = {path: _owner(path, catalogue) for path in plugins["liars"]}
    if arguments.explore is not None or arguments.exhaustive is not None:
        return _explore(arguments, liars, {path: _profiles(path) for path in plugins["variants"]})
    plan = Plan(
        rows=catalogue,
        selected=[row for row in catalogue.values() if _selected(row.name, arguments.only) or row in liars.values()],
        liars=liars,
        variants={path: _profiles(path) for path in plugins["variants"]},
        faults=_faults(arguments.faults, arguments.only),
        full=arguments.full,
    )
    with Trials(programs.find(programs.CONFORM), arguments.jobs) as trials, Progress(arguments.json) as progress:
        score = run_to_end(score_of(plan, trials, progress))
    if arguments.json:
        program = file_digest(programs.find(programs.CONFORM))
        print(json.dumps({**score.to_json(), "program": program, "mutation": _mutation()}))
    else:
        print_score(score, sys.stdout)
    return YES if score.perfect else NO


def _explore(arguments: argparse.Namespace, liars: Dict[Path, Row], variants: Dict[Path, Sequence[str]]) -> int:
    time, calls = arguments.explore, arguments.exhaustive
    how = ["--time", str(time)] if calls is None else ["--exhaustive", str(calls)]
    explored = explore_all(liars, variants, how, arguments.jobs)
    if arguments.json:
        print(json.dumps(explored.to_json()))
    else:
        explored.print(sys.stdout)
    return NO if explored.alarms else YES


def _mutation() -> Any:
    """The committed score of scripts/mutate; None without a checkout that has one."""
    return json.loads(MUTATION.read_bytes()) if MUTATION.is_file() else None


def _seconds(text: str) -> float:
    number = float(text)
    if not number > 0:
        raise ValueError
    return number


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _catalogue() -> Dict[str, Row]:
    answer = programs.ask(programs.CONFORM, ["--list", "--json"])
    rows = [Row(row["id"], row["state"], tuple(row["profiles"]), _checks(row)) for row in answer["rows"]]
    return {row.name: row for row in rows}


def _checks(row: Dict[str, Any]) -> Tuple[str, ...]:
    return tuple(f"{row['id']}.{title}" for title in row["checks"])


def _selected(name: str, only: Optional[str]) -> bool:
    """A row counts as selected too when the glob is about its liars: 'mof_17_*'."""
    names = (name.lower(), name.lower() + "_")
    return only is None or any(fnmatchcase(spelling, only.lower()) for spelling in names)


def _folder(kind: str, given: Optional[str]) -> Path:
    path = Path(given) if given is not None else Path(programs.find(programs.CONFORM)).resolve().parent.parent / kind
    if not path.is_dir():
        raise CannotRun(f"there is no folder '{path}' of {kind}: build the target '{kind}', or name it with --{kind}.")
    return path


def _plugins(kind: str, folder: Optional[str], only: Optional[str]) -> List[Path]:
    return [plugin for plugin in sorted(_folder(kind, folder).glob("*.so")) if _selected(plugin.stem, only)]


def _faults(folder: Optional[str], only: Optional[str]) -> List[Fault]:
    """The ways in which the plugin there can misbehave, one a line: what must come of it, and its name."""
    path = _folder("faults", folder)
    try:
        lines = (path / "ways.txt").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CannotRun(f"'{path}' has no list of faults, ways.txt: {reason_of(error)}.") from None
    ways = [line.split() for line in lines]
    return [Fault(str(path / "fault.so"), kind, way) for kind, way in ways if _selected(way, only)]


def _profiles(variant: Path) -> List[str]:
    """Where the source of a variant says that it is to be run; the build has a list of that."""
    try:
        lines = (variant.parent.parent / "test-backends.txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return next((line.split()[2:] for line in lines if line.split()[:2] == ["variants", variant.stem]), [])


def _owner(liar: Path, rows: Dict[str, Row]) -> Row:
    """The row that must notice: the first two words of the liar's name."""
    name = "_".join(liar.stem.split("_")[:2]).upper()
    if name not in rows:
        raise CannotRun(f"liar '{liar}' is named after '{name}', which is no row: name it <row>_<what it breaks>.so.")
    return rows[name]
