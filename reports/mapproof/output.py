"""Writes a file whole or not at all.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import os
import tempfile

from mapproof.errors import CannotRun, reason_of


def check_folder(path: str) -> None:
    """Refuses a file that could not be written, before long work is done for it."""
    folder = os.path.dirname(path) or "."
    if os.path.isdir(path):
        raise CannotRun(f"'{path}' is a folder: name the file to write.")
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK):
        raise CannotRun(f"'{path}' cannot be written: choose a folder that exists and is writable.")


def write_whole(path: str, data: bytes) -> None:
    """Writes to a neighbour and renames it, so that the name never stands for half a file."""
    folder = os.path.dirname(path) or "."
    partial = ""
    try:
        if os.path.isdir(path):
            raise CannotRun(f"'{path}' is a folder: name the file to write.")
        if os.path.exists(path) and not os.path.isfile(path):
            # A device or a pipe cannot be renamed over.
            with open(path, "wb") as stream:
                stream.write(data)
            return
        descriptor, partial = tempfile.mkstemp(prefix=f".{os.path.basename(path)}.", suffix=".partial", dir=folder)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(partial, default_mode(folder=False))
        os.replace(partial, path)
        partial = ""
    except OSError as error:
        raise CannotRun(
            f"'{path}' cannot be written ({reason_of(error)}): choose a folder that exists, is writable and has room."
        ) from None
    finally:
        if partial:
            with contextlib.suppress(OSError):
                os.unlink(partial)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def default_mode(folder: bool) -> int:
    """The permissions that a new file or folder would have had."""
    return (0o777 if folder else 0o666) & ~_umask()
