"""The catalogue as a file: what the program lists, one row a line, for commands that need no program.

SPDX-License-Identifier: Apache-2.0
"""

import json

from traceability.tree import Tree

# What a row says under one profile follows from what it says of all.
_OF_ONE_PROFILE = ("judged",)


def catalogue_of(tree: Tree) -> str:
    """One line of head, one a row, one of end: two branches that add rows then merge like text."""
    head = {key: value for key, value in tree.catalogue.items() if key != "rows"}
    rows = [{key: value for key, value in row.items() if key not in _OF_ONE_PROFILE} for row in tree.catalogue["rows"]]
    lines = ",\n".join(json.dumps(row) for row in rows)
    return f'{json.dumps(head)[:-1]}{", " if head else ""}"rows": [\n{lines}\n]}}\n'
