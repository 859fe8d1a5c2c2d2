"""The order of checks: matrices from events, and what differs between systems.

SPDX-License-Identifier: Apache-2.0
"""

from pathlib import Path
from typing import List, Optional

import samples
from mapproof.report.page import render
from mapproof.report.precedence import CallOrder, orders_of
from mapproof.report.systems import systems_of
from mapproof.result.reader import read


def _result(path: Path, both: str, target: str, alone: Optional[str] = "EPERM") -> str:
    orders = [
        samples.order("length 0", "length 0", "EINVAL"),
        samples.order("length 0", "no privilege", both),
        samples.order("no privilege", "no privilege", alone, reason=None if alone else "it cannot be arranged."),
    ]
    return samples.write(path, samples.with_orders(samples.conformance({"MDM_03": "pass"}, target=target), orders))


def _orders(paths: List[str]) -> List[CallOrder]:
    return orders_of(systems_of([read(path) for path in paths]))


def test_matrix_has_each_fault_once_and_each_pair_in_its_cell(tmp_path: Path) -> None:
    (entry,) = _orders([_result(tmp_path / "a.jsonl", "EINVAL", "model:")])

    assert [fault.name for fault in entry.faults] == ["length 0", "no privilege"]
    lines = [[cell and cell.answer for cell in line] for line in entry.grids[0].lines]
    assert lines == [["EINVAL", "EINVAL"], ["EPERM"]]
    assert (entry.pairs, entry.differing) == (1, 0)


def test_pair_that_another_system_answers_otherwise_is_marked(tmp_path: Path) -> None:
    (entry,) = _orders([_result(tmp_path / "a.jsonl", "EINVAL", "model:"), _result(tmp_path / "b.jsonl", "EPERM", "model:wide")])

    assert entry.differing == 1
    first, second = (grid.lines[0] for grid in entry.grids)
    assert first[0] is not None and not first[0].differs
    assert first[1] is not None and first[1].differs and second[1] is not None and second[1].differs


def test_fault_that_cannot_be_arranged_says_why_and_differs_from_nothing(tmp_path: Path) -> None:
    paths = [_result(tmp_path / "a.jsonl", "EINVAL", "model:"), _result(tmp_path / "b.jsonl", "EINVAL", "model:wide", None)]
    (entry,) = _orders(paths)

    assert entry.differing == 0
    assert "it cannot be arranged." in render([read(path) for path in paths])


def test_page_without_orders_has_no_such_section(tmp_path: Path) -> None:
    page = render([read(samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_03": "pass"})))])

    assert "Order of checks" not in page
