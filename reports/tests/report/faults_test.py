"""Faults that were seen on pages, each of which stands for its kind.

SPDX-License-Identifier: Apache-2.0
"""

import random
import re
from pathlib import Path
from typing import Any, Dict, List, Sequence

import pytest
import samples
from mapproof.report.differences import Against, against_the_first
from mapproof.report.figures import latency_panels
from mapproof.report.heat import heat_maps
from mapproof.report.page import render, write_report
from mapproof.report.plots import banded, remarks
from mapproof.report.refusals import refusals
from mapproof.report.sources import address_of
from mapproof.report.systems import System, systems_of
from mapproof.report.values import figure
from mapproof.result.reader import read
from mapproof.words import arguments_in_words, details_in_words
from normalised import normalised
from recorded import DATA

Event = Dict[str, Any]


def measured(tmp_path: Path, *files: Sequence[Event], **changes: Any) -> List[System]:
    """Systems with these rows each, told apart by when they were started."""
    starts = [f"2026-11-2{number}T08:00:00Z" for number in range(len(files))]
    return systems_of([read(samples.write(tmp_path / f"{number}.jsonl", samples.benchmark(rows, started=starts[number], **changes)))
                       for number, rows in enumerate(files)])


def noisy(name: str, centre: float, seed: int, **changes: Any) -> Event:
    return samples.measurement(name, samples.noisy(random.Random(seed), centre, 0.002), **changes)


@pytest.mark.parametrize("arguments, words", [
    ({"pages": 64, "contiguous": "one run"}, "64 pages, all in one run"),
    ({"pages": 64, "contiguous": "no two pages"}, "64 pages, no two in one run"),
    ({"pages": 16384, "in": "large pages"}, "16 384 pages, in large pages"),
    ({"length": 67108864, "touch": "none"}, "64 MiB, untouched"),
    ({"by": "touch", "range": 2097152}, "range of 2 MiB, by touching each page"),
    ({"by": "threads", "count": 1}, "1 thread"),
    ({"by": "processes", "count": 2}, "2 processes"),
    ({"others": 60000}, "60 000 other mappings"),
    ({"protection": "read and write", "nocache": True}, "read and write, PROT_NOCACHE"),
    ({"protection": "none", "nocache": False}, "no access"),
    ({"width": 8, "stride": 64, "caching": "uncached"}, "8 bytes wide, 64 B apart, uncached"),
])
def test_arguments_are_words_with_units(arguments: Dict[str, Any], words: str) -> None:
    said = re.sub(r"\s", " ", arguments_in_words(arguments))

    assert sorted(said.split(", ")) == sorted(words.split(", "))


def test_details_say_only_what_the_arguments_do_not() -> None:
    assert details_in_words({"pages": 64, "contiguous": "one run"}, {"extents": 1, "run_pages": 64}) == ""
    assert details_in_words({"pages": 64}, {"extents": 1, "run_pages": 64}) == "all in one run"
    assert details_in_words({"pages": 64}, {"extents": 12, "run_pages": 3}) == "in 12 runs"


def test_two_rows_of_a_real_file_never_have_the_same_words() -> None:
    for path in sorted(DATA.glob("linux-*.jsonl.gz")):
        rows = [(m.name, m.cpu_node, m.memory_node, m.window, arguments_in_words(m.arguments)) for m in read(str(path)).measurements]
        assert len(rows) == len(set(rows))


def test_whole_range_is_a_time_a_call_and_a_page(tmp_path: Path) -> None:
    row = noisy("offset_range", 20.0, 1, arguments={"pages": 4096})
    (system,) = measured(tmp_path, [row])

    found = figure(system.results[0].measurements[0], system)

    assert (found.text.replace("\u00a0", " "), found.notes[0].replace("\u00a0", " ")) == ("81.9 µs", "20.0 ns a page")


def test_nothing_is_shorter_than_a_cycle(tmp_path: Path) -> None:
    environment = {**samples.run("benchmark")["environment"], "frequency_mhz": 2000.0}
    (system,) = measured(tmp_path, [noisy("populate", 0.25, 1, arguments={"by": "lock", "range": 2097152}), noisy("floor_loop", 0.3, 2)],
                         environment=environment)
    a_range, loop = (figure(m, system) for m in system.results[0].measurements)

    assert (a_range.text.replace("\u00a0", " "), a_range.notes[0]) == ("128 ns", "less than a cycle a page")
    assert loop.text == "less than a cycle"


def differing(tmp_path: Path, base: Sequence[Event], other: Sequence[Event]) -> Against:
    (found,) = against_the_first(measured(tmp_path, base, other))
    return found


def test_rows_meet_whatever_the_node_and_the_window_are_called(tmp_path: Path) -> None:
    lengths = [4096 << step for step in range(6)]
    base = [noisy("map_unmap", 1000.0, n, arguments={"length": length}, window="low", memory_node=0) for n, length in enumerate(lengths)]
    other = [noisy("map_unmap", 1000.0, 9 + n, arguments={"length": length}, window="0x4000000000+0x1000", memory_node=-1) for n, length in enumerate(lengths)]

    found = differing(tmp_path, base, other)

    assert len(found.rows) == 6 and not found.missing and not found.added


def test_rows_that_do_not_meet_say_why(tmp_path: Path) -> None:
    base = [noisy("mmio_read", 5.0, 1, arguments={"width": 8, "caching": "cached"}), noisy("split", 5.0, 2), noisy("populate", 9.0, 3)]
    other = [noisy("mmio_read", 300.0, 4, arguments={"width": 8, "caching": "uncached"}), samples.refusal("split", "ENOTSUP", "there is no middle page.")]

    found = differing(tmp_path, base, other)

    assert list(found.missing) == ["cached here, there only uncached", "refused there: there is no middle page", "not asked there"]


def test_equal_systems_differ_in_nothing_and_floors_are_no_rows(tmp_path: Path) -> None:
    """Of quiet rows, ranges between quartiles of a few values do not touch for half of equal rows."""
    def rows(seed: int) -> List[Event]:
        found = [noisy("map_unmap", 1000.0 + n, seed + n, arguments={"length": 4096 << n}) for n in range(12)]
        return [*found, *(noisy("floor_map_unmap", 900.0 + n, seed + 50 + n, arguments={"length": 4096 << n}) for n in range(12)), noisy("canary_memory", 90.0, seed)]

    found = differing(tmp_path, rows(100), rows(1000))

    assert len(found.rows) == 12 and found.certain == []
    assert {question.name for question in found.questions} == {"Map and unmap"}


def test_differences_come_first_and_the_largest_of_them_first(tmp_path: Path) -> None:
    base = [noisy("map_unmap", 1000.0, n, arguments={"length": 4096 << n}) for n in range(8)]
    other = [noisy("map_unmap", 1000.0 * {2: 1.5, 5: 4.0, 6: 0.4}.get(n, 1.0), 50 + n, arguments={"length": 4096 << n}) for n in range(8)]
    systems = measured(tmp_path, base, other)
    (found,) = against_the_first(systems)

    assert [(d.base.arguments["length"], d.verdict) for d in found.certain] == [
        (4096 << 5, "slower"), (4096 << 6, "faster"), (4096 << 2, "slower")]
    assert found.questions[0].ratio == pytest.approx((1.5 * 4.0 * 0.4) ** (1 / 8), rel=0.02)
    page = render([system.results[0] for system in systems])
    assert page.index('id="differences"') < page.index('id="figures"')


def test_figure_that_cannot_be_true_counts_for_nothing_and_is_marked_where_it_stands(tmp_path: Path) -> None:
    doubted = {"implausible": "It is <too> fast."}
    base = [noisy("map_unmap", 1000.0, 1), {**noisy("split", 1.0, 2), **doubted}]
    systems = measured(tmp_path, base, [noisy("map_unmap", 1000.0, 3), noisy("split", 900.0, 4)])
    (found,) = against_the_first(systems)

    assert found.questions[0].rows == 1 and found.count("implausible") == 1
    said = normalised(render([system.results[0] for system in systems]))
    assert re.search(r"unmap the middle page ⚠ implausible: It is <too> fast\. [\d.]+ ns 90\d ns", said)


def test_picture_needs_three_points_and_a_band_needs_values(tmp_path: Path) -> None:
    def rows(count: int, repetitions: int) -> List[Event]:
        return [samples.measurement("map", [100.0 + n for n in range(repetitions)], arguments={"length": 4096 << n}) for n in range(count)]

    assert latency_panels(measured(tmp_path, rows(2, 9))) == []
    (few,), (many,) = latency_panels(measured(tmp_path, rows(3, 3))), latency_panels(measured(tmp_path, rows(3, 9)))
    assert not banded(few) and banded(many)


def test_picture_says_what_is_odd_about_it(tmp_path: Path) -> None:
    rows = [noisy("map", 100.0, n, arguments={"length": 4096 << n}) for n in range(3)]
    rows[1]["floor"] = {"name": "floor_map", "median": 125.0, "ratio": 0.8}
    rows[2] = samples.measurement("map", [10.0] * 5 + [900.0] * 5, arguments={"length": 16384})
    (panel,) = latency_panels(measured(tmp_path, rows))

    said = [remark.replace("\u00a0", " ") for remark in remarks(panel)]
    assert len(said) == 2 and said[0].startswith("8 KiB: 0.80× its floor") and said[1].startswith("16 KiB: the machine was not quiet")


def test_one_outlier_cannot_own_the_scale_of_a_heat_map(tmp_path: Path) -> None:
    def depths(*times: float) -> List[float]:
        rows = [noisy("map_unmap", time, n, arguments={"length": 4096}, cpu_node=n // 2, memory_node=n % 2) for n, time in enumerate(times)]
        return [cell.depth for cell in heat_maps(measured(tmp_path, rows)[0])[0].cells.values()]

    usual = depths(100.0, 140.0, 140.0, 100.0)
    with_slow, with_fast = depths(100.0, 140.0, 1e6, 100.0), depths(100.0, 140.0, 0.1, 100.0)

    assert with_slow[:2] == pytest.approx(usual[:2], abs=0.03) and with_slow[2] == 1.0
    assert with_fast[:2] == pytest.approx(usual[:2], abs=0.03) and with_fast[2] == 0.0


def test_refusals_are_gathered_by_reason(tmp_path: Path) -> None:
    rows = [samples.refusal("map", "ENXIO", "Too short.", arguments={"length": 4096 << n}) for n in range(5)]
    (one, other) = refusals(measured(tmp_path, [*rows, samples.refusal("split", "ENOTSUP"), noisy("unmap", 5.0, 1)]))

    assert (one.count, one.errno, one.reason, len(one.rows)) == (5, "ENXIO", "Too short.", 1)
    assert (other.count, other.errno) == (1, "ENOTSUP")


DETAIL = ("It was 0.\n\nCalls leading to the failure:\nrow MDM_01: A sentence.\nsource: A page\ncalls:\n  1. open(): granted\n"
          "  2. mmap_device_memory(length 0x1000): granted\nstandalone reproducer: MDM_01.HoldsWhatItSays.c")


def failed(tmp_path: Path) -> Path:
    events = samples.conformance({"MDM_01": "fail", "MDM_03": "pass"})
    events[1]["source"] = "QNX library reference 7.1 (April 2023), mem_offset(), Description"
    events[3]["detail"] = DETAIL
    path = tmp_path / "conform.jsonl"
    samples.write(path, events)
    programs = tmp_path / "conform.jsonl.repro"
    programs.mkdir()
    (programs / "MDM_01.HoldsWhatItSays.c").write_text("int main(void) { return 1; }\n")
    return path


def test_deviation_leads_to_sentence_source_calls_and_program(tmp_path: Path) -> None:
    path = failed(tmp_path)
    write_report([read(str(path))], str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")

    assert '<h1 class="bad">' in page and '<p class="outcome bad">' in page and 'class="card bad' in page
    article = page[page.index('<article class="bad" id="deviation-'):].split("</article>")[0]
    assert "The sentence of MDM_01." in article and "It was 0." in article and "2. mmap_device_memory(length 0x1000): granted" in article
    assert 'href="https://www.qnx.com/developers/docs/7.1/com.qnx.doc.neutrino.lib_ref/topic/m/mem_offset.html"' in article
    assert 'href="conform.jsonl.repro/MDM_01.HoldsWhatItSays.c"' in article
    assert page.index('id="deviations"') < page.index('id="conformance"')


def test_program_that_is_not_beside_the_page_is_in_it(tmp_path: Path) -> None:
    path = failed(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    write_report([read(str(path))], str(tmp_path / "elsewhere" / "page.html"))
    page = (tmp_path / "elsewhere" / "page.html").read_text(encoding="utf-8")

    assert 'download="MDM_01.HoldsWhatItSays.c"' in page and "data:text/x-c;base64,aW50IG1haW4odm9pZCkg" in page


@pytest.mark.parametrize("source, address", [
    ("QNX library reference 6.x, mmap_device_memory(), Errors; names from mmap_device_io(), 6.6 and 8.0",
     "https://www.qnx.com/developers/docs/6.4.1/neutrino/lib_ref/m/mmap_device_memory.html"),
    ("QNX library reference 7.1, ThreadCtl(); errno observed of the 6.4-era release",
     "https://www.qnx.com/developers/docs/7.1/com.qnx.doc.neutrino.lib_ref/topic/t/threadctl.html"),
    ("POSIX.1, mmap(), Errors", "https://pubs.opengroup.org/onlinepubs/9699919799/functions/mmap.html"),
    ("SVR5 HDK (June 2005), mmap(D2)", "http://osr600doc.xinuos.com/en/man/html.D2/mmap.D2.html"),
    ("Behaviour observed of the 6.4-era release", None),
])
def test_source_has_the_address_of_its_page(source: str, address: str) -> None:
    assert address_of(source) == address


def test_page_of_six_systems_is_small(tmp_path: Path) -> None:
    results = [read(str(path)) for path in sorted(DATA.glob("linux-*.jsonl.gz"))]

    assert len(results) == 6 and len(render(results).encode()) <= 2_000_000
