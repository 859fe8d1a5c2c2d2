"""Asks the suite about a mutant: the cheapest question first, and none after the first judged row that convicts it.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import json
import os
import signal
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from mapproof import programs
from mapproof.errors import CannotRun
from mutation.subjects import Asking, Subject

MISTAKES = ("fail", "crashed", "timeout")
PATIENCE_SECONDS = 400
CONFIRMING_DEADLINE_SECONDS = 20
# So many checks that convicted other mutants of the same file are asked first.
USUAL_KILLERS = 12
SEQUENCES = 300


@dataclass(frozen=True)
class Answers:
    """What conform said: the word of each check, and the answer to each pair of faults. `refused`: why it could not run."""

    words: Mapping[str, str]
    judged: FrozenSet[str]
    orders: Mapping[str, str]
    refused: Optional[str] = None


@dataclass(frozen=True)
class Judgement:
    """killed: a judged check convicts it; noticed: something else differs; survived: nothing does. And who saw it."""

    state: str
    by: str = ""


class Judge:
    """Asks; remembers how the unchanged plugins answer, and which checks convict."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._honest: Dict[Tuple[str, Asking], Answers] = {}
        self._killers: Dict[str, Counter[str]] = {}
        self._lock = threading.Lock()
        self._count = 0

    def learn(self, build: Path, subject: Subject) -> None:
        """How the unchanged plugin answers. What fails there convicts nobody."""
        for asking in subject.askings:
            if (subject.plugin, asking) not in self._honest:
                self._honest[(subject.plugin, asking)] = self._conform(build / subject.plugin, asking, asking.rows)
                if asking.explores and (said := self._explore(build / subject.plugin, asking)):
                    raise CannotRun(f"random calls find fault with the unchanged '{subject.plugin}': {said}.")

    def remember(self, file: str, killer: str) -> None:
        """A check that convicted a mutant of this file: it is asked first the next time. What could not run was no check's finding."""
        if "." in killer:
            with self._lock:
                self._killers.setdefault(file, Counter())[killer] += 1

    def judge(self, file: str, plugin: Path, subject: Subject) -> Judgement:
        """The first judged check that convicts, else the first thing that differs."""
        usual = [name for name, _ in self._killers.get(file, Counter()).most_common(USUAL_KILLERS)]
        noticed = ""
        for rows, askings in ((usual, subject.askings[:2] if usual else ()), (None, subject.askings)):
            for asking in askings:
                said = self._conform(plugin, asking, asking.rows if rows is None else rows)
                state, by = self._compared(said, plugin, subject.plugin, asking, whole=rows is None)
                if state == "killed":
                    self.remember(file, by.split(" ")[0])
                    return Judgement(state, f"{by} ({asking.profile})")
                noticed = noticed or by and f"{by} ({asking.profile})"
        for asking in subject.askings:
            if not noticed and asking.explores and (said_by_explorer := self._explore(plugin, asking)):
                noticed = f"explore: {said_by_explorer} ({asking.profile})"
        return Judgement("noticed", noticed) if noticed else Judgement("survived")

    def _compared(self, said: Answers, plugin: Path, name: str, asking: Asking, whole: bool) -> Tuple[str, str]:
        honest = self._honest[(name, asking)]
        if said.refused is not None:
            return ("killed", f"cannot run: {said.refused}") if honest.refused is None else ("survived", "")
        changed = [check for check, word in said.words.items() if word != honest.words.get(check, word)]
        suspects = [check for check in changed if said.words[check] in MISTAKES]
        for check in sorted(suspects, key=lambda check: (check not in honest.judged, said.words[check] == "timeout"))[:5]:
            again = self._conform(plugin, asking, [check], CONFIRMING_DEADLINE_SECONDS)
            if again.refused is None and again.words.get(check) in MISTAKES:
                if check in honest.judged:
                    return "killed", f"{check} {again.words[check]}"
                return "noticed", f"{check} {again.words[check]}, not judged"
        for check in [check for check in changed if said.words[check] not in MISTAKES][:3]:
            again = self._conform(plugin, asking, [check], CONFIRMING_DEADLINE_SECONDS)
            if again.refused is None and again.words.get(check) != honest.words[check]:
                return "noticed", f"{check} {again.words.get(check)}"
        if whole and self._orders_differ(said, plugin, asking, honest):
            return "noticed", "precedence"
        return "survived", ""

    def _orders_differ(self, said: Answers, plugin: Path, asking: Asking, honest: Answers) -> bool:
        if said.orders == honest.orders:
            return False
        again = self._conform(plugin, asking, asking.rows)
        return any(again.orders.get(pair) == answer for pair, answer in said.orders.items() if answer != honest.orders.get(pair))

    def _conform(self, plugin: Path, asking: Asking, rows: Sequence[str], deadline: Optional[int] = None) -> Answers:
        with self._lock:
            self._count += 1
            out = self._scratch / f"answers-{self._count}.jsonl"
        command = [programs.find(programs.CONFORM), *_subject(plugin, asking), "-j", "1", "--out", str(out)]
        for row in rows:
            command += ["--only", row]
        command += [] if deadline is None else ["--deadline", str(deadline)]
        code, complaint = _run(command)
        events = _events(out)
        if code not in (0, 1) or not events:
            return Answers({}, frozenset(), {}, complaint or f"it ended with {code}")
        checks = [event for event in events if event["event"] == "check"]
        orders = {f"{e['call']}: {e['first']}, {e['second']}": str(e["answer"]) for e in events if e["event"] == "order"}
        return Answers({_name(e): e["verdict"] for e in checks}, frozenset(_name(e) for e in checks if e["judged"]), orders)

    def _explore(self, plugin: Path, asking: Asking) -> str:
        """What random calls find: the rows or the kind; "" for nothing."""
        command = [programs.find(programs.EXPLORE), *_subject(plugin, asking), "--sequences", str(SEQUENCES), "--shrink", "0"]
        command += ["--json", "--deadline", "20"]
        code, said = _run(command, wants_output=True)
        if code != 1:
            return "" if code == 0 else "could not run"
        finding = json.loads(said)["finding"]
        return ", ".join(finding["rows"]) or str(finding["kind"])


def _name(event: Mapping[str, str]) -> str:
    return f"{event['row']}.{event['check']}"


def _subject(plugin: Path, asking: Asking) -> List[str]:
    return ["--backend", str(plugin), "--profile", asking.profile, "--allow-write", *(["--target", asking.target] if asking.target else [])]


def _run(command: Sequence[str], wants_output: bool = False) -> Tuple[int, str]:
    """The exit code, and the last line of the complaint, or all that was printed."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if wants_output else subprocess.DEVNULL,
                          stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_first_to_go) as process:
        try:
            printed, complaint = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            return -1, f"no end within {PATIENCE_SECONDS} s"
    if wants_output:
        return process.returncode, printed.decode("utf-8", "replace")
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return process.returncode, lines[-1] if lines else ""


def _first_to_go() -> None:
    """If a mutant takes all memory, it dies of it and nobody else."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write("1000")


def _events(path: Path) -> List[Dict[str, str]]:
    try:
        events = [json.loads(line) for line in path.read_bytes().splitlines()]
    except (OSError, ValueError):
        events = []
    for left in path.parent.glob(f"{path.stem}*"):
        with contextlib.suppress(OSError):
            left.unlink()
    return events if events and events[-1]["event"] == "end" else []
