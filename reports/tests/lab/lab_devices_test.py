"""The linux backend on the lab's devices, judged by witnesses that do not trust it; and a certificate made in the lab.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
from pathlib import Path
from typing import Dict

from lab_rows import checks_of, expected_in, unexplained
from mapproof.lab.scene_file import DEFAULT, load
from programs import mapproof

EDU, IVSHMEM = "0000:00:03.0", "0000:00:04.0"
PATIENCE_SECONDS = "400"
# Linux grants a whole device file or nothing, and has no right to execute that could be taken away.
CORE_THAT_NO_LINUX_SHOWS = {"MDM_33", "MDM_34"}


def test_backend_tells_the_truth_about_every_device() -> None:
    program = Path(os.environ["MAPPROOF_BIN"]) / "lab-devices-test"

    done = mapproof("lab", "run", "--deadline", PATIENCE_SECONDS, "--", program, IVSHMEM, EDU)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "[  PASSED  ]" in done.stdout and "SKIPPED" not in done.stdout


def test_linux_is_incomplete_with_the_right_reasons_over_a_window_onto_memory(tmp_path: Path) -> None:
    targets = f"pci:{IVSHMEM}/2,{expected_in(load(DEFAULT))['ports']}"

    done = mapproof("lab", "run", "--deadline", PATIENCE_SECONDS, "--", "certify", "--backend", "linux", "--target",
                    targets, "-o", tmp_path / "out", "--json")

    assert done.returncode == 1, done.stderr
    certificate = json.loads(done.stdout)
    assert certificate["verdict"] == "incomplete"
    open_rows = json.loads((tmp_path / "out" / "conform.jsonl").read_text().splitlines()[-1])["coverage"]["core_open"]
    # Whether each of them is open for a reason that somebody has written down is asked of all checks below.
    assert CORE_THAT_NO_LINUX_SHOWS <= {row["row"] for row in open_rows}
    assert {row["verdict"] for row in open_rows} == {"untested"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "conform.jsonl", "bench.jsonl", "report.html", "certificate.json", "environment.json", "topology.xml", "mutation.json",
        "statement.json", "attestation.json"}
    verdicts = verdicts_of(tmp_path / "out" / "conform.jsonl")
    assert not {"unresolved", "crashed", "timeout"} & set(verdicts.values())
    assert "\n".join(unexplained(load(DEFAULT), checks_of(tmp_path / "out" / "conform.jsonl"))) == ""
    # Frames on both sides of what 32 bits can name are really there.
    for check in ("MOF_19.AddressBetween2And4GiBFailsWithEoverflow", "MOF_19.AddressAbove4GiBFailsWithEoverflow",
                  "MDM_01.EveryPageIsThePhysicalPageAskedFor", "MDI_01.EachWidthReadsBackWhatWasWrittenThroughTheHandle",
                  "TCT_04.ThreadThatDidNotAskFaults"):
        assert verdicts[check] == "pass"


def verdicts_of(result: Path) -> Dict[str, str]:
    events = [json.loads(line) for line in result.read_text().splitlines()]
    return {f"{event['row']}.{event['check']}": event["verdict"] for event in events if event["event"] == "check"}
