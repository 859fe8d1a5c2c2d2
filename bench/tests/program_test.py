"""mapproof-bench from outside: what it prints, writes and refuses, on small subjects that behave well or badly.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Dict, List

import pytest

from mapproof import reader
from mapproof.results import Result

BENCH = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-bench"
SUBJECTS = Path(os.environ["BENCH_SUBJECTS"])
NUMBERS = ("iterations", "repetitions", "median", "quartile_low", "quartile_high", "bytes_per_second", "floor", "details")


def bench(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(BENCH), *arguments], text=True, capture_output=True, check=False, timeout=120)


def subject(behaviour: str) -> List[str]:
    return ["--backend", str(SUBJECTS / f"{behaviour}.so")]


def measurements(path: Path) -> List[Dict[str, Any]]:
    events = [json.loads(line) for line in path.read_text().splitlines()]
    return [event for event in events if event["event"] == "measurement"]


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert done.stderr.startswith("mapproof-bench: ") and done.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One whole run on the model, read back through the reader that validates every line."""
    path = tmp_path_factory.mktemp("model") / "bench.jsonl"
    done = bench("--time", "1", "--repetitions", "3", "--json", "--out", str(path))
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    result = reader.read(str(path))
    assert (summary["schema"], summary["backend"]) == (1, "model")
    assert (summary["measured"], summary["refused"]) == (result.end.measured, result.end.refused)
    return result


def test_model_refuses_nothing(model: Result) -> None:
    assert [row for row in model.measurements if row.refused and row.arguments.get("width") not in (32, 64)] == []
    assert model.end.measured == sum(row.refused is None for row in model.measurements)


def test_model_answers_every_question_on_every_node(model: Result) -> None:
    nodes = {row.memory_node for row in model.measurements}
    for name in ("map", "unmap", "map_unmap", "mmio_read", "mmio_write", "offset_repeated", "offset_kept", "offset_batched",
                 "floor_call"):
        assert {row.memory_node for row in model.measurements if row.name == name} == nodes == {0, 1}


def test_every_length_and_width_is_there(model: Result) -> None:
    def values(name: str, argument: str) -> List[Any]:
        return sorted({row.arguments[argument] for row in model.measurements if row.name == name})

    assert values("map_unmap", "length") == [4 << 10, 32 << 10, 256 << 10, 2 << 20, 16 << 20, 64 << 20]
    assert values("map_unmap", "touch") == ["none", "pages"]
    assert values("mmio_read", "width") == values("mmio_write", "width") == [1, 2, 4, 8, 16, 32, 64]
    assert values("mmio_read", "caching") == ["cached", "uncached", "write-combining"]


def test_every_repetition_is_kept_and_every_question_has_its_floor(model: Result) -> None:
    floors = {"map": "floor_map", "unmap": "floor_unmap", "map_unmap": "floor_map_unmap", "mmio_read": "floor_read",
              "mmio_write": "floor_write", "offset_repeated": "floor_offset", "offset_batched": "floor_offset",
              "offset_kept": "floor_loop"}
    for row in model.measurements:
        if row.refused is None:
            assert len(row.repetitions) == 3
            assert min(row.repetitions) <= row.quartile_low <= row.median <= row.quartile_high <= max(row.repetitions)
            assert (row.floor.name if row.floor else None) == floors.get(row.name)


def test_throughput_follows_from_width_and_median(model: Result) -> None:
    rows = [row for row in model.measurements if row.name == "mmio_read" and row.refused is None]
    assert rows
    for row in rows:
        assert row.bytes_per_second == pytest.approx(float(row.arguments["width"]) * 1e9 / row.median)


def test_environment_tells_what_decides_the_figures(model: Result) -> None:
    environment = model.run.environment
    for key in ("governor", "boost", "aslr", "load_average", "hwloc_digest", "benchmark_library_build", "clock_overhead_ns"):
        assert key in environment


def test_subject_that_refuses_gets_refused_rows_without_numbers(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    done = bench(*subject("refuses_map"), "--time", "0.2", "--repetitions", "2", "--filter", "map", "--out", str(path))
    assert done.returncode == 0
    reader.read(str(path))

    rows = measurements(path)
    refused = [row for row in rows if not row["name"].startswith("floor")]
    assert refused and {row["refused"] for row in refused} == {"ENXIO"}
    assert all(number not in row for row in refused for number in NUMBERS)
    assert {row["refused"] for row in rows if row["name"].startswith("floor")} == {None}
    assert "refused map_unmap: ENXIO" in done.stdout


def test_refusal_in_the_middle_of_a_measurement_leaves_no_number(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    done = bench(*subject("refuses_second_map"), "--time", "0.2", "--repetitions", "2", "--filter", "^map_unmap", "--out",
                 str(path))
    assert done.returncode == 0
    rows = [row for row in measurements(path) if row["name"] == "map_unmap"]
    assert rows and all(row["refused"] == "ENXIO" and "median" not in row for row in rows)


def test_wrong_answer_is_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    bench(*subject("lies_about_offset"), "--time", "0.2", "--repetitions", "2", "--filter", "^offset", "--out", str(path))
    rows = [row for row in measurements(path) if row["arguments"].get("call") == "mem_offset64"]
    assert rows and all(row["refused"] == "EIO" and "the lookup answered" in row["reason"] for row in rows)
    assert all(row["refused"] is None for row in measurements(path) if row["name"] == "floor_offset")


def test_missing_call_is_a_row_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    bench(*subject("honest"), "--time", "0.2", "--repetitions", "2", "--filter", "call:mem_offset/", "--out", str(path))
    (first, *_) = measurements(path)
    assert (first["refused"], first["reason"]) == ("ENOTSUP", "the backend has no mem_offset().")


@pytest.mark.parametrize("arguments, words", [
    (["--filter", "("], "is no regular expression"),
    (["--filter", "nothing like this"], "matches no row"),
    (["--backend", "nobody"], "there is no backend 'nobody'"),
    (["--time", "0"], "--time"),
    (["--time", "soon"], "--time"),
    (["--repetitions", "0"], "--repetitions"),
    (["--colour"], "--colour"),
    (["--target", "model:nowhere"], "nowhere"),
    (["--out", "/no/such/folder/f.jsonl"], "/no/such/folder/f.jsonl"),
    (["--out", "/dev/full/f.jsonl"], "/dev/full/f.jsonl"),
])
def test_wrong_usage_is_one_sentence(arguments: List[str], words: str) -> None:
    assert_one_sentence(bench(*arguments), words)


def test_list_prints_labels_and_measures_nothing() -> None:
    labels = bench("--list").stdout.splitlines()
    assert "map_unmap/length:4096/touch:none/cpu:0/memory:0/window:low" in labels
    assert len(set(labels)) == len(labels)
    assert json.loads(bench("--list", "--json").stdout)["rows"] == labels


def test_filter_measures_what_it_finds_and_its_floor(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    done = bench("--filter", "^map_unmap/length:4096/touch:none.*memory:1", "--time", "0.2", "--json", "--out", str(path))
    assert json.loads(done.stdout)["measured"] == 2
    assert [row["name"] for row in measurements(path)] == ["map_unmap", "floor_map_unmap"]


def start_and_wait_for(word: str, *arguments: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen([str(BENCH), *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    while word not in process.stderr.readline():
        assert process.poll() is None
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_ends_cleanly_without_half_a_result(tmp_path: Path, number: int) -> None:
    process = start_and_wait_for("measuring", *subject("honest"), "--time", "60", "--out", str(tmp_path / "i.jsonl"))
    started = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out == ""
    assert err.endswith("mapproof-bench: interrupted: no result was written.\n")
    assert list(tmp_path.iterdir()) == []
    assert time.monotonic() - started < 20


def test_crash_of_the_subject_is_one_sentence(tmp_path: Path) -> None:
    done = bench(*subject("crashes"), "--time", "0.2", "--filter", "^map/", "--out", str(tmp_path / "c.jsonl"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "mapproof-bench: the backend crashed" in done.stderr and "map/length" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_hang_of_the_subject_still_obeys_a_second_interrupt(tmp_path: Path) -> None:
    process = start_and_wait_for("subject hangs", *subject("hangs"), "--time", "0.2", "--filter", "^map/", "--out",
                                 str(tmp_path / "h.jsonl"))
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):  # the first one only asks, and nobody is there to hear it
        process.wait(timeout=0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out == ""
    assert "did not come back" in err
    assert list(tmp_path.iterdir()) == []
