"""Whose signatures count: a file in OpenSSH's allowed_signers format, or one public key in PEM.

SPDX-License-Identifier: Apache-2.0
"""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from mapproof.certificate.envelope import Signature
from mapproof.certificate.keys import fingerprint, public_line, read_key_file
from mapproof.errors import CannotRun

NAMESPACE = "mapproof"
_LINE = re.compile(r'(?P<who>"[^"]*"|\S+)\s+(?:(?P<options>(?:[a-z-]+(?:="[^"]*")?)(?:,[a-z-]+(?:="[^"]*")?)*)\s+)?'
                   r"(?P<key>(?:ssh-ed25519|ecdsa-sha2-\S+) [A-Za-z0-9+/=]+)(?:\s.*)?$")
_OPTION = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


@dataclass(frozen=True)
class Signer:
    """A key, whose it is, and from when until when (days, YYYYMMDD...)."""

    who: str
    key: str
    after: Optional[str] = None
    before: Optional[str] = None


def read_signers(path: str) -> List[Signer]:
    """The signers that a file allows."""
    data = read_key_file(path)
    if b"BEGIN PUBLIC KEY" in data:
        return [Signer(Path(path).name, public_line(path))]
    found = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            found += _signer(path, number, line.strip())
    if not found:
        raise CannotRun(f"'{path}' allows no signer: give lines 'NAME KEYTYPE KEY' as in OpenSSH's allowed_signers.")
    return found


def _signer(path: str, number: int, line: str) -> List[Signer]:
    match = _LINE.match(line)
    if match is None:
        raise CannotRun(f"'{path}' line {number} is no line 'NAME [OPTIONS] KEYTYPE KEY' with an Ed25519 or ECDSA key.")
    options: Dict[str, str] = dict(_OPTION.findall(match["options"] or ""))
    unknown = sorted(set(options) - {"namespaces", "valid-after", "valid-before"})
    if unknown:
        raise CannotRun(f"'{path}' line {number} has the option '{unknown[0]}', which means nothing for certificates here.")
    if "namespaces" in options and not any(fnmatchcase(NAMESPACE, pattern) for pattern in options["namespaces"].split(",")):
        return []
    try:
        fingerprint(match["key"])
    except ValueError:
        raise CannotRun(f"'{path}' line {number} holds a key that is not complete.") from None
    return [Signer(match["who"].strip('"'), match["key"], options.get("valid-after"), options.get("valid-before"))]


def refusal(signers: Sequence[Signer], signature: Signature, day: str) -> str:
    """Why a signature, whose key has made it, does not count on that day (YYYY-MM-DD); empty if it does."""
    mine = [signer for signer in signers if signer.key == signature.public_key]
    if not mine:
        return f"it is signed by the key {signature.keyid}, which is not among the signers"
    compact = day.replace("-", "")
    for signer in mine:
        if (signer.after is None or signer.after[:8] <= compact) and (signer.before is None or compact < signer.before[:8]):
            return ""
    return f"the key {signature.keyid} of {mine[0].who} was not valid on {day}"


def name_of(signers: Sequence[Signer], signature: Signature) -> str:
    """Whose key it is."""
    return next((signer.who for signer in signers if signer.key == signature.public_key), signature.keyid)
