"""The command line: one subcommand per module of commands/, exit codes as in errors.py, and never a traceback.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import importlib
import importlib.util
import io
import os
import sys
from typing import NoReturn, Optional, Sequence

from mapproof import __version__, interruption
from mapproof.errors import COULD_NOT_RUN, CannotRun, reason_of
from mapproof.visible import visible

# Each module has add_parser(subparsers) and run(arguments) -> exit code. One that is not part of an installation is left out.
MODULES = ("backends", "requirements", "conform", "explore", "bench", "certify", "verify", "sign", "waivers", "statement",
           "certificates", "report", "compare", "ab", "history", "new_backend", "selftest", "lab")


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Runs one subcommand and returns its exit code."""
    interruption.install()
    _print_anywhere()
    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except CannotRun as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return _complain("interrupted; nothing was left half-written.")
    except BrokenPipeError:
        # Whoever read our output is gone; without this the interpreter complains once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except ModuleNotFoundError as error:
        return _complain(f"the Python module '{error.name}' is missing: install python3-{error.name} (scripts/setup does).")
    except OSError as error:
        where = f"'{error.filename}': " if error.filename else ""
        return _complain(f"{where}{reason_of(error)}.")
    except Exception as error:
        # A defect of ours; the user gets a sentence, and whoever looks for it the rest.
        if os.environ.get("MAPPROOF_TRACEBACK"):
            raise
        return _complain(f"internal error ({type(error).__name__}: {' '.join(str(error).split())}): please report it; "
                         "MAPPROOF_TRACEBACK=1 shows where.")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The arguments of one subcommand; its function is in them, as run."""
    return _parser(words).parse_args(words)


def _complain(sentence: str) -> int:
    if sentence:
        print(f"mapproof: {visible(sentence)}", file=sys.stderr)
    return COULD_NOT_RUN


def _print_anywhere() -> None:
    """A terminal that lacks a character gets its number, not a failure in the middle of the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CannotRun(f"{message} (see '{self.prog} --help').")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="mapproof",
        description="Certifies and measures implementations of the device-memory mapping API.",
        epilog="Exit codes: 0 yes, 1 no, 2 could not run; compare, ab and history check add 3, cannot tell.",
    )
    parser.add_argument("--version", action="version", version=f"mapproof {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, dest="command", parser_class=_Parser)
    # One command needs none of what the others import.
    for name in words[:1] if words and words[0] in MODULES else MODULES:
        if importlib.util.find_spec(f"mapproof.commands.{name}") is not None:
            importlib.import_module(f"mapproof.commands.{name}").add_parser(subparsers)
    return parser
