"""The folder of one run: made for it, and gone after it, also when an earlier run could not tidy up.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import fcntl
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, Iterator, Optional

from mapproof import interruption
from mapproof.lab.kernel import cache_folder

LOCK = "in-use"
KEEP = "keep"


@contextlib.contextmanager
def run_folder(keep: bool) -> Iterator[Path]:
    """A new folder that is removed when the block is left, unless it is to be kept."""
    runs = cache_folder() / "runs"
    runs.mkdir(exist_ok=True)
    folder: Optional[Path] = None
    try:
        with (runs / "lock").open("w") as making, interruption.held():
            fcntl.flock(making, fcntl.LOCK_EX)
            _remove_abandoned(runs)
            folder = Path(tempfile.mkdtemp(prefix="run-", dir=runs))
            # Held for as long as this process lives: an abandoned folder is one whose lock is free.
            in_use = (folder / LOCK).open("w")
            fcntl.flock(in_use, fcntl.LOCK_EX)
        if keep:
            (folder / KEEP).touch()
        yield folder
    finally:
        if folder and keep:
            print(f"lab: kept {folder}", file=sys.stderr)
        elif folder:
            with interruption.held():
                shutil.rmtree(folder, ignore_errors=True)
                in_use.close()


def _remove_abandoned(runs: Path) -> None:
    for folder in runs.glob("run-*"):
        if (folder / KEEP).exists():
            continue
        with contextlib.suppress(OSError), (folder / LOCK).open("w") as lock:
            if _is_free(lock):
                shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
