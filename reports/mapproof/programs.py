"""Finds the C++ programs, runs them, and takes them along when the command ends early.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
from typing import Any, Callable, Iterator, Optional, Sequence

from mapproof import interruption
from mapproof.errors import COULD_NOT_RUN, CannotRun, reason_of

CONFORM = "mapproof-conform"
BENCH = "mapproof-bench"
EXPLORE = "mapproof-explore"
INTERRUPTED = (128 + signal.SIGINT, 128 + signal.SIGTERM)  # by which a program says that it was, in its own words
PATIENCE_SECONDS = 5.0


def find(name: str) -> str:
    """The path of a program: in $MAPPROOF_BIN, which scripts/mapproof and the installed command set, else on PATH."""
    folder = os.environ.get("MAPPROOF_BIN")
    found = shutil.which(os.path.join(folder, name) if folder else name)
    if found is None:
        where = f"in MAPPROOF_BIN ('{folder}')" if folder else "on PATH"
        raise CannotRun(f"{name} was not found {where}: build it, or set MAPPROOF_BIN to the folder that holds it.")
    return found


def call(name: str, arguments: Sequence[str], quiet: bool = False) -> int:
    """Runs a program that speaks for itself and returns its exit code; quiet drops its standard output."""
    with _started([find(name), *arguments], subprocess.DEVNULL if quiet else None) as process:
        code = process.wait()
    return judged(name, code)


def ask(name: str, arguments: Sequence[str]) -> Any:
    """Runs a program that prints one JSON object and returns that."""
    with _started([find(name), *arguments], subprocess.PIPE) as process:
        text, _ = process.communicate()
    if judged(name, process.returncode) == COULD_NOT_RUN:
        raise CannotRun("")
    try:
        return json.loads(text)
    except ValueError:
        raise CannotRun(f"{name} {' '.join(arguments)} did not print JSON: it does not belong to this command.") from None


def judged(name: str, code: int) -> int:
    """The exit code of a program, if it is one that means something; a negative one is a signal."""
    if code in (0, 1, COULD_NOT_RUN):
        return code
    if code in INTERRUPTED:
        raise KeyboardInterrupt
    how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with the unknown exit code {code}"
    raise CannotRun(f"{name} {how}: its result is lost.")


@contextlib.contextmanager
def _started(command: Sequence[str], stdout: Optional[int]) -> Iterator["subprocess.Popen[bytes]"]:
    """A child in a session of its own, so that its whole process group can be ended when the block is left early."""
    process: "Optional[subprocess.Popen[bytes]]" = None
    try:
        with interruption.held():
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, start_new_session=True)
        yield process
    except OSError as error:
        raise CannotRun(f"'{command[0]}' cannot be started: {reason_of(error)}.") from None
    finally:
        if process is not None and process.poll() is None:
            with interruption.held():
                _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def option(name: str, value: Optional[object]) -> Sequence[str]:
    """An option with its value, or nothing if the user did not give it."""
    return () if value is None else (name, str(value))


def add_pass_through(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
    command: str,
    program: str,
    text: str,
    run: "Optional[Callable[[argparse.Namespace], int]]" = None,
) -> None:
    """Declares a subcommand whose arguments, --help too, are all the program's own."""
    parser = subparsers.add_parser(command, help=text, add_help=False, prefix_chars="\0")
    parser.add_argument("arguments", nargs="*")
    parser.set_defaults(run=run or (lambda arguments: call(program, arguments.arguments)))
