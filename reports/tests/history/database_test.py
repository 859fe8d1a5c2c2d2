"""Old histories, and every place that is none: one sentence, exit code 2, and nothing changed.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Iterator

import postgres
import pytest
import samples
import stored
from mapproof.errors import CannotRun
from mapproof.history.database import History
from mapproof.history.reading import runs_of, series_of
from programs import REPORTS, assert_one_sentence, environment, mapproof

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def result(tmp_path: Path) -> str:
    events = samples.benchmark([samples.measurement("map", [1000.0, 1001.0, 1002.0])])
    events[0]["environment"]["fingerprint"] = "0123456789abcdef"
    return samples.write(tmp_path / "bench.jsonl", events)


def old_history(path: Path) -> Path:
    """A file as the first version wrote it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "history-0001.sql").read_text(encoding="utf-8"))
    return path


def test_history_of_the_first_version_is_read_and_written_by_this_one(tmp_path: Path, result: str) -> None:
    place = old_history(tmp_path / "old.sqlite")
    with History(str(place)).reading() as connection:
        (series, floor), = series_of(connection, runs_of(connection)).values()
    assert [round(point.median or 0) for point in series.points] == [997, 1004]
    assert floor.role == "floor" and [point.run.revision for point in floor.points] == ["c00000", "c00001"]

    assert mapproof("history", "add", "--db", place, result).returncode == 0
    assert "3 runs: 3 commits" in mapproof("history", "list", "--db", place).stdout


def refused(place: object, words: str, *more: object, action: str = "list") -> None:
    assert_one_sentence(mapproof("history", action, "--db", place, *more), words)


def test_places_that_hold_no_history(tmp_path: Path, result: str) -> None:
    refused(tmp_path / "none.sqlite", "there is no history")
    assert not (tmp_path / "none.sqlite").exists()
    (tmp_path / "empty.sqlite").touch()
    refused(tmp_path / "empty.sqlite", "holds no history yet")
    refused(tmp_path, "is a folder", result, action="add")
    refused(tmp_path / "no" / "folder.sqlite", "a folder that exists", result, action="add")
    for words, content in (("is no database", b"event: none\n" * 100), ("is no database", Path(result).read_bytes())):
        (tmp_path / "text").write_bytes(content)
        refused(tmp_path / "text", words)
        refused(tmp_path / "text", words, result, action="add")
        assert (tmp_path / "text").read_bytes() == content


def test_database_of_something_else_or_of_a_newer_version_is_left_alone(tmp_path: Path, result: str) -> None:
    others, newer = tmp_path / "others.sqlite", old_history(tmp_path / "newer.sqlite")
    with contextlib.closing(sqlite3.connect(others)) as connection:
        connection.executescript("CREATE TABLE address (street TEXT); INSERT INTO address VALUES ('Main Street');")
    with contextlib.closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE mapproof_history_version SET version_num = '9999'")
    for path, words in ((others, "of something else"), (newer, "newer mapproof (version 9999)")):
        before = path.read_bytes()
        refused(path, words)
        refused(path, words, result, action="add")
        assert path.read_bytes() == before


def test_damaged_database(tmp_path: Path) -> None:
    path = old_history(tmp_path / "damaged.sqlite")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)

    refused(path, "damaged.sqlite' ")


def test_locked_database(tmp_path: Path, result: str) -> None:
    path = old_history(tmp_path / "locked.sqlite")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        refused(path, "in use by another program", "--wait", "0.01", result, action="add")
        refused(path, "in use by another program", "--wait", "0.01")


def test_locked_server(server: str, result: str) -> None:
    import psycopg2  # type: ignore[import]

    place = postgres.create(server, "locked")
    assert mapproof("history", "add", "--db", place, result).returncode == 0
    with contextlib.closing(psycopg2.connect(place)) as connection:
        connection.cursor().execute("LOCK TABLE mapproof_history_version")
        refused(place, "in use by another program", "--wait", "0.05")


def as_nobody(folder: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    """The command as somebody whom permissions bind, from a copy that all may read."""
    more: Any = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    command = [sys.executable, "-m", "mapproof", "history", *map(str, words)]
    env = {**environment(), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=env, text=True, capture_output=True, check=False, cwd=folder, **more)


@pytest.fixture
def open_folder() -> "Iterator[Path]":
    """A folder that others reach too; pytest's own they do not."""
    folder = Path(tempfile.mkdtemp(prefix="mapproof-", dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(REPORTS / "mapproof", folder / "mapproof", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "result").mkdir()
    shutil.copy(REPORTS / "result" / "result.schema.json", folder / "result")
    yield folder
    shutil.rmtree(folder)


def test_read_only_history_is_read_and_not_written(open_folder: Path, result: str) -> None:
    path = old_history(open_folder / "fixed.sqlite")
    readable = shutil.copy(result, open_folder)
    path.chmod(0o444)
    before = path.read_bytes()

    assert "2 runs" in as_nobody(open_folder, "list", "--db", path).stdout
    assert_one_sentence(as_nobody(open_folder, "add", "--db", path, readable), "may only be read")
    assert path.read_bytes() == before


def test_full_disk_leaves_the_history_as_it_was(tmp_path: Path, result: str) -> None:
    path = old_history(tmp_path / "full.sqlite")
    size = path.stat().st_size
    limit: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    events = samples.benchmark([samples.measurement("map", [1000.0 + length, 1001.0], arguments={"length": length}) for length in range(400)])
    events[0]["environment"]["fingerprint"] = "0123456789abcdef"
    large = samples.write(tmp_path / "large.jsonl", events)
    done = subprocess.run([sys.executable, "-m", "mapproof", "history", "add", "--db", path, large], env=environment(), text=True,
                          capture_output=True, check=False, preexec_fn=limit)

    assert_one_sentence(done, "the history is as it was")
    assert "2 runs: 2 commits" in mapproof("history", "list", "--db", path).stdout


def test_database_that_may_not_grow_says_so(tmp_path: Path) -> None:
    from sqlalchemy import event  # type: ignore[import]

    history = History(str(old_history(tmp_path / "full.sqlite")))

    @event.listens_for(history._engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(CannotRun, match="disk is full"):
        stored.keep(history, [stored.run(commit) for commit in range(2, 30)])


@pytest.mark.parametrize("place, words", [
    ("mysql://user:secret@host/name", "is no database"), ("postgresql://user:secret@host:port/name", "is no database"), ("://", "is no database"),
    ("sqlite://", "is no database"), ("nonsense://", "is no database"),
    ("postgresql://user:secret@/name?host=/nowhere/at/all", "or start the server"),
])
def test_wrong_urls_show_no_password(place: str, words: str) -> None:
    done = mapproof("history", "list", "--db", place, "--wait", "1")

    assert_one_sentence(done, words)
    assert "secret" not in done.stderr


def test_server_without_that_database(server: str) -> None:
    refused(server.format(name="nowhere"), "does not exist")


def test_what_is_no_result_adds_nothing(tmp_path: Path, result: str) -> None:
    place = tmp_path / "history.sqlite"
    (tmp_path / "text.jsonl").write_text("no result\n", encoding="utf-8")
    conformance = samples.write(tmp_path / "conform.jsonl", samples.conformance({"MDM_01": "pass"}))
    nameless = samples.write(tmp_path / "nameless.jsonl", samples.benchmark([samples.measurement("map", [1.0, 2.0])]))
    plugin = samples.benchmark([samples.measurement("map", [1.0, 2.0])], backend={"name": "own", "version": "1", "origin": "./own.so"})
    plugin[0]["environment"]["fingerprint"] = "0123456789abcdef"
    own = samples.write(tmp_path / "own.jsonl", plugin)
    for path, words in ((tmp_path / "text.jsonl", "text.jsonl"), (tmp_path / "none.jsonl", "none.jsonl"), (conformance, "those of `mapproof bench`"),
                        (nameless, "fingerprint"), (own, "give --commit")):
        # The good one before it is not added either.
        refused(place, words, result, path, action="add")
        assert not place.exists()
    refused(place, "is no commit", result, "--commit", "two words", action="add")
    assert mapproof("history", "add", "--db", place, result, own, "--commit", "abc").returncode == 0


def test_prune_is_told_what_to_remove_and_removes_that(tmp_path: Path) -> None:
    place = old_history(tmp_path / "old.sqlite")
    refused(place, "must be told", action="prune")
    refused(place, "not rows", "--rows", "map", "--commit", "c00000", action="prune")
    refused(tmp_path / "none.sqlite", "there is no history", "--older-than", "1", action="prune")
    assert mapproof("history", "prune", "--db", place, "--older-than", "90", "--repetitions").stdout == "removed the repetitions of 2 runs\n"
    assert mapproof("history", "prune", "--db", place, "--commit", "c00000", "--dry-run").stdout == "would remove 1 run\n"
    assert "2 runs" in mapproof("history", "list", "--db", place).stdout
    assert mapproof("history", "prune", "--db", place, "--commit", "c00000").stdout == "removed 1 run\n"
    assert "1 run: 1 commit" in mapproof("history", "list", "--db", place).stdout
    refused(place, "nothing in the history matches", "--subject", "other*")
