"""A driver as a shared object: those in documented style are conformant, broken ones fail by the row that they break.

SPDX-License-Identifier: Apache-2.0
"""

import os
from pathlib import Path
from typing import List, Sequence, Set, Tuple

import pytest
from mapproof.result.reader import read
from programs import mapproof

BUILD = Path(os.environ["MAPPROOF_BIN"]).resolve().parent
HOST = BUILD / "plugins" / "ddi-driver.so"
DRIVERS = BUILD / "drivers"
PAGE = os.sysconf("SC_PAGE_SIZE")
MISTAKES = ("fail", "crashed", "timeout")

NEW = ("svr5-ddi8", f"ddi=80,length={8 * PAGE},grants=ru")
OLD = ("svr5-ddi7", f"ddi=71,prefix=old,minors=2,length={4 * PAGE},grants=ru")
BROKEN = [
    *((f"window8_{fault}", NEW, row) for fault, row in {
        "has_one_page_more": "DDI_05", "lacks_the_last_page": "DDI_05", "has_a_hole": "DDI_05", "looks_at_32_bits": "DDI_05",
        "compares_signed": "DDI_05", "wraps_around": "DDI_05", "grants_exec_alone": "DDI_06", "grants_exec_behind_page_0": "DDI_06",
        "grants_everything": "DDI_06", "grants_writing": "DDI_06", "grants_writing_alone": "DDI_06", "refuses_readers": "DDI_06", "makes_names_up": "DDI_24", "computes_names": "DDI_24",
        "keeps_the_old_key": "DDI_37", "frees_at_first_close": "DDI_47", "crashes_past_the_end": "DDI_05", "refuses_all": "DDI_05",
    }.items()),
    *((f"old_{fault}", OLD, row) for fault, row in {
        "takes_negative_offsets": "DDI_05", "looks_at_32_bits": "DDI_05", "has_one_page_more": "DDI_05", "grants_exec_alone": "DDI_06",
        "makes_names_up": "DDI_24", "frees_at_first_close": "DDI_47", "refuses_all": "DDI_05", "crashes_below_0": "DDI_05",
    }.items()),
]  # fmt: skip


def _certify(driver: str, profile: str, declared: str, folder: Path) -> Tuple[int, Set[str]]:
    """The exit code, and the judged rows that failed."""
    out = folder / "r.jsonl"
    target = f"{DRIVERS / driver}.so,{declared}"
    only: List[str] = ["--only", "DDI_*"]
    done = mapproof("conform", "--backend", HOST, "--profile", profile, "--target", target, *only, "--out", out, "--json")
    return done.returncode, {c.row for c in read(str(out)).checks if c.judged and c.verdict in MISTAKES}


@pytest.mark.parametrize(
    "driver, profile, declared",
    [
        ("panel8", "svr5-ddi8", f"ddi=80,length={32 * PAGE},grants=rwu"),
        ("trace71", "svr5-ddi7", f"ddi=71,prefix=trace,minors=2,length={4 * PAGE},grants=ru"),
        ("window8_none", *NEW),
        ("old_none", *OLD),
    ],
)
def test_driver_in_documented_style_is_conformant(driver: str, profile: str, declared: str, tmp_path: Path) -> None:
    assert _certify(driver, profile, declared, tmp_path) == (0, set())


@pytest.mark.parametrize("driver, kind, row", BROKEN, ids=[driver for driver, _, _ in BROKEN])
def test_broken_driver_fails_by_its_row(driver: str, kind: Sequence[str], row: str, tmp_path: Path) -> None:
    code, failed = _certify(driver, kind[0], kind[1], tmp_path)

    assert code == 1
    assert row in failed


def _complaint(target: str, profile: str, folder: Path) -> str:
    done = mapproof("conform", "--backend", HOST, "--profile", profile, "--target", target, "--out", folder / "r.jsonl")
    assert done.returncode == 2
    assert not (folder / "r.jsonl").exists()
    return done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "target, words",
    [
        ("", "name the driver first"),
        (f"{DRIVERS}/nothing.so,ddi=80,length={PAGE},grants=r", "does not load"),
        (f"{__file__},ddi=80,length={PAGE},grants=r", "does not load"),
        (f"{DRIVERS}/panel8.so,length={PAGE},grants=r", "say which DDI version"),
        (f"{DRIVERS}/panel8.so,ddi=81,length={PAGE},grants=r", "is not a DDI version"),
        (f"{DRIVERS}/panel8.so,ddi=80,grants=r", "say how much memory"),
        (f"{DRIVERS}/panel8.so,ddi=80,length=5,grants=r", "no whole number of pages"),
        (f"{DRIVERS}/panel8.so,ddi=80,length={PAGE}", "say which protections"),
        (f"{DRIVERS}/panel8.so,ddi=80,length={PAGE},grants=q", "letters r, w, x and u"),
        (f"{DRIVERS}/panel8.so,ddi=80,length={PAGE},grants=r,color=red", "is none of"),
        (f"{DRIVERS}/old_none.so,ddi=80,length={PAGE},grants=r", "has no _load()"),
        (f"{DRIVERS}/panel8.so,ddi=71,prefix=panel,length={PAGE},grants=r", "no global symbol panelmmap"),
        (f"{DRIVERS}/old_none.so,ddi=71,length={PAGE},grants=r", "found by its prefix"),
        (f"{DRIVERS}/old_none.so,master=/nowhere,length={PAGE},grants=r", "cannot be read"),
    ],
)
def test_what_cannot_be_certified_is_said_in_one_sentence(target: str, words: str, tmp_path: Path) -> None:
    assert words in _complaint(target, "qnx-7.1", tmp_path)


def test_profile_of_another_version_is_refused(tmp_path: Path) -> None:
    target = f"{DRIVERS}/panel8.so,ddi=80,length={PAGE},grants=r"

    assert "use --profile svr5-ddi8" in _complaint(target, "svr5-ddi7", tmp_path)


OLD_MASTER = "$version 2\n$interface ddi 7.1mp\n$entry init start open close mmap\n# a comment\nold old c 0 0 0\n"


def _master(text: str, folder: Path) -> Path:
    path = folder / "Master"
    path.write_text(text, encoding="utf-8")
    return path


def test_master_file_says_version_and_prefix(tmp_path: Path) -> None:
    declared = f"master={_master(OLD_MASTER, tmp_path)},minors=2,length={4 * PAGE},grants=ru"

    assert _certify("old_none", "svr5-ddi7", declared, tmp_path) == (0, set())


@pytest.mark.parametrize(
    "text, words",
    [
        (OLD_MASTER.replace(" mmap", ""), "'$entry mmap'"),
        (OLD_MASTER.replace("ddi 7.1mp", "ddi 9"), "names no DDI version"),
        (OLD_MASTER.replace("ddi 7.1mp", "ddi 8mp"), "in its drvops instead"),
        ("", "names no DDI version"),
    ],
)
def test_master_file_that_contradicts_is_refused(text: str, words: str, tmp_path: Path) -> None:
    target = f"{DRIVERS}/old_none.so,master={_master(text, tmp_path)},length={PAGE},grants=r"

    assert words in _complaint(target, "qnx-7.1", tmp_path)


def test_master_file_of_another_version_is_refused(tmp_path: Path) -> None:
    target = f"{DRIVERS}/old_none.so,ddi=50,master={_master(OLD_MASTER, tmp_path)},length={PAGE},grants=r"

    assert "is of another DDI version" in _complaint(target, "qnx-7.1", tmp_path)


EXAMPLES = Path(__file__).resolve().parents[2] / "backends" / "ddi" / "examples"
PANEL = ("--length", 32 * PAGE, "--grants", "rwu")
TRACE = ("--minors", 2, "--length", 4 * PAGE, "--grants", "ru")
TRACE_MASTER = "$version 2\n$interface ddi 7.1mp\n$entry open close mmap\ntrace trace c 0 0 0\n"


@pytest.mark.parametrize("driver, words", [
    (EXAMPLES / "panel8.c", PANEL),
    (DRIVERS / "panel8.so", ("--ddi", "8", *PANEL)),
    (EXAMPLES / "trace71.c", ("--ddi", "7.1mp", "--prefix", "trace", *TRACE)),
])
def test_driver_is_named_by_its_source_or_object(driver: Path, words: Sequence[object], tmp_path: Path) -> None:
    done = mapproof("conform", "--driver", driver, *words, "--only", "DDI_*", "--out", tmp_path / "r.jsonl")

    assert done.returncode == 0, done.stderr
    assert "conformant: yes" in done.stdout


def test_master_file_is_enough_for_version_and_prefix(tmp_path: Path) -> None:
    done = mapproof("conform", "--driver", EXAMPLES / "trace71.c", "--master", _master(TRACE_MASTER, tmp_path), *TRACE, "--only",
                    "DDI_*", "--out", tmp_path / "r.jsonl")

    assert done.returncode == 0 and "profile svr5-ddi7" in done.stdout


@pytest.mark.parametrize("driver, words, complaint", [
    ("nothing.c", PANEL, "is no file"),
    (Path(__file__), ("--ddi", "8", *PANEL), "does not load"),
    (DRIVERS / "panel8.so", PANEL, "--ddi"),
    (EXAMPLES / "panel8.c", ("--ddi", "eight", *PANEL), "is no DDI version"),
    (EXAMPLES / "panel8.c", ("--ddi", "5", *PANEL), "its source is of DDI 8"),
    (EXAMPLES / "panel8.c", ("--grants", "r"), "say how much memory"),
    (EXAMPLES / "panel8.c", ("--backend", "model", *PANEL), "exclude each other"),
    (EXAMPLES / "trace71.c", ("--ddi", "7.1", "--prefix", "panel", *TRACE), "no global symbol panelmmap"),
])
def test_driver_that_cannot_be_certified_is_one_sentence(driver: object, words: Sequence[object], complaint: str,
                                                         tmp_path: Path) -> None:
    done = mapproof("conform", "--driver", driver, *words, "--out", tmp_path / "r.jsonl")

    assert done.returncode == 2 and complaint in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "r.jsonl").exists()


def test_source_that_does_not_compile_is_one_sentence(tmp_path: Path) -> None:
    source = tmp_path / "wrong.c"
    source.write_text("#include <sys/ddi.h>\nppid_t f(void) { return phystoppid(0); }\n", encoding="utf-8")

    done = mapproof("conform", "--driver", source, "--ddi", "8", *PANEL)

    assert done.returncode == 2 and "does not compile with the headers of its DDI version" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
