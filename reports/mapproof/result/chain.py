"""The chain of a result file, worked out again from its bytes; docs/result-format.md has the rule.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
import json
import re
from typing import Any, Dict, List, Mapping

START = bytes(32)
_RUN_MEMBERS = ("schema", "kind", "mapproof", "commit", "target", "profile", "allow_write")
# Neither can stand in a text: there a quotation mark has a backslash before it.
_CHAIN = re.compile(rb',"chain":"[^"]*"(?=}$)')
_SECONDS = re.compile(rb',"seconds":[-+0-9.eE]+')


def chain_problem(data: bytes, events: List[Mapping[str, Any]]) -> str:
    """Where the chain breaks, in one clause; empty if it holds, or if the file is older than chains."""
    if "chain" not in events[-1]:
        chained = any(event["event"] == "check" and "chain" in event for event in events)
        return "its checks have links of a chain, but its end has none" if chained else ""
    link = START
    for number, (line, event) in enumerate(zip(data.split(b"\n"), events), start=1):
        if event["event"] != "end":
            link = hashlib.sha256(link + _counted(line, event)).digest()
        if event["event"] in ("check", "end") and event.get("chain") != link.hex():
            return f"the chain of its lines breaks at line {number}: that line or one before it was altered, added, dropped or moved"
    return ""


def _counted(line: bytes, event: Mapping[str, Any]) -> bytes:
    """The bytes of a line that its link stands for."""
    if event["event"] == "run":
        return json.dumps(_what_was_run(json.loads(line)), separators=(",", ":"), ensure_ascii=False).encode()
    if event["event"] == "check":
        return _SECONDS.sub(b"", _CHAIN.sub(b"", line), count=1)
    return line


def _what_was_run(run: Mapping[str, Any]) -> Dict[str, Any]:
    backend = run["backend"]
    digest = {"sha256": backend["sha256"]} if "sha256" in backend else {}
    return {**{name: run[name] for name in _RUN_MEMBERS}, "backend": backend["name"], "version": backend["version"], **digest}


def sealed(lines: List[bytes]) -> List[bytes]:
    """The same lines with the links that they should have: what the writer does, for tests and for those who write other writers."""
    link, done = START, []
    for line in lines:
        line = _CHAIN.sub(b"", line)
        event = json.loads(line)
        if event["event"] != "end":
            link = hashlib.sha256(link + _counted(line, event)).digest()
        if event["event"] in ("check", "end"):
            line = line[:-1] + b',"chain":"' + link.hex().encode() + b'"}'
        done.append(line)
    return done
