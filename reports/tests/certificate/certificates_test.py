"""The commands around certificates: waivers, statement, sign, certificates and new-backend.

SPDX-License-Identifier: Apache-2.0
"""

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Dict

import packages
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from mapproof.certificate.contents import ATTESTATION
from mapproof.certificate.waivers import SCHEMA_FILE
from programs import assert_one_sentence, environment, mapproof


@pytest.fixture(name="rows")
def _rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAPPROOF_BIN", packages.with_programs(tmp_path / "bin"))
    (tmp_path / "held").mkdir()
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps({"rows": packages.catalogue()}))
    return path


def key_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_bytes(ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()))
    return path


def test_lab_signs_after_the_vendor(tmp_path: Path, rows: Path) -> None:
    package, key = packages.make(tmp_path / "held/one"), key_file(tmp_path)

    assert mapproof("sign", package, "--key", key, "--catalogue", rows).returncode == 0
    assert_one_sentence(mapproof("sign", package, "--key", key, "--catalogue", rows), "is signed by this key already")

    assert "SHA256:" in mapproof("verify", package, "--catalogue", rows).stdout


def test_forged_package_is_not_signed(tmp_path: Path, rows: Path) -> None:
    package = packages.make(tmp_path / "held/one")
    (package / "report.html").write_text("other")
    before = (package / ATTESTATION).read_bytes()

    assert_one_sentence(mapproof("sign", package, "--key", key_file(tmp_path), "--catalogue", rows), "is not a valid package")

    assert (package / ATTESTATION).read_bytes() == before


def test_list_says_what_each_is_worth(tmp_path: Path, rows: Path) -> None:
    packages.make(tmp_path / "held/good")
    packages.make(tmp_path / "held/bad", {**packages.VERDICTS, "MDM_03": "fail"})
    forged = packages.make(tmp_path / "held/forged")
    (forged / "report.html").write_text("other")

    lines = mapproof("certificates", "list", tmp_path / "held", "--catalogue", rows).stdout.splitlines()

    assert [line.split()[0] for line in lines] == ["package", "bad", "forged", "good"]
    assert "not conformant" in lines[1] and "not a valid package: report.html" in lines[2] and "3 of 4" in lines[3]


def test_register_page_needs_nothing_else(tmp_path: Path, rows: Path) -> None:
    packages.make(tmp_path / "held/a<b>c")

    assert mapproof("certificates", "list", tmp_path / "held", "--catalogue", rows, "--html", tmp_path / "page.html").returncode == 0

    page = (tmp_path / "page.html").read_text()
    assert "a&lt;b&gt;c" in page and "conformant" in page
    assert not any(word in page for word in ("http:", "https:", "src=", "<link rel=\"stylesheet", "<b>c"))


def test_register_page_says_what_is_wrong_and_what_expires(tmp_path: Path, rows: Path) -> None:
    soon = (datetime.now(timezone.utc).date() + timedelta(10)).isoformat()
    packages.make(tmp_path / "held/waived", {**packages.VERDICTS, "MDM_03": "waived"}, [{**packages.WAIVER, "expires": soon}])
    forged = packages.make(tmp_path / "held/forged")
    (forged / "report.html").write_text("other")

    assert mapproof("certificates", "list", tmp_path / "held", "--catalogue", rows, "--html", tmp_path / "page.html").returncode == 0

    page = (tmp_path / "page.html").read_text()
    assert "1 conformant" in page and "1 not a valid package" in page
    assert f'<span class="doubted">{soon}</span>' in page
    assert "<li>report.html is not the file of which attestation.json speaks" in page
    assert page.count("A vendor A product 1") == 1  # what is not valid says nothing


def test_show_and_diff(tmp_path: Path, rows: Path) -> None:
    old = packages.make(tmp_path / "held/old")
    new = packages.make(tmp_path / "held/new", {**packages.VERDICTS, "MDM_04": "pass"}, product="B product")

    shown = mapproof("certificates", "show", old, "--catalogue", rows)
    same = mapproof("certificates", "diff", old, old, "--catalogue", rows)
    done = mapproof("certificates", "diff", old, new, "--catalogue", rows)

    assert shown.returncode == 0 and "\nprofile: qnx-7.1\n" in shown.stdout
    assert (same.returncode, same.stdout) == (0, "they say the same\n")
    assert done.returncode == 1
    assert "counts.pass: 3 -> 4\n" in done.stdout and "product.product: A product -> B product\n" in done.stdout


def test_statement_is_written_from_options(tmp_path: Path) -> None:
    path = tmp_path / "s.json"

    done = mapproof("statement", "--vendor", "V", "--product", "P", "--version", "1", "--contact", "c@d", "-o", path)

    assert done.returncode == 0
    assert json.loads(path.read_text()) == {"vendor": "V", "product": "P", "version": "1", "contact": "c@d", "remarks": ""}


def test_statement_without_a_product_is_none(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "statement", "--vendor", "V", "-o", tmp_path / "s.json"], stdin=subprocess.DEVNULL,
                          env=environment(), capture_output=True, text=True, check=False)

    assert_one_sentence(done, "the statement needs a product: give --product TEXT")
    assert not (tmp_path / "s.json").exists()


COMMAND = [sys.executable, "-m", "mapproof"]


@pytest.mark.parametrize("changes, day, code, words", [
    ({}, "2026-11-30", 0, "holds           W-1  MDM_03"), ({}, "2027-06-01", 1, "expired         W-1"),
    ({}, "2026-09-01", 1, "not yet granted W-1"), ({}, "2027-04-20", 0, ", soon"),
])
def test_waivers_check(tmp_path: Path, changes: Dict[str, str], day: str, code: int, words: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"waivers": [{**packages.WAIVER, **changes}]}))

    done = mapproof("waivers", "check", path, "--at", day)

    assert done.returncode == code and words in done.stdout


@pytest.mark.parametrize("changes, words", [
    ({"row": "MDM_999"}, "which no catalogue has"), ({"row": "everything"}, "'waivers/0/row'"),
    ({"class": "x"}, "'x' is not one of ['suite defect', 'grey area', 'product fault'], in the waiver 'W-1'"), ({"by": " "}, "'waivers/0/by'"),
    ({"expires": "2028-01-01"}, "longer than 12 months from its first grant, 2026-10-01"), ({"expires": "2027-10-02"}, "longer than 12 months"),
    ({"first_granted": "2026-02-29"}, "a day that no calendar has"), ({"granted": "1 October"}, "'waivers/0/granted'"),
    ({"granted": "2027-06-01"}, "ends before it was granted"), ({"first_granted": "2026-10-02"}, "was renewed before it was first granted"),
])
def test_waiver_that_is_none(tmp_path: Path, changes: Dict[str, str], words: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"waivers": [{**packages.WAIVER, **changes}]}))

    assert_one_sentence(mapproof("waivers", "check", path), words)


@pytest.mark.parametrize("kind", ["suite defect", "grey area"])
def test_only_a_product_has_no_more_than_12_months(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"waivers": [{**packages.WAIVER, "class": kind, "expires": "2030-01-01"}]}))

    assert mapproof("waivers", "check", path, "--at", "2029-01-01").returncode == 0


def test_product_has_12_months_to_the_day(tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"waivers": [{**packages.WAIVER, "expires": "2027-10-01"}]}))

    assert mapproof("waivers", "check", path, "--at", "2027-10-01").returncode == 0
    assert mapproof("waivers", "check", path, "--at", "2027-10-02").returncode == 1


@pytest.mark.parametrize("renewal, code", [
    ({}, 2), ({"row": "MDM_04"}, 0), ({"backend": "another"}, 0), ({"class": "grey area"}, 0), ({"expires": "2027-10-01"}, 0)])
def test_renewal_inherits_the_first_grant_of_the_waiver_beside_it(tmp_path: Path, renewal: Dict[str, str], code: int) -> None:
    path = tmp_path / "w.json"
    second = {**packages.WAIVER, "id": "W-2", "granted": "2027-04-01", "expires": "2028-03-31", **renewal}
    path.write_text(json.dumps({"waivers": [packages.WAIVER, second]}))

    done = mapproof("waivers", "check", path, "--at", "2027-04-15")

    assert done.returncode == code, done.stdout + done.stderr
    assert ("the waiver 'W-2' is for a product fault and lasts longer than 12 months from its first grant, 2026-10-01" in done.stderr) == (code == 2)


@pytest.mark.parametrize("text, words", [("[]", "no JSON object"), ("{}", "'waivers' is a required property"),
                                         ('{"waivers": 1}', "is not of type 'array'"), ('{"waivers": [1]}', "is not of type 'object'")])
def test_file_that_holds_no_waivers(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(text)

    assert_one_sentence(mapproof("waivers", "check", path), words)


def test_schema_of_waivers_is_a_schema_and_says_what_the_command_says(tmp_path: Path) -> None:
    import jsonschema  # type: ignore[import]

    schema = json.loads(SCHEMA_FILE.read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate({"waivers": [packages.WAIVER]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"waivers": [{**packages.WAIVER, "price": "5"}]}, schema)


def test_new_backend_needs_a_name_that_c_knows() -> None:
    assert_one_sentence(mapproof("new-backend", "../x"), "is no name for a backend")
