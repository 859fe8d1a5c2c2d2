"""Walks the truth table of docs/verdicts.md: the report and the certificate say what the result says, of every line.

SPDX-License-Identifier: Apache-2.0
"""

import json
import re
from pathlib import Path
from typing import Dict, List, Tuple

import pytest
import samples
from mapproof.report.page import render
from mapproof.result.reader import read
from mapproof.result.results import VERDICTS
from normalised import normalised
from programs import fake, mapproof, writes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "verdicts.md"
ANSWER = {"-": "conformant", "open": "incomplete", "no": "not conformant"}
HEADLINE = {"conformant": "is conformant to", "incomplete": "is not shown to be conformant to", "not conformant": "is not conformant to"}
COLUMNS = ("not judged", "judged", "optional", "core", "core, optional")


def lines_of_the_table() -> List[Tuple[str, str, str]]:
    """Word, column and effect of each cell."""
    lines = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 1 + len(COLUMNS) and cells[0] in VERDICTS:
            lines += [(cells[0], column, effect) for column, effect in zip(COLUMNS, cells[1:])]
    return lines


def result_with(word: str, column: str, effect: str) -> List[samples.Event]:
    """One core row that passes, and one check of this kind beside it, as mapproof-conform writes them."""
    events = samples.conformance({"MDM_01": "pass", "MDM_07": word})
    about = {"judged": column != "not judged", "optional": "optional" in column, "core": "core" in column}
    events[1]["core"] = True
    events[2].update(about)
    events[3]["hinders"] = False
    events[4].update(judged=about["judged"], hinders=effect != "-", detail="a reason")
    events[-1]["judged_counts"][word] -= not about["judged"]
    row = {"row": "MDM_07", "verdict": word, "reason": "a reason", "remedy": "do something about it"}
    events[-1].update(verdict=ANSWER[effect], conformant=effect == "-", coverage={
        **counted(word, column), "core_rows_not_asked": 0,
        "core_open": [row] if effect == "open" and about["core"] else [], "groups_lacking": ["posix_typed_mem_open()"],
    })
    return events


def counted(word: str, column: str) -> Dict[str, int]:
    """The rows that count, and those that passed."""
    judged, core = column != "not judged", "core" in column
    passed = word in ("pass", "xpass")
    return {"judged_rows": 1 + judged, "judged_rows_passed": 1 + (judged and passed),
            "core_rows": 1 + core, "core_rows_passed": 1 + (core and passed)}


def test_table_is_whole() -> None:
    assert len(set(lines_of_the_table())) == len(VERDICTS) * len(COLUMNS)


@pytest.mark.parametrize("word, column, effect", lines_of_the_table())
def test_page_says_what_the_result_says(word: str, column: str, effect: str, tmp_path: Path) -> None:
    page = render([read(samples.write(tmp_path / "r.jsonl", result_with(word, column, effect)))])

    assert HEADLINE[ANSWER[effect]] in page
    outcome = re.search(r'<p class="outcome (\w+)"><span[^>]*>.</span>\s*([^<]*)</p>', page)
    assert outcome is not None
    assert outcome.group(2).strip() == ANSWER[effect].capitalize()
    assert outcome.group(1) == {"-": "good", "open": "doubt", "no": "bad"}[effect]
    count = counted(word, column)
    said = " ".join(normalised(page).split())
    assert (f"{count['judged_rows_passed']} of {count['judged_rows']} judged rows passed, "
            f"{count['core_rows_passed']} of {count['core_rows']} of the core") in said
    assert "not offered: posix_typed_mem_open()" in said
    assert ("of the core not shown: MDM_07" in said) == (effect == "open" and "core" in column)
    assert re.search(r'<h1 class="(\w+)">', page)[1] == outcome.group(1)  # type: ignore[index]
    assert ("Do something about it." in page) == (effect == "open" and "core" in column)


@pytest.mark.parametrize("word, column, effect", [("pass", "core", "-"), ("untested", "core", "open"), ("fail", "core", "no")])
def test_certificate_says_what_the_result_says(word: str, column: str, effect: str, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    samples.write_sealed(folder / "mapproof-conform.jsonl", result_with(word, column, effect))
    samples.write_sealed(folder / "mapproof-bench.jsonl", samples.benchmark([samples.measurement("map_unmap", [1.0, 2.0, 3.0])]))
    for name, code in (("mapproof-conform", int(effect != "-")), ("mapproof-bench", 0)):
        fake(folder, name, writes(folder, name, code))

    done = mapproof("certify", "-o", tmp_path / "out", bin_folder=folder)

    certificate = json.loads((tmp_path / "out" / "certificate.json").read_text())
    assert done.returncode == int(effect != "-")
    assert done.stdout.startswith(f"{ANSWER[effect]} to qnx-7.1")
    assert (certificate["verdict"], certificate["conformant"]) == (ANSWER[effect], effect == "-")
    assert certificate["coverage"]["judged_rows_passed"] == (2 if word == "pass" else 1)
    assert f"core: {counted(word, column)['core_rows_passed']} of 2" in done.stderr
    assert ("untested MDM_07: a reason; do something about it" in done.stderr) == (effect == "open")


def test_result_of_before_the_core_is_read_as_it_is(tmp_path: Path) -> None:
    old = read(samples.write(tmp_path / "r.jsonl", samples.conformance({"MDM_01": "pass"})))

    assert (old.end.verdict, old.end.coverage, old.rows[0].core, old.checks[0].hinders) == ("conformant", None, False, False)
    assert "is conformant to" in render([old])
