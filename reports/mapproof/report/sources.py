"""Where a document that a requirement names can be read: public addresses, as far as a source names one page.

SPDX-License-Identifier: Apache-2.0
"""

import re
from typing import Optional, Sequence, Tuple

_QNX = "https://www.qnx.com/developers/docs/"
_TOPIC = "{base}com.qnx.doc.neutrino.lib_ref/topic/{letter}/{call}.html"
_OLD = "{base}neutrino/lib_ref/{letter}/{call}.html"
# By how a source begins to name its document; the first that is found in it.
_DOCUMENTS: Sequence[Tuple[str, str, str]] = (
    (r"QNX library reference (?:8\.0|6\.6 to 8\.0)", _QNX + "8.0/", _TOPIC),
    (r"QNX library reference 7\.1", _QNX + "7.1/", _TOPIC),
    (r"QNX library reference 7\.0", _QNX + "7.0.0/", _TOPIC),
    (r"QNX library reference 6\.6", _QNX + "6.6.0_anm11_wf10/", _TOPIC),
    (r"QNX library reference 6\.(?:4\.1|x)", _QNX + "6.4.1/", _OLD),
    (r"QNX library reference 6\.4\.0", _QNX + "6.4.0/", _OLD),
    (r"POSIX(?:\.1)?(?= |,)", "https://pubs.opengroup.org/onlinepubs/9699919799/functions/", "{base}{call}.html"),
)
_MANUAL = re.compile(r"SVR5 HDK \(June 2005\), (\w+)\(([DK\d]+)\)")
_HDK = "http://osr600doc.xinuos.com/en/man/html.{section}/{page}.{section}.html"
_CALL = re.compile(r"\b([A-Za-z_0-9]+)\(\)")
# Described on the page of another call.
_PAGES = {"mem_offset64": "mem_offset", "posix_mem_offset64": "posix_mem_offset", "munmap_flags": "munmap"}


def address_of(source: str) -> Optional[str]:
    """The page that a source names first, or None."""
    manual = _MANUAL.search(source)
    if manual:
        return _HDK.format(page=manual[1], section=manual[2])
    for named, base, form in _DOCUMENTS:
        document = re.search(named, source)
        call = _CALL.search(source, document.end()) if document else None
        if document and call:
            name = _PAGES.get(call[1], call[1])
            return form.format(base=base, letter=name[0].lower(), call=name.lower())
    return None
