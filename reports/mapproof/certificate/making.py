"""Makes the files of a package from the records of a run.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence

from mapproof import programs
from mapproof.certificate import contents
from mapproof.certificate.digest import file_digest
from mapproof.certificate.envelope import Envelope
from mapproof.certificate.keys import read_bounded, signed
from mapproof.certificate.statement import read_statement, template
from mapproof.certificate.strict import Invalid, pretty, strict_json
from mapproof.certificate.suite import suite_of
from mapproof.certificate.taken import Files
from mapproof.certificate.waivers import Waiver, waivers_from
from mapproof.errors import CannotRun
from mapproof.output import write_whole
from mapproof.result.results import Result

MOST_BYTES = 512 << 10


@dataclass(frozen=True)
class Given:
    """What the user gave for the package; the files are taken into it as they are."""

    statement: Mapping[str, Any]
    waivers: Sequence[Waiver] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    keys: Sequence[Any] = ()


def given(statement: Optional[str], waivers: Optional[str], scores: Mapping[str, Optional[str]], keys: Sequence[Any]) -> Given:
    """Read before anything runs, so that a bad file costs nothing; scores are files of the selftest and of mutation testing."""
    files = {name: read_bounded(path, MOST_BYTES, "file for a package") for name, path in {contents.WAIVERS: waivers, **scores}.items() if path}
    try:
        found = waivers_from(files[contents.WAIVERS], f"'{waivers}'") if waivers else []
    except Invalid as problem:
        raise CannotRun(f"{problem}: see 'mapproof waivers check'.") from None
    if contents.SELFTEST in files:
        _check_selftest(files[contents.SELFTEST], str(scores[contents.SELFTEST]))
    return Given(read_statement(statement) if statement else template(), found, files, keys)


def _check_selftest(data: bytes, path: str) -> None:
    try:
        tested = strict_json(data, f"'{path}'").get("program")
    except Invalid as problem:
        raise CannotRun(f"{problem}: 'mapproof selftest --json' prints one.") from None
    if tested != file_digest(programs.find(programs.CONFORM)):
        raise CannotRun(f"'{path}' is no selftest of this {programs.CONFORM}: run 'mapproof selftest --json' again.")


def complete(folder: Path, conformance: Result, benchmark: Result, said: Given) -> Dict[str, Any]:
    """Writes what the records do not write themselves, and returns the certificate."""
    if conformance.end.chain is None or benchmark.end.chain is None:
        raise CannotRun("the programs wrote results without a chain: they do not belong to this command; build both again.")
    for name, data in said.files.items():
        _write(folder, name, data)
    try:
        suite = suite_of(said.files, conformance)
    except Invalid as problem:
        raise CannotRun(f"{problem}.") from None
    certificate = contents.certificate(conformance, said.waivers, said.statement, suite)
    _write(folder, contents.CERTIFICATE, pretty(certificate))
    _write(folder, contents.ENVIRONMENT, pretty(contents.environment(conformance, benchmark)))
    _write(folder, contents.STATEMENT, pretty(dict(said.statement)))
    envelope = Envelope(contents.attestation(_files(folder), certificate, conformance))
    envelope = Envelope(envelope.payload, tuple(signed(envelope, key) for key in said.keys))
    _write(folder, contents.ATTESTATION, envelope.to_bytes())
    return certificate


def _files(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _write(folder: Path, name: str, data: bytes) -> None:
    write_whole(str(folder / name), data)
