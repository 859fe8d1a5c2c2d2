"""mapproof requirements: the rows, their sentence, source, checks and state.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import shutil
import sys
import textwrap
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence

from mapproof.errors import YES, CannotRun

# Written by scripts/traceability --write from the rows themselves: nobody has to build the suite to read them.
CATALOGUE = Path(__file__).resolve().parent.parent / "requirements.json"

LEAST_COLUMNS = 60


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("requirements", help="the rows, their sentence, source, checks and state")
    parser.add_argument("--profile", help="the documents to hold a target against, e.g. qnx-7.1")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads the catalogue and prints it as one profile sees it."""
    catalogue = _under(arguments.profile, json.loads(CATALOGUE.read_text(encoding="utf-8")))
    if arguments.json:
        print(json.dumps(catalogue))
    else:
        _print(catalogue["rows"], catalogue["profile"])
    return YES


def _under(profile: Optional[str], catalogue: Dict[str, Any]) -> Dict[str, Any]:
    """The catalogue with what this profile, or the default one, judges."""
    name = profile or catalogue["profile"]
    known = list(catalogue["rows"][0]["accepts"])
    if name not in known:
        raise CannotRun(f"there is no profile '{name}': use one of {', '.join(known)}.")
    rows = [{**row, "judged": name in row["profiles"]} for row in catalogue["rows"]]
    return {**catalogue, "profile": name, "rows": rows}


def _print(rows: Sequence[Mapping[str, Any]], profile: str) -> None:
    columns = max(LEAST_COLUMNS, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 10_000
    for row in rows:
        judged = "judged" if row["judged"] else "reported"
        print(f"{row['id']:<8} {row['state']}, {judged} in {profile}{', core' if row['core'] else ''}{', optional' if row['optional'] else ''}")
        for line in (row["text"], row["source"], _checks(row)):
            print(textwrap.fill(line, columns, initial_indent="    ", subsequent_indent="      "))
    states = [row["state"] for row in rows]
    counts = ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
    print(f"{len(rows)} rows: {counts}")


def _checks(row: Mapping[str, Any]) -> str:
    if row["checks"]:
        return "checks: " + ", ".join(row["checks"])
    return f"no check: {row['reason'] or 'none is written yet.'}"
