"""Which entries of a folder a former certify wrote, and which somebody else put there.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import re
from pathlib import Path
from typing import List, Set

from mapproof.certificate.contents import ATTESTATION, CERTIFICATE, REPRODUCERS
from mapproof.certificate.envelope import envelope_from
from mapproof.certificate.strict import Invalid, strict_json

# Packages of before the attestation did not list their reproducers.
_REPRODUCER = re.compile(r"[A-Z][A-Z0-9_]*\.[A-Za-z][A-Za-z0-9_]*\.c")
_MOST_BYTES = 8 << 20


def foreign_entries(folder: Path) -> List[str]:
    """What may not be removed, in order of name; all of it if there is no package."""
    own = _own(folder)
    found = []
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name + "/" == REPRODUCERS and entry.is_dir(follow_symlinks=False) and own:
            inside = [REPRODUCERS + each.name for each in os.scandir(entry.path) if not _is_ours(each, REPRODUCERS, own)]
            found += sorted(inside)
        elif not _is_ours(entry, "", own):
            found.append(entry.name)
    return found


def _is_ours(entry: "os.DirEntry[str]", prefix: str, own: Set[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and prefix + entry.name in own


def _own(folder: Path) -> Set[str]:
    """The names that the package in it lists, whatever became of their contents."""
    try:
        certificate = strict_json(_bytes(folder / CERTIFICATE), CERTIFICATE)
        if certificate.get("kind") != "certificate":
            return set()
        if certificate.get("schema") == 1:
            listed = {str(entry["name"]) for entry in certificate["files"]}
            return {CERTIFICATE, *listed, *_old_reproducers(folder)}
        payload = json.loads(envelope_from(_bytes(folder / ATTESTATION)).payload)
        return {ATTESTATION, *(str(subject["name"]) for subject in payload["subject"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError, Invalid):
        return set()


def _old_reproducers(folder: Path) -> Set[str]:
    try:
        return {REPRODUCERS + name for name in os.listdir(folder / REPRODUCERS) if _REPRODUCER.fullmatch(name)}
    except OSError:
        return set()


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_MOST_BYTES)
