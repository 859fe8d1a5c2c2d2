"""What of this machine a certificate records beside what the programs say: it stands with the times, apart from the verdict.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
import os
import platform
from pathlib import Path
from typing import Dict, Optional

_FILES = {
    "command_line": "/proc/cmdline", "lockdown": "/sys/kernel/security/lockdown", "microcode": "/sys/devices/system/cpu/cpu0/microcode/version",
    "firmware_vendor": "/sys/class/dmi/id/bios_vendor", "firmware": "/sys/class/dmi/id/bios_version",
    "firmware_date": "/sys/class/dmi/id/bios_date", "product": "/sys/class/dmi/id/product_name",
}
MOST_CHARACTERS = 4000


def facts() -> Dict[str, str]:
    """What can be read; what cannot is left out."""
    found = {name: text for name, text in ((name, _text(path)) for name, path in _FILES.items()) if text}
    status = _text("/proc/self/status") or ""
    found.update({"capabilities": line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")})
    found["user_id"] = str(os.geteuid())
    found["python"] = platform.python_version()
    return found


def _text(path: str) -> Optional[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")[:MOST_CHARACTERS].strip()
    except OSError:
        return None


def file_digest(path: str) -> str:
    """SHA-256 of a file, however long."""
    whole = hashlib.sha256()
    with open(path, "rb") as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            whole.update(piece)
    return whole.hexdigest()
