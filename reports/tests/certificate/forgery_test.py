"""Forged, damaged and hostile packages, each made from one good package, each refused for the right reason.

SPDX-License-Identifier: Apache-2.0
"""

import copy
import gzip
import io
import json
import os
import tarfile
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import packages
import pytest
import samples
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from mapproof.certificate import contents, taken
from mapproof.certificate.envelope import Envelope, envelope_from
from mapproof.certificate.examine import CONFORMANT, INVALID, NOT_CONFORMANT, Examination, Held, examine
from mapproof.certificate.keys import openssh_line, signed
from mapproof.certificate.signers import Signer
from mapproof.certificate.strict import pretty
from mapproof.certificate.taken import Files

# Every bit of every byte with MAPPROOF_FULL=1, else one bit of every byte, each in its turn.
BITS = 8 if os.environ.get("MAPPROOF_FULL") else 1
KEY, OTHER = ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())
SIGNERS = [Signer("vendor", openssh_line(KEY.public_key()))]
ATTESTATION, CERTIFICATE, CONFORM, BENCH = contents.ATTESTATION, contents.CERTIFICATE, contents.CONFORM, contents.BENCH
Forge = Callable[[Files], None]


@pytest.fixture(name="good", scope="module")
def _good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    patch = pytest.MonkeyPatch()
    patch.setenv("MAPPROOF_BIN", packages.with_programs(folder / "bin"))
    packages.make(folder / "package", keys=[KEY])
    patch.undo()
    return folder / "package"


def found(path: Path, **changes: Any) -> Examination:
    given = {"rows": packages.catalogue(), "day": packages.DAY, "allowed": SIGNERS, **changes}
    return examine(str(path), Held(**given))


def test_good_package_is_conformant_and_signed(good: Path) -> None:
    answer = found(good)

    assert (answer.verdict, answer.reasons, answer.signed_by) == (CONFORMANT, [], ["vendor"])


def replaced(name: str, old: bytes, new: bytes) -> Forge:
    def forge(changed: Files) -> None:
        assert old in changed[name]
        changed[name] = changed[name].replace(old, new, 1)
    return forge


def record(alter: Callable[[List[Any]], None], name: str = CONFORM, seal: bool = True, certificate: bool = True) -> Forge:
    """The record altered by somebody who makes chain, certificate and attestation anew, but has no key."""
    def forge(changed: Files) -> None:
        events = packages.lines(changed, name)
        alter(events)
        packages.put(changed, events, name)
        if seal:
            packages.seal(changed, certificate)
    return forge


def check(events: List[Any], number: int = 0) -> Any:
    return [event for event in events if event["event"] == "check"][number]


def recount(events: List[Any]) -> None:
    words = [event["verdict"] for event in events if event["event"] == "check"]
    events[-1]["counts"] = {word: words.count(word) for word in samples.WORDS}
    events[-1]["judged_counts"] = dict(events[-1]["counts"])


def flip(word: str) -> Callable[[List[Any]], None]:
    return lambda events: check(events).update(verdict=word)


def drop(what: str) -> Callable[[List[Any]], None]:
    def alter(events: List[Any]) -> None:
        events[:] = [event for event in events if not (event["event"] == what and event["row"] == "MDM_03")]
        recount(events)
    return alter


def drop_row_and_check(events: List[Any]) -> None:
    drop("check")(events)
    drop("row")(events)


def duplicate(events: List[Any]) -> None:
    events.insert(-1, copy.deepcopy(check(events)))
    recount(events)


def reorder(events: List[Any]) -> None:
    first = events.index(check(events))
    events[first], events[first + 1] = events[first + 1], events[first]


def row_update(**members: Any) -> Callable[[List[Any]], None]:
    return lambda events: next(event for event in events if event["event"] == "row").update(members)


def all_unsupported_but_declared(events: List[Any]) -> None:
    for event in events:
        if event["event"] == "check":
            event["verdict"] = "unsupported"
    recount(events)


def run_update(**members: Any) -> Forge:
    def forge(changed: Files) -> None:
        for name in (CONFORM, BENCH):
            events = packages.lines(changed, name)
            events[0].update(members)
            packages.put(changed, events, name)
        packages.seal(changed)
    return forge


def object_update(name: str, **members: Any) -> Forge:
    """One object altered, and only the digests made anew."""
    def forge(changed: Files) -> None:
        changed[name] = pretty({**json.loads(changed[name]), **members})
        packages.seal(changed, certificate=False)
    return forge


def said_update(alter: Callable[[Any], Any]) -> Forge:
    def forge(changed: Files) -> None:
        said = packages.payload(changed)
        packages.repack(changed, alter(said) or said)
    return forge


def no_figures(events: List[Any]) -> None:
    events[1:-1] = []
    events[-1].update(measured=0, refused=0)


def report_of_other_figures(changed: Files) -> None:
    right = contents.digest(changed[CONFORM])
    changed[contents.REPORT] = packages.report(right, "cd" * 32).encode().replace(b"code", b"i")
    packages.seal(changed)


def add_file(name: str, data: bytes = b"mine", seal: bool = False, digests: bool = False) -> Forge:
    def forge(changed: Files) -> None:
        changed[name] = data
        if seal or digests:
            packages.seal(changed, certificate=seal)
    return forge


def environment_without(member: str) -> Forge:
    def alter(events: List[Any]) -> None:
        del events[0]["environment"][member]
    return record(alter)


def remove(name: str, seal: bool = False) -> Forge:
    def forge(changed: Files) -> None:
        del changed[name]
        if seal:
            packages.seal(changed)
    return forge


def resigned(key: Any) -> Forge:
    return lambda changed: packages.seal(changed, key=key)


def signature_update(**members: Any) -> Forge:
    def forge(changed: Files) -> None:
        envelope = json.loads(changed[ATTESTATION])
        envelope["signatures"][0].update(members)
        changed[ATTESTATION] = (json.dumps(envelope, indent=2) + "\n").encode()
    return forge


def signature_of_another_file(changed: Files) -> None:
    envelope = envelope_from(changed[ATTESTATION])
    other = Envelope(b'{"_type": "another"}')
    changed[ATTESTATION] = Envelope(envelope.payload, (signed(other, KEY),)).to_bytes()


def signature_of_another_type(changed: Files) -> None:
    envelope = envelope_from(changed[ATTESTATION])
    other = Envelope(envelope.payload, payload_type="text/plain")
    changed[ATTESTATION] = Envelope(envelope.payload, (signed(other, KEY),)).to_bytes()


def signed_twice(changed: Files) -> None:
    envelope = envelope_from(changed[ATTESTATION])
    changed[ATTESTATION] = Envelope(envelope.payload, envelope.signatures * 2).to_bytes()


def without_chain(changed: Files) -> None:
    for name in (CONFORM, BENCH):
        events = packages.lines(changed, name)
        for event in events:
            event.pop("chain", None)
        changed[name] = b"".join(json.dumps(event).encode() + b"\n" for event in events)
    packages.seal(changed)


def values_in_the_payload(changed: Files) -> None:
    said = packages.payload(changed)
    packages.repack(changed, {**said, "x": [0] * 500_000}, spelled=False)


def twice_in_payload(changed: Files) -> None:
    import base64
    members = json.loads(changed[ATTESTATION])
    text = base64.b64decode(members["payload"]).replace(b'"_type"', b'"_type": "x",\n  "_type"', 1)
    members["payload"] = base64.b64encode(text).decode()
    changed[ATTESTATION] = (json.dumps(members, indent=2) + "\n").encode()


DIGEST = "is not the file of which attestation.json speaks"
FORGERIES: Dict[str, Tuple[Forge, str]] = {
    # By hand, in one file.
    "verdict flipped by hand": (replaced(CONFORM, b'"verdict":"untested"', b'"verdict":"pass"'), f"conform.jsonl {DIGEST}"),
    "certificate edited by hand": (replaced(CERTIFICATE, b'"profile": "qnx-7.1"', b'"profile": "qnx-8.0"'), f"certificate.json {DIGEST}"),
    "environment edited by hand": (replaced(contents.ENVIRONMENT, b"bench-1", b"bench-2"), f"environment.json {DIGEST}"),
    "statement edited by hand": (replaced(contents.STATEMENT, b"A product", b"B product"), f"statement.json {DIGEST}"),
    "report replaced": (replaced(contents.REPORT, b"report", b"reward"), f"report.html {DIGEST}"),
    "figures edited by hand": (replaced(BENCH, b"12.0", b"11.5"), f"bench.jsonl {DIGEST}"),
    "record cut off": (lambda changed: changed.update({CONFORM: changed[CONFORM][:-200]}), f"conform.jsonl {DIGEST}"),
    "empty file": (lambda changed: changed.update({BENCH: b""}), f"bench.jsonl {DIGEST}"),
    # Chain, certificate and attestation made anew, unsigned.
    "verdict flipped to fail": (record(flip("fail"), seal=False), DIGEST),
    "case dropped": (record(drop("check")), "1 of 4 checks were not run, e.g. MDM_03"),
    "row and case dropped": (record(drop_row_and_check), "the row MDM_03 of the catalogue is missing"),
    "case renamed": (record(lambda events: check(events).update(check="Holds")), "checks were not run"),
    "cases reordered": (record(reorder), "not in the order of the catalogue"),
    "sentence of a row weakened": (record(row_update(text="Anything goes.")), "has another 'text' than the catalogue"),
    "row made optional": (record(row_update(optional=True)), "has another 'optional'"),
    "row accepts another errno": (record(row_update(accepts=["EPERM"])), "has another 'accepts'"),
    "row made untestable": (record(row_update(state="untestable", reason="No.")), "has another 'state'"),
    "row with another source": (record(row_update(source="Another book")), "has another 'source'"),
    "part of a run": (run_update(arguments=["--only", "MDM_*"]), "not the record of a whole run"),
    "interrupted": (record(lambda events: events[-1].update(interrupted=True)), "not the record of a whole run"),
    "dirty tree": (run_update(commit="0123456789ab-dirty"), "which is no commit that anybody else has"),
    "unknown commit": (run_update(commit="unknown"), "which is no commit"),
    "commit that is none": (run_update(commit="v1.0-final"), "which is no commit"),
    "unknown profile": (run_update(profile="qnx-9.9"), "the profile 'qnx-9.9' is none of the catalogue"),
    "run of the future": (run_update(started="2027-01-01T00:00:00Z"), "which is yet to come"),
    "figures of another commit": (record(lambda events: events[0].update(commit="ffffffffffff"), BENCH), "the same commit"),
    "figures of another backend": (record(lambda events: events[0]["backend"].update(name="better"), BENCH), "the same backend"),
    "figures of another target": (record(lambda events: events[0].update(target="pci:1"), BENCH), "the same target"),
    "chain taken off": (without_chain, "has no chain"),
    # The record is right; what is said of it is not.
    "verdict of the certificate": (object_update(CERTIFICATE, verdict="incomplete"), "'verdict' does not follow from the records"),
    "counts of the certificate": (object_update(CERTIFICATE, counts={"pass": 9}), "'counts' does not follow"),
    "coverage of the certificate": (object_update(CERTIFICATE, coverage={"judged_rows": 1, "judged_rows_passed": 1}), "'coverage' does not"),
    "profile of the certificate": (object_update(CERTIFICATE, profile="qnx-8.0"), "'profile' does not follow"),
    "catalogue of the certificate": (object_update(CERTIFICATE, catalogue="0" * 64), "'catalogue' does not follow"),
    "suite commit of the certificate": (object_update(CERTIFICATE, commit="ffffffffffff"), "'commit' does not follow"),
    "target of the certificate": (object_update(CERTIFICATE, target="pci:0000:00:04.0/2"), "'target' does not follow"),
    "chain of another record": (object_update(CERTIFICATE, chain="0" * 64), "'chain' does not follow"),
    "member without a value added": (object_update(CERTIFICATE, grade=None), "'grade' does not follow"),
    "1 for true": (object_update(CERTIFICATE, conformant=1), "'conformant' does not follow"),
    "2.0 for 2": (object_update(contents.ENVIRONMENT, schema=2.0), "'schema' is not that of the records"),
    "fact without a value added": (object_update(contents.ENVIRONMENT, doubt=None), "'doubt' is not that of the records"),
    "1 for true in the payload": (said_update(lambda said: said["predicate"][contents.EXTENSION].update(conformant=1)), "is not spelled as mapproof"),
    "member added": (object_update(CERTIFICATE, grade="excellent"), "'grade' does not follow"),
    "older schema": (object_update(CERTIFICATE, schema=1), "'schema' does not follow"),
    "old record under a new date": (object_update(contents.ENVIRONMENT, started="2026-11-29T00:00:00Z"), "'started' is not that of the records"),
    "environment of another machine": (object_update(contents.ENVIRONMENT, conform={"host": "other"}), "'conform' is not that of the records"),
    "statement of another product": (object_update(contents.STATEMENT, product="B"), "'product' does not follow from the records"),
    "statement with more to say": (object_update(contents.STATEMENT, award="Gold"), "does not have just the members"),
    "plugin of another build": (said_update(lambda said: said["predicate"][contents.EXTENSION]["backend"].update(sha256="cd" * 32)),
                                "says something else than the records"),
    "result of the predicate": (said_update(lambda said: said["predicate"].update(result="WARNED")), "says something else"),
    "passed tests of the predicate": (said_update(lambda said: said["predicate"]["passedTests"].append("MDM_04.X")), "says something else"),
    "another predicate": (said_update(lambda said: said.update(predicateType="https://slsa.dev/provenance/v1")), "another kind of statement"),
    "another statement": (said_update(lambda said: said.update(_type="https://in-toto.io/Statement/v0.1")), "another kind of statement"),
    "subject twice": (said_update(lambda said: said["subject"].append(said["subject"][0])), "names a file twice"),
    "subject dropped": (said_update(lambda said: said["subject"].pop(0) and None), "was added: attestation.json does not speak of it"),
    "no subject": (said_update(lambda said: said.pop("subject") and None), "names no files"),
    "digest of the plugin": (object_update(CERTIFICATE, backend={"name": "model", "version": "0.1.0", "sha256": "cd" * 32}),
                             "'backend' does not follow from the records"),
    "core of the certificate": (object_update(CERTIFICATE, core_rows=["MDM_01"]), "'core_rows' does not follow"),
    "rows that must pass": (object_update(CERTIFICATE, must_pass_rows=[]), "'must_pass_rows' does not follow"),
    "score of the suite": (object_update(CERTIFICATE, suite={"selftest": {"score": 1.0}, "mutation": "not measured"}), "'suite' does not follow"),
    "programs of the environment": (object_update(contents.ENVIRONMENT, programs={"mapproof-conform": "cd" * 32}), "'programs' is not that"),
    "record that names no program": (environment_without("program"), "does not say which program wrote it"),
    "program that is no digest": (record(lambda events: events[0]["environment"].update(program="trust me")), "does not say which program wrote it"),
    "figures of another machine": (record(lambda events: events[0]["environment"].update(host="other"), BENCH), "the same machine: their 'host'"),
    "figures of another processor": (record(lambda events: events[0]["environment"].update(cpu="Z80"), BENCH), "the same machine: their 'cpu'"),
    "figures of before": (record(lambda events: events[0].update(started="1999-01-01T00:00:00Z"), BENCH), "a run before that of conform.jsonl"),
    "figures of the future": (record(lambda events: events[0].update(started="2099-01-01T00:00:00Z"), BENCH), "2099-01-01, which is yet to come"),
    "figures of a run that was interrupted": (record(lambda events: events[-1].update(interrupted=True), BENCH), "bench.jsonl is not the record"),
    "chosen figures": (record(lambda events: events[0].update(arguments=["--filter=map"]), BENCH), "bench.jsonl is not the record of a whole run"),
    "no figures": (record(no_figures, BENCH), "neither figures nor refusals"),
    "day that no calendar has": (run_update(started="2026-02-30T08:00:00Z"), "which no clock shows"),
    "hour that no clock has": (run_update(started="2026-11-22T24:00:00Z"), "which no clock shows"),
    "plugin without a digest": (run_update(backend={"name": "model", "version": "1", "origin": "./ours.so"}), "the SHA-256 of the plugin"),
    "figures of another off_t": (record(lambda events: events[0]["facts"].update(offset_bits=64), BENCH), "the same offset_bits"),
    # Files.
    "reproducer of a check that passed": (add_file("conform.jsonl.repro/MDM_01.HoldsWhatItSays.c", seal=True), "reproduces nothing that went wrong"),
    "selftest of another program": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "program": "cd" * 32}), digests=True),
                                    "the selftest of another mapproof-conform"),
    "selftest of a part": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "rows": 1}), digests=True), "no selftest of all rows"),
    "selftest without its rest": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "rows_without_liar": 0}), digests=True), "has no list"),
    "selftest without a count": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "liars": "9"}), digests=True), "has no count 'liars'"),
    "selftest with more than all": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "killed_by_owner": 10}), digests=True),
                                    "more killed_by_owner than liars"),
    "selftest added": (add_file(contents.SELFTEST, pretty(packages.SELFTEST), digests=True), "'suite' does not follow from the records"),
    "mutation score that is none": (add_file(contents.MUTATION, pretty({"mutants": 3, "commit": "a" * 7}), digests=True), "has no count 'killed'"),
    "mutation score of nothing": (add_file(contents.MUTATION, pretty({"mutants": 3, "killed": 3}), digests=True), "of which commit"),
    "mutation score of more than all": (add_file(contents.MUTATION, pretty({"mutants": 3, "killed": 3, "survived": 1, "commit": "a" * 12}),
                                                 digests=True), "more that were killed or survived than mutants"),
    "selftest with more survived than faults": (add_file(contents.SELFTEST, pretty({**packages.SELFTEST, "faults_survived": 3}), digests=True),
                                                "more faults_survived than fault_modes"),
    "report of another run": (add_file(contents.REPORT, packages.report("ab" * 32, "cd" * 32).encode().replace(b"code", b"i"), seal=True),
                              "is not the report of this conform.jsonl"),
    "report of other figures": (report_of_other_figures, "is not the report of this bench.jsonl"),
    "topology that is none": (add_file(contents.TOPOLOGY, b"", seal=True), "topology.xml is no topology of hwloc"),
    "topology cut off": (add_file(contents.TOPOLOGY, packages.TOPOLOGY.encode()[:-4], seal=True), "topology.xml is no topology of hwloc"),
    "topology of another machine": (add_file(contents.TOPOLOGY, packages.TOPOLOGY.replace("bench-1", "bench-2").encode(), seal=True),
                                    "topology.xml is of another machine: its HostName"),
    "no topology": (remove(contents.TOPOLOGY, seal=True), "it has no topology.xml"),
    "file added": (add_file("conform.jsonl.repro/MDM_01.X.c"), "was added"),
    "foreign file, sealed": (add_file("notes.txt", seal=True), "'notes.txt', which no package has"),
    "second statement": (add_file("statement.v2.json", b"{}\n", seal=True), "'statement.v2.json', which no package has"),
    "no report": (remove(contents.REPORT, seal=True), "it has no report.html"),
    "no environment": (remove(contents.ENVIRONMENT), "it has no environment.json"),
    "no attestation": (remove(ATTESTATION), "it has no attestation.json"),
    "waivers added": (add_file(contents.WAIVERS, pretty({"waivers": [packages.WAIVER]})), "waivers.json was added"),
    # Spelling.
    "member twice": (replaced(CERTIFICATE, b'"kind"', b'"schema": 2,\n  "kind"'), "has the member 'schema' twice"),
    "member twice in the payload": (twice_in_payload, "has the member '_type' twice"),
    "member twice in the envelope": (replaced(ATTESTATION, b'"payloadType"', b'"signatures": [],\n  "payloadType"'), "member 'signatures' twice"),
    "UTF-16": (lambda changed: changed.update({ATTESTATION: changed[ATTESTATION].decode().encode("utf-16")}), "attestation.json is not JSON"),
    "byte order mark": (lambda changed: changed.update({ATTESTATION: b"\xef\xbb\xbf" + changed[ATTESTATION]}), "attestation.json is not JSON"),
    "envelope spelled otherwise": (lambda changed: changed.update({ATTESTATION: changed[ATTESTATION] + b" "}), "not spelled as an envelope"),
    "payload spelled otherwise": (lambda changed: packages.repack(changed, packages.payload(changed), spelled=False), "is not spelled as mapproof"),
    "many values in the payload": (values_in_the_payload, "more than 400000 values"),
    "envelope is a list": (lambda changed: changed.update({ATTESTATION: b"[]\n"}), "no JSON object"),
    "nesting": (lambda changed: changed.update({ATTESTATION: b"[" * 100_000}), "nested too deeply"),
    # Signatures.
    "signed by an unknown key": (resigned(OTHER), "which is not among the signers"),
    "signature of another file": (signature_of_another_file, "is not one of this payload by this key"),
    "signature over another type": (signature_of_another_type, "is not one of this payload"),
    "another payload type": (replaced(ATTESTATION, b"application/vnd.in-toto+json", b"application/vnd.in-toto+jsom"), "payload of another type"),
    "signature under another name": (signature_update(keyid="SHA256:x"), "is not one of this payload by this key"),
    "signature with another key": (signature_update(publicKey=openssh_line(OTHER.public_key())), "is not one of this payload by this key"),
    "signature with a broken key": (signature_update(publicKey="ssh-ed25519 AAAA"), "is not one of this payload"),
    "signature that is none": (signature_update(sig="AAAA"), "is not one of this payload"),
    "one signature twice": (signed_twice, "one key signed twice"),
    "payload altered under the signature": (said_update(lambda said: said["predicate"].update(result="FAILED")), "is not one of this payload"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgery_is_refused_for_the_right_reason(tmp_path: Path, good: Path, name: str) -> None:
    forge, words = FORGERIES[name]
    changed = packages.files(good)
    forge(changed)

    answer = found(packages.write(tmp_path / "forged", changed))

    assert answer.verdict == INVALID
    assert any(words in reason for reason in answer.reasons), answer.reasons
    assert not any("\n" in reason for reason in answer.reasons)


def test_there_are_enough_kinds() -> None:
    assert len(FORGERIES) >= 50


# What the record itself says against its end: no forger's tool seals that.
@pytest.mark.parametrize("alter, words", [
    (flip("fail"), "'counts' has 3 pass, but there are 2"), (duplicate, "stands there twice"),
    (all_unsupported_but_declared, "its end says 'conformant'"),
])
def test_record_that_contradicts_itself(tmp_path: Path, good: Path, alter: Callable[[List[Any]], None], words: str) -> None:
    changed = packages.files(good)
    record(alter, seal=False)(changed)
    said = packages.payload(changed)
    for subject in said["subject"]:
        subject["digest"]["sha256"] = contents.digest(changed[subject["name"]])
    packages.repack(changed, said)

    answer = found(packages.write(tmp_path / "forged", changed))

    assert answer.verdict == INVALID and words in answer.reasons[0]


@pytest.mark.parametrize("signer, words", [
    (Signer("vendor", openssh_line(KEY.public_key()), before="20260101"), "was not valid on 2026-11-22"),
    (Signer("vendor", openssh_line(KEY.public_key()), after="20261201"), "was not valid on 2026-11-22"),
    (Signer("vendor", openssh_line(OTHER.public_key())), "not among the signers"),
])
def test_key_that_does_not_count(good: Path, signer: Signer, words: str) -> None:
    answer = found(good, allowed=[signer])

    assert answer.verdict == INVALID and words in answer.reasons[0]


def test_package_of_another_catalogue(good: Path) -> None:
    answer = found(good, rows=packages.catalogue({**packages.VERDICTS, "MUN_01": "pass"}))

    assert answer.verdict == INVALID and "the row MUN_01 of the catalogue is missing" in answer.reasons[0]


def test_package_of_another_version(good: Path) -> None:
    answer = found(good, version="0.2.0")

    assert answer.verdict == INVALID and "it is of mapproof 0.1.0, and the catalogue here is that of 0.2.0" in answer.reasons[0]


def test_every_byte_of_every_file_counts(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packages.files(good)
    current: Files = {}
    monkeypatch.setattr("mapproof.certificate.examine.files_of", lambda _: dict(current))
    for name, data in whole.items():
        for offset in range(len(data)):
            for bit in (1 << (offset + turn) % 8 for turn in range(BITS)):
                current.clear()
                current.update(whole)
                current[name] = data[:offset] + bytes([data[offset] ^ bit]) + data[offset + 1:]
                answer = found(tmp_path)
                assert answer.verdict == INVALID, (name, offset, bit)


def tar(entries: "List[Tuple[tarfile.TarInfo, bytes]]", mode: str = "w:gz", form: int = tarfile.GNU_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for member, data in entries:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def info(name: str, **members: Any) -> tarfile.TarInfo:
    found_info = tarfile.TarInfo(name)
    for member, value in members.items():
        setattr(found_info, member, value)
    return found_info


def packed(changed: Files, around: str = "") -> "List[Tuple[tarfile.TarInfo, bytes]]":
    return [(info(around + name), data) for name, data in changed.items()]


@pytest.mark.parametrize("around", ["", "package/", "with its folder/", "./"])
@pytest.mark.parametrize("compression", ["gz", "zst"])
def test_archive_is_read_as_the_folder_is(tmp_path: Path, good: Path, around: str, compression: str) -> None:
    entries = packed(packages.files(good), around)
    if around == "with its folder/":
        entries.insert(0, (info("with its folder", type=tarfile.DIRTYPE, mode=0o755), b""))
    data = tar(entries) if compression == "gz" else zstandard_of(tar(entries, "w:"))
    path = tmp_path / f"package.tar.{compression}"
    path.write_bytes(data)

    assert found(path).verdict == CONFORMANT


def zstandard_of(data: bytes) -> bytes:
    import zstandard
    return bytes(zstandard.ZstdCompressor().compress(data))


def altered(data: bytes, offset: int) -> bytes:
    changed = bytearray(data)
    changed[offset] ^= 1
    return bytes(changed)


HOSTILE = {
    "escape": (lambda good: tar([*packed(good), (info("../evil"), b"x")]), "no name that a file of a package has"),
    "absolute": (lambda good: tar([*packed(good), (info("/etc/evil"), b"x")]), "no name that a file of a package has"),
    "hidden": (lambda good: tar([*packed(good), (info(".evil"), b"x")]), "no name that a file of a package has"),
    "deep": (lambda good: tar([*packed(good), (info("a/b/c"), b"x")]), "no name that a file of a package has"),
    "control": (lambda good: tar([*packed(good), (info("a\x1b[2J"), b"x")]), "no name that a file of a package has"),
    "link": (lambda good: tar([*packed(good), (info("a", type=tarfile.SYMTYPE, linkname="/etc/passwd"), b"")]), "is a link"),
    "hard link": (lambda good: tar([*packed(good), (info("a", type=tarfile.LNKTYPE, linkname="conform.jsonl"), b"")]), "is a link"),
    "device": (lambda good: tar([*packed(good), (info("a", type=tarfile.CHRTYPE, devmajor=1, devminor=5), b"")]), "is no file"),
    "pipe": (lambda good: tar([*packed(good), (info("a", type=tarfile.FIFOTYPE), b"")]), "is no file"),
    "twice": (lambda good: tar([*packed(good), (info("report.html"), b"x")]), "stands there twice"),
    "large file": (lambda good: tar([(info("report.html"), bytes(taken.MOST_BYTES + 1))]), "more than 8 MiB"),
    "many files": (lambda good: tar([(info(f"f{number}"), b"") for number in range(taken.MOST_FILES + 1)]), "more than 600 files"),
    "many values": (lambda good: tar([(info("certificate.json"), b"[" + b"0," * 500_000 + b"0]")]), "more than 400000 values"),
    "long header": (lambda good: tar([(info("report.html", pax_headers={"comment": "9" * 20_000}), b"x")], "w:gz", tarfile.PAX_FORMAT), "of a length"),
    "many headers": (lambda good: tar([(info(f"f{number}", pax_headers={"comment": "9" * 900}), b"") for number in range(150)], "w:gz",
                                      tarfile.PAX_FORMAT), "of a length"),
    "holes": (lambda good: tar([(info("report.html", type=tarfile.GNUTYPE_SPARSE), b"x")]), "a file with holes"),
    "holes in a header": (lambda good: tar([(info("report.html", pax_headers={"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}), b"1\n0\n1\n")],
                                           "w:gz", tarfile.PAX_FORMAT), "a file with holes"),
    "escape by the folder around": (lambda good: tar([(info("../evil", type=tarfile.DIRTYPE), b""), *packed(good, "../")]), "is no file"),
    "beside the folder around": (lambda good: tar([*packed(good, "package/"), (info("report2.html"), b"x")]), "stands beside the folder 'package'"),
    "two folders": (lambda good: tar([*packed(good, "package/"), *packed(good, "package2/")]), "stands beside the folder 'package'"),
    "behind the end": (lambda good: gzip.compress(tar(packed(good), "w:") + b"more"), "goes on behind its end"),
    "archive behind the end": (lambda good: gzip.compress(tar(packed(good), "w:") * 2), "goes on behind its end"),
    "behind the compressed end": (lambda good: tar(packed(good)) + b"more", "goes on behind its end"),
    "behind the end of zstandard": (lambda good: zstandard_of(tar(packed(good), "w:")) + b"more", "goes on behind its end"),
    "second compressed part": (lambda good: tar(packed(good)) + gzip.compress(b"more"), "goes on behind its end"),
    "many empty parts": (lambda good: gzip.compress(b"") * 800_000, "goes on behind its end"),
    "long name of the compressed file": (lambda good: b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * (15 << 20), "is cut off"),
    "64 MiB of random bytes": (lambda good: b"\x1f\x8b\x08" + bytes(7) + os.urandom(64 << 20), "longer than 16 MiB"),
    "false checksum": (lambda good: altered(tar(packed(good)), -5), "is damaged"),
    "false length": (lambda good: altered(tar(packed(good)), -1), "is damaged"),
    "without its checksum": (lambda good: tar(packed(good))[:-8], "is cut off"),
    "zip bomb": (lambda good: gzip.compress(bytes(200 << 20), 9), "unpacks to more than 16 MiB"),
    "zstandard bomb": (lambda good: zstandard_of(bytes(200 << 20)), "unpacks to more than 16 MiB"),
    "cut off": (lambda good: tar(packed(good))[:-900], "is cut off"),
    "damaged": (lambda good: tar(packed(good))[:300] + b"\x00" * 64 + tar(packed(good))[364:], ""),
    "not compressed": (lambda good: tar(packed(good), "w:"), "neither a folder nor"),
    "zip": (lambda good: b"PK\x03\x04" + bytes(100), "neither a folder nor"),
    "empty": (lambda good: b"", "neither a folder nor"),
    "random": (lambda good: b"\x1f\x8b" + os.urandom(1000), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archive_is_refused(tmp_path: Path, good: Path, name: str) -> None:
    make, words = HOSTILE[name]
    path = tmp_path / "package.tar.gz"
    path.write_bytes(make(packages.files(good)))  # type: ignore[no-untyped-call]

    answer = found(path)

    assert answer.verdict == INVALID and words in answer.reasons[0], answer.reasons
    assert list(tmp_path.iterdir()) == [path]


def test_archive_of_python_itself_is_read(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "package.tar.gz"
    with tarfile.open(path, "w:gz") as archive:  # with a header before each file, for its time
        archive.add(good, "package")

    assert found(path).verdict == CONFORMANT


def test_member_that_stands_twice_at_the_end_of_many_is_found_at_once(tmp_path: Path, good: Path) -> None:
    changed = packages.files(good)
    changed[CERTIFICATE] = b"{" + b",".join(b'"%d":0' % number for number in [*range(100_000), 99_999]) + b"}"

    answer = found(packages.write(tmp_path / "forged", changed))

    assert answer.verdict == INVALID and "has the member '99999' twice" in answer.reasons[0]


@pytest.mark.parametrize("name", ["package.tar.gz", "/dev/zero"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "package.tar.gz")

    answer = found(tmp_path / name)

    assert answer.verdict == INVALID and "neither a folder nor a file" in answer.reasons[0]


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_file_in_a_folder_is_refused(tmp_path: Path, good: Path, kind: str) -> None:
    folder = packages.write(tmp_path / "forged", packages.files(good))
    (folder / "report.html").unlink()
    if kind == "link":
        (folder / "report.html").symlink_to(good / "report.html")
    elif kind == "folder":
        (folder / "report.html").mkdir()
    else:
        os.mkfifo(folder / "report.html")

    answer = found(folder)

    assert answer.verdict == INVALID and "which a package never holds" in answer.reasons[0]


WAIVED = {**packages.VERDICTS, "MDM_03": "waived"}


@pytest.mark.parametrize("changes, day, verdict, words", [
    ({}, packages.DAY, CONFORMANT, ""),
    ({}, "2027-05-02", NOT_CONFORMANT, "the waiver 'W-1' of MDM_03 expired on 2027-05-01"),
    ({"expires": "2026-11-01"}, packages.DAY, NOT_CONFORMANT, "expired on 2026-11-01"),
    ({"granted": "2026-11-25"}, packages.DAY, NOT_CONFORMANT, "was granted on 2026-11-25, after the run"),
    ({"backend": "another"}, packages.DAY, NOT_CONFORMANT, "no waiver is for this row of model"),
    ({"row": "MDM_01"}, packages.DAY, NOT_CONFORMANT, "no waiver is for this row"),
    ({"from_version": "0.2"}, packages.DAY, NOT_CONFORMANT, "no waiver is for this row"),
    ({"to_version": "0.0.9"}, packages.DAY, NOT_CONFORMANT, "no waiver is for this row"),
    ({"first_granted": "2026-01-01"}, packages.DAY, INVALID, "longer than 12 months"),
    ({"expires": "2028-01-01"}, packages.DAY, INVALID, "longer than 12 months"),
    ({"class": "bribe"}, packages.DAY, INVALID, "'bribe' is not one of"),
    ({"expires": "soon"}, packages.DAY, INVALID, "'waivers/0/expires'"),
    ({"price": "5"}, packages.DAY, INVALID, "'price' was unexpected"),
])
def test_waiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: Dict[str, str], day: str, verdict: str, words: str) -> None:
    monkeypatch.setenv("MAPPROOF_BIN", packages.with_programs(tmp_path / "bin"))
    folder = packages.make(tmp_path / "package", WAIVED, [packages.WAIVER], keys=[KEY])
    changed = packages.files(folder)
    waiver = {**packages.WAIVER, **changes}
    changed[contents.WAIVERS] = pretty({"waivers": [waiver]})
    if verdict == INVALID:
        said = packages.payload(changed)
        next(each for each in said["subject"] if each["name"] == contents.WAIVERS)["digest"]["sha256"] = contents.digest(changed[contents.WAIVERS])
        packages.repack(changed, said)
    else:
        packages.seal(changed, key=KEY)

    answer = found(packages.write(folder, changed), rows=packages.catalogue(WAIVED), day=day)

    assert answer.verdict == verdict
    assert any(words in reason for reason in answer.reasons) or not words, answer.reasons


def test_check_that_passes_although_it_is_waived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPROOF_BIN", packages.with_programs(tmp_path / "bin"))
    folder = packages.make(tmp_path / "package", {**packages.VERDICTS, "MDM_03": "xpass"}, [packages.WAIVER], keys=[KEY])

    answer = found(folder)

    assert answer.verdict == NOT_CONFORMANT and "remove the waiver" in answer.reasons[0]
