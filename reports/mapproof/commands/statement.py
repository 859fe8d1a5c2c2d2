"""mapproof statement: what the vendor says of the product, asked on a terminal or given as options.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import sys

from mapproof.certificate.statement import MEMBERS
from mapproof.certificate.strict import pretty
from mapproof.errors import YES, CannotRun
from mapproof.output import write_whole
from mapproof.visible import visible

# Without these nobody knows what the certificate is about.
REQUIRED = ("vendor", "product", "version", "contact")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("statement", help="write what the vendor says of the product, for certify --statement")
    for name in MEMBERS:
        parser.add_argument(f"--{name}", help=None if name in REQUIRED else "anything else")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.json", help="the file to write")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Asks for what was not given, if somebody is there to answer."""
    found = {name: getattr(arguments, name) for name in MEMBERS}
    for name in MEMBERS:
        if found[name] is None:
            found[name] = _asked(name) if sys.stdin.isatty() else ""
        found[name] = visible(found[name].strip())
        if not found[name] and name in REQUIRED:
            raise CannotRun(f"the statement needs a {name}: give --{name} TEXT.")
    write_whole(arguments.output, pretty(found))
    return YES


def _asked(name: str) -> str:
    print(f"{name}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()
