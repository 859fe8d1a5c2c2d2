"""The program beside a failure fails alone on the backend that was at fault, and on no honest one.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

import pytest
from programs import patience

BIN = Path(os.environ["MAPPROOF_BIN"]).resolve()
BUILD = BIN.parent
API = Path(__file__).resolve().parent.parent.parent / "backends" / "api"
MODEL = BUILD / "plugins" / "model.so"
# Honest as well, but where it ends the entries of its list of mappings differs from call to call.
SPLITS = BUILD / "variants" / "mappings_are_split_at_will.so"
# What some liars open, whatever target is asked for: a program on the honest model needs to be told.
OTHER_TARGETS = {"MDI": "model:standard,memory_mapped_io=1", "MUI": "model:standard,memory_mapped_io=1",
                 "MOF_23": "model:wide"}
# Every one with MAPPROOF_FULL=1, else one of so many.
SAMPLE = 1 if os.environ.get("MAPPROOF_FULL") else 8
WRONG = ("fail", "crashed", "timeout")
# What no program can show, and what is said of it.
WITHOUT_PROGRAM = {
    ("ddi_35_runs_in_another_process", "DDI_35.EntryPointMayBlockUntilAnotherDeviceHasBeenMapped"):
        "no standalone reproducer: its driver waited for something that never came.",
    ("mdm_19_", "MDM_19.MemoryOfEveryKindAtTheHintKeepsItsBytes"): "no standalone reproducer: its hints point at the check's own memory.",
    **dict.fromkeys([("mdm_03_refusal_leaks_memory", "MDM_03."), ("mmp_07_refusal_leaks_memory", "MMP_07.")],
                    "no standalone reproducer: what one refusal leaves mapped shows only after many."),
    **dict.fromkeys([("mmp_20_", f"MMP_20.{kind}OverlaysNothing") for kind in
                     ("AnonymousMemory", "File", "PrivateFile", "PhysicalMemory", "TypedMemory")],
                    "no standalone reproducer: its hints point at the check's own memory."),
}
# A program about calls that race shows what is wrong of the race. These checks also notice a liar that is wrong alone, which its
# other checks show.
RACES = ("MO64_01.LookupsOfSeveralThreadsDoNotMixUp", "MO64_01.SignalHandlerMayInterruptALookupWithAnother")
RACING_LIARS = "mo64_01_31_"


class Failure(NamedTuple):
    """A check that noticed a liar."""

    liar: Path
    check: str
    detail: str
    program: Path


def rows() -> Dict[str, List[str]]:
    answer = subprocess.run([BIN / "mapproof-conform", "--list", "--json"], capture_output=True, check=True).stdout
    return {row["id"]: row["profiles"] for row in json.loads(answer)["rows"]}


def failures_on(liar: Path, profiles: Dict[str, List[str]], folder: Path) -> Iterator[Failure]:
    row = "_".join(liar.stem.split("_")[:2]).upper()
    profile = "qnx-7.1" if "qnx-7.1" in profiles[row] or not profiles[row] else profiles[row][0]
    out = folder / f"{liar.stem}.jsonl"
    command = [BIN / "mapproof-conform", "--backend", liar, "--allow-write", "--profile", profile, "--only", row]
    subprocess.run([*command, "--out", out, "--json"], capture_output=True, check=False)
    for event in map(json.loads, out.read_bytes().splitlines()):
        if event["event"] == "check" and event["verdict"] in WRONG:
            name = f"{event['row']}.{event['check']}"
            yield Failure(liar, name, event["detail"], Path(f"{out}.repro") / f"{name}.c")


def answer_of(program: Path, *arguments: Any) -> int:
    return subprocess.run([program, *arguments], capture_output=True, check=False, timeout=patience(60)).returncode


def judged(failure: Failure) -> Tuple[int, int, int]:
    """What the program answers on the liar and on the honest backends."""
    built = failure.program.with_name(f"{failure.liar.stem}.{failure.check}")
    compiler = ["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-I", API, failure.program, "-o", built, "-ldl"]
    subprocess.run(compiler, check=True)
    other = OTHER_TARGETS.get(failure.check[:3]) or OTHER_TARGETS.get(failure.check[:6])

    def of_honest(backend: Path) -> int:
        honest = answer_of(built, backend)
        return answer_of(built, backend, other) if other and honest else honest

    return answer_of(built, failure.liar), of_honest(MODEL), of_honest(SPLITS)


@pytest.fixture(name="failures", scope="module")
def _failures(tmp_path_factory: pytest.TempPathFactory) -> List[Failure]:
    folder = tmp_path_factory.mktemp("repro")
    profiles = rows()
    built = sorted((BUILD / "liars").glob("*.so"))
    liars = [liar for place, liar in enumerate(built) if place % SAMPLE == 0 or any(liar.stem.startswith(name) for name, _ in WITHOUT_PROGRAM)]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        found = [failure for some in workers.map(lambda liar: list(failures_on(liar, profiles, folder)), liars) for failure in some]
    with_program = []
    for failure in found:
        reason = reason_for_none(failure)
        if reason:
            assert not failure.program.exists() and reason in failure.detail, failure
        elif failure.check not in RACES or failure.liar.stem.startswith(RACING_LIARS):
            with_program.append(failure)
    return with_program


def reason_for_none(failure: Failure) -> str:
    return next((reason for (liar, check), reason in WITHOUT_PROGRAM.items()
                 if failure.liar.stem.startswith(liar) and failure.check.startswith(check)), "")


def test_each_program_fails_on_the_liar_alone(failures: List[Failure]) -> None:
    assert [(failure.liar.stem, failure.check) for failure in failures if not failure.program.exists()] == []
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        answers = list(workers.map(judged, failures))

    wrong = [(failure.liar.stem, failure.check, answer) for failure, answer in zip(failures, answers) if answer != (1, 0, 0)]
    assert wrong == []


def test_each_failure_names_its_program(failures: List[Failure]) -> None:
    for failure in failures:
        assert f"standalone reproducer: {failure.check}.c" in failure.detail, failure


def test_each_failure_names_row_source_and_calls(failures: List[Failure]) -> None:
    for failure in failures:
        assert "source: " in failure.detail, failure
        assert "calls:" in failure.detail, failure
        assert "mapped" in failure.detail, failure
