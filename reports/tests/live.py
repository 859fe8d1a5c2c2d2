"""ab measured on the machine that it runs on: equal code, and code with one more system call in each map and each lookup.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

REPORTS = Path(__file__).resolve().parent.parent
LIVE = Path(__file__).parent / "data" / "ab-live.json"
WINDOW = 256 << 20
FILTER = ("^(map|map_unmap|unmap)/length:(4096|32768|262144|2097152)/touch:none|^offset_(hit|repeated|chain)|^mmio_(read|write)/width:(4|8)"
          "|^protect|^first_touch")
# The rows that ask the calls which bench/tests/slower_linux.c makes slower.
SLOWED = ("map,", "map_unmap,", "offset_repeated", "offset_chain")


def measure(runs: int, seconds: float, programs: Path) -> None:
    """Runs ab so many times on equal code and as often on slower code, and adds what came out to what is kept."""
    slower = programs.parent / "bench" / "tests" / "slower_linux.so"
    window = Path("/dev/shm/mapproof-power.img")
    try:
        with window.open("wb") as file:
            file.truncate(WINDOW)
        found = [summary(name, seconds, [_ab(programs, new, window, seconds, seed) for seed in range(runs)])
                 for name, new in (("equal", "linux"), ("slower", str(slower)))]
    finally:
        window.unlink(missing_ok=True)
    LIVE.write_text(json.dumps([*kept(), *found], indent=1) + "\n", encoding="utf-8")


def kept() -> List[Dict[str, Any]]:
    """What was measured before."""
    told: List[Dict[str, Any]] = json.loads(LIVE.read_text(encoding="utf-8")) if LIVE.exists() else []
    return told


def _ab(programs: Path, new: str, window: Path, seconds: float, seed: int) -> Dict[str, Any]:
    words = [sys.executable, "-m", "mapproof", "ab", "linux", new, "--target", f"file:{window}@0x4000000000+{WINDOW:#x}", "--allow-write",
             "--filter", FILTER, "--time", str(seconds), "--seed", str(seed), "--json"]
    done = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(REPORTS), "MAPPROOF_BIN": str(programs)}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    told: Dict[str, Any] = json.loads(done.stdout)
    return {**told, "load": os.getloadavg()[0]}


def summary(name: str, seconds: float, runs: List[Dict[str, Any]]) -> Dict[str, Any]:
    """Counts, and no more."""
    rows = [row for run in runs for row in run["rows"] if "ratio" in row]
    changed = [row for row in rows if name == "slower" and row["name"].startswith(SLOWED)]
    others = [row for row in rows if not (name == "slower" and row["name"].startswith(SLOWED))]
    effects = sorted(row["least_effect_percent"] or 1e9 for row in rows)
    return {
        "new": name, "seconds": seconds, "runs": len(runs), "cpus": os.cpu_count(),
        "load": round(sum(run["load"] for run in runs) / len(runs)), "runs_slower": sum(run["answer"] == "slower" for run in runs),
        "changed": len(changed), "changed_found": _slower(changed), "others": len(others), "others_slower": _slower(others),
        "least_effect_percent": round(effects[len(effects) // 2], 1),
    }


def _slower(rows: List[Dict[str, Any]]) -> int:
    return sum(row["verdict"] == "slower" for row in rows)


def table() -> List[str]:
    """The lines of the page."""
    lines = ["", "## ab, measured", "",
             "Shared cores, effect 2 %; `scripts/power --live RUNS --seconds S` repeats it. These lines were measured with the code behind that option, "
             "before a last small change of `ab`. Slower: one more system call in each map and each lookup "
             "(`bench/tests/slower_linux.c`), 5 to 20 % of what the changed rows take.", "",
             "| NEW | a run | cores, load average | runs called slower | changed rows found | other rows called slower "
             "| least detectable effect, median row |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for one in kept():
        lines.append(f"| {one['new']} | {one['seconds']:g} s | {one['cpus']}, {'not recorded' if one['load'] is None else one['load']} | {one['runs_slower']} of {one['runs']} | "
                     f"{one['changed_found']} of {one['changed']} | {one['others_slower']} of {one['others']} | {one['least_effect_percent']} % |")
    return lines
