"""mapproof-bench from outside: what it prints, writes and refuses, on small subjects that behave well or badly.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import pytest

from mapproof.errors import CannotRun
from mapproof.report.page import render
from mapproof.result import reader
from mapproof.result.results import Result

BENCH = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-bench"
CONFORM = Path(os.environ["MAPPROOF_BIN"]) / "mapproof-conform"
SUBJECTS = Path(os.environ["BENCH_SUBJECTS"])
SLOWNESS = float(os.environ.get("MAPPROOF_SLOWNESS", "1"))  # as scripts/test has measured it
NUMBERS = ("iterations", "repetitions", "median", "quartile_low", "quartile_high", "bytes_per_second", "floor", "distribution", "details")


def bench(*arguments: str, gate: bool = False, **environment: str) -> "subprocess.CompletedProcess[str]":
    words = [str(BENCH), *arguments, *([] if gate else ["--no-gate"])]
    return subprocess.run(words, text=True, capture_output=True, check=False, timeout=240 * SLOWNESS, env={**os.environ, **environment})


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
    refused = [row for row in model.measurements if row.refused and row.arguments.get("width") not in (32, 64)]
    # No window of the model is that long, and a system may limit mappings.
    assert {row.name for row in refused if row.arguments.get("length") != 1 << 30} <= {"map_among", "floor_map_among", "ddi_map"}
    assert model.end.measured == sum(row.refused is None for row in model.measurements)


def test_model_answers_every_question_on_every_node(model: Result) -> None:
    nodes = {row.memory_node for row in model.measurements if row.memory_node >= 0}
    for name in ("map", "unmap", "map_unmap", "map_protection", "map_replace", "map_at_hint", "first_touch", "protect", "split",
                 "map_among", "map_contended", "mmio_read", "mmio_write", "mmio_latency", "mmio_stride", "mmio_write_posted",
                 "mmio_write_drained", "offset_repeated", "offset_kept", "offset_hit", "offset_hit_chain", "offset_miss",
                 "offset_batched", "offset_chain", "offset_range", "offset_run", "offset_after_fork", "floor_call", "floor_empty"):
        assert {row.memory_node for row in model.measurements if row.name == name} == nodes == {0, 1}


def test_every_length_and_width_is_there(model: Result) -> None:
    def values(name: str, argument: str) -> List[Any]:
        return sorted({row.arguments[argument] for row in model.measurements if row.name == name})

    assert values("map_unmap", "length") == [4 << 10, 32 << 10, 256 << 10, 2 << 20, 16 << 20, 64 << 20, 1 << 30]
    assert values("map_among", "others") == [1, 100, 1000, 10000, 60000]
    assert values("map_unmap", "touch") == ["none", "pages"]
    assert values("mmio_read", "width") == values("mmio_write", "width") == [1, 2, 4, 8, 16, 32, 64]
    assert values("mmio_read", "caching") == ["cached", "uncached", "write-combining"]


def test_every_repetition_is_kept_and_every_question_has_its_floor(model: Result) -> None:
    unusual = {"map_unmap_loop": "floor_map_unmap", "offset_batched": "floor_offset", "offset_kept": "floor_loop",
               "offset_after_fork": "floor_offset", "offset_miss": "floor_offset"}
    alone = ("floor", "canary", "ddi_map", "offset_run")
    for row in model.measurements:
        if row.refused is None:
            if not row.name.startswith("canary"):  # which is looked at again and again
                assert len(row.repetitions) <= (1 if row.arguments.get("others", 0) >= 10000 else 3)
            assert len(row.at) == len(row.repetitions) and list(row.at) == sorted(row.at)
            assert min(row.repetitions) <= row.quartile_low <= row.median <= row.quartile_high <= max(row.repetitions)
            floor = None if row.name.startswith(alone) else unusual.get(row.name, "floor_" + row.name)
            if row.arguments.get("call") == "mem_offset":
                assert row.floor and row.floor.name in ("floor_offset_low", "floor_offset")
            else:
                assert (row.floor.name if row.floor else None) == ("floor_offset" if row.name == "offset_repeated" else floor)


def test_each_call_is_timed_where_a_call_is_what_the_question_is_about(model: Result) -> None:
    swept = ("mmio", "floor_mmio", "canary", "offset_kept", "offset_chain", "floor_offset_chain", "offset_hit",
             "floor_offset_hit", "floor_loop", "floor_call", "map_unmap_loop")
    for row in model.measurements:
        if row.refused is None:
            assert (row.distribution is None) == row.name.startswith(swept), row.name


def test_percentiles_are_those_of_the_buckets(model: Result) -> None:
    for row in model.measurements:
        calls = row.distribution
        if calls is None:
            continue
        assert calls.calls == sum(count for _, count in calls.buckets)
        assert [value for value, _ in calls.buckets] == sorted({value for value, _ in calls.buckets})
        for share, value in ((0.5, calls.p50), (0.9, calls.p90), (0.99, calls.p99), (0.999, calls.p999)):
            assert value == pytest.approx(calls.quantile(share), rel=0.001)
        assert calls.p50 <= calls.p90 <= calls.p99 <= calls.p999 <= calls.max
        assert calls.max == pytest.approx(calls.buckets[-1][0], rel=0.01, abs=1)


def test_empty_call_reads_nothing(model: Result) -> None:
    empty = [row.distribution for row in model.measurements if row.name == "floor_empty" and row.distribution]
    assert empty
    assert all(calls.subtracted > 0 for calls in empty)


def test_throughput_follows_from_width_and_median(model: Result) -> None:
    rows = [row for row in model.measurements if row.name == "mmio_read" and row.refused is None]
    assert rows
    for row in rows:
        assert row.bytes_per_second == pytest.approx(float(row.arguments["width"]) * 1e9 / row.median)


def test_environment_tells_what_decides_the_figures(model: Result) -> None:
    environment = model.run.environment
    for key in ("governor", "boost", "aslr", "load_average", "hwloc_digest", "benchmark_library_build", "clock_overhead_ns",
                "frequency_mhz", "fingerprint", "gate", "call_clock", "call_clock_mhz", "call_overhead_ns", "call_recording_ns", "empty_call_ns"):
        assert key in environment


def test_subject_that_refuses_gets_refused_rows_without_numbers(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    done = bench(*subject("refuses_map"), "--time", "0.2", "--repetitions", "2", "--filter", "^(un)?map(_unmap)?/length:4096", "--out",
                 str(path))
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
    done = bench(*subject("refuses_second_map"), "--time", "0.2", "--repetitions", "2", "--filter", "^map_unmap/length:4096",
                 "--out", str(path))
    assert done.returncode == 0
    rows = [row for row in measurements(path) if row["name"] == "map_unmap"]
    assert rows and all(row["refused"] == "ENXIO" and "median" not in row for row in rows)


def test_wrong_answer_is_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "w.jsonl"
    bench(*subject("lies_about_offset"), "--time", "0.2", "--repetitions", "2", "--filter", "^offset", "--out", str(path))
    rows = [row for row in measurements(path) if row["arguments"].get("call") == "mem_offset64"]
    assert rows and all(row["refused"] == "EIO" and "the lookup answered" in row["reason"] for row in rows)
    assert all(row["refused"] is None for row in measurements(path) if row["name"] == "floor_offset")


@pytest.mark.parametrize("behaviour, rows, words", [
    # An unoptimised call, as the sanitizers' is, takes longer than an empty one, but still much less than the system's work.
    ("answers_at_once", "^map_unmap/length:4096/touch:none/cpu:0", "no more than an empty one does|times its floor"),
    ("lies_about_runs", "^offset_run/pages:64/contiguous:as it comes/cpu:0/memory:0", "is called contiguous, but its last byte lies at"),
    ("honest", "^mmio_latency/width:8/stride:64/caching:uncached/cpu:0", "no device answers that fast"),
])
def test_figure_that_cannot_be_true_says_so(tmp_path: Path, behaviour: str, rows: str, words: str) -> None:
    path = tmp_path / "i.jsonl"
    done = bench(*subject(behaviour), "--time", "0.5", "--repetitions", "3", "--filter", rows, "--out", str(path))
    assert done.returncode == 0, done.stderr
    result = reader.read(str(path))
    (row,) = [row for row in result.measurements if not row.name.startswith("floor")]
    assert row.refused is None and row.implausible is not None and re.search(words, row.implausible)
    assert result.end.implausible == 1
    assert f"implausible {row.name} (rows: 1): " in done.stdout
    assert row.implausible in render([result])


def test_honest_subject_is_plausible(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    bench(*subject("honest"), "--time", "0.5", "--filter", "^map_unmap/length:4096|^split", "--out", str(path))
    assert [row.implausible for row in reader.read(str(path)).measurements] == [None] * len(measurements(path))


def test_figure_appears_only_if_its_requirements_passed(tmp_path: Path) -> None:
    for behaviour, failed in (("honest", None), ("maps_elsewhere", ["MDM_01"])):
        path = tmp_path / f"{behaviour}.jsonl"
        done = bench(*subject(behaviour), "--allow-write", "--time", "0.5", "--repetitions", "2", "--filter",
                     "^map/length:4096/touch:none/cpu:0", "--out", str(path), gate=True)
        assert done.returncode == 0, done.stderr
        result = reader.read(str(path))
        assert result.run.environment["gate"] == "own checks"
        (row,) = [row for row in measurements(path) if row["name"] == "map"]
        (floor,) = [row for row in measurements(path) if row["name"] == "floor_map"]
        assert floor["refused"] is None and "gate" not in floor
        assert row.get("gate") == failed
        if failed:
            assert row["refused"] == "ECANCELED" and "MDM_01 is fail" in row["reason"]
            assert all(number not in row for number in NUMBERS)
            assert "refused map: ECANCELED, MDM_01 is fail" in done.stdout


def test_given_verdicts_must_be_of_the_same_subject(tmp_path: Path) -> None:
    verdicts, out = str(tmp_path / "v.jsonl"), str(tmp_path / "b.jsonl")
    conform = [str(CONFORM), *subject("honest"), "--only", "MDM_01", "--out", verdicts]
    assert subprocess.run(conform, capture_output=True, check=False).returncode in (0, 1)
    rows = ["--time", "0.2", "--repetitions", "2", "--filter", "^map/length:4096/touch:none/cpu:0", "--verdicts", verdicts]

    done = bench(*subject("honest"), *rows, "--out", out, gate=True)
    assert done.returncode == 0, done.stderr
    assert {row["refused"] for row in measurements(Path(out))} == {None}

    assert_one_sentence(bench(*subject("maps_elsewhere"), *rows, gate=True), "is about another backend")
    assert_one_sentence(bench(*subject("honest"), "--target", "t", *rows, gate=True), "is about another target")
    assert_one_sentence(bench(*subject("honest"), *rows), "excludes")


def test_compressed_result_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl.gz"
    done = bench(*subject("honest"), "--time", "0.2", "--repetitions", "2", "--filter", "^map/length:4096", "--out", str(path))
    assert done.returncode == 0, done.stderr
    assert path.read_bytes()[:2] == b"\x1f\x8b"
    assert list(tmp_path.iterdir()) == [path]
    assert reader.read(str(path)).end.measured > 0
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(CannotRun, match="damaged"):
        reader.read(str(path))


def test_missing_call_is_a_row_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    bench(*subject("honest"), "--time", "0.2", "--repetitions", "2", "--filter", "call:mem_offset/", "--out", str(path))
    first = next(row for row in measurements(path) if row["arguments"].get("call") == "mem_offset")
    assert (first["refused"], first["reason"]) == ("ENOTSUP", "the backend has no mem_offset().")


@pytest.mark.parametrize("arguments, words", [
    (["--filter", "("], "is not a regular expression"),
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
    process = subprocess.Popen([str(BENCH), *arguments, "--no-gate"], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    while word not in process.stderr.readline():
        assert process.poll() is None
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_keeps_what_was_measured(tmp_path: Path, number: int) -> None:
    path = tmp_path / "i.jsonl"
    process = start_and_wait_for(" left", *subject("honest"), "--time", "60", "--out", str(path))
    process.send_signal(number)
    out, _ = process.communicate(timeout=30 * SLOWNESS)
    assert process.returncode == 128 + number
    result = reader.read(str(path))
    assert result.end.interrupted
    assert result.end.measured == sum(row.refused is None for row in result.measurements) > 0
    assert "interrupted: measured" in out
    assert list(tmp_path.iterdir()) == [path]


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
    out, err = process.communicate(timeout=30 * SLOWNESS)
    assert process.returncode == 2
    assert out == ""
    assert "did not come back" in err
    assert list(tmp_path.iterdir()) == []
