"""certify writes a whole package or nothing, and never over what it did not write itself.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import copy
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import samples
from mapproof.certificate.contents import MUTATION
from mapproof.certificate.suite import OF_THE_TREE
from programs import assert_one_sentence, environment, fake, mapproof, patience, writes

CONFORMANT = samples.conformance({"MDM_01": "pass", "MDM_03": "pass"})
DEVIATING = samples.conformance({"MDM_01": "pass", "MDM_03": "fail"})
FIGURES = samples.benchmark([
    samples.measurement("map_unmap", [1200.0, 1210.0, 1230.0], arguments={"length": 4096}),
    samples.measurement("map_unmap", [1300.0, 1310.0, 1330.0], arguments={"length": 8192}),
])

PARTS = {"conform.jsonl", "bench.jsonl", "report.html", "certificate.json", "environment.json", "statement.json", "attestation.json",
         "topology.xml", *({MUTATION} if OF_THE_TREE.is_file() else set())}


def programs(folder: Path, conformance: "list[samples.Event]" = CONFORMANT) -> Path:
    folder.mkdir()
    samples.write_sealed(folder / "mapproof-conform.jsonl", conformance)
    samples.write_sealed(folder / "mapproof-bench.jsonl", FIGURES)
    code = 0 if conformance[-1]["conformant"] else 1
    fake(folder, "mapproof-conform", writes(folder, "mapproof-conform", code))
    return fake(folder, "mapproof-bench", writes(folder, "mapproof-bench", 0))


@pytest.fixture(name="built")
def _built(tmp_path: Path) -> Path:
    return programs(tmp_path / "bin")


def names(folder: Path) -> "set[str]":
    return {path.name for path in folder.iterdir()}


def test_package_is_whole_and_hashed(tmp_path: Path, built: Path) -> None:
    done = mapproof("certify", "--backend", "model", "-o", tmp_path / "out", bin_folder=built)

    assert (done.returncode, done.stdout[:21]) == (0, "conformant to qnx-7.1")
    assert names(tmp_path) == {"bin", "out"}
    assert names(tmp_path / "out") == PARTS
    certificate = json.loads((tmp_path / "out/certificate.json").read_text())
    assert certificate["conformant"] is True
    envelope = json.loads((tmp_path / "out/attestation.json").read_text())
    statement = json.loads(base64.b64decode(envelope["payload"]))
    assert envelope["signatures"] == []
    assert {entry["name"] for entry in statement["subject"]} == PARTS - {"attestation.json"}
    for entry in statement["subject"]:
        assert hashlib.sha256((tmp_path / "out" / entry["name"]).read_bytes()).hexdigest() == entry["digest"]["sha256"]


def test_options_reach_both_programs(tmp_path: Path, built: Path) -> None:
    mapproof("certify", "--backend", "b", "--target", "t:", "--profile", "p", "--allow-write", "--time", "3", "-o",
             tmp_path / "out", bin_folder=built)

    common = "--backend b --target t: --profile p --allow-write"
    assert (built / "mapproof-conform.arguments").read_text().startswith(common + " --out ")
    assert (built / "mapproof-bench.arguments").read_text().startswith(common + " --time 3.0 --verdicts ")


def test_deviation_is_exit_code_1_and_still_a_package(tmp_path: Path) -> None:
    done = mapproof("certify", "-o", tmp_path / "out", bin_folder=programs(tmp_path / "bin", DEVIATING))

    assert done.returncode == 1
    assert "fail MDM_03.HoldsWhatItSays" in done.stderr
    assert json.loads((tmp_path / "out/certificate.json").read_text())["verdict"] == "not conformant"


def test_json_is_one_object_and_nothing_else(tmp_path: Path, built: Path) -> None:
    done = mapproof("certify", "--json", "-o", tmp_path / "out", bin_folder=built)

    shown = json.loads(done.stdout)
    assert shown["conformant"] is True and shown["measured"] == 2
    assert done.stdout.count("\n") == 1


def test_former_package_is_replaced(tmp_path: Path, built: Path) -> None:
    (tmp_path / "out").mkdir()
    assert mapproof("certify", "-o", tmp_path / "out", bin_folder=built).returncode == 0
    before = (tmp_path / "out").stat().st_ino

    assert mapproof("certify", "-o", tmp_path / "out", bin_folder=built).returncode == 0

    assert (tmp_path / "out").stat().st_ino != before
    assert names(tmp_path) == {"bin", "out"}


@pytest.mark.parametrize("name", ["thesis.tex", "conform.jsonl", "report.html"])
def test_what_the_user_put_there_stays(tmp_path: Path, built: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), f"holds '{name}'")

    assert (tmp_path / "out" / name).read_text() == "mine"
    assert names(tmp_path) == {"bin", "out"}


def test_file_added_to_a_package_stays(tmp_path: Path, built: Path) -> None:
    mapproof("certify", "-o", tmp_path / "out", bin_folder=built)
    (tmp_path / "out/notes.txt").write_text("mine")

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), "holds 'notes.txt'")


REPRODUCES = 'out=$(echo "$@" | sed "s/.*--out //"); mkdir -p "$out.repro"; echo "int main;" >"$out.repro/MDM_03.Holds.c"; '


def with_reproducers(built: Path, out: Path) -> None:
    script = (built / "mapproof-conform").read_text().split("\n", 1)[1]
    fake(built, "mapproof-conform", REPRODUCES + script)
    assert mapproof("certify", "-o", out, bin_folder=built).returncode == 0
    assert (out / "conform.jsonl.repro/MDM_03.Holds.c").exists()


def test_package_with_reproducers_is_replaced(tmp_path: Path, built: Path) -> None:
    with_reproducers(built, tmp_path / "out")

    assert mapproof("certify", "-o", tmp_path / "out", bin_folder=built).returncode == 0


@pytest.mark.parametrize("name", ["notes.txt", "MDM_99.Mine.c"])
def test_file_added_to_the_reproducers_stays(tmp_path: Path, built: Path, name: str) -> None:
    with_reproducers(built, tmp_path / "out")
    added = tmp_path / "out/conform.jsonl.repro" / name
    added.write_text("mine")

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), f"holds 'conform.jsonl.repro/{name}'")

    assert added.read_text() == "mine"


def test_folder_beside_the_parts_stays(tmp_path: Path, built: Path) -> None:
    assert mapproof("certify", "-o", tmp_path / "out", bin_folder=built).returncode == 0
    (tmp_path / "out/conform.jsonl.repro").mkdir()
    (tmp_path / "out/notes").mkdir()

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), "holds 'notes'")


def test_package_of_the_former_format_is_replaced(tmp_path: Path, built: Path) -> None:
    out = tmp_path / "out"
    (out / "conform.jsonl.repro").mkdir(parents=True)
    (out / "conform.jsonl.repro/MDM_03.Holds.c").write_text("int main;")
    (out / "conform.jsonl").write_text("{}")
    (out / "certificate.json").write_text(json.dumps({"kind": "certificate", "schema": 1, "files": [{"name": "conform.jsonl"}]}))

    assert mapproof("certify", "-o", out, bin_folder=built).returncode == 0
    assert names(out) == PARTS


def test_equal_runs_give_equal_certificates_whenever_and_wherever(tmp_path: Path, built: Path) -> None:
    later = [copy.deepcopy(event) for event in CONFORMANT]
    later[0].update(started="2026-11-23T09:00:00Z", environment={**later[0]["environment"], "host": "other", "cpus": 64})
    later[3]["seconds"] = 0.7
    programs(tmp_path / "other", later)

    assert mapproof("certify", "-o", tmp_path / "one", bin_folder=built).returncode == 0
    assert mapproof("certify", "-o", tmp_path / "two", bin_folder=tmp_path / "other").returncode == 0

    for name in ("certificate.json", "statement.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert (tmp_path / "one/environment.json").read_bytes() != (tmp_path / "two/environment.json").read_bytes()


def test_output_that_is_a_file(tmp_path: Path, built: Path) -> None:
    (tmp_path / "out").write_text("mine")

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), "is not a folder")


@pytest.mark.parametrize("folder", ["none/out", "/proc/out", "/dev/null/out"])
def test_output_that_cannot_be_written(tmp_path: Path, built: Path, folder: str) -> None:
    assert_one_sentence(mapproof("certify", "-o", tmp_path / folder, bin_folder=built), "cannot be written")
    assert names(tmp_path) == {"bin"}


# In a namespace of its own, so that anybody may mount: a disk of $1 on $2, then the rest; what is left goes to $3.
ON_A_SMALL_DISK = 'mount -t tmpfs -o "size=$1" tmpfs "$2" || exit 99; disk=$2 left=$3; shift 3; "$@"; code=$?; ls -A "$disk" >"$left"; exit "$code"'


# Room for nothing but half a result, and for the results but not for the report.
@pytest.mark.parametrize("size", ["4k", "12k"])
def test_full_disk_ends_in_a_sentence_and_leaves_nothing(tmp_path: Path, built: Path, size: str) -> None:
    disk, left = tmp_path / "disk", tmp_path / "left"
    disk.mkdir()
    certify = [sys.executable, "-m", "mapproof", "certify", "-o", disk / "out"]

    done = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", size, disk, left, *certify],
                          env=environment(built), check=False, capture_output=True, text=True)

    assert done.returncode == 2, done.stderr
    assert "no space left" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert left.read_text() == ""


def test_program_that_cannot_run_says_so_itself(tmp_path: Path, built: Path) -> None:
    fake(built, "mapproof-conform", "echo 'mapproof-conform: no such target.' >&2; exit 2")

    done = mapproof("certify", "-o", tmp_path / "out", bin_folder=built)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", "mapproof-conform: no such target.\n")
    assert names(tmp_path) == {"bin"}


def test_result_that_the_reader_refuses_ends_it(tmp_path: Path, built: Path) -> None:
    result = built / "mapproof-conform.jsonl"
    result.write_bytes(result.read_bytes()[:900])

    assert_one_sentence(mapproof("certify", "-o", tmp_path / "out", bin_folder=built), "is cut off")
    assert names(tmp_path) == {"bin"}


def test_programs_that_do_not_belong_together_certify_nothing(tmp_path: Path, built: Path) -> None:
    samples.write_sealed(built / "mapproof-bench.jsonl", [{**FIGURES[0], "commit": "fedcba9"}, *FIGURES[1:]])

    done = mapproof("certify", "-o", tmp_path / "out", bin_folder=built)

    assert done.returncode == 2
    assert "do not speak of the same commit (0123abc; fedcba9): build both again.\n" in done.stderr
    assert names(tmp_path) == {"bin"}


def test_interruption_leaves_nothing(tmp_path: Path, built: Path) -> None:
    fake(built, "mapproof-bench", f"touch {tmp_path}/bin/started; exec tail -f /dev/null")
    command = subprocess.Popen([sys.executable, "-m", "mapproof", "certify", "-o", str(tmp_path / "out")],
                               env=environment(built), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + patience(60)
    while not (built / "started").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)

    os.kill(command.pid, signal.SIGINT)
    _, said = command.communicate(timeout=patience(60))

    assert command.returncode == 2
    assert said.endswith("mapproof: interrupted; nothing was left half-written.\n")
    assert names(tmp_path) == {"bin"}
