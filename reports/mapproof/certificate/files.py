"""The files of a package from a folder or an archive: read only, bounded, and never through a name that leads elsewhere.

SPDX-License-Identifier: Apache-2.0
"""

import io
import os
import re
import stat
import tarfile
import zlib
from typing import IO, Any, Dict, cast

from mapproof.certificate.strict import Invalid
from mapproof.errors import CannotRun, reason_of

MOST_FILES = 600
MOST_BYTES = 8 << 20
# Beyond this a file that is read as JSON was made to keep its reader busy: a full record has some ten thousand of these.
MOST_MARKS = 400_000
_MARKS = b",:[{"
# What stands before members of an archive and says more of them than a header can; a file of a package needs a time at most.
MOST_BYTES_OF_PAX, MOST_BYTES_OF_ALL_PAX = 1 << 10, 128 << 10
# Reproducers stand in the one folder of a package.
_NAME = re.compile(r"(?:conform\.jsonl\.repro/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
FOLDERS = {"conform.jsonl.repro"}
GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"

Files = Dict[str, bytes]


def files_of(path: str) -> Files:
    """Name and content of every file; Invalid if one of them cannot be of a package, CannotRun if nothing can be read."""
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            return _of_folder(path)
        with open(path, "rb") as stream:
            return _of_archive(stream, path)
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be read: {reason_of(error)}.") from None
    except ValueError:
        raise CannotRun(f"'{path}' is no name that a file can have: name a package.") from None


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
    if name.endswith((".json", ".jsonl")) and sum(files[name].count(mark) for mark in _MARKS) > MOST_MARKS:
        raise Invalid(f"'{name}' holds more than {MOST_MARKS} values, which no file of a package does")


def _of_folder(path: str) -> Files:
    files: Files = {}
    _take(files, path, "")
    return files


def _take(files: Files, folder: str, prefix: str) -> None:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False) and name in FOLDERS:
            _take(files, entry.path, name + "/")
        elif entry.is_file(follow_symlinks=False):
            with os.fdopen(os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
                add(files, name, stream)
        else:
            raise Invalid(f"'{name[:80]}' is {'a link' if entry.is_symlink() else 'no file'}, which a package never holds")


class _Bounded(io.RawIOBase):
    """Ends what was decompressed where no package goes on, so that a small file cannot become a large one."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream, self._left = stream, 2 * MOST_BYTES

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        if self._left <= 0:
            raise Invalid(f"it unpacks to more than {2 * MOST_BYTES >> 20} MiB")
        return data


def _of_archive(stream: IO[bytes], path: str) -> Files:
    magic = stream.read(4)
    stream.seek(0)
    if not magic.startswith((GZIP, ZSTANDARD)):
        raise Invalid(f"'{path}' is neither a folder nor a .tar.gz or .tar.zst archive")
    try:
        # A stream is read once and in order: an archive cannot send the reader back and forth in it.
        with tarfile.open(fileobj=cast(IO[bytes], _Bounded(_decompressed(stream, magic))), mode="r|", tarinfo=_Member) as archive:
            return _members(archive)
    except (tarfile.TarError, EOFError, zlib.error, UnicodeError, OverflowError):
        raise Invalid("the archive is damaged") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise Invalid("the archive is damaged") from None


def _decompressed(stream: IO[bytes], magic: bytes) -> IO[bytes]:
    if magic.startswith(GZIP):
        import gzip

        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    import zstandard  # type: ignore[import]

    class Reader:
        """Says of a damaged stream what Python's own readers say."""

        def __init__(self) -> None:
            self._reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream, read_across_frames=True)

        def read(self, size: int) -> bytes:
            try:
                return bytes(self._reader.read(size))
            except zstandard.ZstdError:
                raise EOFError from None

    return cast(IO[bytes], Reader())


class _Member(tarfile.TarInfo):
    """Reads no long headers, which take the square of their length with some, and no list of holes, which may be as long as the archive."""

    def _no_holes(self, *_: Any) -> Any:
        raise Invalid("the archive has a file with holes, which no package has")

    _proc_sparse = _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10 = _no_holes

    def _proc_pax(self, archive: Any) -> Any:
        archive.bytes_of_pax = getattr(archive, "bytes_of_pax", 0) + self.size
        if self.size > MOST_BYTES_OF_PAX or archive.bytes_of_pax > MOST_BYTES_OF_ALL_PAX:
            raise Invalid("the archive has headers of a length that no file of a package needs")
        return super()._proc_pax(archive)  # type: ignore[misc]


def _members(archive: tarfile.TarFile) -> Files:
    """The files; a folder around all of them is left out."""
    files: Files = {}
    around = None
    for number, member in enumerate(archive):
        if number > MOST_FILES + 8:
            raise Invalid(f"it holds more than {MOST_FILES} files")
        name = member.name[2:] if member.name.startswith("./") else member.name
        if member.isdir() and name.strip("/.") == "":
            continue
        top = name.split("/")[0]
        if number == 0 or around is None:
            around = top if member.isdir() and top not in FOLDERS else ""
        if around and name.split("/")[0] == around:
            name = name[len(around):].lstrip("/")
        if member.isdir() and (name == "" or name.rstrip("/") in FOLDERS):
            continue
        content = archive.extractfile(member) if member.isreg() else None
        if content is None:
            kind = "a link" if member.issym() or member.islnk() else "no file"
            raise Invalid(f"'{name[:80]}' is {kind}, which a package never holds")
        add(files, name, content)
    return files
