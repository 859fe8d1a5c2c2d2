"""The catalogue page: every row with its sentence, source, profiles, errnos, checks and liars.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Dict, List, Sequence, Tuple

from traceability.tree import Row, Tree

HEAD = """# The requirements

Written by `scripts/traceability --write` from the rows, checks and liars; the gate in `scripts/test` fails while this page is not
what they say. *Judged in*: where a failure counts; elsewhere the answer is reported. *Core*: no yes without it ([verdicts](verdicts.md)). *Evidence*: A read in the named document;
B condition read, errno name from a sibling document; C observed of one release or a sibling system; K read in source or
manual of Linux, BSD or illumos; I inferred; U not verified. A *liar* is the model with that one thing broken: the row's
checks fail on it.
"""
QNX_DOCUMENTS = ("qnx-6.5", "qnx-6.6", "qnx-7.0", "qnx-7.1", "qnx-7.1b", "qnx-8.0")
STATES = ("tested", "report-only", "untestable")


def page_of(tree: Tree) -> str:
    """All documents in the order of their names, each with its rows in the order in which they are declared."""
    headers = dict(tree.declared)
    documents: Dict[str, List[Row]] = {}
    for row in tree.rows:
        documents.setdefault(headers.get(row.name, "?"), []).append(row)
    liars: Dict[str, List[str]] = {}
    for liar in sorted(tree.liars):
        words = liar.split("_")
        liars.setdefault("_".join(words[:2]).upper(), []).append("_".join(words[2:]))
    parts = [HEAD, _counts(documents)]
    for document in sorted(documents):
        parts.append(f"## {document}\n")
        parts += [_entry(row, liars.get(row.name, ())) for row in documents[document]]
    return "\n".join(parts)


def _counts(documents: Dict[str, List[Row]]) -> str:
    lines = [f"| document | rows | {' | '.join(STATES)} |", "| --- |" + " ---: |" * (1 + len(STATES))]
    everything = [row for rows in documents.values() for row in rows]
    for name, rows in (*sorted(documents.items()), ("all", everything)):
        states = [row.state for row in rows]
        lines.append(f"| {name} | {len(rows)} | {' | '.join(str(states.count(state)) for state in STATES)} |")
    return "\n".join(lines) + "\n"


def _entry(row: Row, liars: Sequence[str]) -> str:
    lines = [
        f"### {row.name}\n",
        f"{row.text}\n",
        f"* Source: {row.source}. Evidence {row.evidence}.",
        f"* {row.state.capitalize()}{', core' if row.core else ''}{', optional' if row.optional else ''}. Judged in: {_names(row.profiles)}."
        + (f" Not for: {_names(row.not_for)}." if row.not_for else ""),
    ]
    errnos = _errnos(row)
    if errnos:
        lines.append(f"* Errno: {errnos}.")
    if row.checks:
        lines.append(f"* Checks: {_code(row.checks)}")
        lines.append(f"* Liars: {_code(liars) or 'none'}")
    else:
        lines.append(f"* No check: {(row.reason or 'no reason is given').rstrip('.')}.")
    return "\n".join(lines) + "\n"


def _names(profiles: Sequence[str]) -> str:
    """All documents of QNX are one word."""
    if set(QNX_DOCUMENTS) <= set(profiles):
        return ", ".join(("every QNX document", *(name for name in profiles if name not in QNX_DOCUMENTS)))
    return ", ".join(profiles) or "nowhere"


def _errnos(row: Row) -> str:
    """Profiles of one answer together; those that the row does not judge do not matter, unless it judges nowhere."""
    answers: Dict[Tuple[str, ...], List[str]] = {}
    for profile, names in row.accepts.items():
        if names and (profile in row.profiles or not row.profiles):
            answers.setdefault(names, []).append(profile)
    if len(answers) == 1:
        return " or ".join(next(iter(answers)))
    return "; ".join(f"{' or '.join(names)} in {_names(profiles)}" for names, profiles in answers.items())


def _code(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
