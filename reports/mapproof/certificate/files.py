"""The files of a package from a folder or an archive: read only, bounded, and never through a name that leads elsewhere.

SPDX-License-Identifier: Apache-2.0
"""

import os
import stat
from itertools import islice

from mapproof.certificate.archive import files_of_archive
from mapproof.certificate.strict import Invalid
from mapproof.certificate.taken import FOLDERS, MOST_FILES, Files, add
from mapproof.errors import CannotRun, reason_of


def files_of(path: str) -> Files:
    """Name and content of every file; Invalid if one of them cannot be of a package, CannotRun if nothing can be read."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            return _of_folder(path)
        if not stat.S_ISREG(mode):
            # Opening a pipe waits for whoever writes to it.
            raise Invalid(f"'{path}' is neither a folder nor a file")
        with open(path, "rb") as stream:
            return files_of_archive(stream, path)
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be read: {reason_of(error)}.") from None
    except ValueError:
        raise CannotRun(f"'{path}' is no name that a file can have: name a package.") from None


def _of_folder(path: str) -> Files:
    files: Files = {}
    _take(files, path, "")
    return files


def _take(files: Files, folder: str, prefix: str) -> None:
    with os.scandir(folder) as scan:
        entries = sorted(islice(scan, MOST_FILES + len(FOLDERS) + 1), key=lambda entry: entry.name)
    for entry in entries:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False) and name in FOLDERS:
            _take(files, entry.path, name + "/")
        elif entry.is_file(follow_symlinks=False):
            with os.fdopen(os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
                add(files, name, stream)
        else:
            raise Invalid(f"'{name[:80]}' is {'a link' if entry.is_symlink() else 'no file'}, which a package never holds")
