"""Where the lab's data is: the guest's init and the scenes.

SPDX-License-Identifier: Apache-2.0
"""

from pathlib import Path

from mapproof.errors import CannotRun


def lab_folder() -> Path:
    """scripts/lab of a checkout, or the lab beside the Python folder of an installation."""
    root = Path(__file__).resolve().parents[3]
    for folder in (root / "scripts" / "lab", root / "lab"):
        if (folder / "init").exists():
            return folder
    raise CannotRun(f"the lab's data is missing in '{root}': this installation is not whole.")
