"""A result in memory: what a file says, as frozen dataclasses.

SPDX-License-Identifier: Apache-2.0
"""

import math
from dataclasses import dataclass, field, fields
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar, Union

Scalar = Union[str, int, float, bool, None]

# The words of a verdict, from the best news to the worst.
VERDICTS = ("pass", "waived", "xpass", "untested", "unsupported", "unresolved", "timeout", "crashed", "fail")
# Those that are held against a subject, or that nobody can judge.
VERDICTS_AGAINST = ("fail", "crashed", "timeout", "unresolved")
T = TypeVar("T")


@dataclass(frozen=True)
class Window:
    """A range of the physical space that the target offers."""

    name: str
    physical: str
    length: int
    protection: Sequence[str]
    with_nocache: str
    without_nocache: str
    is_memory: bool
    node: int


@dataclass(frozen=True)
class Facts:
    """What the opened target is and offers."""

    page_size: int
    offset_bits: int
    highest_physical: str
    node_count: int
    no_window: Optional[str]
    no_offset: Optional[str]
    windows: Tuple[Window, ...]
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Backend:
    """The implementation under test."""

    name: str
    version: str
    origin: str
    sha256: Optional[str] = None

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


@dataclass(frozen=True)
class Run:
    """The first line of a file."""

    kind: str
    mapproof: str
    commit: str
    backend: Backend
    target: str
    profile: str
    started: str
    allow_write: bool
    arguments: Sequence[str]
    environment: Mapping[str, Scalar]
    facts: Facts


@dataclass(frozen=True)
class Row:
    """A requirement."""

    row: str
    text: str
    source: str
    evidence: str
    judged: bool
    optional: bool
    accepts: Sequence[str]
    state: str
    reason: Optional[str]
    core: bool = False


@dataclass(frozen=True)
class Check:
    """What one check of a row found."""

    row: str
    check: str
    verdict: str
    judged: bool
    seconds: float
    detail: Optional[str]
    hinders: bool = False


@dataclass(frozen=True)
class Order:
    """What a call answered when two documented faults came together, or one alone (first is second)."""

    call: str
    first: str
    second: str
    answer: Optional[str]
    rows: Sequence[str]
    reason: Optional[str]


@dataclass(frozen=True)
class Floor:
    """The least that the same effect costs in the same run."""

    name: str
    median: float
    ratio: float


@dataclass(frozen=True)
class Distribution:
    """The times of single calls in nanoseconds an operation; a bucket is its middle and how many calls it holds."""

    calls: int
    mean: float
    p50: float
    p90: float
    p99: float
    p999: float
    max: float
    subtracted: float
    buckets: Sequence[Sequence[float]]
    min: Optional[float] = None

    def quantile(self, share: float) -> float:
        """The least value that this share of the calls did not exceed."""
        wanted, seen = math.ceil(share * self.calls), 0
        for value, count in self.buckets:
            seen += int(count)
            if seen >= wanted:
                return min(value, self.max)
        return self.max


@dataclass(frozen=True)
class Measurement:
    """One benchmark row; a refused one has an errno name and no numbers."""

    name: str
    arguments: Mapping[str, Union[str, int, float, bool]]
    cpu_node: int
    memory_node: int
    window: Optional[str]
    refused: Optional[str]
    reason: Optional[str] = None
    iterations: int = 0
    repetitions: Sequence[float] = ()
    at: Sequence[float] = ()  # when each repetition was over, in seconds since the first of the run began
    median: float = 0.0
    quartile_low: float = 0.0
    quartile_high: float = 0.0
    bytes_per_second: Optional[float] = None
    floor: Optional[Floor] = None
    distribution: Optional[Distribution] = None
    implausible: Optional[str] = None
    distance: Optional[float] = None
    gate: Sequence[str] = ()
    details: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenRow:
    """A row of the core that keeps a run from a yes, why, and what to do about it."""

    row: str
    verdict: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Coverage:
    """How much of what the documents say a run has shown."""

    judged_rows: int
    judged_rows_passed: int
    core_rows: int
    core_rows_passed: int
    core_rows_not_asked: int
    core_open: Tuple[OpenRow, ...]
    groups_lacking: Sequence[str]

    def __str__(self) -> str:
        text = f"{self.judged_rows_passed} of {self.judged_rows} judged rows passed; core: {self.core_rows_passed} of {self.core_rows}"
        if self.core_rows_not_asked:
            text += f", {self.core_rows_not_asked} more not asked"
        return text + (f"; not offered: {', '.join(self.groups_lacking)}" if self.groups_lacking else "")

    def open_by_reason(self) -> Dict[Tuple[str, str, str], List[str]]:
        """The open rows of the core, gathered by word, reason and remedy."""
        gathered: Dict[Tuple[str, str, str], List[str]] = {}
        for row in self.core_open:
            gathered.setdefault((row.verdict, row.reason, row.remedy), []).append(row.row)
        return gathered


@dataclass(frozen=True)
class End:
    """The last line."""

    seconds: float
    interrupted: bool
    conformant: Optional[bool] = None
    verdict: str = ""
    coverage: Optional[Coverage] = None
    counts: Mapping[str, int] = field(default_factory=dict)
    judged_counts: Mapping[str, int] = field(default_factory=dict)
    measured: int = 0
    refused: int = 0
    implausible: Optional[int] = None
    steal_seconds: Optional[float] = None
    chain: Optional[str] = None


@dataclass(frozen=True)
class Result:
    """One whole file."""

    path: str
    sha256: str
    length: int
    run: Run
    rows: Tuple[Row, ...]
    checks: Tuple[Check, ...]
    measurements: Tuple[Measurement, ...]
    end: End
    orders: Tuple[Order, ...] = ()


def _build(cls: Type[T], event: Mapping[str, Any], **replaced: Any) -> T:
    names = {member.name for member in fields(cls)}  # type: ignore[arg-type]
    return cls(**{**{key: value for key, value in event.items() if key in names}, **replaced})


_NO_FACTS = Facts(0, 64, "0x0", 1, "The target could not be asked.", "The target could not be asked.", (), {})


def _facts(event: Optional[Mapping[str, Any]]) -> Facts:
    if event is None:
        return _NO_FACTS
    return _build(Facts, event, windows=tuple(_build(Window, window) for window in event["windows"]))


def _run(event: Mapping[str, Any]) -> Run:
    return _build(Run, event, backend=_build(Backend, event["backend"]), facts=_facts(event["facts"]))


def _measurement(event: Mapping[str, Any]) -> Measurement:
    floor, distribution = event.get("floor"), event.get("distribution")
    return _build(
        Measurement,
        event,
        floor=None if floor is None else _build(Floor, floor),
        distribution=None if distribution is None else _build(Distribution, distribution),
    )


def _end(event: Mapping[str, Any]) -> End:
    """Results of before the core know two answers only, and no coverage."""
    if "conformant" not in event:
        return _build(End, event)
    coverage = event.get("coverage")
    return _build(
        End,
        event,
        verdict=event.get("verdict", "conformant" if event["conformant"] else "not conformant"),
        coverage=None if coverage is None else _build(
            Coverage, coverage, core_open=tuple(_build(OpenRow, row) for row in coverage["core_open"])),
    )


def result_from_events(path: str, sha256: str, length: int, events: List[Dict[str, Any]]) -> Result:
    """A result from events that follow the schema."""

    def of(name: str) -> List[Dict[str, Any]]:
        return [event for event in events if event["event"] == name]

    return Result(
        path=path,
        sha256=sha256,
        length=length,
        run=_run(events[0]),
        rows=tuple(_build(Row, event) for event in of("row")),
        checks=tuple(_build(Check, event) for event in of("check")),
        measurements=tuple(_measurement(event) for event in of("measurement")),
        end=_end(events[-1]),
        orders=tuple(_build(Order, event) for event in of("order")),
    )
