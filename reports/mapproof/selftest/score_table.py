"""Shows a selftest: progress while it runs, and its score, with rich on a terminal and as plain lines elsewhere.

SPDX-License-Identifier: Apache-2.0
"""

import asyncio
import sys
from types import TracebackType
from typing import Any, Awaitable, Dict, Iterable, List, Optional, TextIO, Tuple, Type, TypeVar

from mapproof.selftest.score import Score

T = TypeVar("T")
COLUMNS = ("document", "rows", "tested", "report-only", "untestable", "liars", "killed", "by own row")


class Progress:
    """One line on a terminal's standard error that counts runs; nothing elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._total = 0
        self._done = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._show("\r\033[K")

    def expect(self, total: int) -> None:
        """How many steps there will be."""
        self._total = total

    async def through(self, work: Iterable[Awaitable[T]]) -> List[T]:
        """Does all of it at once, and counts each backend that is done."""
        return list(await asyncio.gather(*(self._counted(one) for one in work)))

    async def _counted(self, work: Awaitable[T]) -> T:
        result = await work
        self._done += 1
        self._show(f"\r\033[Kselftest: {self._done} of {self._total} backends")
        return result

    def _show(self, text: str) -> None:
        if not self._quiet:
            sys.stderr.write(text)
            sys.stderr.flush()


def print_score(score: Score, stream: TextIO) -> None:
    """The table, then what is wrong, then one line that says it all."""
    lines = _lines(score)
    if lines:
        _print_table(lines, stream)
    for problem in problems(score):
        print(problem, file=stream)
    print(summary(score), file=stream)


def problems(score: Score) -> List[str]:
    """One line for each thing that keeps the score from being perfect, and for what --full found."""
    found = [f"survivor: {name}: no check notices it" for name in score.survivors]
    found += [f"missed: {name}: only other rows notice it" for name in score.missed_by_owner]
    found += [f"no liar: {name}: nobody knows whether its checks can fail" for name in score.rows_without_liar]
    for alarm in score.alarms:
        detail = f": {' '.join(alarm.detail.split())}" if alarm.detail else ""
        found.append(f"false alarm: {alarm.check} on {alarm.backend} ({alarm.profile}) says {alarm.verdict}{detail}")
    found += [f"lost: {name} when a backend does '{fault.mode}'" for fault in score.faults for name in fault.lost]
    found += [f"also: {liar.name} trips {', '.join(liar.others)}" for liar in score.liars if liar.killers and liar.others]
    return found


def summary(score: Score) -> str:
    """The score in one line."""
    return (
        f"selftest: {len(score.liars)} liars, {score.killed} killed, {score.killed_by_owner} by their own row; "
        f"{score.variants} variants, {len(score.alarms)} false alarms; "
        f"{score.faults_survived} of {len(score.faults)} fault modes survived, {score.results_lost} results lost, "
        f"{score.processes_left} processes left; "
        f"{len(score.rows_without_liar)} checked rows without a liar ({score.seconds:.1f} s)"
    )


def _lines(score: Score) -> List[Tuple[str, ...]]:
    """One line for each document, and their sum."""
    documents: Dict[str, List[int]] = {}
    for row in score.rows:
        counts = documents.setdefault(row.name.split("_")[0], [0] * (len(COLUMNS) - 1))
        counts[0] += 1
        counts[1 + ("tested", "report-only", "untestable").index(row.state)] += 1
    for liar in score.liars:
        counts = documents[liar.row.split("_")[0]]
        counts[4] += 1
        counts[5] += liar.killed
        counts[6] += bool(liar.killers)
    lines = [(name, *map(str, counts)) for name, counts in documents.items()]
    if not documents:
        return []
    total = [sum(column) for column in zip(*documents.values())]
    return [*lines, ("all", *map(str, total))]


def _print_table(lines: List[Tuple[str, ...]], stream: TextIO) -> None:
    if stream.isatty():
        from rich.console import Console
        from rich.table import Table

        table: Any = Table(*COLUMNS[:1])
        for column in COLUMNS[1:]:
            table.add_column(column, justify="right")
        for line in lines:
            table.add_row(*line)
        Console(file=stream).print(table)
        return
    for line in (COLUMNS, *lines):
        print("  ".join(f"{cell:>{len(column)}}" for cell, column in zip(line, COLUMNS)), file=stream)
