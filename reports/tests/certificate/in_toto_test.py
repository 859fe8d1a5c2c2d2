"""in-toto's own verifier, as Debian 12 has it, on a package: it accepts ours and refuses what was forged.

SPDX-License-Identifier: Apache-2.0
"""

import json
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, Dict

import packages
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from mapproof.certificate.link import as_theirs
from programs import assert_one_sentence, mapproof

KEYS: Dict[str, Callable[[], Any]] = {
    "ed25519": ed25519.Ed25519PrivateKey.generate, "p256": lambda: ec.generate_private_key(ec.SECP256R1())}
OWNER = ed25519.Ed25519PrivateKey.generate()


def key_file(path: Path, key: Any) -> Path:
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return path


def public(key: Any) -> Dict[str, Any]:
    theirs = as_theirs(key)
    theirs["keyval"].pop("private")
    return theirs


def layout(path: Path, vendor: Any) -> Path:
    """What a buyer writes once: who may certify, and that the files in hand are what was certified."""
    from securesystemslib import formats, keys  # type: ignore[import]

    expires = (datetime.now(timezone.utc) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    ours = public(vendor)
    signed = {
        "_type": "layout", "readme": "", "expires": expires, "keys": {ours["keyid"]: ours},
        "steps": [{"_type": "step", "name": "certify", "pubkeys": [ours["keyid"]], "threshold": 1, "expected_command": [],
                   "expected_materials": [], "expected_products": [["ALLOW", "*"]]}],
        "inspect": [{"_type": "inspection", "name": "in-hand", "run": ["true"],
                     "expected_materials": [["ALLOW", "attestation.json"], ["REQUIRE", "certificate.json"],
                                            ["MATCH", "*", "WITH", "PRODUCTS", "FROM", "certify"], ["DISALLOW", "*"]],
                     "expected_products": []}]}
    signature = keys.create_signature(as_theirs(OWNER), formats.encode_canonical(signed).encode())
    path.write_text(json.dumps({"signatures": [signature], "signed": signed}))
    return path


class Scene:
    """A package with its link and a buyer's layout."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self.vendor = folder, KEYS[kind]()
        self.package = packages.make(folder / "package")
        (folder / "catalogue.json").write_text(json.dumps({"rows": packages.catalogue()}))
        (folder / "links").mkdir()
        done = self.sign("--link", folder / "links")
        assert done.returncode == 0, done.stderr
        (self.link,) = (folder / "links").iterdir()
        layout(folder / "root.layout", self.vendor)
        owner = OWNER.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
        (folder / "owner.pub").write_text(json.dumps({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": owner},
                                                      "keyid_hash_algorithms": ["sha256", "sha512"]}))

    def sign(self, *options: object) -> "subprocess.CompletedProcess[str]":
        key = key_file(self.folder / "vendor.pem", self.vendor)
        return mapproof("sign", self.package, "--key", key, "--catalogue", self.folder / "catalogue.json", *options)

    def verdict(self) -> "subprocess.CompletedProcess[str]":
        # It writes into its folder what it found there.
        hand = self.folder / "in hand"
        shutil.rmtree(hand, ignore_errors=True)
        shutil.copytree(self.package, hand)
        return subprocess.run(["in-toto-verify", "--layout", self.folder / "root.layout", "--layout-keys", self.folder / "owner.pub",
                               "--key-types", "ed25519", "--link-dir", self.folder / "links"],
                              cwd=hand, capture_output=True, text=True, check=False)

    def rewrite_link(self, alter: Callable[[Any], None]) -> None:
        link = json.loads(self.link.read_text())
        alter(link)
        self.link.write_text(json.dumps(link))


@pytest.fixture(name="scene")
def _scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path, "ed25519")


def test_it_accepts_the_key_that_openssl_makes(tmp_path: Path) -> None:
    assert Scene(tmp_path, "p256").verdict().returncode == 0


def test_it_accepts_a_package_and_no_file_that_is_another(scene: Scene) -> None:
    done = scene.verdict()
    assert done.returncode == 0, done.stdout + done.stderr

    (scene.package / "report.html").write_text("other")
    assert scene.verdict().returncode != 0


def test_it_refuses_a_file_more(scene: Scene) -> None:
    (scene.package / "notes.txt").write_text("mine")

    assert scene.verdict().returncode != 0


def test_it_refuses_a_forged_signature(scene: Scene) -> None:
    def other_signature(link: Any) -> None:
        sig = link["signatures"][0]["sig"]
        link["signatures"][0]["sig"] = sig[:-2] + ("00" if sig[-2:] != "00" else "11")
    scene.rewrite_link(other_signature)

    assert scene.verdict().returncode != 0


def test_it_refuses_other_products_under_the_signature(scene: Scene) -> None:
    (scene.package / "report.html").write_text("other")
    scene.rewrite_link(lambda link: link["signed"]["products"]["report.html"].update(
        sha256=packages.contents.digest(b"other")))

    assert scene.verdict().returncode != 0


def test_it_refuses_the_link_of_another_key(scene: Scene) -> None:
    scene.vendor = KEYS["ed25519"]()
    scene.link.unlink()
    assert scene.sign("--link", scene.folder / "links").returncode == 0

    assert scene.verdict().returncode != 0


def test_link_is_no_file_of_the_package(tmp_path: Path, scene: Scene) -> None:

    assert_one_sentence(scene.sign("--link", scene.package), "is the package, which holds nothing but its own files")
    assert mapproof("verify", scene.package, "--catalogue", tmp_path / "catalogue.json").returncode == 0


def test_key_that_in_toto_does_not_know_makes_no_link(tmp_path: Path, scene: Scene) -> None:
    scene.vendor = ec.generate_private_key(ec.SECP384R1())
    scene.link.unlink()

    done = scene.sign("--link", tmp_path / "links")

    assert done.returncode == 2 and "in-toto 1 knows no ECDSA key of this curve" in done.stderr
    assert list((tmp_path / "links").iterdir()) == []
