"""JSON Schemas: quickly whether a value follows one, and in one clause what is wrong with one that does not.

SPDX-License-Identifier: Apache-2.0
"""

import json
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Callable, Dict

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "result" / "result.schema.json"
# One is told; a value may have been made to have a million.
MOST_ERRORS = 100
EVENTS = ("run", "row", "check", "order", "measurement", "end")


class Schema:
    """A schema of draft 7, compiled when it is first needed."""

    def __init__(self, schema: Dict[str, Any], name: str) -> None:
        self._schema, self._name = schema, name

    def error(self, value: Any) -> str:
        """What is wrong with a value, in one clause; empty if nothing is."""
        import fastjsonschema  # type: ignore[import]

        try:
            self._quick(value)
            return ""
        except fastjsonschema.JsonSchemaException as error:
            return self._explained(value) or f"does not follow the schema: {_short(str(error))}"

    def _explained(self, value: Any) -> str:
        """The slow validator names the place that a reader would name."""
        some = islice(self._slow.iter_errors(value), MOST_ERRORS)
        errors = sorted(some, key=lambda error: -len(error.absolute_path))
        if not errors:
            return ""
        error = errors[0]
        while error.context:
            error = max(error.context, key=lambda inner: len(inner.absolute_path))
        where = "/".join(str(step) for step in error.absolute_path)
        return f"does not follow the schema at '{where[:80] or self._name}': {_short(error.message)}"

    @cached_property
    def _quick(self) -> Callable[[Any], Any]:
        import fastjsonschema

        compiled: Callable[[Any], Any] = fastjsonschema.compile(self._schema)
        return compiled

    @cached_property
    def _slow(self) -> Any:
        import jsonschema  # type: ignore[import]

        return jsonschema.Draft7Validator(self._schema)


def schema_error(event: Any) -> str:
    """What is wrong with an event of a result file, in one clause; empty if nothing is."""
    if not isinstance(event, dict) or not isinstance(event.get("event"), str) or event["event"] not in EVENTS:
        return "is no event that schema 1 knows"
    return _of_events()[event["event"]].error(event)


def _short(message: str) -> str:
    return message if len(message) <= 160 else message[:157] + "..."


@lru_cache(maxsize=None)
def _of_events() -> Dict[str, Schema]:
    definitions = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["definitions"]
    about = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": definitions}
    return {name: Schema({**about, "$ref": f"#/definitions/{name}"}, name) for name in EVENTS}
