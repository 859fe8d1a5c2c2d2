"""The mutants of a file, each with a key that survives changes elsewhere in the file, and a choice among them.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, List, Sequence

from mutation.operators import OPERATORS, Edit
from mutation.tokens import code_of


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    key: str
    file: str
    operator: str
    line: int
    before: str  # the line, without the blanks around it
    after: str
    text: str  # of the whole file


def mutants_of(root: Path, file: str) -> List[Mutant]:
    """All of them, in the order of the operators and the file."""
    text = (root / file).read_text(encoding="utf-8")
    code = code_of(text)
    seen: Counter[str] = Counter()
    found: List[Mutant] = []
    texts = set()
    for operator, edits in OPERATORS.items():
        for edit in edits(code):
            mutant = _mutant(file, operator, text, edit, seen)
            if mutant.text not in texts and mutant.text != text:
                texts.add(mutant.text)
                found.append(mutant)
    return found


def _mutant(file: str, operator: str, text: str, edit: Edit, seen: "Counter[str]") -> Mutant:
    mutated = text[: edit.begin] + edit.text + text[edit.end :]
    begin = text.rfind("\n", 0, edit.begin) + 1
    end = text.find("\n", edit.end)
    before = " ".join(text[begin:end].split())
    after = " ".join(mutated[begin : end + len(mutated) - len(text)].split())
    line = text.count("\n", 0, edit.begin)
    lines = text.split("\n")
    around = [" ".join(neighbour.split()) for neighbour in (*lines[max(line - 1, 0) : line], *lines[line + 1 : line + 2])]
    identity = "\n".join([file, operator, before, after, *around])
    seen[identity] += 1
    digest = hashlib.sha256(f"{identity}\n{seen[identity]}".encode()).hexdigest()
    return Mutant(digest[:12], file, operator, line + 1, before, after, mutated)


def chosen(mutants: Iterable[Mutant], seed: int, count: int) -> Sequence[Mutant]:
    """So many of them, at random; what is added to a tree does not change the choice among the others."""
    return sorted(mutants, key=lambda mutant: hashlib.sha256(f"{seed}:{mutant.key}".encode()).digest())[:count]
