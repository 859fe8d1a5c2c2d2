"""A history of real runs on the machine that it runs on: commits that change nothing, then some with one more system call in each map
and each lookup, with a check after every one of them.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Dict, List

REPORTS = Path(__file__).resolve().parents[2]
LIVE = Path(__file__).parents[1] / "data" / "history-live.json"
WINDOW = 256 << 20
FILTER = ("canary|^(map|map_unmap|unmap)/length:(4096|32768|262144|2097152)/touch:none|^offset_(hit|repeated|chain)"
          "|^mmio_(read|write)/width:(4|8)|^protect|^first_touch")
# The rows that ask the calls which bench/tests/slower_linux.c makes slower.
SLOWED = ("map,", "map_unmap,", "offset_repeated", "offset_chain")


def measure(before: int, equal: int, slower: int, seconds: float, programs: Path) -> None:
    """Runs so many commits, and adds what the checks said to what is kept. The first ones only make a past."""
    with tempfile.TemporaryDirectory() as folder:
        window = Path("/dev/shm/mapproof-history.img")
        try:
            with window.open("wb") as file:
                file.truncate(WINDOW)
            checks = [_commit(Path(folder), number, number >= before + equal, seconds, window, programs) for number in range(before + equal + slower)]
        finally:
            window.unlink(missing_ok=True)
    LIVE.write_text(json.dumps([*kept(), _summary(checks, before, equal, seconds)], indent=1) + "\n", encoding="utf-8")


def kept() -> List[Dict[str, Any]]:
    """What was measured before."""
    told: List[Dict[str, Any]] = json.loads(LIVE.read_text(encoding="utf-8")) if LIVE.exists() else []
    return told


def _commit(folder: Path, number: int, slower: bool, seconds: float, window: Path, programs: Path) -> Dict[str, Any]:
    """One commit: measured, kept, checked."""
    env = {**os.environ, "PYTHONPATH": str(REPORTS), "MAPPROOF_BIN": str(programs)}
    backend = programs.parent / "bench" / "tests" / "slower_linux.so" if slower else "linux"
    result = folder / f"{number}.jsonl"
    subprocess.run([programs / "mapproof-bench", "--backend", backend, "--target", f"file:{window}@0x4000000000+{WINDOW:#x}", "--allow-write",
                    "--no-gate", "--time", str(seconds), "--filter", FILTER, "--out", result], env=env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    history = [sys.executable, "-m", "mapproof", "history"]
    database = ["--db", str(folder / "history.sqlite")]
    subprocess.run([*history, "add", *database, "--commit", f"commit-{number:03}", "--subject", "linux", result], env=env, check=True,
                   stdout=subprocess.DEVNULL)
    done = subprocess.run([*history, "check", *database, "--json"], env=env, check=False, stdout=subprocess.PIPE, text=True)
    told: Dict[str, Any] = json.loads(done.stdout)
    found = [row for row in told["rows"] if row["verdict"] == "slower"]
    return {"code": done.returncode, "load": os.getloadavg()[0], "rows": len(told["rows"]), "slower": [row["name"].split(",")[0] + "," for row in found],
            "since": [row["since"] for row in found], "ratios": [row["ratio"] for row in found],
            "least": sorted(row["least_effect_percent"] or 1e9 for row in told["rows"])[len(told["rows"]) // 2]}


def _summary(checks: List[Dict[str, Any]], before: int, equal: int, seconds: float) -> Dict[str, Any]:
    """Counts, and no more."""
    quiet, loud = checks[: before + equal], checks[before + equal :]
    last = loud[-1] if loud else {}
    return {
        "seconds": seconds, "cpus": os.cpu_count(), "load": round(sum(one["load"] for one in checks) / len(checks)), "before": before,
        "equal": equal, "alarms": sum(one["code"] == 1 for one in quiet), "rows": checks[0]["rows"], "slower": len(loud),
        "found_after": next((number for number, one in enumerate(loud, start=1) if one["code"] == 1), None),
        "changed_found": sum(name.startswith(SLOWED) for name in last.get("slower", ())),
        "others_found": sum(not name.startswith(SLOWED) for name in last.get("slower", ())),
        "right_commit": sum(since == f"commit-{before + equal:03}" for since in last.get("since", ())),
        "ratio": sorted(last.get("ratios") or [0])[len(last.get("ratios") or [0]) // 2],
        "least_effect_percent": checks[before + equal - 1]["least"], "codes": [one["code"] for one in checks],
    }


def table() -> List[str]:
    """The lines of the page."""
    lines = ["", "## Real runs", "",
             "Each commit is one run of `mapproof-bench`, kept and checked at once at the usual effect of 5 %. Slower: one more system call in each map "
             "and each lookup (`bench/tests/slower_linux.c`). The runs of the first two lines are those that the rules about 20 runs and about every ruler "
             "being sure were made after, so they prove little; they were judged once more by these rules. Before, 4 and 3 of their checks were false alarms.", "",
             "| a run | cores, load average | commits that change nothing: checks that called anything slower | slower ones: called slower after | "
             "slowed rows found then | of those at the right commit | other rows called slower | median row: change found, least effect |",
             "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for one in kept():
        lines.append(f"| {one['seconds']:g} s | {one['cpus']}, {one['load']} | {one['alarms']} of {one['before'] + one['equal']} | "
                     f"{one['found_after'] or 'not found'} of {one['slower']} | {one['changed_found']} | {one['right_commit']} | {one['others_found']} | "
                     f"{100 * (one['ratio'] - 1):+.0f} %, {one['least_effect_percent']:.1f} % |")
    return lines
