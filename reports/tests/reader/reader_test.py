"""The reader takes what the schema allows and answers everything else with one sentence that names file and line.

SPDX-License-Identifier: Apache-2.0
"""

import copy
import json
from pathlib import Path

import pytest
import samples
from mapproof.errors import CannotRun
from mapproof.result.reader import read
from mapproof.result.schema import schema_error

CONFORMANCE = samples.conformance({"MDM_01": "pass", "MDM_03": "fail"})
BENCHMARK = samples.benchmark([
    samples.measurement("map", [1.0, 2.0, 3.0], arguments={"length": 4096}, window="low",
                        floor={"name": "floor_map", "median": 1.9, "ratio": 1.05}),
    samples.refusal("unmap", "ENXIO", "No window."),
])


def complaint(path: Path) -> str:
    with pytest.raises(CannotRun) as caught:
        read(str(path))
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".") and "\n" not in sentence
    return sentence


def test_conformance_is_read(tmp_path: Path) -> None:
    result = read(samples.write(tmp_path / "a.jsonl", CONFORMANCE))

    assert result.run.backend.name == "model"
    assert result.run.facts.windows[0].physical == "0xd0000000"
    assert [(check.row, check.verdict) for check in result.checks] == [("MDM_01", "pass"), ("MDM_03", "fail")]
    assert result.end.conformant is False


def test_benchmark_is_read(tmp_path: Path) -> None:
    result = read(samples.write(tmp_path / "a.jsonl", BENCHMARK))

    measured, refused = result.measurements
    assert measured.median == 2.0 and measured.floor is not None and measured.floor.ratio == 1.05
    assert refused.refused == "ENXIO" and refused.repetitions == ()


@pytest.mark.parametrize("text, words", [
    (b"", "is empty"),
    (b" \n\n", "is empty"),
    (b"# a report\n", "line 1 is not JSON"),
    (b"\xff\xfe\n", "line 1 is not JSON"),
    (b"{}\n", "line 1 is not a 'run' event"),
    (b"[1, 2]\n", "line 1 is not a 'run' event"),
    (b'{"event":"run","schema":2}\n', "newer than 1"),
])
def test_file_that_is_no_result(tmp_path: Path, text: bytes, words: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(text)

    assert words in complaint(path)


def test_file_that_is_missing(tmp_path: Path) -> None:
    assert "no such file" in complaint(tmp_path / "none.jsonl")


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in complaint(tmp_path)


def test_file_cut_at_every_byte_is_refused(tmp_path: Path) -> None:
    whole = Path(samples.write(tmp_path / "whole.jsonl", BENCHMARK)).read_bytes()
    path = tmp_path / "cut.jsonl"

    for length in range(1, len(whole) - 1, 7):
        path.write_bytes(whole[:length])
        complaint(path)


def test_file_cut_in_half_is_named_so(tmp_path: Path) -> None:
    whole = Path(samples.write(tmp_path / "whole.jsonl", CONFORMANCE)).read_bytes()
    path = tmp_path / "cut.jsonl"
    path.write_bytes(whole[: len(whole) // 2])

    assert "is cut off after line" in complaint(path)


def test_line_that_was_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    samples.write(path, CONFORMANCE[:2] + CONFORMANCE[3:])

    assert "line 5 says that 5 lines stand before it, but 4 do" in complaint(path)


def test_damaged_line_is_numbered(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = Path(samples.write(path, CONFORMANCE)).read_text().split("\n")
    lines[2] = lines[2][:-3]
    path.write_text("\n".join(lines))

    assert "line 3 is not JSON" in complaint(path)


def test_measurement_has_no_place_in_a_conformance_result(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    samples.write(path, [CONFORMANCE[0], BENCHMARK[1], {**CONFORMANCE[-1], "lines": 2}])

    assert "line 2 is a 'measurement' event, which has no place there" in complaint(path)


@pytest.mark.parametrize("event, key, value", [
    (0, "kind", "poem"), (0, "extra", 1), (0, "started", "yesterday"), (1, "median", "2 ns"), (1, "median", None),
    (1, "repetitions", []), (1, "unit", "hours"), (2, "median", 3.0), (2, "repetitions", [3.0]), (2, "refused", 22),
    (2, "refused", "22"), (3, "seconds", -1), (3, "event", "fin"),
])
def test_schema_is_strict(tmp_path: Path, event: int, key: str, value: object) -> None:
    events = copy.deepcopy(BENCHMARK)
    events[event][key] = value

    assert any(schema_error(changed) for changed in events)
    complaint(Path(samples.write(tmp_path / "a.jsonl", events)))


def test_every_member_of_every_event_is_required(tmp_path: Path) -> None:
    for event in CONFORMANCE + BENCHMARK:
        assert schema_error(event) == ""
        for key in event:
            lacking = {name: value for name, value in event.items() if name != key}
            assert schema_error(lacking), f"{event['event']} without {key}"


def test_physical_address_is_a_hex_string() -> None:
    event = json.loads(json.dumps(CONFORMANCE[0]))
    event["facts"]["windows"][0]["physical"] = 0xD0000000

    assert "facts/windows/0/physical" in schema_error(event)
