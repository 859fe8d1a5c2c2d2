"""The C++ programs and the Python reader agree on the format, and the commands work from end to end.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, List

import pytest
from mapproof import programs
from mapproof.result.reader import read
from mapproof.result.results import VERDICTS, Result
from programs import REPORTS, environment, mapproof

SECONDS_TO_MEASURE = "1"


@pytest.fixture(name="package", scope="module")
def _package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certified") / "out"
    done = mapproof("certify", "--backend", "model", "--time", SECONDS_TO_MEASURE, "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(name="conformance", scope="module")
def _conformance(package: Path) -> Result:
    return read(str(package / "conform.jsonl"))


@pytest.fixture(name="benchmark", scope="module")
def _benchmark(package: Path) -> Result:
    return read(str(package / "bench.jsonl"))


def test_conformance_result_adds_up(conformance: Result) -> None:
    rows = {row.row: row for row in conformance.rows}

    assert len(rows) == len(conformance.rows) > 0
    assert {check.row for check in conformance.checks} <= set(rows)
    for word in VERDICTS:
        found = [check for check in conformance.checks if check.verdict == word]
        assert conformance.end.counts[word] == len(found)
        assert conformance.end.judged_counts[word] == sum(check.judged for check in found)


def test_checks_are_judged_as_their_rows(conformance: Result) -> None:
    rows = {row.row: row for row in conformance.rows}

    assert all(check.judged <= rows[check.row].judged for check in conformance.checks)


def test_benchmark_result_adds_up(benchmark: Result) -> None:
    refused = [m for m in benchmark.measurements if m.refused is not None]

    assert (benchmark.end.measured, benchmark.end.refused) == (len(benchmark.measurements) - len(refused), len(refused))
    assert benchmark.end.measured > 0
    for m in benchmark.measurements:
        assert m.quartile_low <= m.median <= m.quartile_high


def test_windows_of_measurements_are_windows_of_the_target(benchmark: Result) -> None:
    windows = {window.name for window in benchmark.run.facts.windows}

    assert {m.window for m in benchmark.measurements if m.window is not None} <= windows


def test_certificate_agrees_with_the_results(package: Path, conformance: Result, benchmark: Result) -> None:
    certificate = json.loads((package / "certificate.json").read_text())

    assert certificate["counts"] == conformance.end.counts
    assert certificate["chain"] == conformance.end.chain
    environment = json.loads((package / "environment.json").read_text())
    assert environment["bench"]["measured"] == benchmark.end.measured


def test_package_is_verified(package: Path, conformance: Result, tmp_path: Path) -> None:
    archive = tmp_path / "package.tar.gz"
    subprocess.run(["tar", "-czf", archive, "-C", package.parent, package.name], check=True)
    for path in (package, archive):
        done = mapproof("verify", path)
        # A tree that is being worked on certifies nothing, and that is all that may be wrong.
        if conformance.run.commit.endswith("-dirty") or conformance.run.commit == "unknown":
            assert done.stdout.count("reason: ") == 1 and "which is no commit that anybody else has" in done.stdout
        else:
            assert (done.returncode, done.stderr) == (0, ""), done.stdout


# What may differ between two equal runs: when, where and how long.
MAY_DIFFER = ("started", "seconds", "arguments", "environment")


def lasting(record: Path) -> List[Any]:
    events = [json.loads(line) for line in record.read_text().splitlines()]
    return [{name: value for name, value in event.items() if name not in MAY_DIFFER} for event in events]


def test_run_in_another_checkout_has_the_same_deterministic_parts(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "another checkout"
    shutil.copytree(REPORTS, other / "reports", ignore=shutil.ignore_patterns("tests", "golden", "__pycache__"))
    (other / "bin").mkdir()
    for program in (programs.CONFORM, programs.BENCH):
        shutil.copy(programs.find(program), other / "bin")
    env = {**environment(other / "bin"), "PYTHONPATH": str(other / "reports")}

    done = subprocess.run([sys.executable, "-m", "mapproof", "certify", "--backend", "model", "--time", "0.2", "-o", "out"],
                          cwd=other, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    for name in ("certificate.json", "statement.json"):
        assert (other / "out" / name).read_bytes() == (package / name).read_bytes()
    assert lasting(other / "out" / "conform.jsonl") == lasting(package / "conform.jsonl")


def test_package_is_small(package: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in package.rglob("*") if path.is_file()}

    # All plots stand in the report.
    assert sum(sizes.values()) - sizes["report.html"] <= 1 << 20, sizes


def test_topology_is_what_hwloc_reads(package: Path) -> None:
    text = (package / "topology.xml").read_text()

    assert text.startswith("<?xml") and "<!DOCTYPE topology" in text and 'type="Machine"' in text


def test_environment_of_the_package_says_how_it_was_built_and_where_it_ran(package: Path) -> None:
    environment_said = json.loads((package / "environment.json").read_text())

    conform = environment_said["conform"]
    assert all(conform[name] for name in ("compiler", "flags", "packages", "kernel", "release", "user", "program"))
    assert ("kernel_command_line" in conform) == bool(Path("/proc/cmdline").read_bytes().strip())
    assert environment_said["programs"] == {
        name: hashlib.sha256(Path(programs.find(name)).read_bytes()).hexdigest() for name in (programs.CONFORM, programs.BENCH)}


def test_result_compared_with_itself_did_not_stop_passing(package: Path) -> None:
    done = mapproof("compare", package / "conform.jsonl", package / "conform.jsonl")

    assert (done.returncode, done.stderr) == (0, "")


def test_benchmark_compared_with_itself_is_never_slower(package: Path) -> None:
    assert mapproof("compare", package / "bench.jsonl", package / "bench.jsonl").returncode in (0, 3)


def test_backends_says_what_each_can_do() -> None:
    shown = json.loads(mapproof("backends", "--json").stdout)

    assert "model" in [backend["name"] for backend in shown["backends"]]
    text = mapproof("backends").stdout
    assert "model " in text
    for backend in shown["backends"]:
        assert all(f"does not offer {call}\n" in text for call in backend["missing"] or [])


def test_requirements_lists_every_row(conformance: Result) -> None:
    shown = json.loads(mapproof("requirements", "--json").stdout)

    assert [row["id"] for row in shown["rows"]] == [row.row for row in conformance.rows]
    text = mapproof("requirements").stdout
    assert all(f"\n{row.row} " in "\n" + text and row.text in text for row in conformance.rows)


@pytest.mark.parametrize("profile", ["qnx-6.5", "obs64", "svr5-ddi8"])
def test_requirements_say_what_the_program_says(profile: str) -> None:
    kept = json.loads(mapproof("requirements", "--json", "--profile", profile).stdout)

    listed = subprocess.run([programs.find(programs.CONFORM), "--list", "--json", "--profile", profile],
                            stdout=subprocess.PIPE, check=True).stdout
    assert kept == json.loads(listed)


@pytest.mark.parametrize("arguments", [
    ("--backend", "nonesuch"), ("--backend", "./none.so"), ("--backend", __file__.replace(".py", ".so")),
    ("--target", "model:nonesuch"), ("--profile", "nonesuch"), ("--target", "pci:0000:00:00.0/9"),
], ids=str)
def test_what_cannot_be_certified_is_one_sentence(tmp_path: Path, arguments: "tuple[str, str]") -> None:
    done = mapproof("certify", *arguments, "-o", tmp_path / "out")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mapproof") and done.stderr.count("\n") == 1, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_launches_of_one_program_are_held_against_each_other() -> None:
    done = mapproof("ab", "model", "model", "--filter", "^map_unmap/length:(4096|8192)/touch:none", "--time", "2", "--seed", "1", "--json")

    told = json.loads(done.stdout)
    words = {"slower": 1, "not slower": 0, "cannot tell": 3}
    assert done.returncode == words[told["answer"]]  # which of them is the machine's affair
    assert told["pairs"] >= 6 and told["rows"]
    for row in told["rows"]:
        assert row["name"].startswith("map_unmap, ") and row["pairs"] >= 6
        assert row["low"] <= row["ratio"] <= row["high"] and row["least_effect_percent"] > 0


@pytest.mark.parametrize("program", [programs.CONFORM, programs.BENCH])
def test_program_names_no_checkout(program: str) -> None:
    """Else no two checkouts have the same program; scripts/reproducible builds them twice and compares."""
    data = Path(programs.find(program)).read_bytes()
    folders = [str(folder) for folder in Path(programs.find(program)).resolve().parents if len(folder.parts) > 3]

    assert folders and not [folder for folder in folders if folder.encode() in data]
