"""The packages of a folder as rows of a table and as a page that needs nothing else.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from mapproof.certificate.examine import CONFORMANT, INCOMPLETE, INVALID, NOT_CONFORMANT, Examination
from mapproof.page import shell

TEMPLATES = Path(__file__).resolve().parent / "templates"
SOON_DAYS = 60
COLUMNS = ("package", "backend", "version", "profile", "verdict", "coverage", "date", "signed by", "expires soon")
TONES = {CONFORMANT: "good", INCOMPLETE: "doubt", NOT_CONFORMANT: "bad", INVALID: "bad"}


@dataclass(frozen=True)
class Entry:
    """One package, of which nothing is said that is not valid."""

    package: str
    verdict: str
    reasons: Sequence[str]
    date: str
    said: Mapping[str, Any] = field(default_factory=dict)
    signed_by: Sequence[str] = ()
    waivers: Sequence[Mapping[str, Any]] = ()

    @property
    def product(self) -> str:
        """As the vendor calls it."""
        product = self.said.get("product", {})
        return " ".join(product[name] for name in ("vendor", "product", "version") if product.get(name))

    @property
    def backend(self) -> str:
        """Name and version."""
        return f"{self.said['backend']['name']} {self.said['backend']['version']}".strip() if self.said else ""

    @property
    def profile(self) -> str:
        """The documents it is held against."""
        return str(self.said.get("profile", ""))

    @property
    def coverage(self) -> str:
        """How many of the judged rows passed."""
        return self._passed("judged_rows")

    @property
    def core(self) -> str:
        """How many of the core rows passed."""
        return self._passed("core_rows")

    @property
    def share(self) -> float:
        """To sort by."""
        coverage = self.said.get("coverage", {})
        return coverage["judged_rows_passed"] / max(1, coverage["judged_rows"]) if coverage else -1.0

    @property
    def expires_soon(self) -> List[str]:
        """Waivers that need somebody's attention."""
        return [waiver["id"] for waiver in self.waivers if waiver["soon"]]

    @property
    def notable(self) -> bool:
        """Whether somebody should look at it."""
        return self.verdict != CONFORMANT or bool(self.expires_soon)

    def cells(self) -> Tuple[str, ...]:
        """A line of the table on a terminal."""
        verdict = f"{self.verdict}: {self.reasons[0]}" if self.verdict == INVALID else self.verdict
        backend = self.said.get("backend", {})
        signed = ", ".join(self.signed_by) or "unsigned" if self.said else ""
        return (self.package, backend.get("name", ""), backend.get("version", ""), self.profile, verdict, self.coverage, self.date,
                signed, ", ".join(self.expires_soon))

    def _passed(self, rows: str) -> str:
        coverage = self.said.get("coverage", {})
        return f"{coverage[rows + '_passed']} of {coverage[rows]}" if coverage else ""


def entry_of(package: str, found: Examination, today: date) -> Entry:
    """What came out of examining a package."""
    if found.verdict == INVALID:
        return Entry(package, INVALID, found.reasons, found.started[:10])
    soon = (today + timedelta(SOON_DAYS)).isoformat()
    waivers = [{"id": waiver.id, "row": waiver.row, "expires": waiver.expires, "soon": waiver.expires < soon} for waiver in found.waivers]
    return Entry(package, found.verdict, found.reasons, found.started[:10], found.said, found.signed_by, waivers)


def page_of(entries: Sequence[Entry], today: date) -> str:
    """The register as HTML."""
    counts: Dict[str, int] = {word: sum(entry.verdict == word for entry in entries) for word in TONES}
    return shell.render(TEMPLATES, "register.html.j2",
                        {"entries": entries, "counts": counts, "tones": TONES, "day": today.isoformat()})
