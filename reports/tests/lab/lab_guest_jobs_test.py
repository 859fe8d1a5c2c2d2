"""What the lab makes of a command: the job, the files that go along, and the files that come back.

SPDX-License-Identifier: Apache-2.0
"""

from pathlib import Path

import pytest

from mapproof.errors import CannotRun
from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest
from mapproof.lab.scene_file import load


def guest_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GuestJobs:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("mapproof-conform", "mapproof-bench"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("MAPPROOF_BIN", str(programs))
    home = tmp_path / "home"
    home.mkdir()
    return GuestJobs(Guest(load("one-node"), tmp_path / "run", 1.0), home)


def test_devices_belong_to_the_lab_and_deadlines_suit_emulation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = guest_jobs(tmp_path, monkeypatch)

    assert sent.add(["conform", "--backend", "linux"]).command[1:] == ["--backend", "linux", "--allow-write", "--deadline", "20"]
    assert sent.add(["bench", "--time=1"]).command[1:] == ["--time=1", "--allow-write", "--repetitions", "3"]


def test_what_the_user_says_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = guest_jobs(tmp_path, monkeypatch).add(["conform", "--allow-write", "--deadline=3"])

    assert job.command[1:] == ["--allow-write", "--deadline=3"]


def test_output_is_delivered_where_the_user_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = guest_jobs(tmp_path, monkeypatch)
    (tmp_path / "home" / "out").mkdir()
    name = sent.add(["bench", "--out=out/b.jsonl"]).command[1].partition("=")[2]
    (tmp_path / "run" / "share" / "work" / name).write_bytes(b"result")

    sent.deliver()

    assert [path.name for path in (tmp_path / "home").rglob("*") if path.is_file()] == ["b.jsonl"]
    assert (tmp_path / "home" / "out" / "b.jsonl").read_bytes() == b"result"


def test_output_into_a_missing_folder_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotRun, match="missing' cannot be written to"):
        guest_jobs(tmp_path, monkeypatch).add(["bench", "--out", "missing/b.jsonl"])


def test_only_what_is_new_or_changed_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, work = tmp_path / "home", tmp_path / "run" / "share" / "work"
    sent = guest_jobs(tmp_path, monkeypatch)
    for name in ("same", "changed"):
        (home / name).write_text("old")
    before = (home / "same").stat().st_ino
    sent.add(["cat", "same", "changed"])
    (work / "changed").write_text("new")
    (work / "sub").mkdir()
    (work / "sub" / "more").write_text("more")
    (work / "link").symlink_to("/etc/passwd")

    sent.deliver()

    assert (home / "same").stat().st_ino == before
    assert (home / "changed").read_text() == "new" and (home / "sub" / "more").read_text() == "more"
    assert not (home / "link").exists()


def test_unknown_command_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotRun, match="no command 'nosuch'"):
        guest_jobs(tmp_path, monkeypatch).add(["nosuch"])
