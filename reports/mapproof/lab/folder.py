"""Where the lab's data is: the guest's init and the scenes.

SPDX-License-Identifier: Apache-2.0
"""

from pathlib import Path

from mapproof.errors import CannotRun


def lab_folder() -> Path:
    """scripts/lab of a checkout, or data beside this file of an installation."""
    here = Path(__file__).resolve().parent
    for folder in (here.parents[2] / "scripts" / "lab", here / "data"):
        if (folder / "init").exists():
            return folder
    raise CannotRun(f"the lab's data is missing beside '{here}': this installation is not whole.")
