"""What a file of a package may be, and how many there may be; whatever brings them.

SPDX-License-Identifier: Apache-2.0
"""

import re
from typing import IO, Dict

from mapproof.certificate.strict import Invalid, check_weight

MOST_FILES = 600
MOST_BYTES = 8 << 20
# Reproducers stand in the one folder of a package.
FOLDERS = {"conform.jsonl.repro"}
_NAME = re.compile(r"(?:conform\.jsonl\.repro/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")

Files = Dict[str, bytes]


def add(files: Files, name: str, stream: IO[bytes]) -> None:
    """Takes one more file, if its name and size fit in a package."""
    if not _NAME.fullmatch(name):
        raise Invalid(f"'{name[:80]}' is no name that a file of a package has")
    if name in files:
        raise Invalid(f"'{name}' stands there twice")
    if len(files) >= MOST_FILES:
        raise Invalid(f"it holds more than {MOST_FILES} files")
    left = MOST_BYTES - sum(map(len, files.values()))
    files[name] = stream.read(left + 1)
    if len(files[name]) > left:
        raise Invalid(f"it holds more than {MOST_BYTES >> 20} MiB")
    if name.endswith((".json", ".jsonl")):
        check_weight(files[name], f"'{name}'")
