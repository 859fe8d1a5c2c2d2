"""Takes the fields of a JSON object one by one, each with its type, and complains in a sentence.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Any, Dict, List, Optional, Tuple


class Fields:
    """An object; where says which one. What nobody took means nothing."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise ValueError(f"{where} must be an object, and is {_shown(data)}")
        self._rest: Dict[str, Any] = dict(data)
        self._where = where

    def expect_no_more(self) -> None:
        """Complains about what is left over."""
        if self._rest:
            raise ValueError(f"{self._where} says '{sorted(self._rest)[0]}', which means nothing")

    def text(self, name: str, default: Optional[str] = None) -> str:
        """Words."""
        return str(self._take(name, default, _is_text, "a text"))

    def number(self, name: str, default: Optional[int] = None) -> int:
        """A whole number that is not negative."""
        return int(self._take(name, default, _is_number, "a whole number from 0"))

    def truth(self, name: str) -> bool:
        """True or false; false if it is not there."""
        return bool(self._take(name, False, lambda value: isinstance(value, bool), "true or false"))

    def list(self, name: str) -> List[Any]:
        """Anything in a list."""
        return list(self._take(name, None, lambda value: isinstance(value, list), "a list"))

    def texts(self, name: str) -> Tuple[str, ...]:
        """A list of words; empty if it is not there."""
        return tuple(self._take(name, [], lambda value: isinstance(value, list) and all(map(_is_text, value)), "a list of texts"))

    def numbers(self, name: str) -> Tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(self._take(name, None, lambda value: isinstance(value, list) and all(map(_is_number, value)),
                                "a list of whole numbers"))

    def options(self, name: str) -> Dict[str, str]:
        """Words by name; empty if it is not there."""
        return dict(self._take(name, {}, lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
                               "an object whose values are texts"))

    def _take(self, name: str, default: Any, fits: Any, what: str) -> Any:
        if name not in self._rest:
            if default is None:
                raise ValueError(f"'{name}' is missing in {self._where}")
            return default
        value = self._rest.pop(name)
        if not fits(value):
            raise ValueError(f"'{name}' of {self._where} must be {what}, and is {_shown(value)}")
        return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
