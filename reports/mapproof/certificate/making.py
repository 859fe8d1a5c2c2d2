"""Makes the files of a package from the records of a run.

SPDX-License-Identifier: Apache-2.0
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence

from mapproof import programs
from mapproof.certificate import contents, host
from mapproof.certificate.envelope import Envelope
from mapproof.certificate.files import Files
from mapproof.certificate.keys import read_key_file, signed
from mapproof.certificate.statement import read_statement, template
from mapproof.certificate.strict import Invalid, pretty
from mapproof.certificate.waivers import Waiver, waivers_from
from mapproof.errors import CannotRun
from mapproof.output import write_whole
from mapproof.result.results import Result

# The digest of a backend that is part of the program, which environment.json has.
BUILT_IN = "built-in"


@dataclass(frozen=True)
class Given:
    """What the user gave for the package."""

    statement: Mapping[str, Any]
    waivers: Sequence[Waiver]
    waiver_bytes: Optional[bytes]
    subject: str
    keys: Sequence[Any] = ()


def given(backend: Optional[str], statement: Optional[str], waivers: Optional[str], keys: Sequence[Any]) -> Given:
    """Read before anything runs, so that a bad file costs nothing."""
    data = read_key_file(waivers) if waivers else None
    try:
        found = waivers_from(data, f"'{waivers}'") if data is not None else []
    except Invalid as problem:
        raise CannotRun(f"{problem}: see 'mapproof waivers check'.") from None
    subject = host.file_digest(backend) if backend and os.path.isfile(backend) else BUILT_IN
    return Given(read_statement(statement) if statement else template(), found, data, subject, keys)


def complete(folder: Path, conformance: Result, benchmark: Result, said: Given) -> Dict[str, Any]:
    """Writes what the records do not write themselves, and returns the certificate."""
    if conformance.end.chain is None or benchmark.end.chain is None:
        raise CannotRun("the programs wrote results without a chain: they do not belong to this command; build both again.")
    certificate = contents.certificate(conformance, said.waivers, said.statement, said.subject)
    digests = {name: host.file_digest(programs.find(name)) for name in (programs.CONFORM, programs.BENCH)}
    _write(folder, contents.CERTIFICATE, pretty(certificate))
    _write(folder, contents.ENVIRONMENT, pretty(contents.environment(conformance, benchmark, digests, host.facts())))
    _write(folder, contents.STATEMENT, pretty(dict(said.statement)))
    if said.waiver_bytes is not None:
        _write(folder, contents.WAIVERS, said.waiver_bytes)
    envelope = Envelope(contents.attestation(_files(folder), certificate, conformance))
    envelope = Envelope(envelope.payload, tuple(signed(envelope, key) for key in said.keys))
    _write(folder, contents.ATTESTATION, envelope.to_bytes())
    return certificate


def _files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _write(folder: Path, name: str, data: bytes) -> None:
    write_whole(str(folder / name), data)
