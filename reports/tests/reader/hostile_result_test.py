"""Result files that no writer of ours made: each ends in one sentence and exit code 2, or is read right.

SPDX-License-Identifier: Apache-2.0
"""

import copy
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import samples
from mapproof.errors import CannotRun
from mapproof.result import lines
from mapproof.result.reader import read
from programs import assert_one_sentence, environment, mapproof

Events = List[Dict[str, Any]]
CONFORMANCE = samples.conformance({"MDM_01": "pass", "MDM_03": "pass", "MDM_04": "untested"})
FAILED = samples.conformance({"MDM_01": "pass", "MDM_03": "fail"})
BENCHMARK = samples.benchmark([
    samples.measurement("map", [1.0, 2.0, 3.0, 4.0], arguments={"length": 4096}, floor={"name": "floor_map", "median": 1.9, "ratio": 1.3}),
    samples.measurement("map", [1.0, 2.0, 3.0, 4.0], arguments={"length": 8192}),
    samples.refusal("unmap", "ENXIO", "No window."),
])
CALLS = {"calls": 3, "mean": 2.0, "p50": 2.0, "p90": 3.0, "p99": 3.0, "p999": 3.0, "max": 3.0, "subtracted": 0.5,
         "buckets": [[1.0, 1], [2.0, 1], [3.0, 1]]}
COMMANDS = ("report", "compare")


def run(command: str, path: Path) -> "subprocess.CompletedProcess[str]":
    words = [path, "-o", path.parent / "page.html"] if command == "report" else [path, path]
    return mapproof(command, *words)


def numbered(text: str) -> bytes:
    """A benchmark result with this for a median."""
    line = json.dumps({**BENCHMARK[1], "median": 777.125}).replace("777.125", text)
    return "\n".join([json.dumps(BENCHMARK[0]), line, *(json.dumps(event) for event in BENCHMARK[2:])]).encode() + b"\n"


def _bytes_cases() -> "Dict[str, tuple[bytes, str]]":
    first = json.dumps(CONFORMANCE[0])
    return {
        "deep": (b"[" * 100_000 + b"\n", "nested too deeply"),
        "deep inside": (first.replace('"bench-1"', "[" * 60 + "]" * 60).encode() + b"\n", "nested too deeply"),
        "surrogate": (json.dumps({**CONFORMANCE[0], "target": "\ud800"}).encode() + b"\n", "half a character"),
        "member twice": (b'{"event": "run", "event": "end"}\n', "has the member 'event' twice"),
        "nan": (numbered("NaN"), "has NaN, which is no number"),
        "infinity": (numbered("-Infinity"), "has -Infinity"),
        "beyond a double": (numbered("1e999"), "which nothing can measure"),
        "huge": (numbered("1e308"), "which nothing can measure"),
        "tiny": (numbered("1e-320"), "which nothing can measure"),
        "length": (first.replace("67108864", "1" + "0" * 400).encode() + b"\n", "a number of 401 digits"),
        "digits": (first.replace("67108864", "1" + "0" * 5000).encode() + b"\n", "a number of 5001 digits"),
        "schema true": (b'{"event": "run", "schema": true}\n', "line 1 is not a 'run' event"),
        "no kind": (b'{"event": "run", "schema": 1}\n{"event": "end", "lines": 1}\n', "line 1 does not follow the schema"),
        "event is a list": (first.encode() + b'\n{"event": []}\n{"event": "end", "lines": 2}\n', "no event that schema 1 knows"),
        "utf-16": (first.encode("utf-16"), "line 1 is not JSON"),
        "null bytes": (bytes(5000), "line 1 is not JSON"),
        "many lines": (b"0\n" * (lines.MOST_LINES + 1), "more than 20000 lines"),
        "bomb": (gzip.compress(bytes(lines.MOST_BYTES + 1)), "longer than 32 MiB"),
    }


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", _bytes_cases())
def test_bytes_that_no_writer_makes(tmp_path: Path, command: str, name: str) -> None:
    data, words = _bytes_cases()[name]
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)

    assert_one_sentence(run(command, path), words)

    assert not (tmp_path / "page.html").exists()


def test_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)

    assert_one_sentence(run("compare", path), "longer than 32 MiB")


def change(index: int, **members: Any) -> Callable[[Events], None]:
    return lambda events: events[index].update(members)


def repeat(index: int) -> Callable[[Events], None]:
    def apply(events: Events) -> None:
        events.insert(index, copy.deepcopy(events[index]))
        events[-1]["lines"] += 1
    return apply


def swap(first: int, second: int) -> Callable[[Events], None]:
    def apply(events: Events) -> None:
        events[first], events[second] = events[second], events[first]
    return apply


CONTRADICTIONS = {
    "fail, yet conformant": (FAILED, change(-1, conformant=True), "its end says 'conformant'"),
    "pass, yet not conformant": (CONFORMANCE, change(-1, conformant=False), "its end says 'not conformant'"),
    "status flipped": (CONFORMANCE, change(5, verdict="fail"), "'counts' has 2 pass, but there are 1"),
    "false counts": (CONFORMANCE, change(-1, counts={**CONFORMANCE[-1]["counts"], "pass": 3}), "'counts' has 3 pass, but there are 2"),
    "false judged counts": (CONFORMANCE, change(-1, judged_counts={**CONFORMANCE[-1]["counts"], "pass": 9}), "'judged_counts' has 9"),
    "no longer judged": (FAILED, change(4, judged=False), "do not agree on whether it is judged"),
    "row twice": (CONFORMANCE, repeat(1), "the row MDM_01 stands there twice"),
    "check twice": (CONFORMANCE, repeat(4), "the check MDM_01.HoldsWhatItSays stands there twice"),
    "check of no row": (CONFORMANCE, change(4, row="MDM_99"), "belongs to no row"),
    "row behind its check": (CONFORMANCE, swap(3, 4), "has no place there"),
    "median": (BENCHMARK, change(1, median=2.6), "'median' is 2.6, but its repetitions give 2.5"),
    "quartile": (BENCHMARK, change(1, quartile_high=3.9), "'quartile_high' is 3.9"),
    "measurement twice": (BENCHMARK, change(2, arguments={"length": 4096}), "the measurement map (length 4096"),
    "measured": (BENCHMARK, change(-1, measured=3), "'end' has 3 measured, but there are 2"),
    "refused": (BENCHMARK, change(-1, refused=0), "'end' has 0 refused, but there are 1"),
    "implausible": (BENCHMARK, change(-1, implausible=1), "counts 1 implausible figures, but there are 0"),
    "calls": (BENCHMARK, change(1, distribution={**CALLS, "calls": 4}), "the buckets hold 3 calls, not the 4"),
    "percentiles": (BENCHMARK, change(1, distribution={**CALLS, "p50": 3.5}), "percentiles do not rise"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradiction_is_named(tmp_path: Path, name: str) -> None:
    original, alter, words = CONTRADICTIONS[name]
    events = copy.deepcopy(original)
    assert read(samples.write(tmp_path / "whole.jsonl", events))

    alter(events)

    with pytest.raises(CannotRun) as caught:
        read(samples.write(tmp_path / "a.jsonl", events))
    assert words in str(caught.value)


def test_what_a_subject_says_does_not_steer_the_terminal(tmp_path: Path) -> None:
    escape = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    named = samples.run("conformance")["backend"] | {"name": f"good{escape}\nconformant to qnx-7.1"}
    old = samples.write(tmp_path / "old.jsonl", samples.benchmark([samples.measurement("map", [1.0, 1.0, 1.0])], backend=named))
    new = samples.write(tmp_path / "new.jsonl", samples.benchmark([samples.refusal("map", "ENXIO", escape)], target=escape))

    done = mapproof("compare", old, new)

    assert done.returncode == 3 and "now refused" in done.stdout
    assert not set(done.stdout + done.stderr) & set("\x1b\x07\x9b\u202e")
    result = read(old)
    assert result.run.backend.name.startswith("good\\u001b]0;") and "\n" not in result.run.backend.name


def test_detail_keeps_its_lines_and_nothing_else_that_steers(tmp_path: Path) -> None:
    events = copy.deepcopy(FAILED)
    events[4]["detail"] = "one\n\ttwo\x1b[31m"

    assert read(samples.write(tmp_path / "a.jsonl", events)).checks[1].detail == "one\n\ttwo\\u001b[31m"


@pytest.mark.parametrize("command", COMMANDS)
def test_locale_that_is_not_utf_8(tmp_path: Path, command: str) -> None:
    path = Path(samples.write(tmp_path / "a.jsonl", CONFORMANCE))
    other = Path(samples.write(tmp_path / "b.jsonl", samples.conformance({"MDM_01": "pass", "MDM_03": "crashed", "MDM_04": "untested"})))
    words = [path, other, "-o", tmp_path / "page.html"] if command == "report" else [path, other]
    plain = {**environment(), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}

    done = subprocess.run([sys.executable, "-m", "mapproof", command, *map(str, words)], env=plain, capture_output=True, check=False)

    assert done.returncode == (0 if command == "report" else 1), done.stderr
    assert b"internal error" not in done.stderr


def test_target_that_could_not_be_asked(tmp_path: Path) -> None:
    path = Path(samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}, facts=None)))

    assert run("report", path).returncode == 0
    assert run("compare", path).returncode == 0


def test_file_whose_name_steers_the_terminal(tmp_path: Path) -> None:
    assert_one_sentence(mapproof("compare", tmp_path / "\x1b[2J", os.devnull), "\\u001b[2J")
