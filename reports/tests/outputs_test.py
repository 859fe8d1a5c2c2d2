"""JUnit XML and KTAP tell what the JSON Lines tell, to readers that are not ours: no name merges, nothing is lost.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

import junitparser
import pytest
import tap.parser

CONFORM = os.environ["MAPPROOF_CONFORM"]
SUBJECT = os.environ["MAPPROOF_SUBJECT"]
SKIPPED = ("untested", "unsupported")
BROKEN = ("unresolved", "crashed", "timeout")
WAIVERS = {"waivers": [{"row": row, "reason": "]]> # known", "expires": "2999-12-31"} for row in ("TST_01", "TST_02")]}

# Perl's own reader of TAP, which `prove` uses.
PERL = r"""
use TAP::Parser; use JSON::PP;
open my $file, '<', $ARGV[0] or die; local $/; my $parser = TAP::Parser->new({tap => <$file>}); my @tests;
while (my $result = $parser->next) {
  next unless $result->is_test;
  push @tests, {name => $result->description, directive => $result->directive, ok => $result->is_actual_ok ? 1 : 0};
}
print encode_json({plan => $parser->tests_planned, tests => \@tests, errors => [$parser->parse_errors]});
"""


class Files(NamedTuple):
    """The three files of one run."""

    events: List[Dict[str, Any]]
    junit: Path
    ktap: Path

    @property
    def checks(self) -> List[Dict[str, Any]]:
        """The check events, and the one more that a run which has shown nothing has in the other formats."""
        checks = [event for event in self.events if event["event"] == "check"]
        if self.events[-1]["conformant"] or any(check["hinders"] for check in checks):
            return checks
        detail = "no judged check passed, so nothing supports a yes"
        nothing = {"verdict": "incomplete", "judged": True, "hinders": True, "detail": detail}
        return [*checks, {"row": "verdict", "check": "SomethingWasShown", **nothing}]


def run(folder: Path, *arguments: str) -> Files:
    out, junit, ktap = folder / "r.jsonl", folder / "r.xml", folder / "r.ktap"
    command = [CONFORM, "--out", str(out), "--junit", str(junit), "--ktap", str(ktap), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not [path for path in folder.iterdir() if path.suffix in (".new", ".partial")]
    return Files([json.loads(line) for line in out.read_bytes().splitlines()], junit, ktap)


def visible(text: str) -> str:
    """What a reader gets to see of a text with characters that XML or TAP forbid."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", lambda found: f"\\u{ord(found.group()):04x}", text)


def full_name(check: Dict[str, Any]) -> str:
    return f"{check['row']}.{check['check']}"


def is_open(check: Dict[str, Any]) -> bool:
    """It is not wrong, and keeps the run from a yes."""
    return bool(check["hinders"]) and check["verdict"] in (*SKIPPED, "waived", "incomplete")


def element_of(check: Dict[str, Any]) -> str:
    """The element that a verdict stands in; no skip may look like a pass, and no failure like a skip."""
    verdict = check["verdict"]
    if verdict in ("pass", "xpass"):
        return ""
    if is_open(check):
        return "failure"
    if verdict in SKIPPED or verdict == "waived" or not check["judged"]:
        return "skipped"
    return "error" if verdict in BROKEN else "failure"


def compare_junit(files: Files) -> None:
    root = ElementTree.parse(files.junit).getroot()
    cases = root.findall("./testsuite/testcase")
    assert [f"{case.get('classname')}.{case.get('name')}" for case in cases] == [full_name(c) for c in files.checks]
    for case, check in zip(cases, files.checks):
        answers = [child for child in case if child.tag != "system-out"]
        assert [child.tag for child in answers] == ([element_of(check)] if element_of(check) else [])
        for child in answers:
            assert child.get("type") == check["verdict"]
            assert child.text == visible(check["detail"])
        if check["verdict"] == "xpass":
            assert case.findtext("system-out") == f"xpass: {visible(check['detail'])}"
    rows = [event["row"] for event in files.events if event["event"] == "row"]
    rows += [check["row"] for check in files.checks if check["row"] == "verdict"]
    assert [suite.get("name") for suite in root.findall("testsuite")] == rows
    if not files.events[-1]["conformant"]:
        assert (root.get("failures"), root.get("errors")) != ("0", "0")


def compare_junitparser(files: Files) -> None:
    xml = junitparser.JUnitXml.fromfile(str(files.junit))
    cases = [case for suite in xml for case in suite]
    assert [f"{case.classname}.{case.name}" for case in cases] == [full_name(check) for check in files.checks]
    kinds = {"skipped": junitparser.Skipped, "error": junitparser.Error, "failure": junitparser.Failure}
    for case, check in zip(cases, files.checks):
        wanted = [kinds[element_of(check)]] if element_of(check) else []
        assert [type(result) for result in case.result] == wanted
    counts = [element_of(check) for check in files.checks]
    assert (xml.tests, xml.failures) == (len(counts), counts.count("failure"))
    assert (xml.errors, xml.skipped) == (counts.count("error"), counts.count("skipped"))


def directive_of(check: Dict[str, Any]) -> str:
    verdict = check["verdict"]
    if is_open(check):
        return ""
    if verdict in SKIPPED:
        return "SKIP"
    excused = verdict in ("waived", "xpass") or (verdict != "pass" and not check["judged"])
    return "TODO" if excused else ""


def is_ok(check: Dict[str, Any]) -> bool:
    return check["verdict"] in ("pass", "xpass", *SKIPPED) and not is_open(check)


def name_in(description: str) -> str:
    """Directives that only KTAP knows stay with the name for readers of TAP."""
    return re.sub(r"^- ", "", description.strip()).split(" # ")[0]


def compare_perl(files: Files) -> None:
    text = subprocess.run(["perl", "-e", PERL, str(files.ktap)], capture_output=True, check=True).stdout
    read = json.loads(text)
    assert read["errors"] == []
    assert read["plan"] == len(files.checks)
    assert [name_in(test["name"]) for test in read["tests"]] == [full_name(check) for check in files.checks]
    assert [bool(test["ok"]) for test in read["tests"]] == [is_ok(check) for check in files.checks]
    assert [test["directive"] for test in read["tests"]] == [directive_of(check) for check in files.checks]


def compare_tappy(files: Files) -> None:
    lines = [line for line in tap.parser.Parser().parse_file(str(files.ktap)) if line.category == "test"]
    assert [name_in(line.description) for line in lines] == [full_name(check) for check in files.checks]
    assert [line.ok for line in lines] == [is_ok(check) for check in files.checks]
    for line, check in zip(lines, files.checks):
        assert (line.skip, line.todo) == (directive_of(check) == "SKIP", directive_of(check) == "TODO")


def compare_reasons(files: Files) -> None:
    """Each line of a reason stands as a comment above its check, in the order of the record."""
    assert files.events[-1]["conformant"] == all(is_ok(check) or directive_of(check) == "TODO" for check in files.checks)
    lines = files.ktap.read_bytes().decode("utf-8").split("\n")
    at = 0
    for check in files.checks:
        shown = check["detail"] if check["row"] == "verdict" else f"{check['verdict']}: {check['detail']}"
        reasons = visible(shown).split("\n") if check["detail"] else []
        at = lines.index(f"# {reasons[0]}", at) if reasons else at
        assert lines[at : at + len(reasons)] == [f"# {reason}" for reason in reasons]
        at += len(reasons)


def compare(files: Files) -> None:
    compare_junit(files)
    compare_junitparser(files)
    compare_perl(files)
    compare_tappy(files)
    compare_reasons(files)


@pytest.mark.parametrize(
    "target, wanted",
    [
        ("none:none:pass", "pass"),
        ("none:none:fail", "fail"),
        ("none:none:unresolved", "unresolved"),
        ("none:none:untested", "untested"),
        ("open:no-window", "unsupported"),
        ("map:crash", "crashed"),
        ("map:hang", "timeout"),
        ("open:print-nonsense:fail", "fail"),
        ("open:print-nonsense:exception", "unresolved"),
        ("close:print-nonsense:untested", "untested"),
    ],
)
@pytest.mark.parametrize("waived", [False, True])
def test_fake_subject(tmp_path: Path, target: str, wanted: str, waived: bool) -> None:
    arguments = ["--backend", SUBJECT, "--target", target, "--deadline", "0.5" if target == "map:hang" else "60"]
    if waived:
        (tmp_path / "waivers.json").write_text(json.dumps(WAIVERS))
        arguments += ["--waivers", str(tmp_path / "waivers.json")]

    files = run(tmp_path, *arguments)

    verdicts = {event["verdict"] for event in files.events if event["event"] == "check"}
    assert (wanted in verdicts or {"waived", "xpass"} & verdicts) and (wanted in verdicts or waived)
    if "nonsense" in target:
        assert any("]]>" in (check["detail"] or "") and "\033" in check["detail"] for check in files.checks)
    compare(files)


@pytest.mark.parametrize("profile", ["qnx-7.1", "obs64", "svr5-ddi8"])
def test_real_program(tmp_path: Path, profile: str) -> None:
    compare(run(tmp_path, "--profile", profile))
