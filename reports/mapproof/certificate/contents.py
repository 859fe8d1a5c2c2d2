"""What a certificate says, all of it made from the records: so a verifier makes it again and compares.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
from typing import Any, Dict, List, Mapping, Sequence

from mapproof.certificate.strict import pretty
from mapproof.certificate.taken import Files
from mapproof.certificate.waivers import Waiver
from mapproof.programs import BENCH as BENCH_PROGRAM
from mapproof.programs import CONFORM as CONFORM_PROGRAM
from mapproof.result.recount import counts_of, coverage_of, verdict_of
from mapproof.result.results import Result
from mapproof.result.weight import Weights

SCHEMA = 2
CERTIFICATE, ENVIRONMENT, STATEMENT, WAIVERS, ATTESTATION = (
    "certificate.json", "environment.json", "statement.json", "waivers.json", "attestation.json")
CONFORM, BENCH, REPORT, TOPOLOGY = "conform.jsonl", "bench.jsonl", "report.html", "topology.xml"
SELFTEST, MUTATION = "selftest.json", "mutation.json"
REQUIRED = (CERTIFICATE, ENVIRONMENT, STATEMENT, CONFORM, BENCH, REPORT, TOPOLOGY, ATTESTATION)
OPTIONAL = (WAIVERS, SELFTEST, MUTATION)
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


# The digest of a backend that is part of the program, of which environment.json has the digest.
BUILT_IN = "built-in"


def certificate(conformance: Result, waivers: Sequence[Waiver], statement: Mapping[str, Any], suite: Mapping[str, Any]) -> Dict[str, Any]:
    """The deterministic part: equal for two equal runs, whenever and wherever."""
    run = conformance.run
    weights = Weights(conformance)
    hinders = [f"{check.row}.{check.check}" for check in conformance.checks if weights.hindrance(check)]
    verdict = verdict_of(conformance)
    return {
        "schema": SCHEMA, "kind": "certificate", "verdict": verdict, "conformant": verdict == "conformant",
        "backend": {"name": run.backend.name, "version": run.backend.version, "sha256": run.backend.sha256 or BUILT_IN},
        "target": run.target, "profile": run.profile, "allow_write": run.allow_write,
        "mapproof": run.mapproof, "commit": run.commit, "suite": dict(suite), "catalogue": catalogue_digest(conformance.rows),
        "chain": conformance.end.chain, "counts": counts_of(conformance.checks),
        "judged_counts": counts_of(check for check in conformance.checks if check.judged),
        "coverage": coverage_of(conformance),
        "core_rows": [row.row for row in conformance.rows if row.core],
        "must_pass_rows": [row.row for row in conformance.rows if row.judged and not row.optional],
        "hindrances": hinders, "waivers": [waiver.id for waiver in waivers], "product": dict(statement),
    }


def environment(conformance: Result, benchmark: Result) -> Dict[str, Any]:
    """Times and host facts: what differs between two runs that are equal."""
    programs = {CONFORM_PROGRAM: conformance.run.environment.get("program"), BENCH_PROGRAM: benchmark.run.environment.get("program")}
    return {
        "schema": SCHEMA, "kind": "environment", "started": conformance.run.started, "seconds": conformance.end.seconds,
        "origin": conformance.run.backend.origin, "conform": dict(conformance.run.environment),
        "bench": {"started": benchmark.run.started, "measured": benchmark.end.measured, "refused": benchmark.end.refused,
                  "environment": dict(benchmark.run.environment)},
        "programs": programs,
    }


def attestation(files: Files, said: Mapping[str, Any], conformance: Result) -> bytes:
    """The payload: an in-toto statement about all other files of the package."""
    judged = [check for check in conformance.checks if check.judged]
    weights = Weights(conformance)

    def names(effect: Sequence[str]) -> List[str]:
        return [f"{check.row}.{check.check}" for check in judged if _kind(weights.hindrance(check), check.verdict) in effect]

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


