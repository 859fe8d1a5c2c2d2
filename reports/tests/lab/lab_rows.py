"""Which rows are asked in the lab, and why a check that does not pass there is right.

SPDX-License-Identifier: Apache-2.0
"""

import json
import re
from pathlib import Path
from typing import Any, Dict, List

from mapproof.lab.scene import Scene

EXPECTED = json.loads(Path(__file__).with_suffix(".json").read_text())

# The documents whose calls the linux backend offers; on this system nobody offers the others.
DOCUMENTS = EXPECTED["default"]["documents"] + EXPECTED["default"]["device_io"]


def expected_in(scene: Scene) -> Dict[str, Any]:
    """What this scene shows."""
    return {**EXPECTED["default"], "granted": [], **EXPECTED.get(scene.name, {})}


def checks_of(result: Path) -> "List[Dict[str, Any]]":
    """What came of every check of these documents."""
    events = [json.loads(line) for line in result.read_text().splitlines()]
    return [event for event in events if event["event"] == "check" and event["row"].split("_")[0] in DOCUMENTS]


def unexplained(scene: Scene, checks: "List[Dict[str, Any]]") -> List[str]:
    """The checks that did not pass, and for which nobody has written down why that is right in this scene."""
    return [f"{check['verdict']} {check['row']}.{check['check']}: {check['detail']}" for check in checks
            if check["verdict"] != "pass" and not any(explains(each, scene, check) for each in EXPECTED["explained"])]


def explains(known: Dict[str, Any], scene: Scene, check: Dict[str, Any]) -> bool:
    return (check["verdict"] == known["verdict"] and scene.name in known.get("scenes", [scene.name])
            and bool(re.fullmatch(known.get("check", ".*"), f"{check['row']}.{check['check']}"))
            and bool(re.match(known["reason"], check["detail"] or "")))
