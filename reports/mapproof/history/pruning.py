"""Removes what is too old to matter: the repetitions alone, or whole runs and the series that nothing is left of.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Any, Sequence

from mapproof.history.models import MACHINES, POINTS, RUNS, SERIES
from mapproof.history.reading import StoredRun


def drop_repetitions(connection: Any, runs: Sequence[StoredRun]) -> int:
    """Leaves medians and logarithms, which is all that a check reads; the number of points that had more."""
    from sqlalchemy import update  # type: ignore[import]

    dropped = 0
    for run in runs:
        dropped += connection.execute(update(POINTS).where(POINTS.c.run_id == run.id, POINTS.c.repetitions.is_not(None))
                                      .values(repetitions=None)).rowcount
    return dropped


def drop_runs(connection: Any, runs: Sequence[StoredRun]) -> None:
    """Removes the runs, and series and machines that no run is left of."""
    from sqlalchemy import delete, select

    for run in runs:
        connection.execute(delete(POINTS).where(POINTS.c.run_id == run.id))
        connection.execute(delete(RUNS).where(RUNS.c.id == run.id))
    connection.execute(delete(SERIES).where(SERIES.c.id.not_in(select(POINTS.c.series_id))))
    used = select(RUNS.c.machine_id).union(select(SERIES.c.machine_id))
    connection.execute(delete(MACHINES).where(MACHINES.c.id.not_in(used)))
