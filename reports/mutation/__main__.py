"""python3 -m mutation: changes the source of backends by machine and counts which changes the suite notices.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from mapproof import interruption, programs
from mapproof.errors import COULD_NOT_RUN, NO, YES, CannotRun
from mapproof.output import write_whole
from mutation import ledger
from mutation.campaign import Campaign
from mutation.journal import Journal, Outcome
from mutation.mutants import Mutant, chosen, mutants_of
from mutation.subjects import FOLDERS, sources
from mutation.summary import summary

ROOT = Path(__file__).resolve().parent.parent.parent
LEDGER = "reports/mutation/ledger.txt"
SUMMARY = "reports/mutation.json"
SHARES = {"model": 800, "ddi": 450, "linux": 300}


def main(argv: Optional[Sequence[str]] = None) -> int:
    """0: every survivor is explained and none is a hole, 1: not, 2: could not run."""
    interruption.install()
    try:
        return _run(_arguments(argv))
    except CannotRun as error:
        print(f"mutate: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("mutate: stopped; the same command goes on where it was.", file=sys.stderr)
    return COULD_NOT_RUN


def _arguments(argv: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__)
    parser.add_argument("--folder", choices=FOLDERS, action="append", help="a folder of backends/; default: all")
    parser.add_argument("--file", action="append", metavar="FILE", help="a source file, named from the root of the tree")
    parser.add_argument("--count", type=int, metavar="N", help="so many changes in each folder; 0 for all; default: " +
                        ", ".join(f"{name} {count}" for name, count in SHARES.items()))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which changes; default: 1")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count() or 1, metavar="N", help="default: one per CPU")
    parser.add_argument("--key", action="append", metavar="KEY", help="these changes alone, asked again")
    parser.add_argument("--journal", type=Path, metavar="FILE", help="default: mutation.jsonl in the build's folder")
    parser.add_argument("--ledger", type=Path, default=ROOT / LEDGER, metavar="FILE", help=f"default: {LEDGER}")
    parser.add_argument("--list", action="store_true", help="print the chosen changes and build nothing")
    parser.add_argument("--write", action="store_true", help=f"also write the score to {SUMMARY}")
    parser.add_argument("--json", action="store_true", help="print the score as one JSON object")
    return parser.parse_args(argv)


def _run(arguments: argparse.Namespace) -> int:
    mutants = _chosen(arguments)
    if arguments.list:
        for mutant in mutants:
            print(f"{mutant.key} {mutant.operator} {mutant.file}:{mutant.line}: {mutant.before} -> {mutant.after}")
        return YES
    build = Path(programs.find(programs.CONFORM)).resolve().parent.parent
    journal = Journal(arguments.journal or build / "mutation.jsonl")
    if arguments.key:
        for key in arguments.key:
            journal.outcomes.pop(key, None)
    with tempfile.TemporaryDirectory(prefix="mapproof-mutate-") as scratch:
        Campaign(ROOT, build, Path(scratch), journal).run(mutants, arguments.jobs)
    known = ledger.load(arguments.ledger)
    outcomes = [journal.outcomes[mutant.key] for mutant in mutants]
    return _tell(outcomes, known, arguments)


def _chosen(arguments: argparse.Namespace) -> List[Mutant]:
    if arguments.file:
        found = [mutant for file in arguments.file for mutant in _mutants(file)]
        return _of_keys(list(chosen(found, arguments.seed, arguments.count or len(found))), arguments)
    picked: List[Mutant] = []
    for folder in arguments.folder or FOLDERS:
        found = [mutant for file in sources(ROOT, folder) for mutant in _mutants(file)]
        count = SHARES[folder] if arguments.count is None else arguments.count or len(found)
        picked += chosen(found, arguments.seed, len(found) if arguments.key else count)
    return _of_keys(picked, arguments)


def _of_keys(found: List[Mutant], arguments: argparse.Namespace) -> List[Mutant]:
    return [mutant for mutant in found if mutant.key in arguments.key] if arguments.key else found


def _mutants(file: str) -> List[Mutant]:
    try:
        return mutants_of(ROOT, file)
    except OSError:
        raise CannotRun(f"'{file}' cannot be read: name a source file from the root of the tree.") from None


def _tell(outcomes: Sequence[Outcome], known: Dict[str, ledger.Entry], arguments: argparse.Namespace) -> int:
    score = summary(outcomes, known, _commit(), arguments.seed)
    if arguments.write:
        write_whole(str(ROOT / SUMMARY), json.dumps(score, indent=1).encode() + b"\n")
    left = [result for result in outcomes if result.state in ("survived", "noticed")]
    new = [result for result in left if result.key not in known]
    if arguments.json:
        print(json.dumps(score))
    else:
        for result in new:
            print(f"{result.key} {result.state} {result.change}" + (f" | {result.by}" if result.by else ""))
        _print_score(score)
    holes = [result for result in left if result.key in known and known[result.key].kind == ledger.HOLE]
    return NO if holes or any(result.state == "survived" for result in new) else YES


def _print_score(score: Dict[str, Any]) -> None:
    print(f"{score['made']} changes that differ in object code: {score['equivalent']} equivalent, {score['outside_of_the_contract']} outside "
          f"of the contract; of the other {score['mutants']} judged rows kill {score['killed']} ({score['killed_percent']} %), "
          f"{score['noticed_only']} more are noticed (together {score['noticed_percent']} %), {score['survived']} survive, "
          f"{score['not_explained']} of them unexplained; left out: {score['same_object_code']} with the same object code and "
          f"{score['does_not_compile']} that do not compile")


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
