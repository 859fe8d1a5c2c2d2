"""Text that a subject or a file chose, as it may stand on a terminal or in a page: nothing in it steers the reader's screen.

SPDX-License-Identifier: Apache-2.0
"""

import re

# C0 and C1 controls, line and paragraph separators, and what turns the direction of writing.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_STEERING_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, lines: bool = False) -> str:
    """Each such character as \\u001b; with lines, line breaks and tabs stay."""
    return (_STEERING_IN_LINES if lines else _STEERING).sub(lambda found: f"\\u{ord(found.group()):04x}", text)
