"""A certification package on disk: built beside its final place and moved there in one step.

SPDX-License-Identifier: Apache-2.0
"""

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Optional, Type

from mapproof.certificate.own_files import foreign_entries
from mapproof.errors import CannotRun, reason_of
from mapproof.output import default_mode


class Package:
    """A folder under construction; it is gone after the block unless finish() was called."""

    def __init__(self, path: str) -> None:
        self._final = Path(os.path.realpath(path))
        self._name = path
        _check_replaceable(self._final, path)
        try:
            partial = tempfile.mkdtemp(prefix=f".{self._final.name}.", suffix=".partial", dir=self._final.parent)
        except OSError as error:
            raise self._unwritable(error) from None
        self.folder = Path(partial)

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], where: Optional[TracebackType]
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        """Gives the folder its name; a former package makes room and comes back if that fails."""
        former = self.folder.with_suffix(".former")
        try:
            os.chmod(self.folder, default_mode(folder=True))
            _check_replaceable(self._final, self._name)
            if self._final.exists():
                os.rename(self._final, former)
            try:
                os.rename(self.folder, self._final)
            except OSError:
                if former.exists():
                    os.rename(former, self._final)
                raise
        except OSError as error:
            raise self._unwritable(error) from None
        shutil.rmtree(former, ignore_errors=True)

    def _unwritable(self, error: OSError) -> CannotRun:
        return CannotRun(
            f"the package '{self._name}' cannot be written ({reason_of(error)}): choose a folder whose parent exists, "
            "is writable and has room."
        )


def _check_replaceable(folder: Path, name: str) -> None:
    """Nothing that the user put there may vanish."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CannotRun(f"'{name}' is not a folder: name a folder for the package.")
    if os.path.ismount(folder):
        raise CannotRun(f"'{name}' is a mount point, which cannot be replaced in one step: name a folder in it.")
    try:
        foreign = foreign_entries(folder)
    except OSError as error:
        raise CannotRun(f"'{name}' cannot be read ({reason_of(error)}): name another folder for the package.") from None
    if foreign:
        raise CannotRun(f"'{name}' holds '{foreign[0]}', which is no part of a package: name a new folder, or empty it.")
