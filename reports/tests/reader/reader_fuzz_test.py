"""Whatever a result file holds, no command ends in an internal error.

By hand: MAPPROOF_FUZZ_CASES=100000 MAPPROOF_FUZZ_SEED=1 and this file; a failure names the seed of its case.

SPDX-License-Identifier: Apache-2.0
"""

import os
import random
from pathlib import Path
from typing import List

import pytest
import samples
from mapproof import cli
from mapproof.errors import COULD_NOT_RUN, CannotRun
from mapproof.result.reader import read
from mutator import Event, mutated

CASES = int(os.environ.get("MAPPROOF_FUZZ_CASES", "1000"))
SEED = int(os.environ.get("MAPPROOF_FUZZ_SEED", "20261130"))
# A page takes a second or so; of the files that can be read, this share becomes one.
SHARE_OF_PAGES = 0.01


def originals() -> List[List[Event]]:
    generator = random.Random(7)
    floor = {"name": "floor_map", "median": 900.0, "ratio": 1.3}
    rows = [samples.measurement(name, samples.noisy(generator, centre, 0.02, 8), arguments={"length": length}, floor=floor,
                                distribution=samples.distribution(generator, centre))
            for name, centre in (("map_unmap", 1200.0), ("mem_offset", 300.0), ("floor_map", 900.0)) for length in (4096, 65536)]
    orders = [samples.order("EINVAL", "ENXIO", "EINVAL"), samples.order("EINVAL", "EINVAL", "EINVAL")]
    verdicts = dict(zip(("MDM_01", "MDM_03", "MDM_04", "MOF_01", "MUN_01"), ("pass", "pass", "untested", "unsupported", "waived")))
    return [samples.benchmark([*rows, samples.refusal("unmap", "ENXIO", "No window.", gate=["MDM_01"])]),
            samples.with_orders(samples.conformance(verdicts), orders)]


def test_no_command_ends_in_an_internal_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MAPPROOF_TRACEBACK", "1")  # then it is raised, and this test sees where
    files = originals()
    whole = [samples.write(tmp_path / f"{number}.jsonl", events) for number, events in enumerate(files)]
    path, page = tmp_path / "mutated.jsonl", tmp_path / "page.html"
    understood = 0
    for seed in range(SEED, SEED + CASES):
        which = seed % len(files)
        path.write_bytes(mutated(files[which], seed))
        try:
            read(str(path))
        except CannotRun as complaint:
            assert str(complaint).endswith(".") and "\n" not in str(complaint), seed
            continue
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        understood += 1
        try:
            for words in ([str(path), whole[which]], [whole[which], str(path)]):
                cli.main(["compare", *words])
            if random.Random(seed).random() < SHARE_OF_PAGES:
                assert cli.main(["report", str(path), whole[which], "-o", str(page)]) != COULD_NOT_RUN, seed
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        assert "\x1b" not in "".join(capfd.readouterr()), seed
    # Else this would be a test of the complaints alone.
    assert understood > CASES / 10
