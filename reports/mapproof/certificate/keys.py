"""Keys that people have: Ed25519 and ECDSA, in PEM or in OpenSSH's form.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any

from mapproof.certificate.envelope import Envelope, Signature
from mapproof.errors import CannotRun, reason_of

MOST_BYTES = 64 << 10


def read_key_file(path: str) -> bytes:
    """The bytes of a file of keys."""
    return read_bounded(path, MOST_BYTES, "file of keys")


def read_bounded(path: str, most: int, kind: str) -> bytes:
    """The bytes of a file that is no longer than its kind ever is."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be read: {reason_of(error)}.") from None
    if len(data) > most:
        raise CannotRun(f"'{path}' is longer than {most >> 10} KiB: this is no {kind}.")
    return data


def private_key(path: str) -> Any:
    """The private key in a file that is not encrypted."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    data = read_key_file(path)
    load = serialization.load_ssh_private_key if b"OPENSSH PRIVATE KEY" in data else serialization.load_pem_private_key
    try:
        key = load(data, password=None)
    except TypeError:
        raise CannotRun(f"'{path}' is encrypted: decrypt a copy of the key for this command, e.g. with 'ssh-keygen -p -N \"\"'.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise CannotRun(f"'{path}' holds no private key in PEM or OpenSSH form.") from None
    if not is_known_kind(key.public_key()):
        raise CannotRun(f"'{path}' is neither an Ed25519 nor an ECDSA key: sign with one of these.")
    return key


def is_known_kind(key: Any) -> bool:
    """Whether signatures of such a public key are known here."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    return isinstance(key, (ed25519.Ed25519PublicKey, ec.EllipticCurvePublicKey))


def openssh_line(key: Any) -> str:
    """A public key as OpenSSH spells it, without a comment."""
    from cryptography.hazmat.primitives import serialization

    return str(key.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode())


def fingerprint(line: str) -> str:
    """As 'ssh-keygen -l' prints it; ValueError if the line is no key."""
    try:
        blob = base64.b64decode(line.split()[1], validate=True)
    except (IndexError, binascii.Error):
        raise ValueError("no OpenSSH key") from None
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def signed(envelope: Envelope, key: Any) -> Signature:
    """A signature of the envelope by a private key."""
    from cryptography.hazmat.primitives.asymmetric import ec

    line = openssh_line(key.public_key())
    data = envelope.signed_bytes()
    how = (ec.ECDSA(_hash_of(key.curve)),) if isinstance(key, ec.EllipticCurvePrivateKey) else ()
    return Signature(fingerprint(line), key.sign(data, *how), line)


def is_valid(envelope: Envelope, signature: Signature) -> bool:
    """Whether the key that travels with a signature made it, and is the one that it names."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        key: Any = serialization.load_ssh_public_key(signature.public_key.encode())
        if not is_known_kind(key) or openssh_line(key) != signature.public_key or fingerprint(signature.public_key) != signature.keyid:
            return False
        how = (ec.ECDSA(_hash_of(key.curve)),) if isinstance(key, ec.EllipticCurvePublicKey) else ()
        key.verify(signature.sig, envelope.signed_bytes(), *how)
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def public_line(path: str) -> str:
    """The public key in a PEM file, as an OpenSSH line."""
    from cryptography.hazmat.primitives import serialization

    try:
        return openssh_line(serialization.load_pem_public_key(Path(path).read_bytes()))
    except (ValueError, TypeError):
        raise CannotRun(f"'{path}' holds no public key that OpenSSH could spell: use Ed25519 or ECDSA.") from None


def _hash_of(curve: Any) -> Any:
    from cryptography.hazmat.primitives import hashes

    return hashes.SHA256() if curve.key_size <= 256 else hashes.SHA384() if curve.key_size <= 384 else hashes.SHA512()
