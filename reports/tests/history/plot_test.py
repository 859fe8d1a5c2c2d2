"""The page of a history says what check says, and draws every row.

SPDX-License-Identifier: Apache-2.0
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import stored
from mapproof.history.database import History
from programs import assert_one_sentence, mapproof


def test_page_names_the_change_and_draws_each_row_with_its_levels(tmp_path: Path) -> None:
    place, output = tmp_path / "history.sqlite", tmp_path / "page.html"
    stored.keep(History(str(place)), [stored.run(commit, slower={1: 1.25} if commit >= 30 else {}) for commit in range(36)])

    assert mapproof("history", "plot", "--db", place, "-o", output).returncode == 0
    page = output.read_text(encoding="utf-8")
    pictures = re.findall(r"<svg viewBox.*?</svg>", page, flags=re.S)
    assert len(pictures) == stored.ROWS
    changed = ElementTree.fromstring(pictures[0])
    classes = [path.get("class") for path in changed.iter("path")]
    assert classes.count("level") == 2 and classes.count("new slower") == 1
    assert "at c00030" in (changed.get("aria-label") or "") and "no change" in pictures[1]
    assert '<h1 class="bad">Slower by 5 % or more</h1>' in page and "since c00030" in page and page.count("<tr>") == 37
    # Every run is a dot within the picture.
    (dots,) = (path.get("d") or "" for path in changed.iter("path") if path.get("class") == "dots")
    places = [tuple(map(float, one.split())) for one in re.findall(r"M([\d.]+ [\d.]+)h0", dots)]
    assert len(places) == 36 and all(0 < x < 640 and 0 < y < 170 for x, y in places)
    assert max(y for _, y in places[30:]) < min(y for _, y in places[:30])


def test_page_that_cannot_be_written_or_has_nothing_to_show(tmp_path: Path) -> None:
    place = tmp_path / "history.sqlite"
    stored.keep(History(str(place)), [stored.run(0)])

    assert_one_sentence(mapproof("history", "plot", "--db", place, "-o", tmp_path / "no" / "page.html"), "cannot be written")
    assert_one_sentence(mapproof("history", "plot", "--db", place, "--rows", "other*", "-o", tmp_path / "page.html"), "nothing in the history matches")
    assert mapproof("history", "plot", "--db", place, "-o", tmp_path / "page.html").returncode == 0
