"""A history as other programs read it: CSV, JSON, and the formats of services that keep figures.

SPDX-License-Identifier: Apache-2.0
"""

import csv
import io
import json
from typing import Any, Callable, Dict, Iterator, List, Mapping, Sequence, Tuple

from mapproof.history.reading import Group, Point, StoredRun, StoredSeries

Groups = Mapping[Group, Sequence[StoredSeries]]
_COLUMNS = ("machine", "clock", "subject", "profile", "commit", "started", "row", "role", "median_ns", "by_machine", "by_floor", "trouble")


def as_csv(_runs: Sequence[StoredRun], groups: Groups) -> str:
    """One line a point."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for group, series, point in _points(groups):
        writer.writerow([*group, point.run.revision, point.run.started, series.name, series.role, point.median, point.by_machine,
                         point.by_floor, point.trouble])
    return text.getvalue()


def as_json(runs: Sequence[StoredRun], groups: Groups) -> str:
    """The same, with what is known of each run."""
    return json.dumps({
        "schema": 1,
        "runs": [{"id": run.id, **dict(zip(_COLUMNS, run.group)), "commit": run.revision, "started": run.started,
                  "mapproof": run.mapproof, "environment": run.environment} for run in runs],
        "series": [
            {**dict(zip(_COLUMNS, group)), "row": series.name, "role": series.role,
             "points": [{"run": p.run.id, "median_ns": p.median, "by_machine": p.by_machine, "by_floor": p.by_floor, "trouble": p.trouble}
                        for p in series.points]}
            for group, members in groups.items() for series in members],
    }, ensure_ascii=False) + "\n"


def as_github_action_benchmark(_runs: Sequence[StoredRun], groups: Groups) -> str:
    """customSmallerIsBetter of benchmark-action/github-action-benchmark: the newest figure of each row."""
    return json.dumps([
        {"name": _title(groups, group, series), "unit": "ns", "value": point.median,
         "extra": f"{group[2]}, {group[3]}, machine {group[0]}, commit {point.run.revision}"}
        for group, series, point in _newest(groups)], ensure_ascii=False, indent=1) + "\n"


def as_bencher(_runs: Sequence[StoredRun], groups: Groups) -> str:
    """The Bencher Metric Format: the newest figure of each row, in nanoseconds as its measure `latency` is."""
    return json.dumps({_title(groups, group, series): {"latency": {"value": point.median}} for group, series, point in _newest(groups)},
                      ensure_ascii=False, indent=1) + "\n"


def as_openmetrics(_runs: Sequence[StoredRun], groups: Groups) -> str:
    """OpenMetrics text: the newest figure of each row, in seconds as the format asks."""
    lines = ["# TYPE mapproof_operation_seconds gauge", "# UNIT mapproof_operation_seconds seconds",
             "# HELP mapproof_operation_seconds Median time of an operation."]
    for group, series, point in _newest(groups):
        labels = {**dict(zip(_COLUMNS, group)), "commit": point.run.revision, "row": series.name}
        told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
        lines.append(f"mapproof_operation_seconds{{{told}}} {(point.median or 0.0) / 1e9:.9e}")
    return "\n".join([*lines, "# EOF"]) + "\n"


FORMATS: Dict[str, Callable[[Sequence[StoredRun], Groups], str]] = {
    "csv": as_csv, "json": as_json, "github-action-benchmark": as_github_action_benchmark, "bencher": as_bencher,
    "openmetrics": as_openmetrics,
}


def _points(groups: Groups) -> Iterator[Tuple[Group, StoredSeries, Point]]:
    for group, members in groups.items():
        for series in members:
            for point in series.points:
                yield group, series, point


def _newest(groups: Groups) -> Iterator[Tuple[Group, StoredSeries, Point]]:
    """What the newest run of each group measured of its rows; what was not measured then is no news."""
    for group, members in groups.items():
        rows = [series for series in members if series.role == "row"]
        newest: List[Any] = [series.points[-1].run.id for series in members]
        last = max(newest, key=newest.count, default=None)
        for series in rows:
            if series.points[-1].run.id == last and series.points[-1].median is not None:
                yield group, series, series.points[-1]


def _title(groups: Groups, group: Group, series: StoredSeries) -> str:
    """A row's name, with what tells its group from the others where there are several."""
    name = series.name.replace("\u00a0", " ")
    return name if len(groups) == 1 else f"{name} ({group[2]}, {group[3]}, {group[0]}, {group[1]})"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
