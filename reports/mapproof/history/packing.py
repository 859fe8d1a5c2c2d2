"""Repetitions in few bytes: single precision, which no clock needs more than, and deflated.

SPDX-License-Identifier: Apache-2.0
"""

import zlib
from typing import List, Sequence, Tuple


def packed(repetitions: Sequence[float], at: Sequence[float]) -> bytes:
    """The times, then the moments if there are any. Bytes of one weight stand together, which deflates best."""
    import numpy

    values = numpy.array([*repetitions, *at], dtype="<f4")
    return zlib.compress(numpy.ascontiguousarray(values.view("u1").reshape(-1, 4).T).tobytes(), 6)


def unpacked(data: bytes, count: int) -> Tuple[List[float], List[float]]:
    """The times and the moments."""
    import numpy

    planes = numpy.frombuffer(zlib.decompress(data), dtype="u1").reshape(4, -1)
    values = numpy.ascontiguousarray(planes.T).view("<f4").ravel().tolist()
    return values[:count], values[count:]
