"""Builds and judges the chosen mutants, several at once, and tells how far it is.

SPDX-License-Identifier: Apache-2.0
"""

import queue
import sys
import threading
import time
from pathlib import Path
from typing import Callable, List, Sequence

from mutation.building import Workshop
from mutation.journal import NO_CODE, SAME_CODE, Journal, Outcome, outcome
from mutation.judging import Judge
from mutation.mutants import Mutant
from mutation.subjects import Subject, subject_of

SubjectOf = Callable[[str, Path], Subject]


class Campaign:
    """Everything that the workers share."""

    def __init__(self, root: Path, build: Path, scratch: Path, journal: Journal, subjects: SubjectOf = subject_of) -> None:
        self._subject_of = subjects
        self._root, self._build, self._scratch, self._journal = root, build, scratch, journal
        self._judge = Judge(scratch)
        self._failures: List[BaseException] = []

    def run(self, mutants: Sequence[Mutant], jobs: int) -> None:
        """Those that the journal does not know."""
        for known in self._journal.outcomes.values():
            if known.state == "killed":
                self._judge.remember(known.file, known.by.split(" ")[0])
        left = [mutant for mutant in mutants if mutant.key not in self._journal.outcomes]
        for subject in {self._subject_of(mutant.file, self._scratch) for mutant in left}:
            self._judge.learn(self._build, subject)
        waiting: "queue.SimpleQueue[Mutant]" = queue.SimpleQueue()
        for mutant in left:
            waiting.put(mutant)
        workers = [threading.Thread(target=self._work, args=(number, waiting, len(left)), daemon=True) for number in range(jobs)]
        for worker in workers:
            worker.start()
        for worker in workers:
            while worker.is_alive():
                worker.join(1)
        if self._failures:
            raise self._failures[0]

    def _work(self, number: int, waiting: "queue.SimpleQueue[Mutant]", count: int) -> None:
        try:
            workshop = Workshop(self._root, self._build, self._scratch / f"worker{number}")
            while not self._failures:
                mutant = waiting.get_nowait()
                self._journal.add(self._outcome(workshop, mutant))
                self._show(mutant, count - waiting.qsize(), count)
        except queue.Empty:
            pass
        except BaseException as failure:  # pylint: disable=broad-except
            self._failures.append(failure)

    def _outcome(self, workshop: Workshop, mutant: Mutant) -> Outcome:
        start = time.monotonic()
        made = workshop.compile(mutant.file, mutant.text)
        if made is None:
            return outcome(mutant, NO_CODE, "", time.monotonic() - start)
        if workshop.is_equivalent(mutant.file, made):
            return outcome(mutant, SAME_CODE, "", time.monotonic() - start)
        subject = self._subject_of(mutant.file, self._scratch)
        judgement = self._judge.judge(mutant.file, workshop.link(mutant.file, made, subject.plugin), subject)
        return outcome(mutant, judgement.state, judgement.by, time.monotonic() - start)

    def _show(self, mutant: Mutant, done: int, count: int) -> None:
        known = self._journal.outcomes[mutant.key]
        print(f"[{done}/{count}] {known.state:16} {known.seconds:5.1f} s  {known.change}  {known.by}", file=sys.stderr, flush=True)
