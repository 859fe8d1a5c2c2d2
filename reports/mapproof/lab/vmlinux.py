"""Takes the kernel proper out of a bzImage: under emulation the guest would need seconds to unpack itself.

SPDX-License-Identifier: Apache-2.0
"""

import lzma
import struct
import subprocess
import zlib
from typing import Optional

# Offsets in the setup header, from the kernel's x86 boot protocol.
SETUP_SECTORS = 0x1F1
SIGNATURE = 0x202
PAYLOAD = 0x248

ELF = b"\x7fELF"


def unpacked_kernel(image: bytes) -> Optional[bytes]:
    """The ELF file inside; None if there is none that can be unpacked here: the image itself boots too, only later."""
    if image[SIGNATURE : SIGNATURE + 4] != b"HdrS":
        return None
    (sectors,) = struct.unpack_from("<B", image, SETUP_SECTORS)
    offset, length = struct.unpack_from("<II", image, PAYLOAD)
    start = (sectors + 1) * 512 + offset
    kernel = decompressed(image[start : start + length])
    return kernel if kernel and kernel.startswith(ELF) else None


def decompressed(packed: bytes) -> Optional[bytes]:
    """Unpacks what its first bytes say; None if this machine cannot. What follows the packed data is ignored."""
    try:
        if packed.startswith(b"\xfd7zXZ\0"):
            return lzma.LZMADecompressor().decompress(packed)
        if packed.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(packed)
        if packed.startswith(b"\x28\xb5\x2f\xfd"):
            return _zstd(packed)
    except (lzma.LZMAError, zlib.error):
        pass
    return None


def _zstd(packed: bytes) -> Optional[bytes]:
    try:
        # The kernel's build appends the unpacked length, which zstd complains about after it has unpacked everything.
        found = subprocess.run(["zstd", "-dcq"], input=packed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        return None
    return found.stdout or None
