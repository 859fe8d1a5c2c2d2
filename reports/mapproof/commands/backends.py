"""mapproof backends: what is built in, what each can do here, and the reason for what it can't.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
from typing import Any, List, Mapping

from mapproof import programs
from mapproof import units
from mapproof.errors import YES


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("backends", help="what is built in, what each can do here, and why not more")
    parser.add_argument("--backend", metavar="B", help="this one only: a built-in name or a plugin's path")
    parser.add_argument("--target", help="the target to open; default: the backend's own")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Asks the conformance program for the facts of each backend and prints them."""
    asked: List[str] = ["--facts", "--json"]
    asked += programs.option("--backend", arguments.backend)
    asked += programs.option("--target", arguments.target)
    answer = programs.ask(programs.CONFORM, asked)
    if arguments.json:
        print(json.dumps(answer))
        return YES
    for backend in answer["backends"]:
        print("\n".join(_lines(backend)))
    return YES


def _lines(backend: Mapping[str, Any]) -> List[str]:
    lines = [f"{backend['name']} {backend['version']} ({backend['origin']})"]
    if backend.get("summary"):
        lines.append(f"  {backend['summary']}")
    if backend["refused"]:
        return [*lines, f"  cannot be opened here: {backend['refused']}"]
    facts = backend["facts"]
    for window in facts["windows"]:
        lines.append(
            f"  window {window['name']}: {units.length(window['length'])} at {window['physical']}, "
            f"{' and '.join(window['protection'])}, {window['with_nocache']} with PROT_NOCACHE, "
            f"{window['without_nocache']} without".replace(units.NO_BREAK_SPACE, " ")
        )
    if facts["no_window"]:
        lines.append(f"  no window: {facts['no_window']}")
    if facts["no_offset"]:
        lines.append(f"  no offsets: {facts['no_offset']}")
    else:
        lines.append(f"  offsets: mem_offset() answers with {facts['offset_bits']} bits")
    lines += [f"  does not offer {call}" for call in backend["missing"]]
    lines += [f"  {name}: {value}" for name, value in facts["notes"].items()]
    return lines
