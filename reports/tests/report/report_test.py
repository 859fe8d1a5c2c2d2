"""The page: what it says, that it is the same every time, that it needs nothing but itself.

SPDX-License-Identifier: Apache-2.0
"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest
import samples
from mapproof.report.matrix import DOCUMENTS
from mapproof.report.page import render
from mapproof.report.systems import systems_of
from mapproof.report.verdicts import short
from mapproof.result.reader import read
from normalised import normalised
from programs import assert_one_sentence, mapproof

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
FILES = [str(GOLDEN / name) for name in ("a-conform.jsonl", "a-bench.jsonl", "b-conform.jsonl", "b-bench.jsonl")]


@pytest.fixture(name="page", scope="module")
def _page() -> str:
    return render([read(path) for path in FILES])


def test_page_says_what_was_approved(page: str) -> None:
    # A wanted change: run reports/golden/make.py and read the diff.
    assert normalised(page).splitlines() == (GOLDEN / "report.expected.txt").read_text(encoding="utf-8").splitlines()


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = []
    for name in ("one.html", "two.html"):
        assert mapproof("report", *FILES, "-o", tmp_path / name).returncode == 0
        pages.append((tmp_path / name).read_bytes())

    assert pages[0] == pages[1]


def test_page_asks_for_nothing_from_outside(page: str) -> None:
    assert not re.findall(r"(?:src|href|xlink:href|url)\s*[=(]\s*[\"']?(?:https?:|//|file:)", page)
    assert page.count("<script") == 1 and "@import" not in page
    assert not re.findall(r"fetch\(|XMLHttpRequest|import\(|WebSocket|sendBeacon", page)
    assert "default-src 'none'" in page
    assert set(re.findall(r'href="([^"#][^"]*)"', page)) == {"data:,"}


class _Balance(HTMLParser):
    """Finds tags that are not closed, ids that stand twice and links that lead nowhere."""

    void = {"meta", "link", "br", "img", "hr", "path", "use"}

    def __init__(self) -> None:
        super().__init__()
        self.open: List[str] = []
        self.ids: List[str] = []
        self.links: List[str] = []

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        named = dict(attrs)
        if "svg" not in self.open and named.get("id"):
            self.ids.append(str(named["id"]))
        if str(named.get("href", "")).startswith("#"):
            self.links.append(str(named["href"])[1:])
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        """Closed by itself."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void:
            assert self.open.pop() == tag


def test_page_is_well_formed(page: str) -> None:
    parser = _Balance()
    parser.feed(page)

    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert set(parser.links) <= set(parser.ids)


def test_text_from_a_subject_cannot_become_markup(page: str) -> None:
    assert "The window is &lt;too&gt; short." in page


def test_every_figure_stands_in_a_table(page: str) -> None:
    text = normalised(page)
    for path in FILES[1::2]:
        for m in read(path).measurements:
            if m.refused is None and m.cpu_node == 0 and m.bytes_per_second is None:
                assert re.search(rf"{m.median / 1000:.2f}\s(µs|ns)|{m.median:.0f}\sns|{m.median:.2f}\sns", text), m


def test_inputs_are_traceable(page: str) -> None:
    for path in FILES:
        assert read(path).sha256 in page and os.path.basename(path) in page


@pytest.mark.parametrize("chosen", [FILES[:1], FILES[1:2], FILES[:2], [FILES[0], FILES[2]], [FILES[1], FILES[3]], FILES[1:3]], ids=str)
def test_any_mix_of_files(chosen: List[str]) -> None:
    parser = _Balance()
    parser.feed(render([read(path) for path in chosen]))
    assert parser.open == []


def test_files_of_one_system_are_paired() -> None:
    assert [(system.letter, system.label, len(system.results)) for system in systems_of([read(path) for path in FILES])] == [
        ("A", "model", 2), ("B", "linux", 2)]


def labels_of(tmp_path: Path, *changes: Dict[str, Any]) -> List[str]:
    paths = [samples.write(tmp_path / f"{number}.jsonl", samples.conformance({"MDM_01": "pass"}, **change)) for number, change in enumerate(changes)]
    return [system.label for system in systems_of([read(path) for path in paths])]


def test_systems_are_named_by_what_tells_them_apart(tmp_path: Path) -> None:
    def lab(nodes: int) -> Dict[str, Any]:
        return {"backend": {"name": "linux", "version": "1", "origin": "built-in"}, "target": "pci:0000:00:04.0/2",
                "environment": {**samples.run("conformance")["environment"], "nodes": nodes}}

    assert labels_of(tmp_path, {}, lab(3), lab(4), {"profile": "qnx-6.6"}) == [
        "model, qnx-7.1", "linux, 3 nodes", "linux, 4 nodes", "model, qnx-6.6"]


def test_what_differs_in_time_alone_is_named_by_time(tmp_path: Path) -> None:
    assert labels_of(tmp_path, {}, {"started": "2026-11-23T09:30:00Z"}) == [
        "model, started 2026-11-22 08:00:00", "model, started 2026-11-23 09:30:00"]


def test_what_differs_in_nothing_is_named_by_its_file(tmp_path: Path) -> None:
    assert labels_of(tmp_path, {}, {}) == ["model, 0.jsonl", "model, 1.jsonl"]


def test_no_file_is_one_sentence(tmp_path: Path) -> None:
    assert_one_sentence(mapproof("report", "-o", tmp_path / "r.html"), "there is nothing to report")


def test_only_empty_runs_are_one_sentence(tmp_path: Path) -> None:
    empty = samples.write(tmp_path / "a.jsonl", samples.benchmark([]))

    assert_one_sentence(mapproof("report", empty, "-o", tmp_path / "r.html"), "no check and no measurement stands in")
    assert not (tmp_path / "r.html").exists()


def test_broken_input_is_one_sentence(tmp_path: Path) -> None:
    half = tmp_path / "half.jsonl"
    half.write_bytes(Path(FILES[1]).read_bytes()[:4000])

    assert_one_sentence(mapproof("report", FILES[0], half, "-o", tmp_path / "r.html"), "is cut off after line")
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize("where", ["none/r.html", "/proc/r.html", "/dev/full", "."])
def test_output_that_cannot_be_written_is_one_sentence(tmp_path: Path, where: str) -> None:
    assert_one_sentence(mapproof("report", FILES[0], "-o", tmp_path / where), str(tmp_path / where))
    assert list(tmp_path.iterdir()) == []


def test_page_of_200_rows_is_small(tmp_path: Path) -> None:
    rows = {f"MDM_{number:02}": "pass" for number in range(1, 201)}
    page = render([read(samples.write(tmp_path / "a.jsonl", samples.conformance(rows))), *(read(path) for path in FILES[1:])])

    assert len(page.encode()) <= 2_000_000


def test_uncached_access_as_fast_as_memory_is_called_out(tmp_path: Path) -> None:
    def page(ratio: float) -> str:
        row = samples.measurement("mmio_read", [1.0, 1.0, 1.0], arguments={"width": 4, "caching": "uncached"}, window="low",
                                  bytes_per_second=4e9, floor={"name": "floor_read", "median": 1 / ratio, "ratio": ratio})
        return render([read(samples.write(tmp_path / "a.jsonl", samples.benchmark([row])))])

    assert "No device answers that fast" in page(1.2)
    assert "No device answers that fast" not in page(300.0)


def cached(path: Path, hit: List[float], again: List[float]) -> str:
    rows = [samples.measurement("offset_hit", hit, arguments={"pages": 64}, cpu_node=1, memory_node=3, distance=21),
            samples.measurement("offset_repeated", again, arguments={"call": "mem_offset64"}, cpu_node=1, memory_node=3),
            samples.measurement("offset_repeated", [9.0] * 9, arguments={"call": "mem_offset"}, cpu_node=1, memory_node=3)]
    return normalised(render([read(samples.write(path, samples.benchmark(rows)))]))


def test_keeping_an_answer_is_the_headline_with_its_interval(tmp_path: Path) -> None:
    times = [0.98, 0.99, 1.0, 1.0, 1.0, 1.0, 1.0, 1.01, 1.02]

    page = cached(tmp_path / "a.jsonl", times, [300 * time for time in times])

    headline = page[page.index("Cached against repeated", page.index("Not judged")):]
    assert "300× cheaper" in " ".join(headline.split())
    found = re.search(r"300× ?\s*(\d+)× – (\d+)×", headline)
    assert found and int(found[1]) < 300 < int(found[2])


def test_four_by_four_nodes_give_a_page_of_sixteen_cells(tmp_path: Path) -> None:
    names = {"map_unmap": {"length": 4096}, "mmio_latency": {"width": 8, "caching": "uncached"},
             "offset_repeated": {"call": "mem_offset64"}, "offset_hit": {"pages": 64}}
    rows = [samples.measurement(name, [2.0, 2.1, 2.2], arguments=arguments, cpu_node=cpu, memory_node=memory,
                                bytes_per_second=4e9 if name == "mmio_latency" else None,
                                distance=10 if cpu == memory else 16 if cpu // 2 == memory // 2 else 32)
            for name, arguments in names.items() for cpu in range(4) for memory in range(4)]

    page = render([read(samples.write(tmp_path / "n.jsonl", samples.benchmark(rows)))])

    (_, *maps) = page.split('<table class="heat">')
    assert len(maps) == len(names)
    for table in maps:
        cells = table.split("</table>")[0]
        assert cells.count('scope="col"') == cells.count('scope="row"') == 4
        assert cells.count('<td style="--depth') == cells.count("distance") == 16
    headline = page[page.index('<table class="savings pairs">'):].split("</table>")[0]
    assert headline.count('<th scope="row">') == headline.count("distance") == 16


def test_noise_beyond_reason_has_no_interval(tmp_path: Path) -> None:
    page = cached(tmp_path / "a.jsonl", [1.0, 1e5], [300.0, 3e7])

    assert not re.search(r"\d× – ", page[page.rindex("Cached against repeated"):])


def test_runs_of_rows_are_drawn_together() -> None:
    assert short(["MDM_01", "MDM_02", "MDM_03", "MDM_05", "MUN_06"]) == "MDM_01 to 03, MDM_05, MUN_06"


def test_row_left_open_is_no_contradiction(page: str) -> None:
    shown = normalised(page)
    differing = shown[shown.index("answered differently"):shown.index("What the same costs")]

    assert "MDM_03" in differing and "MUN_01" in differing
    assert "B linux left 1 judged row open that another system answered" in differing


def test_every_document_of_the_catalogue_has_a_name() -> None:
    lines = (GOLDEN.parent.parent / "conformance" / "requirements" / "ids.txt").read_text().splitlines()
    documents = {words[0] for words in map(str.split, lines) if len(words) == 2 and words[1].isdigit()}

    assert documents == set(DOCUMENTS)
