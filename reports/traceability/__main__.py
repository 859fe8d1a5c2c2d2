"""python3 -m traceability: the gate, or with --write the catalogue: its page and its file.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Optional, Sequence

from mapproof import programs
from mapproof.errors import COULD_NOT_RUN, NO, YES, CannotRun
from mapproof.output import write_whole
from traceability.catalogue import catalogue_of
from traceability.gate import faults
from traceability.page import page_of
from traceability.tree import CATALOGUE, PAGE, load_catalogue, read


def main(argv: Optional[Sequence[str]] = None) -> int:
    """0: everything is traceable, 1: something is not, 2: could not look."""
    try:
        return _run(_arguments(argv))
    except CannotRun as error:
        if str(error):
            print(f"traceability: {error}", file=sys.stderr)
        return COULD_NOT_RUN


def _arguments(argv: Optional[Sequence[str]]) -> argparse.Namespace:
    tree = Path(__file__).resolve().parent.parent.parent
    parser = argparse.ArgumentParser(prog="traceability", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE} and {CATALOGUE} in place of judging them")
    parser.add_argument("--tree", type=Path, default=tree, metavar="FOLDER", help="default: the one this script is in")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="default: mapproof-conform --list --json")
    parser.add_argument("--liars", type=Path, metavar="FILE", help="default: the build's test-backends.txt")
    return parser.parse_args(argv)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.catalogue:
        catalogue = load_catalogue(arguments.catalogue)
    else:
        catalogue = programs.ask(programs.CONFORM, ["--list", "--json"])
    build = Path(os.environ.get("MAPPROOF_BIN", ".")).resolve().parent
    tree = read(arguments.tree, catalogue, arguments.liars or build / "test-backends.txt")
    if arguments.write:
        write_whole(str(arguments.tree / PAGE), page_of(tree).encode())
        write_whole(str(arguments.tree / CATALOGUE), catalogue_of(tree).encode())
        return YES
    found = faults(tree)
    for fault in found:
        print(f"traceability: {fault}")
    print(f"traceability: {len(tree.rows)} rows, {len(tree.liars)} liars, {len(found)} faults")
    return NO if found else YES


if __name__ == "__main__":
    sys.exit(main())
