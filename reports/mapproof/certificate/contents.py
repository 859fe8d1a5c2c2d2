"""What a certificate says, all of it made from the records: so a verifier makes it again and compares.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
from typing import Any, Dict, List, Mapping, Sequence

from mapproof.certificate.files import Files
from mapproof.certificate.strict import pretty
from mapproof.certificate.waivers import Waiver
from mapproof.result.recount import counts_of, coverage_of, hindrance, verdict_of
from mapproof.result.results import Result

SCHEMA = 2
CERTIFICATE, ENVIRONMENT, STATEMENT, WAIVERS, ATTESTATION = (
    "certificate.json", "environment.json", "statement.json", "waivers.json", "attestation.json")
CONFORM, BENCH, REPORT = "conform.jsonl", "bench.jsonl", "report.html"
REQUIRED = (CERTIFICATE, ENVIRONMENT, STATEMENT, CONFORM, BENCH, REPORT, ATTESTATION)
REPRODUCERS = "conform.jsonl.repro/"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1"
# The member of the predicate that is ours.
EXTENSION = "https://mapproof.invalid/certificate/v2"
RESULTS = {"conformant": "PASSED", "incomplete": "WARNED", "not conformant": "FAILED"}


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def catalogue_digest(rows: Sequence[Any]) -> str:
    """Of the rows as the profile sees them, whatever a file calls its members."""
    spelled = [[row.row, row.text, row.source, row.evidence, row.judged, row.optional, list(row.accepts), row.state, row.reason,
                getattr(row, "core", False)] for row in rows]
    return digest(pretty(spelled))


def certificate(conformance: Result, waivers: Sequence[Waiver], statement: Mapping[str, Any], subject: str) -> Dict[str, Any]:
    """The deterministic part: equal for two equal runs, whenever and wherever."""
    run = conformance.run
    rows = {row.row: row for row in conformance.rows}
    hinders = [f"{check.row}.{check.check}" for check in conformance.checks if hindrance(rows[check.row], check)]
    verdict = verdict_of(conformance)
    return {
        "schema": SCHEMA, "kind": "certificate", "verdict": verdict, "conformant": verdict == "conformant",
        "backend": {"name": run.backend.name, "version": run.backend.version, "sha256": subject},
        "target": run.target, "profile": run.profile, "allow_write": run.allow_write,
        "mapproof": run.mapproof, "commit": run.commit, "catalogue": catalogue_digest(conformance.rows),
        "chain": conformance.end.chain, "counts": counts_of(conformance.checks),
        "judged_counts": counts_of(check for check in conformance.checks if check.judged),
        "coverage": coverage_of(conformance),
        "hindrances": hinders, "waivers": [waiver.id for waiver in waivers], "product": dict(statement),
    }


def environment(conformance: Result, benchmark: Result, programs: Mapping[str, str], host: Mapping[str, Any]) -> Dict[str, Any]:
    """Times and host facts: what differs between two runs that are equal."""
    return {
        "schema": SCHEMA, "kind": "environment", "started": conformance.run.started, "seconds": conformance.end.seconds,
        "origin": conformance.run.backend.origin, "conform": dict(conformance.run.environment),
        "bench": {"started": benchmark.run.started, "measured": benchmark.end.measured, "refused": benchmark.end.refused,
                  "environment": dict(benchmark.run.environment)},
        "programs": dict(programs), "host": dict(host),
    }


def attestation(files: Files, said: Mapping[str, Any], conformance: Result) -> bytes:
    """The payload: an in-toto statement about all other files of the package."""
    judged = [check for check in conformance.checks if check.judged]
    rows = {row.row: row for row in conformance.rows}

    def names(effect: Sequence[str]) -> List[str]:
        return [f"{check.row}.{check.check}" for check in judged if _kind(hindrance(rows[check.row], check), check.verdict) in effect]

    return pretty({
        "_type": STATEMENT_TYPE,
        "subject": [{"name": name, "digest": {"sha256": digest(files[name])}} for name in sorted(files) if name != ATTESTATION],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "result": RESULTS[said["verdict"]],
            "configuration": [{"name": f"mapproof {said['mapproof']} {said['commit']}, profile {said['profile']}",
                               "digest": {"sha256": said["catalogue"]}}],
            "passedTests": names(["passed"]), "warnedTests": names(["warned"]), "failedTests": names(["failed"]),
            EXTENSION: dict(said),
        },
    })


def _kind(effect: str, verdict: str) -> str:
    if effect == "violated":
        return "failed"
    return "passed" if verdict == "pass" else "warned"


