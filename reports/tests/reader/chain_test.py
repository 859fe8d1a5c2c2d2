"""The chain of a result file breaks with whatever is done to a line, unless every sum is made anew.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import Callable, List

import pytest
import samples
from mapproof.errors import CannotRun
from mapproof.result.reader import read

VERDICTS = {"MDM_01": "pass", "MDM_03": "pass", "MDM_04": "untested", "MOF_01": "untested"}


@pytest.fixture(name="lines")
def _lines(tmp_path: Path) -> List[bytes]:
    return Path(samples.write_sealed(tmp_path / "whole.jsonl", samples.conformance(VERDICTS))).read_bytes().splitlines()


def complaint(folder: Path, lines: List[bytes]) -> str:
    end = json.loads(lines[-1])
    lines[-1] = lines[-1].replace(b'"lines":%d' % end["lines"], b'"lines":%d' % (len(lines) - 1))
    path = folder / "a.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    with pytest.raises(CannotRun) as caught:
        read(str(path))
    return str(caught.value)


def test_whole_file_is_read_with_its_head(tmp_path: Path, lines: List[bytes]) -> None:
    assert read(str(tmp_path / "whole.jsonl")).end.chain == json.loads(lines[-1])["chain"]


def test_seconds_do_not_count(tmp_path: Path, lines: List[bytes]) -> None:
    path = tmp_path / "slower.jsonl"
    path.write_bytes(b"".join(line.replace(b"0.004", b"1.5e-07") + b"\n" for line in lines))

    assert read(str(path)).end.chain == json.loads(lines[-1])["chain"]


def reword(number: int, old: bytes, new: bytes) -> Callable[[List[bytes]], None]:
    def apply(lines: List[bytes]) -> None:
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)
    return apply


def swap(lines: List[bytes]) -> None:
    lines[5], lines[6] = lines[6], lines[5]


@pytest.mark.parametrize("alter, number", [
    (reword(5, b"HoldsWhatItSays", b"HoldsWhatItSay"), 6),
    (reword(7, b"It was", b"It is"), 8),
    (reword(1, b"The sentence of", b"A sentence of"), 6),
    (reword(0, b"0123abc", b"9999999"), 6),
    (reword(0, b"qnx-7.1", b"qnx-8.0"), 6),
    (reword(0, b'"version":"0.1.0"', b'"version":"0.1.1"'), 6),
    (swap, 6),
])
def test_alteration_is_noticed_at_its_line(tmp_path: Path, lines: List[bytes], alter: Callable[[List[bytes]], None], number: int) -> None:
    alter(lines)

    assert f"the chain of its lines breaks at line {number}" in complaint(tmp_path, lines)


def test_chain_that_was_taken_off(tmp_path: Path, lines: List[bytes]) -> None:
    lines[-1] = lines[-1].replace(b',"chain":"' + json.loads(lines[-1])["chain"].encode() + b'"', b"")

    assert "but its end has none" in complaint(tmp_path, lines)
