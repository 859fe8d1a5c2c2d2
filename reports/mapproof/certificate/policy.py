"""What a buyer accepts, as data; everything that a package does not meet is a reason.

SPDX-License-Identifier: Apache-2.0
"""

from datetime import date
from typing import Any, Callable, Dict, List, Mapping

from mapproof.certificate.examine import Examination
from mapproof.certificate.keys import read_key_file
from mapproof.certificate.strict import Invalid, strict_json
from mapproof.errors import CannotRun

Rule = Callable[[Any, Examination, str], List[str]]


def read_policy(path: str) -> Mapping[str, Any]:
    """The policy in a file; CannotRun names a member that means nothing."""
    try:
        policy = strict_json(read_key_file(path), f"'{path}'")
    except Invalid as problem:
        raise CannotRun(f"{problem}: this is no policy.") from None
    for name, value in policy.items():
        if name not in RULES:
            raise CannotRun(f"'{path}' has the member '{name}', which no policy knows: use {', '.join(RULES)}.")
        if not isinstance(value, KINDS[name]) or isinstance(value, bool):
            raise CannotRun(f"'{path}': '{name}' is of the wrong kind.")
    return policy


def objections(policy: Mapping[str, Any], found: Examination, day: str) -> List[str]:
    """Why this package is not accepted."""
    return [objection for name, value in policy.items() for objection in RULES[name](value, found, day)]


def _profiles(accepted: Any, found: Examination, _: str) -> List[str]:
    profile = found.said.get("profile")
    return [] if profile in accepted else [f"the policy does not accept the profile {profile}"]


def _backends(accepted: Any, found: Examination, _: str) -> List[str]:
    name = found.said["backend"]["name"]
    return [] if name in accepted else [f"the policy does not accept the backend {name}"]


def _coverage(least: Any, found: Examination, _: str) -> List[str]:
    coverage = found.said["coverage"]
    share = coverage["judged_rows_passed"] / max(1, coverage["judged_rows"])
    return [] if share >= least else [f"{100 * share:.1f} % of the judged rows passed, and the policy asks for {100 * least:.1f} %"]


def _selftest(least: Any, found: Examination, _: str) -> List[str]:
    return _score("selftest", least, found)


def _mutation(least: Any, found: Examination, _: str) -> List[str]:
    return _score("mutation", least, found)


def _score(name: str, least: Any, found: Examination) -> List[str]:
    suite = found.said["suite"][name]
    if not isinstance(suite, dict):
        return [f"the {name} score of the suite was not measured, and the policy asks for {100 * least:.1f} %"]
    return [] if suite["score"] >= least else [
        f"the {name} score of the suite is {100 * suite['score']:.1f} %, and the policy asks for {100 * least:.1f} %"]


def _age(most: Any, found: Examination, day: str) -> List[str]:
    days = (date.fromisoformat(day) - date.fromisoformat(found.started[:10])).days
    return [] if days <= most else [f"it is {days} days old, and the policy accepts {most}"]


def _signatures(least: Any, found: Examination, _: str) -> List[str]:
    count = len(found.signed_by)
    return [] if count >= least else [f"it has {count} signatures, and the policy asks for {least}"]


def _signed_by(wanted: Any, found: Examination, _: str) -> List[str]:
    return [f"{who} has not signed it, which the policy asks for" for who in wanted if who not in found.signed_by]


def _classes(refused: Any, found: Examination, _: str) -> List[str]:
    return [f"the policy accepts no waiver of the class {waiver.kind}: '{waiver.id}'" for waiver in found.waivers if waiver.kind in refused]


RULES: Dict[str, Rule] = {
    "profiles": _profiles, "backends": _backends, "min_coverage": _coverage, "min_selftest": _selftest, "min_mutation": _mutation,
    "max_age_days": _age, "min_signatures": _signatures,
    "signed_by": _signed_by, "no_waivers_of": _classes,
}
KINDS: Dict[str, Any] = {
    "profiles": list, "backends": list, "min_coverage": (int, float), "min_selftest": (int, float),
    "min_mutation": (int, float), "max_age_days": int, "min_signatures": int, "signed_by": list,
    "no_waivers_of": list,
}
