"""The files of a package as a link of in-toto 1, which in-toto-verify of Debian 12 knows; it knows no DSSE envelope yet.

SPDX-License-Identifier: Apache-2.0
"""

import json
from typing import Any, Dict, Tuple

from mapproof.certificate.contents import digest
from mapproof.certificate.taken import Files
from mapproof.errors import CannotRun

STEP = "certify"


def link_of(files: Files, key: Any) -> Tuple[str, bytes]:
    """Name and content of the link, with the package's files as products, signed by a private key."""
    from securesystemslib import formats, keys  # type: ignore[import]

    signed = {"_type": "link", "name": STEP, "command": [], "materials": {}, "byproducts": {}, "environment": {},
              "products": {name: {"sha256": digest(data)} for name, data in sorted(files.items())}}
    theirs = as_theirs(key)
    signature = keys.create_signature(theirs, formats.encode_canonical(signed).encode())
    link = json.dumps({"signatures": [signature], "signed": signed}, indent=1, sort_keys=True) + "\n"
    return f"{STEP}.{theirs['keyid'][:8]}.link", link.encode()


def as_theirs(key: Any) -> Dict[str, Any]:
    """A private key as securesystemslib has them."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ed25519
    from securesystemslib import keys

    public = key.public_key()
    if isinstance(key, ed25519.Ed25519PrivateKey):
        value = {"public": public.public_bytes(form.Encoding.Raw, form.PublicFormat.Raw).hex()}
        private = key.private_bytes(form.Encoding.Raw, form.PrivateFormat.Raw, form.NoEncryption()).hex()
        theirs = {"keytype": "ed25519", "scheme": "ed25519", "keyval": value}
    elif key.curve.name == "secp256r1":
        value = {"public": public.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo).decode().strip()}
        private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.TraditionalOpenSSL, form.NoEncryption()).decode().strip()
        theirs = {"keytype": "ecdsa", "scheme": "ecdsa-sha2-nistp256", "keyval": value}
    else:
        raise CannotRun("in-toto 1 knows no ECDSA key of this curve: sign the link with an Ed25519 or P-256 key.")
    known: Dict[str, Any] = keys.format_metadata_to_key(theirs)[0]
    known["keyval"]["private"] = private
    return known
