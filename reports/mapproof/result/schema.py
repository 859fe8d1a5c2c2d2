"""The schema of result files: quickly whether an event follows it, and in one clause what is wrong with one that does not.

SPDX-License-Identifier: Apache-2.0
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Dict

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "result" / "result.schema.json"
EVENTS = ("run", "row", "check", "order", "measurement", "end")


def schema_error(event: Any) -> str:
    """What is wrong with an event by the schema, in one clause; empty if nothing is."""
    if not isinstance(event, dict) or not isinstance(event.get("event"), str) or event["event"] not in EVENTS:
        return "is no event that schema 1 knows"
    import fastjsonschema  # type: ignore[import]

    try:
        _checks()[event["event"]](event)
        return ""
    except fastjsonschema.JsonSchemaException as error:
        return _explained(event) or f"does not follow the schema: {_short(str(error))}"


def _explained(event: Any) -> str:
    """The slow validator names the place that a reader would name."""
    errors = sorted(_validators()[event["event"]].iter_errors(event), key=lambda error: -len(error.absolute_path))
    if not errors:
        return ""
    error = errors[0]
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    where = "/".join(str(step) for step in error.absolute_path)
    return f"does not follow the schema at '{where[:80] or event['event']}': {_short(error.message)}"


def _short(message: str) -> str:
    return message if len(message) <= 160 else message[:157] + "..."


@lru_cache(maxsize=None)
def _definitions() -> Any:
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["definitions"]


def _schema_of(name: str) -> Dict[str, Any]:
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": f"#/definitions/{name}", "definitions": _definitions()}


@lru_cache(maxsize=None)
def _checks() -> Dict[str, Callable[[Any], Any]]:
    import fastjsonschema

    return {name: fastjsonschema.compile(_schema_of(name)) for name in EVENTS}


@lru_cache(maxsize=None)
def _validators() -> Dict[str, Any]:
    import jsonschema  # type: ignore[import]

    return {name: jsonschema.Draft7Validator(_schema_of(name)) for name in EVENTS}
