"""mapproof sign: adds a signature to a package, e.g. the lab's to the vendor's.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import os
from pathlib import Path
from typing import Any

from mapproof.certificate.contents import ATTESTATION
from mapproof.errors import YES, CannotRun
from mapproof.output import write_whole


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("sign", help="add a signature to a package")
    parser.add_argument("package", metavar="DIR", help="a package that 'mapproof verify' accepts as valid")
    parser.add_argument("--key", required=True, metavar="KEY", help="a private key, PEM or OpenSSH")
    parser.add_argument("--link", metavar="DIR", help="also write a link of in-toto 1 into this folder, for in-toto-verify; not into the package")
    parser.add_argument("--catalogue", metavar="FILE", help="as for verify")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Signs only what it has examined."""
    from datetime import datetime, timezone

    from mapproof.certificate import catalogue, contents, examine, keys
    from mapproof.certificate.envelope import Envelope, envelope_from

    key = keys.private_key(arguments.key)
    day = datetime.now(timezone.utc).date().isoformat()
    known = catalogue.known(arguments.catalogue)
    found = examine.examine(arguments.package, examine.Held(known.rows, day, version=known.version))
    if found.verdict == examine.INVALID:
        raise CannotRun(f"'{arguments.package}' is not a valid package, and is not signed: {found.reasons[0]}.")
    path = Path(arguments.package) / contents.ATTESTATION
    if not path.is_file():
        raise CannotRun(f"'{arguments.package}' is an archive: unpack it, sign the folder, and pack that.")
    envelope = envelope_from(path.read_bytes())
    signature = keys.signed(envelope, key)
    if signature.keyid not in {each.keyid for each in envelope.signatures}:
        write_whole(str(path), Envelope(envelope.payload, (*envelope.signatures, signature)).to_bytes())
        print(f"signed by {signature.keyid}: {arguments.package}")
    elif not arguments.link:
        raise CannotRun(f"'{arguments.package}' is signed by this key already.")
    if arguments.link:
        print(_write_link(arguments.package, arguments.link, key))
    return YES


def _write_link(package: str, folder: str, key: Any) -> str:
    from mapproof.certificate.files import files_of
    from mapproof.certificate.link import link_of

    if os.path.realpath(folder) == os.path.realpath(package):
        raise CannotRun(f"'{folder}' is the package, which holds nothing but its own files: name another folder for the link.")
    # Signatures of others may follow: what they stand for is listed, and not they.
    files = {name: data for name, data in files_of(package).items() if name != ATTESTATION}
    name, link = link_of(files, key)
    write_whole(os.path.join(folder, name), link)
    return os.path.join(folder, name)
