"""mapproof backends: what is built in, what each can do here, and the reason for what it can't.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
from typing import Any, Dict, List

from mapproof import programs
from mapproof.errors import YES


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("backends", help="what is built in, and what each can do here")
    parser.add_argument("--backend", metavar="PLUGIN", help="look at this one only: a built-in name or a plugin's path")
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
    else:
        _print(answer)
    return YES


def _print(answer: Dict[str, Any]) -> None:
    print(json.dumps(answer, indent=2))
