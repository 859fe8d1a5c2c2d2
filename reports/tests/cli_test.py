"""The command line: exit codes, sentences instead of tracebacks, and no child left behind.

SPDX-License-Identifier: Apache-2.0
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from programs import assert_one_sentence, environment, fake, mapproof, patience

@pytest.mark.parametrize("arguments", [(), ("dance",), ("backends", "--colour")])
def test_wrong_usage_is_one_sentence(arguments: "tuple[str, ...]") -> None:
    assert_one_sentence(mapproof(*arguments), "--help")


def test_program_that_is_not_built_is_one_sentence(tmp_path: Path) -> None:
    assert_one_sentence(mapproof("conform", bin_folder=tmp_path), "mapproof-conform was not found in MAPPROOF_BIN")


@pytest.mark.parametrize("code", [0, 1, 2])
def test_exit_code_and_arguments_pass_through(tmp_path: Path, code: int) -> None:
    fake(tmp_path, "mapproof-conform", f'echo "$@"; exit {code}')

    done = mapproof("conform", "--backend", "b", "--help", "-j", "2", bin_folder=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (code, "--backend b --help -j 2\n", "")


def test_program_that_crashes_is_one_sentence(tmp_path: Path) -> None:
    fake(tmp_path, "mapproof-bench", "kill -SEGV $$")

    assert_one_sentence(mapproof("bench", bin_folder=tmp_path), "mapproof-bench was ended by SIGSEGV")


def test_program_that_prints_no_json_is_one_sentence(tmp_path: Path) -> None:
    fake(tmp_path, "mapproof-conform", "echo hello")

    assert_one_sentence(mapproof("backends", "--json", bin_folder=tmp_path), "did not print JSON")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interruption_ends_the_child(tmp_path: Path, number: int) -> None:
    fake(tmp_path, "mapproof-conform", f"echo $$ > {tmp_path}/pid.new; mv {tmp_path}/pid.new {tmp_path}/pid; exec tail -f /dev/null")
    command = subprocess.Popen([sys.executable, "-m", "mapproof", "conform"], env=environment(tmp_path),
                               stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + patience(30)
    while not (tmp_path / "pid").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)

    command.send_signal(number)
    _, complaint = command.communicate(timeout=patience(30))

    assert command.returncode == 2
    assert complaint == "mapproof: interrupted; nothing was left half-written.\n"
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    fake(tmp_path, "mapproof-conform", "echo '{}'")
    command = subprocess.Popen([sys.executable, "-m", "mapproof", "backends", "--json"], env=environment(tmp_path),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert command.stdout is not None and command.stderr is not None
    command.stdout.close()

    assert command.stderr.read() == ""
    command.wait(timeout=patience(30))


def test_defect_of_ours_is_one_sentence(tmp_path: Path) -> None:
    fake(tmp_path, "mapproof-conform", "echo '{\"schema\": 1}'")

    assert_one_sentence(mapproof("backends", bin_folder=tmp_path), "internal error (KeyError: 'backends')")


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("requirements",), ("certify", "--help"), ("lab", "scenes"),
                                       ("report", "--help"), ("compare", "--help")], ids=" ".join)
def test_what_only_reads_builds_nothing(tmp_path: Path, arguments: "tuple[str, ...]") -> None:
    checkout = Path(__file__).resolve().parent.parent.parent
    for folder in ("scripts", "reports"):
        (tmp_path / folder).symlink_to(checkout / folder)

    done = subprocess.run([tmp_path / "scripts/mapproof", *arguments], env=environment(), capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert not (tmp_path / "build").exists()
