"""Builds a plugin with one file of its source changed: compiles that file alone and links it in front of the whole build's archives.

SPDX-License-Identifier: Apache-2.0
"""

import json
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional

from mapproof.errors import CannotRun

# A mutant may leave something unused, which is no reason not to build it; nobody reads where its lines were.
_DROPPED = ("-Werror", "-Wall", "-Wextra", "-g", "-Winvalid-pch")


@dataclass(frozen=True)
class _Recipe:
    compiling: List[str]
    object_name: str


class Workshop:
    """A folder of one worker, in which it builds one mutant at a time from the objects of `build`."""

    def __init__(self, root: Path, build: Path, folder: Path) -> None:
        self._root, self._build, self._folder = root, build, folder
        self._originals: Dict[str, bytes] = {}
        self._links: Dict[str, List[str]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._commands = _compile_commands(build)

    def compile(self, file: str, text: str) -> Optional[Path]:
        """The object file; None if it does not compile."""
        recipe = self._recipe(file)
        source, made = self._folder / Path(file).name, self._folder / "mutant.o"
        source.write_text(text, encoding="utf-8")
        made.unlink(missing_ok=True)
        command = [*recipe.compiling, "-w", f"-iquote{(self._root / file).parent}", "-o", str(made), "-c", str(source)]
        done = subprocess.run(command, cwd=self._build, capture_output=True, timeout=300, check=False)
        return made if done.returncode == 0 else None

    def is_equivalent(self, file: str, made: Path) -> bool:
        """Whether the compiler made the same of it as of the unchanged file."""
        code = made.read_bytes()
        if file not in self._originals:
            original = self.compile(file, (self._root / file).read_text(encoding="utf-8"))
            if original is None:
                raise CannotRun(f"'{file}' does not compile unchanged: build the tree first.")
            self._originals[file] = original.read_bytes()
            made.write_bytes(code)
        return code == self._originals[file]

    def link(self, file: str, made: Path, plugin: str) -> Path:
        """The plugin with this object in place of that of `file`."""
        if plugin not in self._links:
            self._links[plugin] = _link_command(self._build, plugin)
        old, out = self._recipe(file).object_name, self._folder / Path(plugin).name
        words = self._links[plugin]
        # An archive's own member is not taken once its names are there.
        inputs = [str(made) if word == old else word for word in words]
        if str(made) not in inputs:
            first = next(place for place, word in enumerate(inputs) if word.endswith((".a", ".o")))
            inputs.insert(first, str(made))
        inputs[inputs.index("-o") + 1] = str(out)
        done = subprocess.run(inputs, cwd=self._build, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            raise CannotRun(f"'{plugin}' cannot be linked with a changed '{file}': {done.stderr.strip().splitlines()[-1]}")
        return out

    def _recipe(self, file: str) -> _Recipe:
        words = self._commands.get(str(self._root / file))
        if words is None:
            raise CannotRun(f"'{self._build}/compile_commands.json' does not know '{file}': configure the tree with cmake --preset dev.")
        place = words.index("-o")
        kept = [word for word in words[:place] if word not in _DROPPED]
        return _Recipe(kept, words[place + 1])


def _compile_commands(build: Path) -> Dict[str, List[str]]:
    try:
        entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    except OSError:
        raise CannotRun(f"'{build}' holds no build: configure and build the tree with cmake --preset dev first.") from None
    return {entry["file"]: shlex.split(entry["command"]) for entry in reversed(entries)}


def _link_command(build: Path, plugin: str) -> List[str]:
    said = subprocess.run(["ninja", "-C", str(build), "-t", "commands", plugin], stdout=subprocess.PIPE, text=True, check=False).stdout
    lines = said.strip().splitlines()
    if not lines or f"-o {plugin}" not in lines[-1]:
        raise CannotRun(f"ninja does not say how '{plugin}' is linked in '{build}': build the tree with cmake --preset dev first.")
    words = [word for word in shlex.split(lines[-1]) if word not in (":", "&&")]
    return words[words.index(next(word for word in words if word.endswith(("/c++", "/cc", "/g++", "/gcc", "/clang++", "/clang")))) :]
