"""The changes that are made: each operator yields edits of the code of one file. What does not compile is no mutant.

The code is formatted by clang-format: a binary operator has a blank on both sides, which a template's bracket, a pointer and a
reference have not.

SPDX-License-Identifier: Apache-2.0
"""

import re
from typing import Callable, Dict, Iterator, Mapping, NamedTuple, Optional, Sequence

from mutation.tokens import closing, parts


class Edit(NamedTuple):
    """The code from `begin` to `end` becomes `text`."""

    begin: int
    end: int
    text: str


_RELATIONS = {"==": ("!=",), "!=": ("==",), "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<")}
_ARITHMETIC = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("/",), "&": ("|",), "|": ("&",), "<<": (">>",),
               ">>": ("<<",), "+=": ("-=",), "-=": ("+=",), "|=": ("&=",), "&=": ("|=",)}
_CONNECTIVES = {"&&": ("||",), "||": ("&&",)}
_ERRNOS = ("EACCES", "EAGAIN", "EBADF", "EFAULT", "EINTR", "EINVAL", "EIO", "EMFILE", "ENFILE", "ENODEV", "ENOENT", "ENOMEM",
           "ENOSYS", "ENOTSUP", "ENXIO", "EOVERFLOW", "EPERM", "ENAMETOOLONG", "ENOTTY", "ESPIPE", "EOPNOTSUPP", "EBUSY", "EEXIST")
_FLAG = re.compile(r"\b(?:MAPPROOF_)?(?:MAP|PROT|TYPED|MCL|LOCK|O|MEMORY|MREMAP|MADV|MS|F|DDI)_[A-Z0-9_]+\b")
_QUANTITY = re.compile(r"(?<![\w.>])(?:\w+(?:\.|->))*(?:page_size|page|length|offset|physical|size|address|pages)(?:\(\))?(?![\w(.\[{]|->)")
_STATEMENT = re.compile(r"(?:\w+(?:(?:\.|->|::)\w+)*)(?:\[[^\]\n]*\])?(?:\(| (?:=|\+=|-=|\|=|&=) |(?=;))")
_NOT_A_STATEMENT = re.compile(r"(?:return|const|auto|using|if|else|for|while|do|switch|case|default|break|continue|struct|static|namespace"
                              r"|public|private|goto|throw|try|catch|static_assert|template|typedef|enum|class|extern)\b")
_TWO_WORDS = re.compile(r"[\w>*&]\s+[*&]*\w")


def _exchanges(table: Mapping[str, Sequence[str]], code: str) -> Iterator[Edit]:
    longest_first = "|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True))
    for found in re.finditer(rf"(?<= )(?:{longest_first})(?=[ \n])", code):
        for other in table[found[0]]:
            yield Edit(found.start(), found.end(), other)


def relations(code: str) -> Iterator[Edit]:
    """A relation becomes its opposite, or moves its boundary."""
    return _exchanges(_RELATIONS, code)


def arithmetic(code: str) -> Iterator[Edit]:
    """An operation becomes its counterpart."""
    return _exchanges(_ARITHMETIC, code)


def connectives(code: str) -> Iterator[Edit]:
    """And becomes or."""
    return _exchanges(_CONNECTIVES, code)


def complements(code: str) -> Iterator[Edit]:
    """A negation or a complement is left out."""
    for found in re.finditer(r"[!~](?=[\w(])", code):
        yield Edit(found.start(), found.end(), "")


def conditions(code: str) -> Iterator[Edit]:
    """A condition is negated."""
    for found in re.finditer(r"\b(?:if|while) (\()", code):
        end = closing(code, found.start(1))
        inside = "" if end is None else code[found.end() : end]
        begin = found.end() + inside.rfind(";") + 1
        if end is not None and not re.search(r"[^=!<>]=[^=]", code[begin:end]):
            yield Edit(begin, end, f"!({code[begin:end].strip()})")
    for found in re.finditer(r" \?(?=[ \n])", code):
        yield Edit(found.start(), found.end(), " == 0 ?")


def errnos(code: str) -> Iterator[Edit]:
    """An errno becomes another one."""
    for found in re.finditer(rf"\b(?:{'|'.join(_ERRNOS)})\b", code):
        yield Edit(found.start(), found.end(), "ENXIO" if found[0] == "EINVAL" else "EINVAL")


def flags(code: str) -> Iterator[Edit]:
    """A flag is left out, or becomes the next one of the file."""
    found_all = list(_FLAG.finditer(code))
    kinds = sorted({found[0] for found in found_all})
    for found in found_all:
        yield Edit(found.start(), found.end(), "0")
        kin = [name for name in kinds if name.split("_")[:2] == found[0].split("_")[:2]]
        if len(kin) > 1:
            yield Edit(found.start(), found.end(), kin[(kin.index(found[0]) + 1) % len(kin)])


def statements(code: str) -> Iterator[Edit]:
    """A statement is left out."""
    for start in re.finditer(r"(?:^ +|[)] |\belse |\{ )(?=\w)", code, re.MULTILINE):
        if _NOT_A_STATEMENT.match(code, start.end()) or not _STATEMENT.match(code, start.end()):
            continue
        end = _end_of_statement(code, start.end())
        before = code[: start.start() + 1].rstrip() if start[0].isspace() else ";"
        if end is not None and before[-1:] in (";", "{", "}", ")", ":"):
            yield Edit(start.end(), end, "")


def _end_of_statement(code: str, begin: int) -> Optional[int]:
    place = begin
    while place < len(code) and code.count("\n", begin, place) < 8:
        if code[place] == ";":
            return place
        if code[place] in "([{":
            after = closing(code, place)
            if after is None:
                return None
            place = after
        elif code[place] in ")]}":
            return None
        place += 1
    return None


def answers(code: str) -> Iterator[Edit]:
    """What is returned becomes its opposite."""
    for found in re.finditer(r"\b(?:true|false)\b", code):
        yield Edit(found.start(), found.end(), "false" if found[0] == "true" else "true")
    for found in re.finditer(r"\breturn (0|-1);", code):
        yield Edit(found.start(1), found.end(1), "-1" if found[1] == "0" else "0")


def constants(code: str) -> Iterator[Edit]:
    """A number becomes the next one."""
    for found in re.finditer(r"(?<![\w.])(?:0x[0-9a-fA-F]+|\d+)(?![\w.])", code):
        yield Edit(found.start(), found.end(), f"{found[0]} + 1")
        if found[0] == "1":
            yield Edit(found.start(), found.end(), "0")


def quantities(code: str) -> Iterator[Edit]:
    """A length, an offset or an address is one too large, a page twice as large."""
    for found in _QUANTITY.finditer(code):
        behind = code[found.end() :].lstrip()
        before = code[: found.start()].rstrip(" ")
        declared = before[-1:] in "&*>" and before[-2:-1] != " " and before[-2:] not in ("&&", "->")
        word_before = re.search(r"(\w+)$", before)
        if declared or (word_before and word_before[1] != "return") or re.match(r"=[^=]|[+\-|&]=|\+\+|--", behind) or before.endswith("::"):
            continue
        changed = f"(2 * {found[0]})" if "page" in found[0].split(".")[-1] else f"({found[0]} + 1)"
        yield Edit(found.start(), found.end(), changed)


def arguments(code: str) -> Iterator[Edit]:
    """Two neighbouring arguments change places."""
    for found in re.finditer(r"\w(\()", code):
        end = closing(code, found.start(1))
        if end is None:
            continue
        pieces = parts(code, found.end(), end)
        for (begin, middle), (other, behind) in zip(pieces, pieces[1:]):
            first, second = code[begin:middle], code[other:behind]
            if first and second and first != second and not _TWO_WORDS.search(first) and not _TWO_WORDS.search(second):
                yield Edit(begin, behind, f"{second}, {first}")


OPERATORS: Dict[str, Callable[[str], Iterator[Edit]]] = {
    "relation": relations, "arithmetic": arithmetic, "connective": connectives, "complement": complements, "condition": conditions,
    "errno": errnos, "flag": flags, "statement": statements, "answer": answers, "constant": constants, "quantity": quantities,
    "arguments": arguments,
}  # fmt: skip
