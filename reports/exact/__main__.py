"""python3 -m exact: holds our own code against the committed instruction counts, rewrites them, or shows how well they repeat.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import os
import sys
from typing import List, Mapping, Optional, Sequence

from exact import baseline
from exact.measuring import LINUX, MODEL, Figures, Subject, measure, spread
from mapproof.errors import CANNOT_TELL, COULD_NOT_RUN, NO, YES, CannotRun

# In which the calls stand that are slower on purpose. A batch is another call, and the cache asks nobody on a hit.
SLOWER_ROWS = ("map/", "map_unmap/", "map_replace/", "map_at_hint/", "offset_repeated/", "offset_miss")


def main(argv: Optional[Sequence[str]] = None) -> int:
    """0: nothing grew, 1: something did, 2: could not run, 3: there are no figures of this machine's tools."""
    parser = argparse.ArgumentParser(prog="exact-figures", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help="make the figures of now the committed ones")
    what.add_argument("--boots", type=int, metavar="N", help="boot N times and print how far each row's figures lie apart")
    what.add_argument("--prove", metavar="PLUGIN", help="also hold this plugin, linux with one more system call, against linux: "
                      "what does not look worse there is a failure")
    arguments = parser.parse_args(argv)
    try:
        if arguments.boots is not None:
            return _show_spread(arguments.boots)
        return _write() if arguments.write else _check(arguments.prove)
    except CannotRun as error:
        print(f"exact-figures: {error}", file=sys.stderr)
        return COULD_NOT_RUN


def _write() -> int:
    boot = measure([LINUX, MODEL])
    for change in baseline.changes(baseline.load().get(boot.key, {}), boot.figures):
        print(change)
    baseline.write(boot.key, boot.figures)
    print(f"{_count(boot.figures)} figures of '{boot.key}' written")
    return YES


def _check(plugin: Optional[str]) -> int:
    slower = Subject("slower", os.path.abspath(plugin), LINUX.target) if plugin else None
    boot = measure([LINUX, MODEL, *([slower] if slower else [])])
    unseen = _unseen(boot.figures[LINUX.name], boot.figures[slower.name]) if slower else []
    for row in unseen:
        print(f"{row}: one more system call was not noticed")
    code = _judge(boot.key, {subject.name: boot.figures[subject.name] for subject in (LINUX, MODEL)})
    return NO if unseen else code


def _judge(key: str, figures: Mapping[str, Figures]) -> int:
    committed = baseline.load().get(key)
    if committed is None:
        print(f"no exact figures of '{key}' are committed: NOTHING WAS COMPARED; scripts/exact-figures --write adds them")
        return CANNOT_TELL
    changed = baseline.changes(committed, figures)
    for change in changed:
        print(change)
    worse = sum(change.is_worse for change in changed)
    print(f"{_count(committed)} figures of '{key}': {worse} grew by more than {100 * baseline.MOST_GROWTH:g} % or are gone")
    return NO if worse else YES


def _count(figures: Mapping[str, Figures]) -> int:
    return sum(map(len, figures.values()))


def _unseen(honest: Figures, slower: Figures) -> List[str]:
    """The rows with the slower calls that look like the honest ones."""
    worse = {change.row for change in baseline.changes({"": honest}, {"": slower}) if change.is_worse}
    return [row for row in honest if row.startswith(SLOWER_ROWS) and f" {row}" not in worse]


def _show_spread(count: int) -> int:
    if count < 2:
        raise CannotRun(f"--boots {count}: give 2 or more.")
    for (subject, row), (low, high) in spread([measure([LINUX, MODEL]) for _ in range(count)]).items():
        print(f"{100 * (high / low - 1) if low else 0:7.3f} %  {low:12.2f} ... {high:<12.2f} {subject} {row}")
    return YES


if __name__ == "__main__":
    sys.exit(main())
