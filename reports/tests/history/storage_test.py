"""What is added is there, once and whole, whoever else writes and whoever is killed.

SPDX-License-Identifier: Apache-2.0
"""

import os
import random
import select
import signal
from dataclasses import replace
from pathlib import Path
from typing import List

import numpy
import pytest
import stored
from mapproof.history import versions
from mapproof.history.adding import add
from mapproof.history.database import History
from mapproof.history.models import METADATA, POINTS, RUNS
from mapproof.history.packing import packed, unpacked
from mapproof.history.pruning import drop_repetitions, drop_runs
from mapproof.history.reading import runs_of, series_of
from mapproof.result.results import Result

TRIALS = 100 if os.environ.get("MAPPROOF_FULL") else 6
WRITERS = 6


def counts(place: str) -> "dict[str, int]":
    """The commits, and how many points each has."""
    with History(place).reading() as connection:
        return {run.revision: len(connection.execute(POINTS.select().where(POINTS.c.run_id == run.id)).all())
                for run in runs_of(connection)}


def test_what_was_measured_is_what_is_read(place: str) -> None:
    history, results = History(place), [stored.run(commit) for commit in range(3)]
    commits = stored.keep(history, results)

    with history.reading() as connection:
        runs = runs_of(connection)
        groups = series_of(connection, runs)
        blob, count = connection.execute(POINTS.select()).first()._mapping["repetitions"], 10

    assert [run.revision for run in runs] == commits
    assert runs[0].environment["host"] == "bench-1"
    (series,) = groups.values()
    assert [one.role for one in series] == ["row", "floor"] * stored.ROWS
    assert [point.median for point in series[0].points] == [result.measurements[0].median for result in results]
    assert all(abs(point.by_floor - numpy.log(1000 / 700)) < 0.02 for point in series[0].points if point.by_floor is not None)
    assert unpacked(blob, count)[0] == pytest.approx(results[0].measurements[0].repetitions, rel=1e-6)


def test_packing_keeps_times_and_moments() -> None:
    times, moments = [351.5, 1e-3, 2.5e9], [0.25, 1.5, 11.75]

    assert unpacked(packed(times, moments), 3) == (pytest.approx(times, rel=1e-7), moments)
    assert unpacked(packed(times, []), 3) == (pytest.approx(times, rel=1e-7), [])


def test_same_file_is_kept_once(place: str) -> None:
    history = History(place)
    with history.writing() as connection:
        told = [add(connection, stored.run(0), "c1", "model"), add(connection, stored.run(0), "c2", "model")]

    assert told == [True, False]
    assert list(counts(place)) == ["c1"]


def test_commits_are_in_the_order_of_their_first_run_on_any_machine(place: str) -> None:
    history = History(place)
    late = stored.of_machine(stored.run(9), "another")
    with history.writing() as connection:
        for result, commit in ((stored.run(5), "second"), (late, "first"), (stored.run(1), "first"), (stored.run(7), "third")):
            add(connection, result, commit, "model")

    assert list(counts(place)) == ["first", "second", "third"]


def child(work: "object", *arguments: object) -> int:
    """Forks; the child does the work and nothing of this test afterwards."""
    pid = os.fork()
    if pid == 0:
        try:
            work(*arguments)  # type: ignore[operator]
            os._exit(0)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
    return pid


def write_some(place: str, writer: int) -> None:
    """Five results of its own, and one that all writers bring."""
    history = History(place)
    for commit in [*range(10 * writer + 1, 10 * writer + 6), 0]:
        with history.writing() as connection:
            add(connection, stored.run(commit), f"c{commit}", "model")


def test_many_writers_lose_nothing_even_where_all_of_them_make_the_history(place: str) -> None:
    writers = [child(write_some, place, writer) for writer in range(WRITERS)]

    assert [os.waitpid(pid, 0)[1] for pid in writers] == [0] * WRITERS
    assert len(counts(place)) == 5 * WRITERS + 1
    assert set(counts(place).values()) == {2 * stored.ROWS}


def write_and_tell(place: str, told: int) -> None:
    """Adds one result after the other and tells each once it is kept."""
    history, commit = History(place), 0
    while True:
        commit += 1
        with history.writing() as connection:
            add(connection, stored.run(commit), f"c{commit}", "model")
        os.write(told, f"c{commit}\n".encode())


def killed_after(place: str, most: int, seconds: float) -> List[str]:
    """What a writer told before it was killed, in the middle of whatever it did then."""
    reader, writer = os.pipe()
    pid = child(write_and_tell, place, writer)
    os.close(writer)
    said = b""
    while said.count(b"\n") < most:
        said += os.read(reader, 1)
    select.select([reader], [], [], seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while byte := os.read(reader, 4096):
        said += byte
    os.close(reader)
    return said.decode().split()


def test_killed_writer_loses_nothing_and_leaves_nothing_half_there(place: str) -> None:
    generator = random.Random(1)
    known: List[str] = []
    for trial in range(TRIALS):
        here = place if trial % 2 == 0 or "://" in place else f"{place}.{trial}"
        told = killed_after(here, generator.choice((0, 1, 3)), generator.uniform(0.0, 0.05))
        if not told and not known and ("://" in here or not Path(here).exists()):
            continue
        with History(here).writing() as connection:  # it may have been killed while it made the tables
            connection.execute(RUNS.select())
        kept = counts(here)
        assert set(told) <= set(kept)
        assert set(kept.values()) <= {2 * stored.ROWS}
        known = [*known, *told]
    assert known


def test_million_repetitions_take_less_than_25_megabytes(tmp_path: Path) -> None:
    place = tmp_path / "history.sqlite"
    results = [wide(commit) for commit in range(20)]

    stored.keep(History(str(place)), results)

    repetitions = sum(len(m.repetitions) for result in results for m in result.measurements)
    assert repetitions == 200_000
    assert place.stat().st_size / repetitions * 1e6 < 25e6


def wide(commit: int) -> Result:
    """500 rows with 20 repetitions, of which no two are alike, and their moments."""
    generator = numpy.random.default_rng(commit)
    one = stored.run(commit, rows=1)
    rows = [replace(one.measurements[0], arguments={"length": length}, floor=None, at=tuple(numpy.cumsum(generator.random(20))),
                    repetitions=tuple(generator.lognormal(7, 0.03, 20))) for length in range(500)]
    return replace(one, measurements=tuple(rows))


def test_pruned_repetitions_leave_the_points_and_pruned_runs_leave_nothing(place: str) -> None:
    history = History(place)
    stored.keep(history, [stored.run(commit) for commit in range(4)])
    with history.writing() as connection:
        runs = runs_of(connection)
        dropped = drop_repetitions(connection, runs[:1])
        drop_runs(connection, runs[1:3])
    history.compact()

    assert dropped == 2 * stored.ROWS
    assert counts(place) == {"c00000": 2 * stored.ROWS, "c00003": 2 * stored.ROWS}
    with history.writing() as connection:
        drop_runs(connection, runs_of(connection))
        assert [connection.execute(table.select()).all() for table in METADATA.sorted_tables] == [[], [], [], []]


def test_tables_are_those_of_the_models_after_all_migrations(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with History(place).writing() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "version_table": versions.VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
    known = [script.revision for script in ScriptDirectory(str(versions.MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(known)) == versions.VERSIONS
