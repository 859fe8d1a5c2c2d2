"""Compares two result files row by row: did it get slower, did something that passed stop passing.

SPDX-License-Identifier: Apache-2.0
"""

from mapproof.compare.change import Change, Comparison, Question, leftovers
from mapproof.compare.measurements import compare_measurements
from mapproof.errors import NO, YES, CannotRun
from mapproof.result.results import Check, Result


def compare(base: Result, new: Result, question: Question) -> Comparison:
    """Compares files of one kind."""
    if base.run.kind != new.run.kind:
        raise CannotRun(
            f"'{base.path}' is a {base.run.kind} result and '{new.path}' a {new.run.kind} result: compare two of one kind."
        )
    if base.run.kind == "conformance":
        return _compare_checks(base, new)
    return compare_measurements(base, new, question)


def _compare_checks(base: Result, new: Result) -> Comparison:
    before = {f"{check.row}.{check.check}": check for check in base.checks}
    after = {f"{check.row}.{check.check}": check for check in new.checks}
    common = [name for name in before if name in after]
    if not common:
        raise CannotRun(f"'{base.path}' and '{new.path}' have no row in common: there is nothing to compare.")
    changes = [_check_change(name, before[name], after[name]) for name in common]
    code = NO if any(change.verdict == "regressed" for change in changes) else YES
    return Comparison("conformance", tuple(changes), *leftovers(before, after), code)


def _check_change(name: str, before: Check, after: Check) -> Change:
    text = f"{before.verdict} → {after.verdict}" if before.verdict != after.verdict else after.verdict
    passed, passes = before.verdict in ("pass", "xpass"), after.verdict in ("pass", "xpass")
    if passed == passes:
        verdict = "unchanged" if before.verdict == after.verdict or passes else "changed"
    elif passes:
        verdict = "repaired"
    else:
        verdict = "regressed" if before.judged or after.judged else "changed"
    return Change(name, verdict, text)
