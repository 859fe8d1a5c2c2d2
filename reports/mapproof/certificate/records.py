"""Whether the two records of a package are whole runs of one subject on one machine, and its other files are of these runs.

SPDX-License-Identifier: Apache-2.0
"""

import re
from datetime import date
from html import unescape
from typing import Iterator, Mapping

from mapproof.certificate import contents
from mapproof.certificate.taken import Files
from mapproof.programs import BENCH, CONFORM
from mapproof.result.results import Result, Run

_SAME = ("mapproof", "commit", "backend", "target", "profile", "allow_write")
# What a machine keeps between two runs, and two boots.
_OF_THE_MACHINE = ("system", "release", "machine", "cpu", "cpus", "nodes", "host")
# What hwloc says of a machine in topology.xml, and what the records call it.
_IN_TOPOLOGY = {b"HostName": "host", b"OSRelease": "release", b"Architecture": "machine"}
_OF_A_PART = {CONFORM: "--only", BENCH: "--filter"}
_SHA256 = re.compile(r"[0-9a-f]{64}|unknown")


def problems_of(files: Files, conformance: Result, benchmark: Result, day: str) -> Iterator[str]:
    """All that is wrong, as of a day (YYYY-MM-DD)."""
    yield from _differences(conformance.run, benchmark.run)
    for name, result in ((CONFORM, conformance), (BENCH, benchmark)):
        record = contents.CONFORM if name == CONFORM else contents.BENCH
        if result.end.interrupted or any(word.startswith(_OF_A_PART[name]) for word in result.run.arguments):
            yield f"{record} is not the record of a whole run"
        yield from _subject_problems(record, result.run)
    if not benchmark.measurements:
        yield f"{contents.BENCH} is not the record of a whole run: it has neither figures nor refusals"
    yield from _time_problems(conformance.run.started, benchmark.run.started, day)
    yield from _foreign_files(files, conformance.run)


def _differences(run: Run, other: Run) -> Iterator[str]:
    for name in _SAME:
        if getattr(run, name) != getattr(other, name):
            yield f"conform.jsonl and bench.jsonl do not speak of the same {name}"
    if run.facts.offset_bits != other.facts.offset_bits:
        yield "conform.jsonl and bench.jsonl do not speak of the same offset_bits"
    for name in _OF_THE_MACHINE:
        if run.environment.get(name) != other.environment.get(name):
            yield f"conform.jsonl and bench.jsonl are not of the same machine: their '{name}' differs"


def _subject_problems(record: str, run: Run) -> Iterator[str]:
    if run.backend.origin != "built-in" and run.backend.sha256 is None:
        yield f"{record} does not have the SHA-256 of the plugin that was the subject"
    program = run.environment.get("program")
    if not isinstance(program, str) or not _SHA256.fullmatch(program):
        yield f"{record} does not say which program wrote it"


def _time_problems(checked: str, measured: str, day: str) -> Iterator[str]:
    for started in (checked, measured):
        if not is_time(started):
            yield f"its run started at {started}, which no clock shows"
        elif started[:10] > day:
            yield f"its run started on {started[:10]}, which is yet to come"
    if measured < checked:
        yield f"bench.jsonl is of a run before that of conform.jsonl: {measured}, and {checked}"


def is_time(started: str) -> bool:
    """Whether there was such a second."""
    try:
        date.fromisoformat(started[:10])
    except ValueError:
        return False
    return started[11:13] < "24" and started[14:16] < "60" and started[17:19] < "61"


def _foreign_files(files: Files, run: Run) -> Iterator[str]:
    report = files[contents.REPORT]
    for name in (contents.CONFORM, contents.BENCH):
        if contents.digest(files[name]).encode() not in report:
            yield f"report.html is not the report of this {name}: it does not have its SHA-256"
    yield from _foreign_topology(files[contents.TOPOLOGY], run.environment)


def _foreign_topology(topology: bytes, environment: Mapping[str, object]) -> Iterator[str]:
    if b"<topology" not in topology or not topology.rstrip().endswith(b"</topology>"):
        yield "topology.xml is no topology of hwloc"
    for theirs, ours in _IN_TOPOLOGY.items():
        said = {unescape(value.decode("utf-8", "replace")) for value in re.findall(rb'<info name="%s" value="([^"]*)"' % theirs, topology)}
        if said and said != {str(environment.get(ours))}:
            yield f"topology.xml is of another machine: its {theirs.decode()} is not the '{ours}' of the records"

