"""What a program inherits from whoever starts it costs no honest subject a verdict: it is harmless, or said in a sentence.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Callable, Dict, Optional

import pytest

BIN = Path(os.environ["MAPPROOF_BIN"])
ROWS = ("--only", "MDM_0[1-4]", "--only", "MUN_0*")
GENEROUS_SECONDS = "60"
NOBODY = 65534


def conform(*arguments: object, before: Optional[Callable[[], object]] = None, **changes: str) -> "subprocess.CompletedProcess[str]":
    """A run whose process is made strange first."""
    command = [str(BIN / "mapproof-conform"), "--deadline", GENEROUS_SECONDS, *map(str, arguments)]
    return subprocess.run(command, preexec_fn=before, capture_output=True, text=True, check=False, env={**os.environ, **changes})


def block_everything() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def ignore_everything() -> None:
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)


def close_standard_descriptors() -> None:
    os.close(0)
    os.close(2)


HARMLESS: Dict[str, Callable[[], object]] = {
    "every signal is blocked": block_everything,
    "every signal is ignored": ignore_everything,
    "input and errors are closed": close_standard_descriptors,
    "nobody may open what it creates": lambda: os.umask(0o777),
    "it is the last to run": lambda: os.nice(19),
    "no core may be written": lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
}


@pytest.mark.parametrize("strange", HARMLESS)
def test_honest_subject_passes_though(strange: str) -> None:
    done = conform("--json", *ROWS, before=HARMLESS[strange])

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["verdict"] == "conformant"


def test_closed_output_is_said() -> None:
    done = conform(*ROWS, before=lambda: os.close(1))

    assert (done.returncode, done.stdout) == (2, "")
    assert "standard output cannot be written" in done.stderr


@pytest.mark.parametrize("program, arguments", [("mapproof-conform", ROWS), ("mapproof-bench", ("--time", "0.1"))])
def test_result_that_may_not_grow_is_a_sentence(program: str, arguments: "tuple[str, ...]", tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    command = [str(BIN / program), "--backend", "model", "--out", str(tmp_path / "r.jsonl"), *arguments]
    done = subprocess.run(command, preexec_fn=limit, capture_output=True, text=True, check=False)

    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"{program}: ") and done.stderr.strip().endswith(".")
    assert not (tmp_path / "r.jsonl").exists()


def test_too_little_memory_is_said_and_no_deviation() -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (48 << 20, 48 << 20))

    done = conform(*ROWS, before=limit)

    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert "conformant: no" not in done.stdout


def sentence(done: "subprocess.CompletedProcess[str]", program: str) -> str:
    """The one that a program which could not run leaves, and no result of any kind."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == "" and done.stderr.startswith(f"{program}: ") and done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("program", ["mapproof-conform", "mapproof-explore"])
@pytest.mark.parametrize("descriptors", [4, 8, 12])
def test_too_few_descriptors_are_said(program: str, descriptors: int) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    done = subprocess.run([str(BIN / program)], preexec_fn=limit, capture_output=True, text=True, check=False)

    assert "raise the limit of open files" in sentence(done, program)


@pytest.mark.parametrize("program", ["mapproof-conform", "mapproof-explore"])
def test_full_process_table_is_said(program: str) -> None:
    def limit() -> None:
        # The limit binds no root.
        if os.geteuid() == 0:
            os.setresuid(NOBODY, NOBODY, NOBODY)
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        copy = shutil.copy(BIN / program, folder)
        done = subprocess.run([copy], preexec_fn=limit, capture_output=True, text=True, check=False, cwd="/")

    assert "free memory or processes" in sentence(done, program)


def test_process_without_proc_is_judged_all_the_same() -> None:
    alone = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-U", "-r", "-m"]
    if subprocess.run([*alone, "mount", "-t", "tmpfs", "none", "/proc"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this user may not hide /proc from a process")
    hidden = [*alone, "sh", "-c", 'mount -t tmpfs none /proc && exec "$0" "$@"', str(BIN / "mapproof-conform")]

    done = subprocess.run([*hidden, "--deadline", GENEROUS_SECONDS, "--json", *ROWS], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["verdict"] == "conformant"


@pytest.mark.parametrize("variable", ["HWLOC_SYNTHETIC", "HWLOC_XMLFILE"])
def test_topology_of_another_machine_yields_no_figure(variable: str, tmp_path: Path) -> None:
    command = [str(BIN / "mapproof-bench"), "--backend", "model", "--time", "0.1", "--out", str(tmp_path / "r.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, variable: "numa:4 core:2 pu:1"})

    assert done.returncode == 2
    assert variable in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "r.jsonl").exists()
