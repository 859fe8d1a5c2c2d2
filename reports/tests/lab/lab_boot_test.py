"""The lab with real guests: what comes back, and how a guest that goes wrong ends.

SPDX-License-Identifier: Apache-2.0
"""

import io
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, List

import pytest

from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest
from mapproof.lab.kernel import cache_folder, find_kernel
from mapproof.lab.runs import run_folder
from mapproof.lab.scene_file import load

REPORTS = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0
FOR_EVER = "while :; do :; done"
# What boots fastest, where the machine does not matter.
SMALL = ("--scene", "one-node")


@pytest.fixture(name="home", autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own, in which only the kernels are everybody's; and an empty folder to work in."""
    find_kernel()
    kernels = cache_folder() / "kernels"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (cache_folder() / "kernels").symlink_to(kernels)
    monkeypatch.setenv("PYTHONPATH", str(REPORTS))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def lab(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "mapproof", "lab", "run", *arguments], capture_output=True, check=False)


def left_behind(tmp_path: Path) -> List[str]:
    """Processes and folders of runs in this test's cache."""
    folders = [str(path) for path in (tmp_path / "cache").glob("mapproof/lab/runs/run-*")]
    return folders + emulators(tmp_path)


def emulators(tmp_path: Path) -> List[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"qemu-system" in command and os.fsencode(tmp_path) in command:
            found.append(process.name)
    return found


def test_every_byte_comes_back(home: Path, tmp_path: Path) -> None:
    content = os.urandom(5 << 20)
    (home / "in").write_bytes(content)
    (tmp_path / "elsewhere").write_bytes(content[::-1])
    script = f"cp in out && mkdir deep && cp {tmp_path}/elsewhere deep/out && head -c 100000 in && tail -c 100000 in >&2; exit 7"
    (home / "script").write_text("#!/bin/sh\n" + script)
    (home / "script").chmod(0o755)

    done = lab(*SMALL, "--", "./script", "in", str(tmp_path / "elsewhere"))

    assert done.returncode == 7, done.stderr.decode(errors="replace")
    assert (home / "out").read_bytes() == content
    assert (home / "deep" / "out").read_bytes() == content[::-1]
    assert done.stdout == content[:100000]
    assert content[-100000:] in done.stderr
    assert sorted(path.name for path in home.iterdir()) == ["deep", "in", "out", "script"]
    assert left_behind(tmp_path) == []


def test_each_job_has_its_own_code_and_output() -> None:
    scripts = ["true", "exit 1", "exit 7", "kill -KILL $$", "kill -SEGV $$", "/nosuch"]
    with run_folder(keep=False) as folder:
        guest = Guest(load("two-nodes"), folder, PATIENCE_SECONDS)
        guest_jobs = GuestJobs(guest)
        outputs = [io.BytesIO() for _ in scripts]
        for script, output in zip(scripts, outputs):
            guest_jobs.add(["sh", "-c", f"echo {shlex.quote(script)}; {script}"], stdout=output)
        guest.run()

    assert [job.code for job in guest.jobs] == [0, 1, 7, 137, 139, 127]
    assert [output.getvalue().decode() for output in outputs] == [f"{script}\n" for script in scripts]


def test_changed_scene_with_the_exact_clock() -> None:
    done = lab("--nodes", "3", "--memory", "1536", "--clock", "exact", "--", "sh", "-c",
               "cat /sys/devices/system/node/node[0-9]*/distance /sys/devices/system/cpu/online; cat /proc/cmdline")

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines()[:4] == ["10 20 30", "20 10 20", "30 20 10", "0"]
    assert b"norandmaps nokaslr" in done.stdout


def test_panic_is_one_sentence(home: Path, tmp_path: Path) -> None:
    done = lab(*SMALL, "--", "sh", "-c", "echo half > result; echo c > /proc/sysrq-trigger")

    last = done.stderr.decode().splitlines()[-1]
    assert (done.returncode, last) == (2, "mapproof: the guest's kernel gave up (Kernel panic - not syncing: sysrq "
                                          "triggered crash): its result is lost.")
    assert b"lab console: " in done.stderr
    assert list(home.iterdir()) == [] and left_behind(tmp_path) == []


def test_guest_that_ends_early_is_one_sentence(tmp_path: Path) -> None:
    done = lab(*SMALL, "--", "reboot", "-f")

    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "mapproof: the guest ended before its command did: its result is lost."
    assert left_behind(tmp_path) == []


def test_hang_meets_the_deadline(home: Path, tmp_path: Path) -> None:
    done = lab(*SMALL, "--deadline", "6", "--", "sh", "-c", f"echo half > result; {FOR_EVER}")

    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "mapproof: the guest did not finish within 6 s: its result is lost."
    assert list(home.iterdir()) == [] and left_behind(tmp_path) == []


def test_emulator_that_refuses_is_one_sentence(home: Path, tmp_path: Path) -> None:
    (home / "odd.json").write_text('{"about": "", "nodes": [{"memory_mib": 512, "processors": 1, "distances": [10]}],'
                                   '"devices": [{"slot": 3, "device": "nosuch"}]}')

    done = lab("--scene", "./odd.json", "--", "true")

    assert done.returncode == 2
    assert "the emulator failed (" in done.stderr.decode().splitlines()[-1] and b"nosuch" in done.stderr
    assert left_behind(tmp_path) == []


@pytest.fixture(name="endless")
def _endless() -> Iterator["subprocess.Popen[bytes]"]:
    """A lab whose command has begun and does not end."""
    process = subprocess.Popen([sys.executable, "-m", "mapproof", "lab", "run", *SMALL, "--", "sh", "-c", f"echo begun; {FOR_EVER}"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"begun\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interruption_leaves_nothing(endless: "subprocess.Popen[bytes]", tmp_path: Path, number: signal.Signals) -> None:
    assert len(left_behind(tmp_path)) == 2

    endless.send_signal(number)
    _, complaint = endless.communicate(timeout=PATIENCE_SECONDS)

    assert (endless.returncode, complaint.splitlines()[-1]) == (2, b"mapproof: interrupted; nothing was left half-written.")
    assert left_behind(tmp_path) == []


def test_emulator_dies_with_a_killed_lab(endless: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    endless.kill()
    endless.wait()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while emulators(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert emulators(tmp_path) == []
    with run_folder(keep=False):
        assert len(left_behind(tmp_path)) == 1


def test_two_labs_side_by_side(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mapproof", "lab", "run", *SMALL, "--", "sh", "-c", "cat /proc/uptime > $0; echo $0"]
    labs = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for name in ("a", "b")]

    assert [each.communicate()[0] for each in labs] == [b"a\n", b"b\n"]
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a", "b"]
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(("name", "user"), [("one-node", "0"), ("unprivileged", "1000")])
def test_shell_has_a_terminal_and_brings_its_files(home: Path, tmp_path: Path, name: str, user: str) -> None:
    command = [sys.executable, "-m", "mapproof", "lab", "shell", "--scene", name]
    said = b""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    words = iter([b"(tty; id -u; lab-ask memory 0x1000 | head -n 1) > left; exit 3\n"])
    try:
        while True:
            said += os.read(terminal, 4096)
            # A terminal that knows no cursor gets the prompt's last word alone.
            if said.rstrip(b"\x1b[6n").endswith((b"# ", b"$ ")):
                os.write(terminal, next(words, b""))
    except OSError:
        pass  # the other end of a terminal that is closed
    _, status = os.waitpid(child, 0)

    assert (os.waitstatus_to_exitcode(status), (home / "left").read_text()) == (0, f"/dev/ttyS0\n{user}\ndone\n")
    assert left_behind(tmp_path) == []


def test_user_of_the_scene_runs_the_command_and_its_files_come_back(home: Path) -> None:
    done = lab("--scene", "unprivileged", "--", "sh", "-c", "id -u; echo mine > left; kill -9 $$")

    assert (done.returncode, done.stdout.split(b"\n")[0], (home / "left").read_text()) == (137, b"1000", "mine\n")


def test_scene_that_the_guest_cannot_make_is_one_sentence(home: Path, tmp_path: Path) -> None:
    (home / "odd.json").write_text('{"about": "", "nodes": [{"memory_mib": 512, "processors": 1, "distances": [10]}],'
                                   '"devices": [{"slot": 3, "device": "edu", "driver": "nosuch"}]}')

    done = lab("--scene", "./odd.json", "--", "true")

    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (
        2, "mapproof: the scene cannot be had: there is no driver 'nosuch'; name its module under 'modules'.")
    assert left_behind(tmp_path) == []


def test_job_asks_the_host_for_what_is_in_memory_and_to_unplug_a_device() -> None:
    done = lab("--", "sh", "-c", """
        lab-ask memory 0x7fe00000 0x0 && lab-ask unplug 0000:00:03.0 && ls -d /sys/bus/pci/devices/0000:00:0[345].0
        lab-ask unplug 0000:00:02.0""")

    assert done.returncode == 1, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    assert [len(line) for line in lines[1:3]] == [18, 18]
    assert lines[0::3] == ["done", "done", "refused: name one of the scene's devices: 0000:00:03.0, 0000:00:04.0, 0000:00:05.0, 0000:00:06.0"]
    assert lines[4:6] == ["/sys/bus/pci/devices/0000:00:04.0", "/sys/bus/pci/devices/0000:00:05.0"]
