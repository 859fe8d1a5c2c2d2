"""The pages in a real browser: filter, sort and keyboard work, nothing is requested, nothing overflows, and paper is not wasted.

SPDX-License-Identifier: Apache-2.0
"""

import re
import shutil
import sys
from pathlib import Path
from typing import List

import pytest
import samples
from browser import PROGRAMS, Browser
from mapproof.history.database import History
from programs import mapproof

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "history"))
import stored  # noqa: E402

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
FILES = [GOLDEN / name for name in ("a-conform.jsonl", "a-bench.jsonl", "b-conform.jsonl", "b-bench.jsonl")]
PROGRAM = next((found for found in map(shutil.which, PROGRAMS) if found), None)
SHOWN = "document.querySelectorAll('table.rows tbody > tr:not([hidden])').length"


@pytest.fixture(name="pages", scope="module")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    many = {f"MDM_{number:02}": "fail" if number == 7 else "pass" for number in range(1, 51)}
    one = samples.write(folder / "one.jsonl", samples.conformance(many))
    assert mapproof("report", *FILES, "-o", folder / "report.html").returncode == 0
    assert mapproof("report", one, FILES[1], "-o", folder / "one.html").returncode == 0
    assert mapproof("compare", FILES[1], FILES[3], "-o", folder / "compare.html").returncode in (0, 1, 2, 3)
    stored.keep(History(str(folder / "history.sqlite")), [stored.run(commit, slower={1: 1.25} if commit >= 30 else {}) for commit in range(36)])
    assert mapproof("history", "plot", "--db", folder / "history.sqlite", "-o", folder / "history.html").returncode == 0
    return folder


def opened(pages: Path, name: str, tmp_path: Path, width: int = 1400, dark: bool = False) -> Browser:
    assert PROGRAM is not None, f"no browser: install one of {', '.join(PROGRAMS)}, as scripts/setup --for test does."
    return Browser(PROGRAM, tmp_path, pages / name, width, dark)


def type_in(browser: Browser, text: str) -> None:
    browser.run(f"""(() => {{ const box = document.getElementById('search'); box.value = {text!r};
                 box.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()""")


def test_filter_finds_rows_and_gives_them_back(pages: Path, tmp_path: Path) -> None:
    with opened(pages, "report.html", tmp_path) as browser:
        everything = browser.run(SHOWN)
        type_in(browser, "MUN_01 crashed")
        few = browser.run("Array.from(document.querySelectorAll('table.rows tbody > tr:not([hidden])'), (row) => row.textContent)")
        type_in(browser, "")

        assert 0 < len(few) < everything / 5 and all("MUN_01" in row and "crashed" in row for row in few)
        assert browser.run(SHOWN) == everything > 50
        browser.run("document.getElementById('notable').click()")
        assert 0 < browser.run(SHOWN) == browser.run("document.querySelectorAll('table.rows tr[data-notable]').length") < everything


def test_sort_is_by_number_and_turns_round(pages: Path, tmp_path: Path) -> None:
    with opened(pages, "report.html", tmp_path) as browser:
        table = "document.querySelector('#figures table.figures')"
        values = f"Array.from({table}.tBodies[0].rows, (row) => Number.parseFloat(row.cells[1].dataset.value))"
        browser.run(f"{table}.querySelectorAll('button.sort')[1].click()")
        upward: List[float] = browser.run(values)
        browser.run(f"{table}.querySelectorAll('button.sort')[1].click()")

        assert upward == sorted(upward) and len(set(upward)) > 2
        assert browser.run(values) == upward[::-1]
        assert browser.run(f"{table}.querySelectorAll('th')[1].getAttribute('aria-sort')") == "descending"


@pytest.mark.parametrize("name", ["report.html", "one.html", "compare.html", "history.html"])
def test_nothing_is_requested_and_nothing_is_complained_of(name: str, pages: Path, tmp_path: Path) -> None:
    with opened(pages, name, tmp_path) as browser:
        browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")

        assert [url for url in browser.requests if url != (pages / name).as_uri() and not url.startswith("data:")] == []
        assert browser.trouble == []


@pytest.mark.parametrize("name", ["report.html", "one.html", "compare.html", "history.html"])
def test_nothing_overflows_a_narrow_window(name: str, pages: Path, tmp_path: Path) -> None:
    with opened(pages, name, tmp_path, width=400) as browser:
        browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        wide = browser.run("""Array.from(document.querySelectorAll('body *')).filter((element) => !element.closest('.scroll')
            && !element.matches('.visually-hidden, .visually-hidden *, .skip') && element.getBoundingClientRect().right > 401)
            .map((element) => element.tagName + '.' + (element.className.baseVal ?? element.className)).slice(0, 5)""")

        assert wide == []
        assert browser.run("document.documentElement.scrollWidth") <= 400


def test_keyboard_reaches_the_content_and_every_scroller(pages: Path, tmp_path: Path) -> None:
    with opened(pages, "report.html", tmp_path) as browser:
        browser.press("Tab", 9)

        assert browser.run("document.activeElement.className") == "skip"
        assert browser.run("document.activeElement.getBoundingClientRect().top") >= 0
        assert browser.run("""Array.from(document.querySelectorAll('.scroll')).filter((one) => one.tabIndex !== 0
            || !one.getAttribute('aria-label')).length""") == 0
        assert browser.run("document.querySelectorAll('thead th:not([scope]), tbody th:not([scope])').length") == 0
        assert browser.run("Array.from(document.querySelectorAll('input'), (input) => input.labels.length)") == [1, 1]


def test_both_themes_can_be_read(pages: Path, tmp_path: Path) -> None:
    contrast = """(() => {
        const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => { const v = part / 255;
            return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const style = (selector) => getComputedStyle(document.querySelector(selector));
        const paper = light(style('body').backgroundColor);
        return ['body', '.muted', 'h1', '.outcome', 'a'].map((selector) => { const ink = light(style(selector).color);
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); });
    })()"""
    for dark in (False, True):
        with opened(pages, "report.html", tmp_path / str(dark), dark=dark) as browser:
            assert min(browser.run(contrast)) >= 4.5, dark
            assert browser.run("getComputedStyle(document.querySelector('svg text')).fill") != "rgb(0, 0, 0)"


def test_one_system_needs_few_sheets(pages: Path, tmp_path: Path) -> None:
    with opened(pages, "one.html", tmp_path) as browser:
        sheets = len(re.findall(rb"/Type\s*/Page\b", browser.pdf()))

    assert 1 <= sheets <= 15


def test_link_into_closed_details_opens_them(pages: Path, tmp_path: Path) -> None:
    with opened(pages, "report.html", tmp_path) as browser:
        browser.run("location.hash = '#row-MDM_03'")

        assert browser.run("document.getElementById('row-MDM_03').getBoundingClientRect().height") > 0
