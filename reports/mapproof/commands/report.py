"""mapproof report: one self-contained HTML page about any mix of result files.

SPDX-License-Identifier: Apache-2.0
"""

import argparse

from mapproof.errors import YES, CannotRun
from mapproof.report.page import write_report
from mapproof.result.reader import read


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("report", help="one self-contained HTML page about result files")
    parser.add_argument("results", nargs="*", metavar="RESULT", help="result files (.jsonl) of one or more systems")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.html", help="the page to write")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads the files, renders them, writes the page."""
    if not arguments.results:
        raise CannotRun("there is nothing to report: name one or more result files (.jsonl).")
    write_report([read(path) for path in arguments.results], arguments.output)
    return YES
