"""The text of a page, without what another version of matplotlib may draw differently.

SPDX-License-Identifier: Apache-2.0
"""

import re
from html.parser import HTMLParser
from typing import List, Optional, Tuple


class _Text(HTMLParser):
    """Collects words, alternative texts and the classes that carry meaning; leaves out style and the inside of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: List[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        label = dict(attrs).get("aria-label")
        if tag == "svg" and label:
            self.lines.append(f"[picture: {label}]")
        if tag in ("style", "svg", "script"):
            self._hidden += 1
        if tag in ("tr", "p", "li", "article", "section", "div"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "svg", "script"):
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data).strip()
        if text and not self._hidden:
            self.lines.append(f"{self.lines.pop() if self.lines else ''} {text}".strip())


def normalised(page: str) -> str:
    """One line per row, paragraph or item."""
    parser = _Text()
    parser.feed(page)
    return "\n".join(line for line in parser.lines if line) + "\n"
