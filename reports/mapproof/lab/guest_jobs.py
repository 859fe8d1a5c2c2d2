"""Turns a command of this machine into a job of the guest, and brings the files that it wrote to where they belong.

SPDX-License-Identifier: Apache-2.0
"""

import filecmp
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO, Dict, List, Optional, Sequence, Tuple

from mapproof import programs
from mapproof.errors import CannotRun, reason_of
from mapproof.lab import libraries
from mapproof.lab.guest import Guest, Job

# mapproof's own programs, by the name of the command and by their own.
PROGRAMS = {"conform": programs.CONFORM, programs.CONFORM: programs.CONFORM,
            "bench": programs.BENCH, programs.BENCH: programs.BENCH}

OUTPUT_OPTIONS = ("--out", "--junit", "--ktap", "--topology")

# An emulated processor is some twenty times slower than a real one, and its wall time says little: longer deadlines, and
# as few repetitions as still show a spread.
OPTIONS_FOR_EMULATION = {programs.CONFORM: (("--deadline", "20"),),
                         programs.BENCH: (("--repetitions", "3"), ("--time", "15"))}

# What these folders hold is the guest's own.
OTHER_THERE = ("/proc/", "/sys/", "/dev/")


class GuestJobs:
    """The jobs of one boot, with the files that go in and those that come back."""

    def __init__(self, guest: Guest, home: Optional[Path] = None) -> None:
        self._guest = guest
        self._home = home or Path.cwd()
        self._outputs: Dict[str, Path] = {}
        self._brought: Dict[str, Path] = {}
        guest.work.mkdir(parents=True)

    def add(self, command: Sequence[str], stdout: BinaryIO = sys.stdout.buffer) -> Job:
        """One of mapproof's own commands, or any program of this machine."""
        name, arguments = command[0], command[1:]
        if name in PROGRAMS:
            program = Path(programs.find(PROGRAMS[name])).absolute()
            words = self._own_arguments(PROGRAMS[name], arguments)
        else:
            program = _found(name)
            words = [self._input(argument) for argument in arguments]
        libraries.check_is_program(program)
        self._guest.files.append(program)
        if program.name == programs.BENCH:
            # It has the requirements checked that its figures depend on.
            self._guest.files.append(Path(programs.find(programs.CONFORM)).absolute())
        job = Job([str(program), *words], stdout, sys.stderr.buffer)
        self._guest.jobs.append(job)
        return job

    def take_along(self, file: str) -> None:
        """A program or any other file that a person wants to have in the guest."""
        path = (self._home / file).absolute() if (self._home / file).is_file() else _found(file)
        print(f"lab: taking {path} along", file=sys.stderr)
        self._guest.files.append(path)

    def deliver(self) -> None:
        """Brings every file that the jobs wrote into their folder: whole, or not at all."""
        for name, path in self._outputs.items():
            if (self._guest.work / name).is_file():
                _replace(path, self._guest.work / name)
        for path in sorted(self._guest.work.rglob("*")):
            name = str(path.relative_to(self._guest.work))
            if path.is_file() and not path.is_symlink() and name not in self._outputs and self._is_news(name, path):
                _replace(self._home / name, path)

    def _is_news(self, name: str, path: Path) -> bool:
        return name not in self._brought or not filecmp.cmp(self._brought[name], path, shallow=False)

    def _own_arguments(self, program: str, arguments: Sequence[str]) -> List[str]:
        words: List[str] = []
        rest = iter(arguments)
        for argument in rest:
            option, equals, value = argument.partition("=")
            if option in OUTPUT_OPTIONS and equals:
                words.append(f"{option}={self._output(option, value)}")
            elif option in OUTPUT_OPTIONS:
                words += [option, self._output(option, next(rest, ""))]
            else:
                words.append(self._input(argument))
        # Every device of the lab belongs to the lab.
        if "--allow-write" not in words:
            words.append("--allow-write")
        for option, value in OPTIONS_FOR_EMULATION[program]:
            if not any(word.split("=")[0] == option for word in words):
                words += [option, value]
        return words

    def _output(self, option: str, argument: str) -> str:
        path = self._home / argument
        if not argument or path.is_dir():
            raise CannotRun(f"{option} '{argument}' is no file name.")
        if not os.access(path.parent, os.W_OK):
            raise CannotRun(f"'{path.parent}' cannot be written to: make the folder, or give {option} another one.")
        name = f"output-{len(self._outputs)}-{path.name}"
        self._outputs[name] = path
        return name

    def _input(self, argument: str) -> str:
        """Takes a file along that an argument names (also as --option=FILE); returns the argument for the guest."""
        option, equals, value = argument.partition("=") if argument.startswith("--") else ("", "", argument)
        if not value or value.startswith(OTHER_THERE) or not (self._home / value).is_file():
            return argument
        return option + equals + self._bring(value)

    def _bring(self, value: str) -> str:
        path, name = _place(self._home, value)
        if name is None or libraries.is_elf(path):
            self._guest.files.append(path)
            return str(path)
        self._brought[name] = path
        target = self._guest.work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        return value


def _place(home: Path, value: str) -> Tuple[Path, Optional[str]]:
    """The path of a file, and its name relative to the folder that the command runs in, if it was given so."""
    path = Path(os.path.normpath(home / value))
    inside = not os.path.isabs(value) and home in path.parents
    return path, str(path.relative_to(home)) if inside else None


def _found(name: str) -> Path:
    found = shutil.which(name)
    if found is None:
        raise CannotRun(f"there is no command '{name}': give certify, conform, bench, or a program of this machine.")
    return Path(found).absolute()


def _replace(path: Path, source: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as out, source.open("rb") as content:
                os.fchmod(out.fileno(), 0o666 & ~_umask())
                shutil.copyfileobj(content, out)
            os.replace(partial, path)
        except BaseException:
            os.unlink(partial)
            raise
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be written: {reason_of(error)}.") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
