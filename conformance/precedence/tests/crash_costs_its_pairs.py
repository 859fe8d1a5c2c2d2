"""A whole run on a subject that dies in a map of length 0: crash_costs_its_pairs.py PROGRAM PLUGIN.

SPDX-License-Identifier: Apache-2.0
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

program, plugin = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    out = Path(folder) / "result.jsonl"
    subprocess.run([program, "--backend", plugin, "--allow-write", "--out", str(out)], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    events = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
orders = [event for event in events if event["event"] == "order" and event["call"] == "mmap_device_memory"]
deadly = [event for event in orders if "length 0" in (event["first"], event["second"])]
others = [event for event in orders if event not in deadly]
if not deadly or any(event["answer"] != "crashed" for event in deadly):
    sys.exit("a pair with the deadly fault did not say that the subject crashed")
if not others or any(event["answer"] == "crashed" for event in others):
    sys.exit("a pair without the deadly fault was lost too")
