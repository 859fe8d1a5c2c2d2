"""SHA-256 of files that may be longer than memory.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib


def file_digest(path: str) -> str:
    """In hexadecimal."""
    whole = hashlib.sha256()
    with open(path, "rb") as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            whole.update(piece)
    return whole.hexdigest()
