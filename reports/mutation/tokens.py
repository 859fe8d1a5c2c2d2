"""The code of a C or C++ file: comments, texts, characters and preprocessor lines become blanks of the same length.

SPDX-License-Identifier: Apache-2.0
"""

import re
from typing import List, Optional, Tuple

_NO_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"\((?:.*?)\)" | "(?:\\.|[^"\\\n])*" | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'
        | ^[ \t]*\#(?:[^\\\n]|\\.|\\\n)*""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def code_of(text: str) -> str:
    """The text with everything blanked that is no code; every place keeps its number, every line its end."""
    return _NO_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def closing(code: str, opening: int) -> Optional[int]:
    """Where the bracket at `opening` is closed."""
    stack: List[str] = []
    for place in range(opening, len(code)):
        letter = code[place]
        if letter in _CLOSING:
            stack.append(_CLOSING[letter])
        elif stack and letter == stack[-1]:
            stack.pop()
            if not stack:
                return place
        elif letter in ")]}":
            return None
    return None


def parts(code: str, begin: int, end: int) -> List[Tuple[int, int]]:
    """The pieces between commas that stand in no further bracket, without the blanks around them."""
    found = []
    start = place = begin
    while place < end:
        if code[place] in _CLOSING:
            place = closing(code, place) or end
        elif code[place] == ",":
            found.append((start, place))
            start = place + 1
        place += 1
    found.append((start, end))
    return [_trimmed(code, *piece) for piece in found]


def _trimmed(code: str, begin: int, end: int) -> Tuple[int, int]:
    while begin < end and code[begin].isspace():
        begin += 1
    while end > begin and code[end - 1].isspace():
        end -= 1
    return begin, end
