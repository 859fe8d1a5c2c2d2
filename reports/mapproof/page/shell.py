"""The shell of a page: one file that asks for nothing, with a script that only makes it handier.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from mapproof import __version__, units, words
from mapproof.output import write_whole

TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(folder: Path, template: str, context: Mapping[str, Any], filters: Optional[Mapping[str, Callable[..., Any]]] = None) -> str:
    """A template that extends shell.html.j2, from a folder of its own."""
    import jinja2

    loader = jinja2.FileSystemLoader([str(folder), str(TEMPLATES)])
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True,
                                     undefined=jinja2.StrictUndefined, auto_reload=False)
    environment.filters.update(time=units.time, rate=units.rate, bytes=units.length, ratio=units.ratio,
                               title=words.title, with_code=with_code, **(filters or {}))
    environment.globals.update(plural=units.plural, changes=units.changes, version=__version__, script=_script(), policy=_policy())
    return environment.get_template(template).render(**context)


def write(output: str, page: str) -> None:
    """The page as a file, whole or not at all."""
    write_whole(output, page.encode("utf-8"))


def with_code(text: str) -> Any:
    """Text in which `words` are code, and an option is not torn apart."""
    import markupsafe

    escaped = str(markupsafe.escape(text))
    escaped = re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped)
    return markupsafe.Markup(re.sub(r"(--[a-z]+ [\d.]+)", r'<code class="whole">\1</code>', escaped))


def _script() -> str:
    return (TEMPLATES / "page.js").read_text(encoding="utf-8")


def _policy() -> str:
    """What a browser lets the page do: run this script, and fetch nothing."""
    digest = base64.b64encode(hashlib.sha256(_script().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
