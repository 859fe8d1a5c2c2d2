"""The DDI framework in the kernel: the checks of its profiles pass, and the drivers that it hosts are called as documented.

SPDX-License-Identifier: Apache-2.0
"""

import io
import json
import os
from pathlib import Path
from typing import Dict, List

from mapproof.lab.guest import Guest, Job
from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.runs import run_folder
from mapproof.lab.scene_file import load

PATIENCE_SECONDS = 400.0
PROGRAM = Path(os.environ["MAPPROOF_BIN"]) / "lab-ddi"
FAULTS = ("WARNING:", "BUG:", "Oops", "Call Trace", "Bad page", "refcount_t")
# What a kernel that is Linux below the framework answers otherwise; no profile judges it.
KNOWN = {"DDI_43.OneMappingTooManyFailsWithEmfile": "Linux answers ENOMEM when its table of mappings is full"}


def said(job: Job) -> str:
    assert isinstance(job.stdout, io.BytesIO)
    return job.stdout.getvalue().decode()


def checks_of(path: Path) -> List[Dict[str, str]]:
    events = [json.loads(line) for line in path.read_text().splitlines()]
    return [event for event in events if event["event"] == "check"]


def test_framework_in_the_kernel(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with run_folder(keep=False) as folder:
        guest = Guest(load("ddi"), folder, PATIENCE_SECONDS)
        jobs = GuestJobs(guest, home)
        conform = {profile: jobs.add(["conform", "--backend", "linux", "--target", "ddi:linux", "--profile", profile, "--only",
                                      "DDI_*", "--out", f"{profile}.jsonl"], io.BytesIO())
                   for profile in ("svr5-ddi8", "svr5-ddi7")}
        hosted = jobs.add([str(PROGRAM)], io.BytesIO())
        without = jobs.add(["conform", "--backend", "linux", "--target", "ddi:linux"], io.BytesIO())
        without.stderr = io.BytesIO()
        log = jobs.add(["dmesg"], io.BytesIO())
        guest.run()
        jobs.deliver()

    assert hosted.code == 0 and "[  PASSED  ]" in said(hosted) and "SKIPPED" not in said(hosted), said(hosted)
    for profile, job in conform.items():
        assert job.code == 0, said(job)
        checks = checks_of(home / f"{profile}.jsonl")
        wrong = {f"{check['row']}.{check['check']}" for check in checks if check["verdict"] in ("fail", "crashed", "timeout")}
        assert wrong == set(KNOWN)
        assert sum(check["verdict"] == "pass" for check in checks) >= 60
    assert without.code == 2 and b"the kernel module mapproof-ddi is not loaded" in without.stderr.getvalue()
    assert not [line for line in said(log).splitlines() if any(fault in line for fault in FAULTS)], said(log)
