"""The files of a package from an archive: unpacked in memory within bounds, and read to its very end.

SPDX-License-Identifier: Apache-2.0
"""

import io
import tarfile
import zlib
from typing import IO, Any, Optional

from mapproof.certificate.strict import Invalid
from mapproof.certificate.taken import FOLDERS, MOST_BYTES, MOST_FILES, Files, add
from mapproof.errors import CannotRun

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# What an archive may be long, packed and unpacked: its headers and padding need less than its files do.
MOST_BYTES_OF_ARCHIVE = 2 * MOST_BYTES
# What stands before members of an archive and says more of them than a header can; a file of a package needs a time at most.
MOST_BYTES_OF_PAX, MOST_BYTES_OF_ALL_PAX = 1 << 10, 128 << 10


def files_of_archive(stream: IO[bytes], path: str) -> Files:
    """Name and content of every file; Invalid if it is no archive, or none of a package."""
    packed = stream.read(4)
    if not packed.startswith((GZIP, ZSTANDARD)):
        raise Invalid(f"'{path}' is neither a folder nor a .tar.gz or .tar.zst archive")
    packed += stream.read(MOST_BYTES_OF_ARCHIVE)
    if len(packed) > MOST_BYTES_OF_ARCHIVE:
        raise Invalid(f"the archive is longer than {MOST_BYTES_OF_ARCHIVE >> 20} MiB")
    data = (_gunzipped if packed.startswith(GZIP) else _unzstandarded)(packed)
    try:
        # A stream is read once and in order: an archive cannot send the reader back and forth in it.
        with tarfile.open(fileobj=io.BytesIO(data), mode="r|", tarinfo=_Member) as archive:
            files = _members(archive)
            end = archive.offset
    except (tarfile.TarError, EOFError, UnicodeError, OverflowError, OSError):
        raise Invalid("the archive is damaged") from None
    if data.count(b"\0", end) != len(data) - end:
        raise Invalid("the archive goes on behind its end")
    return files


def _gunzipped(packed: bytes) -> bytes:
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        data = reader.decompress(packed, MOST_BYTES_OF_ARCHIVE + 1)
        _check_length(data)
        # Its checksum may stand in what is left.
        data += reader.decompress(reader.unconsumed_tail, 1)
    except zlib.error:
        raise Invalid("the archive is damaged") from None
    if not reader.eof:
        raise Invalid("the archive is cut off")
    if reader.unused_data:
        raise Invalid("the archive goes on behind its end")
    return data


def _unzstandarded(packed: bytes) -> bytes:
    try:
        import zstandard  # type: ignore[import]
    except ModuleNotFoundError:
        raise CannotRun("the Python module 'zstandard' is missing, which reads .tar.zst: install python3-zstandard.") from None
    whole = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(io.BytesIO(packed), read_across_frames=True)
    pieces, left = [b""], MOST_BYTES_OF_ARCHIVE + 1
    try:
        while left and (piece := whole.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except zstandard.ZstdError:
        raise Invalid("the archive is damaged, or goes on behind its end") from None
    data = b"".join(pieces)
    _check_length(data)
    return data


def _check_length(data: bytes) -> None:
    if len(data) > MOST_BYTES_OF_ARCHIVE:
        raise Invalid(f"it unpacks to more than {MOST_BYTES_OF_ARCHIVE >> 20} MiB")


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
    around: Optional[str] = None
    for number, member in enumerate(archive):
        if number > MOST_FILES + 8:
            raise Invalid(f"it holds more than {MOST_FILES} files")
        name = member.name[2:] if member.name.startswith("./") else member.name
        if member.isdir() and name in ("", "."):
            continue
        around = _around(name, member) if around is None else around
        name = _inside(name, around)
        if member.isdir() and (name == "" or name in FOLDERS):
            continue
        content = archive.extractfile(member) if member.isreg() else None
        if content is None:
            kind = "a link" if member.issym() or member.islnk() else "no file"
            raise Invalid(f"'{name[:80]}' is {kind}, which a package never holds")
        add(files, name, content)
    return files


def _around(first: str, member: tarfile.TarInfo) -> str:
    """The folder in which the first member stands, or which it is; none if that is no folder to unpack into."""
    top, slash, _ = first.partition("/")
    return top if (slash or member.isdir()) and top not in FOLDERS and not top.startswith(".") else ""


def _inside(name: str, around: str) -> str:
    """The name without the folder around all."""
    if around and not f"{name}/".startswith(f"{around}/"):
        raise Invalid(f"'{name[:80]}' stands beside the folder '{around[:80]}', and a package is one folder")
    return name[len(around):].lstrip("/") if around else name
