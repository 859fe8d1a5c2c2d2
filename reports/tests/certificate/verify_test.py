"""verify as a user calls it: exit codes, keys of every kind, policies, an outsider's verifier.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import packages
import pytest
import samples
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from mapproof.certificate import contents
from mapproof.certificate.digest import file_digest
from mapproof.certificate.envelope import envelope_from
from mapproof.certificate.keys import fingerprint, openssh_line, private_key, public_line
from programs import assert_one_sentence, mapproof

KINDS = {"ed25519": ed25519.Ed25519PrivateKey.generate, "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
         "p384": lambda: ec.generate_private_key(ec.SECP384R1()), "p521": lambda: ec.generate_private_key(ec.SECP521R1())}
FORMS = {"pem": serialization.PrivateFormat.PKCS8, "openssh": serialization.PrivateFormat.OpenSSH}


@pytest.fixture(name="rows")
def _rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAPPROOF_BIN", packages.with_programs(tmp_path / "bin"))
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps({"rows": packages.catalogue()}))
    return path


def verify(package: Path, rows: Path, *options: object) -> "subprocess.CompletedProcess[str]":
    return mapproof("verify", package, "--catalogue", rows, "--at", packages.DAY, *options)


def key_file(folder: Path, kind: str = "ed25519", form: str = "openssh") -> Path:
    path = folder / f"{kind}.{form}"
    path.write_bytes(KINDS[kind]().private_bytes(serialization.Encoding.PEM, FORMS[form], serialization.NoEncryption()))  # type: ignore[no-untyped-call]
    return path


def line_of(path: Path) -> str:
    return openssh_line(private_key(str(path)).public_key())


def test_unsigned_package_is_verified_as_unsigned(tmp_path: Path, rows: Path) -> None:
    done = verify(packages.make(tmp_path / "package"), rows)

    assert (done.returncode, done.stderr) == (0, "")
    assert "conformant (model 0.1.0, profile qnx-7.1, 2026-11-22, unsigned)" in done.stdout
    assert "note: unsigned: whoever holds it could have made it" in done.stdout


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_keys_that_people_have(tmp_path: Path, rows: Path, kind: str, form: str) -> None:
    path = key_file(tmp_path, kind, form)
    package = packages.make(tmp_path / "package", keys=[private_key(str(path))])
    allowed, pem = tmp_path / "allowed", tmp_path / "public.pem"
    allowed.write_text(f'# whom we trust\nvendor@example.org namespaces="mapproof,git" {line_of(path)} a comment\n')
    pem.write_bytes(private_key(str(path)).public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))

    assert "signed by vendor@example.org" in verify(package, rows, "--signers", allowed).stdout
    assert "signed by public.pem" in verify(package, rows, "--signers", pem).stdout


def test_keys_of_openssh_itself(tmp_path: Path, rows: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "id"], check=True)
    said = subprocess.run(["ssh-keygen", "-l", "-f", tmp_path / "id.pub"], check=True, capture_output=True, text=True).stdout
    package = packages.make(tmp_path / "package", keys=[private_key(str(tmp_path / "id"))])
    (tmp_path / "allowed").write_text("lab " + (tmp_path / "id.pub").read_text())

    done = verify(package, rows, "--signers", tmp_path / "allowed")

    assert done.returncode == 0 and "signed by lab" in done.stdout
    assert fingerprint(line_of(tmp_path / "id")) in said


def test_two_sign_and_a_policy_asks_for_both(tmp_path: Path, rows: Path) -> None:
    vendor, lab = key_file(tmp_path), key_file(tmp_path, "p256", "pem")
    package = packages.make(tmp_path / "package", keys=[private_key(str(vendor)), private_key(str(lab))])
    (tmp_path / "allowed").write_text(f"vendor {line_of(vendor)}\nlab {line_of(lab)}\n")
    (tmp_path / "policy").write_text(json.dumps({"signed_by": ["vendor", "lab"], "min_signatures": 2}))

    assert verify(package, rows, "--signers", tmp_path / "allowed", "--policy", tmp_path / "policy").returncode == 0


@pytest.mark.parametrize("policy, words", [
    ({"profiles": ["qnx-8.0"]}, "does not accept the profile qnx-7.1"), ({"backends": ["linux"]}, "does not accept the backend model"),
    ({"min_coverage": 0.9}, "75.0 % of the judged rows passed"), ({"max_age_days": 3}, "it is 8 days old"),
    ({"min_signatures": 1}, "it has 0 signatures"), ({"signed_by": ["lab"]}, "lab has not signed it"),
])
def test_policy_says_what_is_not_accepted(tmp_path: Path, rows: Path, policy: Dict[str, Any], words: str) -> None:
    (tmp_path / "policy").write_text(json.dumps(policy))

    done = verify(packages.make(tmp_path / "package"), rows, "--policy", tmp_path / "policy")

    assert done.returncode == 1 and words in done.stdout


@pytest.mark.parametrize("policy, code, words", [
    ({"min_selftest": 1.0, "min_mutation": 0.9}, 0, ""), ({"min_mutation": 0.95}, 1, "the mutation score of the suite is 90.0 %")])
def test_policy_asks_for_the_scores_of_the_suite(tmp_path: Path, rows: Path, policy: Dict[str, Any], code: int, words: str) -> None:
    (tmp_path / "policy").write_text(json.dumps(policy))
    scores = {contents.SELFTEST: packages.SELFTEST, contents.MUTATION: {"mutants": 20, "killed": 18, "survived": 2, "commit": "abcdef0"}}

    done = verify(packages.make(tmp_path / "package", scores=scores), rows, "--policy", tmp_path / "policy")

    assert done.returncode == code and words in done.stdout, done.stdout


def test_scores_that_nobody_measured_are_told_as_that(tmp_path: Path, rows: Path) -> None:
    package = packages.make(tmp_path / "package")
    (tmp_path / "policy").write_text('{"min_selftest": 0.5}')

    assert json.loads((package / contents.CERTIFICATE).read_text())["suite"] == {"selftest": "not measured", "mutation": "not measured"}
    assert "the selftest score of the suite was not measured" in verify(package, rows, "--policy", tmp_path / "policy").stdout


def test_programs_that_ran_are_held_against_a_build(tmp_path: Path, rows: Path) -> None:
    built = tmp_path / "built"
    built.mkdir()
    for name in ("mapproof-conform", "mapproof-bench"):
        (built / name).write_bytes(name.encode())
    digest = file_digest(str(built / "mapproof-conform"))
    environment = {**samples.run("")["environment"], "program": digest}
    package = packages.make(tmp_path / "package", environment=environment)
    (built / "mapproof-bench").write_bytes(b"mapproof-conform")
    assert verify(package, rows, "--programs", built).returncode == 0

    (built / "mapproof-conform").write_bytes(b"another")
    done = verify(package, rows, "--programs", built)

    assert done.returncode == 2 and "the mapproof-conform that ran is not the one that was built here" in done.stdout
    assert_one_sentence(verify(package, rows, "--programs", tmp_path), "name the folder of a build")


@pytest.mark.parametrize("text, words", [("{", "is not JSON"), ('{"luck": 1}', "'luck', which no policy knows"),
                                         ('{"max_age_days": "3"}', "is of the wrong kind"), ("[]", "is no JSON object")])
def test_policy_that_is_none(tmp_path: Path, rows: Path, text: str, words: str) -> None:
    (tmp_path / "policy").write_text(text)

    assert_one_sentence(verify(packages.make(tmp_path / "package"), rows, "--policy", tmp_path / "policy"), words)


@pytest.mark.parametrize("text, words", [("", "allows no signer"), ("me ssh-rsa AAAA\n", "line 1 is no line"), ("me ssh-ed25519 A\n", "not complete"),
                                         ("me cert-authority ssh-ed25519 AAAA\n", "'cert-authority', which means nothing")])
def test_signers_that_are_none(tmp_path: Path, rows: Path, text: str, words: str) -> None:
    (tmp_path / "allowed").write_text(text)

    assert_one_sentence(verify(packages.make(tmp_path / "package"), rows, "--signers", tmp_path / "allowed"), words)


@pytest.mark.parametrize("verdicts, code, word", [
    ({**packages.VERDICTS, "MDM_03": "fail"}, 1, "not conformant"), ({**packages.VERDICTS, "MDM_03": "unresolved"}, 1, "incomplete"),
])
def test_exit_codes(tmp_path: Path, rows: Path, verdicts: Dict[str, str], code: int, word: str) -> None:
    done = verify(packages.make(tmp_path / "package", verdicts), rows)

    assert done.returncode == code
    assert f"\n{word} (model" in done.stdout
    assert "reason: MDM_03.HoldsWhatItSays hinders" in done.stdout


def test_forged_package_is_exit_code_2_with_its_reasons(tmp_path: Path, rows: Path) -> None:
    package = packages.make(tmp_path / "package")
    (package / contents.REPORT).write_text("other")

    done = verify(package, rows, "--json")

    said = json.loads(done.stdout)
    assert (done.returncode, said["verdict"], said["accepted"]) == (2, "not a valid package", False)
    assert said["reasons"] == ["report.html is not the file of which attestation.json speaks: its SHA-256 differs"]


def test_failure_turned_into_a_pass_with_everything_made_anew_but_the_signature(tmp_path: Path, rows: Path) -> None:
    """What an editor without the key can do at most; without --signers only a re-run would show it."""
    key = key_file(tmp_path)
    package = packages.make(tmp_path / "package", {**packages.VERDICTS, "MDM_03": "fail"}, keys=[private_key(str(key))])
    (tmp_path / "allowed").write_text(f"vendor {line_of(key)}\n")
    changed = packages.files(package)
    events = packages.lines(changed)
    for event in events:
        if event.get("verdict") == "fail":
            event["verdict"] = "pass"
    for counts in (events[-1]["counts"], events[-1]["judged_counts"]):
        counts.update({"fail": 0, "pass": counts["pass"] + 1})
    events[-1]["conformant"] = True
    packages.put(changed, events)
    packages.seal(changed)
    packages.write(package, changed)

    done = verify(package, rows, "--signers", tmp_path / "allowed")

    assert done.returncode == 1 and "it is unsigned, and --signers names those whose signature counts" in done.stdout
    assert "note: unsigned: whoever holds it could have made it" in verify(package, rows).stdout


def test_package_that_is_not_there(tmp_path: Path, rows: Path) -> None:
    assert_one_sentence(verify(tmp_path / "none", rows), "no such file")


def test_catalogue_that_is_not_there(tmp_path: Path, rows: Path) -> None:
    assert_one_sentence(verify(packages.make(tmp_path / "package"), tmp_path / "none"), "cannot be read: no such file")


# securesystemslib is what in-toto verifies with. What in-toto itself makes of a package is in in_toto_test.py.
def outsiders_verdict(package: Path, keys: List[Path]) -> List[bool]:
    from securesystemslib import keys as theirs

    envelope = json.loads((package / contents.ATTESTATION).read_text())
    kind, payload = envelope["payloadType"].encode(), base64.b64decode(envelope["payload"])
    signed = b" ".join([b"DSSEv1", str(len(kind)).encode(), kind, str(len(payload)).encode(), payload])
    found = []
    for path, signature in zip(keys, envelope["signatures"]):
        public = private_key(str(path)).public_key()
        raw = base64.b64decode(signature["sig"])
        if isinstance(public, ed25519.Ed25519PublicKey):
            value = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
            key = theirs.format_metadata_to_key({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": value}})[0]
        else:
            pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
            key = theirs.import_ecdsakey_from_public_pem(pem)
        found.append(theirs.verify_signature(key, {"keyid": key["keyid"], "sig": raw.hex()}, signed))
    return found


def test_library_of_in_toto_accepts_our_signatures_and_refuses_forged_ones(tmp_path: Path, rows: Path) -> None:
    keys = [key_file(tmp_path), key_file(tmp_path, "p256", "pem")]
    package = packages.make(tmp_path / "package", keys=[private_key(str(path)) for path in keys])
    assert outsiders_verdict(package, keys) == [True, True]

    changed = packages.files(package)
    said = packages.payload(changed)
    said["predicate"]["result"] = "FAILED"
    packages.repack(changed, said)
    packages.write(package, changed)

    assert outsiders_verdict(package, keys) == [False, False]


def test_statement_is_what_in_toto_asks_for(tmp_path: Path, rows: Path) -> None:
    package = packages.make(tmp_path / "package")

    statement = json.loads(envelope_from((package / contents.ATTESTATION).read_bytes()).payload)

    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1"
    assert statement["predicate"]["result"] == "PASSED"
    assert all(entry["digest"]["sha256"] for entry in statement["predicate"]["configuration"] + statement["subject"])
    assert statement["predicate"]["warnedTests"] == ["MDM_04.HoldsWhatItSays"]


def test_public_key_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "k").write_text("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")

    with pytest.raises(Exception, match="holds no public key"):
        public_line(str(tmp_path / "k"))
