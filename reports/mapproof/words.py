"""What a benchmark row asks, in words: its title, the question that it belongs to, and its arguments with their units.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Callable, Dict, List, Mapping, Sequence, Tuple, Union

from mapproof import units

Value = Union[str, int, float, bool]
Arguments = Mapping[str, Value]

FLOOR, CANARY = "floor_", "canary_"
_TITLES: Mapping[str, str] = {
    "map_unmap": "map + unmap", "map_unmap_loop": "map + unmap in a loop", "map_protection": "map + unmap by protection",
    "map_replace": "map over a mapping", "map_at_hint": "map at a hint", "map_among": "map + unmap among others",
    "map_contended": "map + unmap by several at once", "ddi_map": "map through a driver's mmap entry", "split": "unmap the middle page",
    "protect": "change protection", "first_touch": "first touch of a page", "populate": "populate a range",
    "mmio_read": "read", "mmio_write": "write", "mmio_latency": "read that waits for the one before", "mmio_stride": "read with gaps",
    "mmio_write_posted": "posted write", "mmio_write_drained": "write that has arrived",
    "offset_repeated": "lookup asked again", "offset_chain": "chain of lookups", "offset_run": "lookup over many pages",
    "offset_range": "lookup of a whole range", "offset_batched": "lookup of many pages", "offset_after_fork": "lookup after fork()",
    "offset_kept": "address kept by the program", "offset_hit": "cache hit", "offset_hit_chain": "chain of cache hits",
    "offset_miss": "cache miss", "canary_registers": "canary in registers", "canary_memory": "canary in memory",
}
# Which question a row belongs to, by how its name begins; the first that fits.
QUESTIONS: Sequence[Tuple[str, Sequence[str]]] = (
    ("Map and unmap", ("map", "unmap", "ddi_map", "split")),
    ("Pages of a mapping", ("protect", "first_touch", "populate")),
    ("Access", ("mmio",)),
    ("Offset cache", ("offset_hit", "offset_miss", "offset_kept")),
    ("Lookup", ("offset",)),
)
OTHER = "Other"
# Rows that look up a whole range of pages; what is stored of them is the time of a page.
_WHOLE_RANGES = ("offset_range", "offset_batched", "floor_offset_range", "populate", "floor_populate", "floor_populate_large")


def title(name: str) -> str:
    """A row's name as words."""
    if name.startswith(FLOOR):
        return f"floor of {title(name[len(FLOOR):])}"
    return _TITLES.get(name, name.replace("_", " "))


def question(name: str) -> str:
    """What a row's name asks about."""
    bare = name[len(FLOOR):] if name.startswith(FLOOR) else name
    return next((words for words, names in QUESTIONS if bare.startswith(tuple(names))), OTHER)


def pages_of_a_call(name: str, arguments: Arguments, page_size: int) -> int:
    """Over how many pages a call goes whose time is stored a page; 1 if it is stored as it is."""
    if name not in _WHOLE_RANGES or arguments.get("by") == "touch":
        return 1
    pages, length = arguments.get("pages"), arguments.get("range")
    return int(pages) if pages else max(1, int(length) // (page_size or 4096)) if length else 1


def arguments_in_words(arguments: Arguments, leave_out: Sequence[str] = ()) -> str:
    """What a row was asked about: 64 pages, all in one run; 2 MiB, untouched."""
    left = {name: value for name, value in arguments.items() if name not in leave_out}
    words: List[str] = []
    for names, say in _TOGETHER:
        if all(name in left for name in names):
            words.append(say(*(left.pop(name) for name in names)))
    words += [_ALONE.get(name, _unknown(name))(value) for name, value in left.items()]
    return ", ".join(word for word in words if word)


def details_in_words(arguments: Arguments, details: Mapping[str, float]) -> str:
    """What else decided the cost, unless the arguments say it already."""
    if arguments.get("contiguous") in ("one run", "no two pages"):
        return ""
    runs = details.get("extents")
    return "" if runs is None else "all in one run" if runs == 1 else f"in {_count(runs)} runs"


def _count(value: Value) -> str:
    return f"{value:,.0f}".replace(",", "\u202f") if isinstance(value, (int, float)) else str(value)


def _length(value: Value) -> str:
    return units.length(value) if isinstance(value, (int, float)) else str(value)


def _pages(value: Value) -> str:
    return "1 page" if value == 1 else f"{_count(value)} pages"


def _wide(value: Value) -> str:
    return "1 byte wide" if value == 1 else f"{_count(value)} bytes wide"


def _unknown(name: str) -> Callable[[Value], str]:
    def say(value: Value) -> str:
        if isinstance(value, bool):
            return name.replace("_", " ") if value else f"no {name.replace('_', ' ')}"
        return f"{name.replace('_', ' ')} {_count(value)}"

    return say


_RUNS: Mapping[Value, str] = {
    "one run": ", all in one run", "no two pages": ", no two in one run", "as it comes": " as they come",
}
_TOGETHER: Sequence[Tuple[Sequence[str], Callable[..., str]]] = (
    (("pages", "contiguous"), lambda pages, runs: _pages(pages) + _RUNS.get(runs, f", {runs}")),
    (("protection", "nocache"), lambda allowed, nocache: _protection(allowed) + (", PROT_NOCACHE" if nocache else "")),
    (("by", "count"), lambda by, count: f"{_count(count)} {str(by) if count != 1 else _ONE.get(by, str(by))}"),
)
_ONE: Mapping[Value, str] = {"threads": "thread", "processes": "process"}
_BY: Mapping[Value, str] = {
    "mem_extents": "one call for all", "contig_length": "a call for each run", "touch": "by touching each page", "lock": "by mlock()",
}
_ALONE: Dict[str, Callable[[Value], str]] = {
    "length": _length, "range": lambda value: f"range of {_length(value)}", "pages": _pages, "width": _wide,
    "touch": lambda value: {"none": "untouched", "pages": "each page touched"}.get(str(value), f"touch {value}"),
    "stride": lambda value: f"{_length(value)} apart", "others": lambda value: f"{_count(value)} other mapping{'s' if value != 1 else ''}",
    "caching": str, "call": lambda value: f"{value}()", "access": lambda value: f"by a {value}", "in": lambda value: f"in {value}",
    "by": lambda value: _BY.get(value, f"by {value}"), "contiguous": str, "protection": lambda value: _protection(value),
    "nocache": lambda value: "PROT_NOCACHE" if value else "without PROT_NOCACHE",
}


def _protection(value: Value) -> str:
    return "no access" if value == "none" else str(value)
