"""What is wrong between rows, checks, liars, ids and the catalogue page: one sentence each.

SPDX-License-Identifier: Apache-2.0
"""

import re
from collections import Counter
from typing import Callable, Iterator, List, Sequence

from traceability.catalogue import catalogue_of
from traceability.page import page_of
from traceability.tree import CATALOGUE, Tree


def faults(tree: Tree) -> List[str]:
    """Everything that is wrong."""
    rules: Sequence[Callable[[Tree], Iterator[str]]] = (
        _rows_without_check_or_reason,
        _checks_without_row,
        _claims_without_liar,
        _calls_without_liar,
        _ids_given_twice,
        _ids_that_are_lost,
        _sentences_not_on_the_page,
        _catalogue_of_other_rows,
    )
    return [fault for rule in rules for fault in rule(tree)]


def _rows_without_check_or_reason(tree: Tree) -> Iterator[str]:
    for row in tree.rows:
        if not row.checks and not row.reason:
            yield f"row {row.name} has neither a check nor a reason why there can be none."
        if row.checks and row.reason:
            yield f"row {row.name} has checks, and a reason why there can be none."


def _checks_without_row(tree: Tree) -> Iterator[str]:
    known = {f"{row.name}.{title}" for row in tree.rows for title in row.checks}
    for name, title in tree.written:
        if f"{name}.{title}" not in known:
            yield f"check {name}.{title} is written, but the program has no such row or does not run it."


def _claims_without_liar(tree: Tree) -> Iterator[str]:
    owners = {owner_of(liar) for liar in tree.liars}
    for row in tree.rows:
        if row.checks and row.name not in owners:
            yield f"row {row.name} has no liar: nobody knows whether its checks can fail."
    names = {row.name for row in tree.rows}
    for liar in tree.liars:
        if owner_of(liar) not in names:
            yield f"liar {liar} is named after no row."


# Calls that a row names beside those that it is about: what another call is held against, or the other form of each liar.
_NAMED_ONLY = {"MOF_20": {"mem_offset"}, "MO64_01": {"mem_offset", "mem_offset64"}}


def _calls_without_liar(tree: Tree) -> Iterator[str]:
    """A row that names several calls and checks one of them would certify systems that break the others."""
    known = {call for calls in tree.broken.values() for call in calls}
    for row in tree.rows:
        named = set(re.findall(r"(\w+)\(\)", row.text)) & known
        if not row.checks or len(named) < 2:
            continue
        broken = {call for liar, calls in tree.broken.items() if owner_of(liar) == row.name for call in calls}
        for call in sorted(named - broken - _NAMED_ONLY.get(row.name, set())):
            yield f"row {row.name} names {call}() beside other calls, and no liar of it breaks that one."


def _ids_given_twice(tree: Tree) -> Iterator[str]:
    declared = Counter(name for name, _ in tree.declared)
    listed = Counter(row.name for row in tree.rows)
    for name, count in (declared | listed).items():
        if count > 1:
            yield f"id {name} names {count} rows."
        if name in tree.numbering.withdrawn:
            yield f"id {name} was withdrawn ({tree.numbering.withdrawn[name]}) and is used again."
    given = set(tree.numbering.given())
    for name in [name for name in declared | listed if name not in given]:
        yield f"id {name} is not in ids.txt: raise the last number of its document."


def _ids_that_are_lost(tree: Tree) -> Iterator[str]:
    names = {row.name for row in tree.rows}
    for name in tree.numbering.given():
        if name not in names and name not in tree.numbering.withdrawn:
            yield f"id {name} is no row and was not withdrawn."


def _sentences_not_on_the_page(tree: Tree) -> Iterator[str]:
    missing = [row.name for row in tree.rows if row.text not in tree.page]
    for name in missing:
        yield f"the sentence of row {name} is not on the catalogue page: run scripts/traceability --write."
    if not missing and tree.page != page_of(tree):
        yield "the catalogue page is not what the rows say: run scripts/traceability --write."


def _catalogue_of_other_rows(tree: Tree) -> Iterator[str]:
    if tree.kept_catalogue != catalogue_of(tree):
        yield f"{CATALOGUE} is not what the rows say: run scripts/traceability --write."


def owner_of(liar: str) -> str:
    """The row that must notice: the first two words of the liar's name."""
    return "_".join(liar.split("_")[:2]).upper()
