"""A DSSE envelope: a payload, what kind it is, and signatures over both; spelled in one way only.

SPDX-License-Identifier: Apache-2.0
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Sequence, Tuple

from mapproof.certificate.strict import Invalid, strict_json

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MOST_SIGNATURES = 16


@dataclass(frozen=True)
class Signature:
    """One signature; the key travels with it as an OpenSSH line, which proves nothing about whose it is."""

    keyid: str
    sig: bytes
    public_key: str


@dataclass(frozen=True)
class Envelope:
    """What the signatures stand for."""

    payload: bytes
    signatures: Tuple[Signature, ...] = ()
    payload_type: str = PAYLOAD_TYPE

    def signed_bytes(self) -> bytes:
        """DSSE's pre-authentication encoding."""
        kind = self.payload_type.encode()
        return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(self.payload), self.payload)

    def to_bytes(self) -> bytes:
        """The envelope as a file."""
        signatures = [{"keyid": signature.keyid, "sig": base64.b64encode(signature.sig).decode(), "publicKey": signature.public_key}
                      for signature in self.signatures]
        members = {"payloadType": self.payload_type, "payload": base64.b64encode(self.payload).decode(), "signatures": signatures}
        return (json.dumps(members, indent=2) + "\n").encode()


def envelope_from(data: bytes) -> Envelope:
    """The envelope in a file; Invalid if it is none, or spelled in another way."""
    members = strict_json(data, "attestation.json")
    try:
        envelope = Envelope(_decoded(members["payload"]), tuple(map(_signature, _list(members["signatures"]))), str(members["payloadType"]))
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise Invalid("attestation.json is no DSSE envelope") from None
    if envelope.payload_type != PAYLOAD_TYPE:
        raise Invalid(f"attestation.json has a payload of another type, '{envelope.payload_type[:60]}'")
    if envelope.to_bytes() != data:
        raise Invalid("attestation.json is not spelled as an envelope of ours: it was altered, or holds more than it says")
    return envelope


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > MOST_SIGNATURES:
        raise ValueError
    return value


def _signature(member: Any) -> Signature:
    return Signature(str(member["keyid"]), _decoded(member["sig"]), str(member["publicKey"]))


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


