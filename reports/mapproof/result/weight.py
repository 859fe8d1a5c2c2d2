"""What a check counts for, worked out from the rows and facts of its record as conformance/run/check_result.cpp does.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Dict

from mapproof.result.results import Check, Result, Row

# About an off_t of 32 bits: of a system whose off_t has 64 they ask nothing.
NARROW = ("MOF_19", "MOF_20")
# What rows of mem_offset() say "holds for mem_offset64() too": each check has the title of theirs, and counts as theirs does.
REPEATING, REPEATED = "MO64_01", "MOF_"


class Weights:
    """Of all checks of a record."""

    def __init__(self, result: Result) -> None:
        self._rows: Dict[str, Row] = {row.row: row for row in result.rows}
        self._repeated = {check.check: check.row for check in result.checks if check.row.startswith(REPEATED)}
        self._narrow = result.run.facts.offset_bits == 32

    def judged(self, check: Check) -> bool:
        """Whether it counts in this profile. Where the rows that are repeated were not run, it is as the record says."""
        judged = self._rows[check.row].judged and self._claim(check).judged
        known = check.row != REPEATING or check.check in self._repeated
        return judged and (known or check.judged)

    def core(self, check: Check) -> bool:
        """Whether a yes needs it."""
        claim = self._claim(check)
        return self._rows[check.row].core and claim.core and (self._narrow or claim.row not in NARROW)

    def hindrance(self, check: Check) -> str:
        """What one check means for the run: "violated", "open", or nothing; the rule of conformance/core/verdict.cpp."""
        if not check.judged:
            return ""
        if check.verdict in ("fail", "crashed", "timeout"):
            return "violated"
        if check.verdict == "unresolved" or (check.verdict == "unsupported" and not self._rows[check.row].optional):
            return "open"
        return "open" if check.verdict in ("untested", "waived") and self.core(check) else ""

    def _claim(self, check: Check) -> Row:
        repeated = self._repeated.get(check.check) if check.row == REPEATING else None
        return self._rows[repeated or check.row]
