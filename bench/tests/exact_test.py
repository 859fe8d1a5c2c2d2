"""Committed instruction counts: what counts as worse, and that figures of other tools are left alone.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import List

import pytest
from exact import baseline
from exact.measuring import Boot, spread
from mapproof.errors import CannotRun


def worse(before: float, now: float) -> List[str]:
    return [str(change) for change in baseline.changes({"linux": {"map": before}}, {"linux": {"map": now}}) if change.is_worse]


def test_more_than_one_percent_is_worse() -> None:
    assert worse(10000, 10100) == []
    assert worse(10000, 10101) == ["linux map: 10000 became 10101 instructions (+1.01 %)"]
    assert worse(10000, 5000) == []


def test_less_is_told_but_not_worse() -> None:
    (change,) = baseline.changes({"linux": {"map": 10000}}, {"linux": {"map": 9000}})
    assert (str(change), change.is_worse) == ("linux map: 10000 became 9000 instructions (-10.00 %)", False)


def test_row_or_subject_that_is_gone_is_worse_and_a_new_one_is_not() -> None:
    committed = {"linux": {"map": 1.0, "unmap": 2.0}, "model": {"map": 3.0}}
    found = baseline.changes(committed, {"linux": {"map": 1.0, "split": 4.0}})
    assert [(change.row, change.is_worse) for change in found] == [
        ("linux unmap", True), ("linux split", False), ("model map", True)]


def test_figures_of_other_tools_stay(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    file.write_text('{"other": {"linux": {"map": 1}}, "mine": {"linux": {"gone": 2}}}')

    baseline.write("mine", {"linux": {"map": 3.14159}}, file)

    assert json.loads(file.read_text()) == {"other": {"linux": {"map": 1}}, "mine": {"linux": {"map": 3.14}}}
    assert baseline.load(file)["mine"] == {"linux": {"map": 3.14}}


@pytest.mark.parametrize("content", [None, "", "[1, 2", "[]"])
def test_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "figures.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CannotRun, match="cannot be read"):
        baseline.load(file)


def test_spread_is_over_all_boots() -> None:
    boots = [Boot("key", {"linux": {"map": figure}}) for figure in (2.0, 1.0, 3.0)]
    assert spread(boots) == {("linux", "map"): (1.0, 3.0)}
