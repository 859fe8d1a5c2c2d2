"""What a result says twice, or says although it follows from the rest: any contradiction, in one clause.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import Dict, Hashable, Iterable, List, Mapping, Sequence

from mapproof.result.results import VERDICTS, Check, Distribution, Measurement, Result
from mapproof.result.weight import Weights

# The writer's numbers are exact; the last digits are lost where a sum is made in another order.
TOLERANCE = 1e-6


def contradiction(result: Result) -> str:
    """The first contradiction in it; empty if there is none."""
    problems = _conformance_problems(result) if result.run.kind == "conformance" else _benchmark_problems(result)
    return next((problem for problem in problems if problem), "")


def counts_of(checks: Iterable[Check]) -> Dict[str, int]:
    """How often each word was given."""
    words = [check.verdict for check in checks]
    return {word: words.count(word) for word in VERDICTS}


def verdict_of(result: Result) -> str:
    """What follows from the cases: conformant, incomplete or not conformant."""
    weights = Weights(result)
    effects = {weights.hindrance(check) for check in result.checks}
    judged = [check for check in result.checks if check.judged]
    core = [check for check in judged if weights.core(check)]
    shown = any(check.verdict == "pass" for check in judged) and (
        not core or any(check.verdict in ("pass", "xpass") for check in core))
    if "violated" in effects:
        return "not conformant"
    return "conformant" if shown and "open" not in effects else "incomplete"


def coverage_of(result: Result) -> Dict[str, int]:
    """How many rows were judged, and how many of them passed in all their checks; the same for the core."""
    weights = Weights(result)
    passed: Dict[str, bool] = {}
    for check in result.checks:
        if check.judged:
            passed[check.row] = passed.get(check.row, True) and check.verdict in ("pass", "xpass")
    core = {check.row for check in result.checks if check.judged and weights.core(check)}
    return {"judged_rows": len(passed), "judged_rows_passed": sum(passed.values()),
            "core_rows": len(core), "core_rows_passed": sum(passed[name] for name in core)}


def _conformance_problems(result: Result) -> Iterable[str]:
    rows = {row.row: row for row in result.rows}
    yield _twice("the row", [row.row for row in result.rows])
    yield _twice("the check", [f"{check.row}.{check.check}" for check in result.checks])
    yield _twice("the two faults", [f"{order.call}, {order.first} and {order.second}" for order in result.orders])
    strangers = [check for check in result.checks if check.row not in rows]
    if strangers:
        yield f"the check {strangers[0].row}.{strangers[0].check} belongs to no row in it"
        return
    yield from _weight_problems(result)
    yield _false_counts("counts", result.end.counts, counts_of(result.checks))
    yield _false_counts("judged_counts", result.end.judged_counts, counts_of(check for check in result.checks if check.judged))
    found = verdict_of(result)
    if result.end.conformant != (found == "conformant"):
        yield f"its end says '{'conformant' if result.end.conformant else 'not conformant'}', which its checks do not"
    if result.end.coverage is not None and result.end.verdict != found:
        yield f"its end says another verdict than '{found}', which its checks give"
    if result.end.coverage is not None:
        yield from (f"its coverage says that there are {getattr(result.end.coverage, name)} {name}, but there are {count}"
                    for name, count in coverage_of(result).items() if getattr(result.end.coverage, name) != count)


def _weight_problems(result: Result) -> Iterable[str]:
    weights = Weights(result)
    for check in result.checks:
        if check.judged != weights.judged(check):
            yield f"the check {check.row}.{check.check} and its row do not agree on whether it is judged"
        elif result.end.coverage is not None and check.hinders != bool(weights.hindrance(check)):
            yield f"the check {check.row}.{check.check} does not say rightly whether it hinders a yes"


def _twice(what: str, names: Sequence[Hashable]) -> str:
    if len(set(names)) == len(names):
        return ""
    seen = set()
    for name in names:
        if name in seen:
            return f"{what} {name} stands there twice"
        seen.add(name)
    return ""


def _false_counts(name: str, said: Mapping[str, int], found: Mapping[str, int]) -> str:
    wrong = [word for word in found if said.get(word) != found[word]]
    return f"its '{name}' has {said.get(wrong[0])} {wrong[0]}, but there are {found[wrong[0]]}" if wrong else ""


def _benchmark_problems(result: Result) -> Iterable[str]:
    yield _twice("the measurement", [_key(m) for m in result.measurements])
    for m in result.measurements:
        if m.refused is None:
            yield from (f"of {_key(m)}, {problem}" for problem in _figure_problems(m) if problem)
    refused = sum(m.refused is not None for m in result.measurements)
    doubtful = sum(m.implausible is not None for m in result.measurements)
    found = {"measured": len(result.measurements) - refused, "refused": refused}
    said = {"measured": result.end.measured, "refused": result.end.refused}
    yield _false_counts("end", said, found)
    if result.end.implausible not in (doubtful, None):
        yield f"its end counts {result.end.implausible} implausible figures, but there are {doubtful}"


def _key(m: Measurement) -> str:
    arguments = ", ".join(f"{name} {value}" for name, value in m.arguments.items())
    return f"{m.name} ({arguments or 'no argument'}; nodes {m.cpu_node} and {m.memory_node}; window {m.window or 'none'})"


def _figure_problems(m: Measurement) -> Iterable[str]:
    low, middle, high = quartiles(m.repetitions)
    for name, said, found in (("median", m.median, middle), ("quartile_low", m.quartile_low, low),
                              ("quartile_high", m.quartile_high, high)):
        if not math.isclose(said, found, rel_tol=TOLERANCE, abs_tol=1e-9):
            yield f"'{name}' is {said:g}, but its repetitions give {found:g}"
    if m.distribution is not None:
        yield _distribution_problem(m.distribution)


def quartiles(values: Sequence[float]) -> List[float]:
    """By linear interpolation between order statistics."""
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = math.floor(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return [at(0.25), at(0.5), at(0.75)]


def _distribution_problem(calls: Distribution) -> str:
    held = sum(int(count) for _, count in calls.buckets)
    if held != calls.calls:
        return f"the buckets hold {held} calls, not the {calls.calls} that were timed"
    values = [value for value, _ in calls.buckets]
    ranks = [calls.p50, calls.p90, calls.p99, calls.p999, calls.max]
    if values != sorted(values) or ranks != sorted(ranks):
        return "the buckets or percentiles do not rise"
    return ""
