"""The pages of compare and ab: the answer first, every row with words, units and its interval, nothing from outside.

SPDX-License-Identifier: Apache-2.0
"""

import random
import re
from pathlib import Path

import pytest
import samples
from ab_test import BENCH, stored
from mapproof.page.intervals import Interval, draw
from normalised import normalised
from programs import assert_one_sentence, fake, mapproof


def rows(slower: float) -> "list[samples.Event]":
    """Eight rows with twenty quiet repetitions each, the first of which is so many times as long."""
    generator = random.Random(5)
    return [samples.measurement("map_unmap", samples.noisy(generator, 1000.0 * (slower if index == 0 else 1.0), 0.002),
                                arguments={"length": 4096 << index, "touch": "none"}, window="low") for index in range(8)]


def page_of(tmp_path: Path, slower: float, code: int) -> str:
    base = samples.write(tmp_path / "base.jsonl", samples.benchmark(rows(1.0)))
    changed = {**samples.run("benchmark")["environment"], "compiler": "GCC 14"}
    new = samples.write(tmp_path / "new.jsonl", samples.benchmark(rows(slower), environment=changed))
    done = mapproof("compare", base, new, "-o", tmp_path / "page.html")
    assert done.returncode == code, done.stdout
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_comparison_says_first_that_it_is_slower_and_what_may_explain_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, 3.0, 1)
    said = normalised(page)

    assert re.search(r'<h1 class="bad">NEW is slower by 5 % or more</h1>', page)
    assert said.index("the runs differ in compiler: GCC 12.2, then GCC 14") < said.index("slower map + unmap 4 KiB, untouched")
    line = next(line for line in said.splitlines() if line.startswith("slower map + unmap"))
    assert re.search(r"1\.00 µs 3\.00 µs (2\.9\d|3\.\d\d)× [\d.]+× to [\d.]+×", line), line
    assert "window low" not in line  # it is the same for all rows
    assert said.count("[picture: Change of 8 rows with intervals: 1 slower") == 1


def test_comparison_of_alike_files_is_good_news(tmp_path: Path) -> None:
    page = page_of(tmp_path, 1.0, 0)

    assert '<h1 class="good">NEW is not slower by 5 %</h1>' in page and "data-notable" not in page.split("<script>")[0]


def test_comparison_of_conformance_has_the_sentences(tmp_path: Path) -> None:
    base, new = (samples.write(tmp_path / f"{verdict}.jsonl", samples.conformance({"MDM_01": verdict, "MDM_03": "pass"})) for verdict in ("pass", "fail"))

    assert mapproof("compare", base, new, "-o", tmp_path / "page.html").returncode == 1

    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<h1 class="bad">NEW: something that passed no longer does</h1>' in page
    assert "regressed MDM_01.HoldsWhatItSays The sentence of MDM_01. pass → fail" in normalised(page)


def test_ab_has_a_page(tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)
    base, new = stored(tmp_path / "base.so", 1), stored(tmp_path / "new.so", 1, slower=1.1)

    mapproof("ab", base, new, "--time", "2", "--seed", "3", "-o", tmp_path / "page.html", bin_folder=folder)

    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<h1 class="bad">NEW is slower by 2 % or more</h1>' in page
    lines = [line for line in normalised(page).splitlines() if line.startswith("slower map ")]
    assert len(lines) == 6 and all(re.search(r"\+(9\.\d|10|11)\s% .* pairs, finds", line) for line in lines), lines


@pytest.mark.parametrize("command", ["compare", "ab"])
def test_page_that_cannot_be_written_is_one_sentence(command: str, tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)
    base = stored(tmp_path / "base.so", 1)
    extra = ["--time", "1"] if command == "ab" else []

    assert_one_sentence(mapproof(command, base, base, *extra, "-o", tmp_path / "none" / "page.html", bin_folder=folder), "cannot be written")


def test_one_row_cannot_own_the_scale_of_the_picture() -> None:
    quiet = [Interval("unchanged", 1.0 + n / 1000, 0.99, 1.01) for n in range(5)]

    assert "1e+06" not in draw([*quiet, Interval("slower", 1e6, 9e5, 2e6)], 0.05)
    assert "var(--bad)" in draw([*quiet, Interval("slower", 1e6, 9e5, 2e6)], 0.05)


def test_too_few_rows_are_no_picture() -> None:
    assert draw([Interval("slower", 2.0, 1.9, 2.1)] * 2, 0.05) == ""
