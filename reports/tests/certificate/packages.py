"""One good package for tests, small, and what a forger does to one: change files, chain anew, seal anew.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import json
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

import samples
from mapproof.certificate import contents, making
from mapproof.certificate.envelope import Envelope, envelope_from
from mapproof.certificate.files import files_of
from mapproof.certificate.keys import signed
from mapproof.certificate.strict import pretty
from mapproof.certificate.suite import suite_of
from mapproof.certificate.taken import Files
from mapproof.certificate.waivers import waivers_from
from mapproof.result.chain import sealed
from mapproof.result.reader import parse, read
from programs import fake

COMMIT = "0123456789ab"
DAY = "2026-11-30"
VERDICTS = {"MDM_01": "pass", "MDM_03": "pass", "MDM_04": "untested", "MOF_01": "pass"}
TOPOLOGY = '<topology><info name="HostName" value="bench-1"/><info name="Architecture" value="x86_64"/></topology>'
NOTHING: Mapping[str, Any] = {}
SELFTEST = {"rows": 4, "liars": 9, "killed_by_owner": 9, "variants": 3, "false_alarms": 0, "fault_modes": 2, "faults_survived": 2,
            "results_lost": 0, "processes_left": 0, "rows_without_liar": [], "program": "ef" * 32}
WAIVER = {"id": "W-1", "row": "MDM_03", "class": "product fault", "reason": "Known.", "granted": "2026-10-01", "expires": "2027-05-01",
          "by": "A lab", "backend": "model"}


def report(*digests: str) -> str:
    return "<!doctype html><title>A report</title>" + "".join(f"<code>{digest}</code>" for digest in digests)


def conformance(verdicts: Mapping[str, str] = VERDICTS, **changes: Any) -> List[samples.Event]:
    events = samples.conformance(dict(verdicts), **{"commit": COMMIT, **changes})
    waived = [event for event in events if event.get("verdict") in ("waived", "xpass", "untested")]
    assert all(event["event"] == "check" for event in waived)
    return events


def benchmark(**changes: Any) -> List[samples.Event]:
    return samples.benchmark([samples.measurement("map_unmap", [10.0, 11.0, 12.0]), samples.refusal("unmap", "ENXIO", "None.")],
                             **{"commit": COMMIT, **changes})


def catalogue(verdicts: Mapping[str, str] = VERDICTS) -> List[Dict[str, Any]]:
    """The rows as 'mapproof requirements --json' prints them."""
    found = []
    for name in verdicts:
        row = samples.row(name)
        found.append({**{key: row[key] for key in ("text", "source", "evidence", "judged", "optional", "state", "reason")}, "id": name,
                      "accepts": {"qnx-7.1": row["accepts"], "qnx-8.0": row["accepts"]}, "profiles": ["qnx-7.1", "qnx-8.0"],
                      "not_for": [], "checks": ["HoldsWhatItSays"], "core": row.get("core", False)})
    return found


def make(folder: Path, verdicts: Mapping[str, str] = VERDICTS, waivers: Optional[List[Dict[str, str]]] = None, keys: Any = (),
         product: str = "A product", scores: Mapping[str, Any] = NOTHING, **changes: Any) -> Path:
    """A package in a new folder, as certify writes it; MAPPROOF_BIN must hold programs."""
    folder.mkdir()
    conform = read(samples.write_sealed(folder / contents.CONFORM, conformance(verdicts, **changes)))
    bench = read(samples.write_sealed(folder / contents.BENCH, benchmark(**changes)))
    (folder / contents.REPORT).write_text(report(conform.sha256, bench.sha256))
    data = None if waivers is None else pretty({"waivers": waivers})
    statement = {"vendor": "A vendor", "product": product, "version": "1", "contact": "a@example.org", "remarks": ""}
    found = waivers_from(data, "waivers.json") if data else []
    (folder / contents.TOPOLOGY).write_text(TOPOLOGY)
    given = {**({contents.WAIVERS: data} if data else {}), **{name: pretty(score) for name, score in scores.items()}}
    making.complete(folder, conform, bench, making.Given(statement, found, given, keys))
    return folder


def with_programs(folder: Path) -> str:
    """A folder with stand-ins, whose digests a package records."""
    fake(folder, "mapproof-bench", "exit 0")
    return str(fake(folder, "mapproof-conform", "exit 0"))


def files(folder: Path) -> Files:
    return files_of(str(folder))


def write(folder: Path, changed: Files) -> Path:
    for name, data in changed.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def lines(changed: Files, name: str = contents.CONFORM) -> List[Any]:
    return [json.loads(line) for line in changed[name].splitlines()]


def put(changed: Files, events: List[Any], name: str = contents.CONFORM) -> None:
    """Writes events back as the writers would, with a new chain."""
    events[-1]["lines"] = len(events) - 1
    spelled = [json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode() for event in events]
    changed[name] = b"".join(line + b"\n" for line in sealed(spelled))


def seal(changed: Files, certificate: bool = True, key: Any = None) -> None:
    """What a forger with this tool at hand does last: everything that follows is made anew, and perhaps signed."""
    if contents.REPORT in changed and b"<code>" in changed[contents.REPORT]:
        changed[contents.REPORT] = report(*(contents.digest(changed[name]) for name in (contents.CONFORM, contents.BENCH))).encode()
    conform, bench = parse("c", changed[contents.CONFORM]), parse("b", changed[contents.BENCH])
    said = json.loads(changed[contents.CERTIFICATE])
    waivers = waivers_from(changed[contents.WAIVERS], "w") if contents.WAIVERS in changed else []
    if certificate:
        said = contents.certificate(conform, waivers, json.loads(changed[contents.STATEMENT]), suite_of(changed, conform))
        changed[contents.CERTIFICATE] = pretty(said)
        changed[contents.ENVIRONMENT] = pretty(contents.environment(conform, bench))
    envelope = Envelope(contents.attestation(changed, said, conform))
    changed[contents.ATTESTATION] = Envelope(envelope.payload, (signed(envelope, key),) if key else ()).to_bytes()


def payload(changed: Files) -> Any:
    return json.loads(envelope_from(changed[contents.ATTESTATION]).payload)


def repack(changed: Files, said: Any, spelled: bool = True) -> None:
    """Puts another payload into the envelope, and leaves its signatures."""
    members = json.loads(changed[contents.ATTESTATION])
    members["payload"] = base64.b64encode(pretty(said) if spelled else json.dumps(said).encode()).decode()
    changed[contents.ATTESTATION] = (json.dumps(members, indent=2) + "\n").encode()
