"""Examines a package: believes nothing that can be worked out again, and says all that is wrong.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass, field
from typing import Any, Iterator, List, Mapping, Optional, Sequence

from mapproof.certificate import catalogue, contents, records, signers, statement
from mapproof.certificate.envelope import Envelope, envelope_from
from mapproof.certificate.files import files_of
from mapproof.certificate.keys import is_valid
from mapproof.certificate.strict import Invalid, pretty, strict_json
from mapproof.certificate.suite import COMMIT, suite_of
from mapproof.certificate.taken import Files
from mapproof.certificate.waivers import Waiver, reasons_against, unused, waivers_from
from mapproof.errors import CannotRun
from mapproof.programs import BENCH, CONFORM
from mapproof.result.reader import parse
from mapproof.result.results import Result

CONFORMANT, INCOMPLETE, NOT_CONFORMANT, INVALID = "conformant", "incomplete", "not conformant", "not a valid package"


@dataclass
class Examination:
    """What came out."""

    verdict: str
    reasons: List[str] = field(default_factory=list)
    notes: List[str] = field(default_factory=list)
    signed_by: List[str] = field(default_factory=list)
    said: Mapping[str, Any] = field(default_factory=dict)
    started: str = ""
    waivers: Sequence[Waiver] = ()


@dataclass(frozen=True)
class Parts:
    """A package that could be read."""

    files: Files
    envelope: Envelope
    payload: Mapping[str, Any]
    said: Mapping[str, Any]
    environment: Mapping[str, Any]
    statement: Mapping[str, Any]
    conformance: Result
    benchmark: Result
    waivers: Sequence[Waiver]
    suite: Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """What a package is held against: a catalogue, a day (YYYY-MM-DD), and perhaps who may sign, the SHA-256 of programs, and the
    version of mapproof whose catalogue it is."""

    rows: List[Mapping[str, Any]]
    day: str
    allowed: Optional[List[signers.Signer]] = None
    programs: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


def examine(path: str, held: Held) -> Examination:
    """The package at a path."""
    try:
        parts = _parts(files_of(path))
    except Invalid as reason:
        return Examination(INVALID, [str(reason)])
    problems = [problem for problem in _problems(parts, held) if problem]
    if problems:
        return Examination(INVALID, problems, said=parts.said, started=parts.conformance.run.started)
    return _judged(parts, held)


def _parts(files: Files) -> Parts:
    missing = [name for name in contents.REQUIRED if name not in files]
    if missing:
        raise Invalid(f"it has no {missing[0]}")
    known = {*contents.REQUIRED, *contents.OPTIONAL}
    foreign = [name for name in files if name not in known and not name.startswith(contents.REPRODUCERS)]
    if foreign:
        raise Invalid(f"it holds '{foreign[0]}', which no package has")
    envelope = envelope_from(files[contents.ATTESTATION])
    objects = {name: strict_json(files[name], name) for name in (contents.CERTIFICATE, contents.ENVIRONMENT, contents.STATEMENT)}
    payload = strict_json(envelope.payload, "the payload of attestation.json")
    _check_digests(files, payload)
    waivers = waivers_from(files[contents.WAIVERS], contents.WAIVERS) if contents.WAIVERS in files else []
    conformance, benchmark = _record(files, contents.CONFORM, "conformance"), _record(files, contents.BENCH, "benchmark")
    return Parts(files, envelope, payload, objects[contents.CERTIFICATE], objects[contents.ENVIRONMENT], objects[contents.STATEMENT],
                 conformance, benchmark, waivers, suite_of(files, conformance))


def _check_digests(files: Files, payload: Mapping[str, Any]) -> None:
    if payload.get("_type") != contents.STATEMENT_TYPE or payload.get("predicateType") != contents.PREDICATE_TYPE:
        raise Invalid("attestation.json holds another kind of statement")
    try:
        subjects = [(str(subject["name"]), str(subject["digest"]["sha256"])) for subject in payload["subject"]]
    except (KeyError, TypeError):
        raise Invalid("attestation.json names no files with their SHA-256") from None
    said = dict(subjects)
    if len(said) != len(subjects):
        raise Invalid("attestation.json names a file twice")
    for name in sorted({*said, *files} - {contents.ATTESTATION}):
        if name not in files:
            raise Invalid(f"{name}, of which attestation.json speaks, is missing")
        if name not in said:
            raise Invalid(f"{name} was added: attestation.json does not speak of it")
        if said[name] != contents.digest(files[name]):
            raise Invalid(f"{name} is not the file of which attestation.json speaks: its SHA-256 differs")


def _record(files: Files, name: str, kind: str) -> Result:
    try:
        result = parse(name, files[name])
    except CannotRun as problem:
        raise Invalid(str(problem).rstrip(".")) from None
    if result.run.kind != kind:
        raise Invalid(f"{name} is a {result.run.kind} result")
    if result.end.chain is None:
        raise Invalid(f"{name} has no chain: it was written by a mapproof that is too old, or cut down to such a one")
    return result


def _problems(parts: Parts, held: Held) -> Iterator[str]:
    run = parts.conformance.run
    yield from records.problems_of(parts.files, parts.conformance, parts.benchmark, held.day)
    if not COMMIT.fullmatch(run.commit):
        yield f"the suite was built from '{run.commit}', which is no commit that anybody else has"
    if held.version not in ("", run.mapproof):
        yield f"it is of mapproof {run.mapproof}, and the catalogue here is that of {held.version}: name the other with --catalogue"
    difference = catalogue.difference(held.rows, parts.conformance)
    if difference:
        yield f"{difference}: it is not of the catalogue known here (the package names mapproof {run.mapproof}, {run.commit})"
    if statement.problem_of(parts.statement):
        yield f"statement.json {statement.problem_of(parts.statement)}"
    yield from _program_problems(parts, held.programs)
    yield from _false_reproducers(parts)
    yield from _false_words(parts)
    yield from _signature_problems(parts.envelope, run.started[:10], held.allowed)


def _program_problems(parts: Parts, built: Mapping[str, str]) -> Iterator[str]:
    for name, result in ((CONFORM, parts.conformance), (BENCH, parts.benchmark)):
        ran = str(result.run.environment.get("program"))
        if name in built and built[name] != ran:
            yield f"the {name} that ran is not the one that was built here: its SHA-256 is {ran[:16]}..., and not {built[name][:16]}..."


def _false_reproducers(parts: Parts) -> Iterator[str]:
    """A reproducer is of a check that went wrong."""
    wrong = {f"{contents.REPRODUCERS}{check.row}.{check.check}.c" for check in parts.conformance.checks
             if check.verdict in ("fail", "crashed", "timeout", "waived")}
    for name in parts.files:
        if name.startswith(contents.REPRODUCERS) and name not in wrong:
            yield f"{name} reproduces nothing that went wrong"


def _false_words(parts: Parts) -> Iterator[str]:
    """Whatever the package says and does not follow from its records, to the byte."""
    right = contents.certificate(parts.conformance, parts.waivers, parts.statement, parts.suite)
    facts = contents.environment(parts.conformance, parts.benchmark)
    yield from (f"certificate.json: '{key}' does not follow from the records" for key in _false_members(right, parts.said))
    yield from (f"environment.json: '{key}' is not that of the records" for key in _false_members(facts, parts.environment))
    for name, value in ((contents.CERTIFICATE, parts.said), (contents.ENVIRONMENT, parts.environment), (contents.STATEMENT, parts.statement)):
        if pretty(value) != parts.files[name]:
            yield f"{name} is not spelled as mapproof spells it"
    payload = contents.attestation(parts.files, right, parts.conformance)
    if strict_json(payload, "") != parts.payload:
        yield "attestation.json says something else than the records"
    elif payload != parts.envelope.payload:
        yield "attestation.json is not spelled as mapproof spells it"


def _false_members(right: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    """Those that are not there, too many, or another value: 1 is neither 1.0 nor true."""
    for key in sorted({*right, *said}):
        if key not in right or key not in said or pretty(right[key]) != pretty(said[key]):
            yield key


def _signature_problems(envelope: Envelope, day: str, allowed: Optional[List[signers.Signer]]) -> Iterator[str]:
    for signature in envelope.signatures:
        if not is_valid(envelope, signature):
            yield f"the signature by {signature.keyid[:60]} is not one of this payload by this key"
        elif allowed is not None:
            yield signers.refusal(allowed, signature, day)
    if len({signature.keyid for signature in envelope.signatures}) != len(envelope.signatures):
        yield "one key signed twice"


def _judged(parts: Parts, held: Held) -> Examination:
    result, allowed = parts.conformance, held.allowed
    verdict = str(parts.said["verdict"])
    reasons = [f"{name} hinders" for name in parts.said["hindrances"]]
    against = reasons_against(result, parts.waivers, held.day)
    if against:
        verdict = NOT_CONFORMANT
    signed_by = [signers.name_of(allowed or [], signature) for signature in parts.envelope.signatures]
    notes = [f"the waiver '{each}' waived nothing" for each in unused(result, parts.waivers)]
    if not any(parts.statement.values()):
        notes.append("the vendor's statement is the empty template")
    if "unknown" in parts.environment["programs"].values():
        notes.append("which programs ran is not known: their system did not tell")
    if not signed_by:
        notes.append("unsigned: whoever holds it could have made it")
    elif allowed is None:
        notes.append("whose keys they are was not asked: name those whom you trust with --signers")
    return Examination(verdict, reasons + against, notes, signed_by, parts.said, result.run.started, parts.waivers)
