"""What a row's repetitions are held against: its floor, pair by pair, and the machine at that moment.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Any, Dict, List, Optional, Tuple

from mapproof.result.results import Measurement, Result

CANARY = "canary_registers"
# So many looks at the canary around a repetition tell how fast the core was then.
LOOKS = 7


class Rulers:
    """The rulers of one benchmark result."""

    def __init__(self, result: Result) -> None:
        self._floors: Dict[str, List[Measurement]] = {}
        self._canary: Optional[Measurement] = None
        for m in result.measurements:
            if m.refused is None and is_floor(m):
                self._floors.setdefault(m.name, []).append(m)
            if m.name == CANARY and m.refused is None and _usable(m) and len(m.at) == len(m.repetitions):
                self._canary = m

    @property
    def with_canary(self) -> bool:
        """Whether it is known when the canary was looked at."""
        return self._canary is not None

    def against_floor(self, m: Measurement) -> "Optional[Tuple[Any, Any]]":
        """The logarithms of its repetitions and of those of its floor, each beside that which came right next to it in time."""
        import numpy

        floor = self._floor_of(m)
        if floor is None or len(floor.repetitions) != len(m.repetitions) or not (_usable(m) and _usable(floor)):
            return None
        return numpy.log(m.repetitions), numpy.log(floor.repetitions)

    def against_machine(self, m: Measurement, by_canary: bool) -> "Optional[Any]":
        """The logarithms of its repetitions, each over what the canary took around that moment if both files know it."""
        import numpy

        if not _usable(m):
            return None
        logs = numpy.log(m.repetitions)
        if not by_canary or self._canary is None or len(m.at) != len(m.repetitions):
            return logs
        moments, looks = numpy.asarray(self._canary.at), numpy.log(self._canary.repetitions)
        return logs - _around(numpy.asarray(m.at), numpy.asarray(self._canary.at), numpy.log(self._canary.repetitions))

    def _floor_of(self, m: Measurement) -> Optional[Measurement]:
        if m.floor is None:
            return None
        for floor in self._floors.get(m.floor.name, ()):
            if floor.cpu_node == m.cpu_node and abs(floor.median - m.floor.median) <= 1e-12 * floor.median:
                return floor
        return None


def is_floor(m: Measurement) -> bool:
    """Floors are what the rows are held against, not what is judged."""
    return m.name.startswith("floor")


def is_ruler(m: Measurement) -> bool:
    """Canaries too: they are the machine's, not the subject's."""
    return is_floor(m) or m.name.startswith("canary")


def _usable(m: Measurement) -> bool:
    return bool(m.repetitions) and min(m.repetitions) > 0


def _around(moments: "Any", looked_at: "Any", looks: "Any") -> "Any":
    """The lower quartile of the nearest looks: what disturbs a look only ever makes it longer."""
    import numpy

    count = min(LOOKS, len(looks))
    distances = numpy.abs(numpy.subtract.outer(moments, looked_at))
    nearest = numpy.argpartition(distances, count - 1, axis=1)[:, :count]
    return numpy.sort(looks[nearest], axis=1)[:, count // 4]
