#!/usr/bin/env python3
"""Verifies an archive with nothing but a hash function and openssl.

Reads the published formats only: RFC 6962, c2sp.org/tlog-tiles, tlog-checkpoint, signed-note. Shares
no code with the system.

  verify_archive.py DIR --key '<name>+<key id>+<base64>'

Exit code 0: every entry hashes to its tile, the tiles to the signed root, and openssl accepts the
signature. 1: something does not.
"""

import argparse
import base64
import hashlib
import pathlib
import subprocess
import sys
import tempfile

WIDTH = 256
HASH_BYTES = 32
# An Ed25519 public key as DER: this header, then the 32 bytes.
DER_HEADER = bytes.fromhex("302a300506032b6570032100")


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def root_of(hashes):
    """The tree head of RFC 6962 §2.1, by its definition."""
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + root_of(hashes[:split]) + root_of(hashes[split:]))


def path_of(directory, kind, index, width):
    digits = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        digits.insert(0, f"x{index % 1000:03}")
    path = directory / "tile" / str(kind) / "/".join(digits)
    if width == WIDTH:
        return path
    partial = path.with_name(path.name + ".p") / str(width)
    return partial if partial.exists() else path


def split_bundle(bundle, width):
    entries = []
    while len(entries) < width:
        length = int.from_bytes(bundle[:2], "big")
        entries.append(bundle[2 : 2 + length])
        bundle = bundle[2 + length :]
    return entries


def check(what, good):
    if not good:
        print(f"FAILED: {what}")
        sys.exit(1)


def check_signature(note, key):
    name, key_id, encoded = key.split("+", 2)
    public_key = base64.b64decode(encoded)[1:]
    text, signatures = note.split(b"\n\n", 1)
    text += b"\n"
    for line in signatures.splitlines():
        dash, signer, blob = line.decode().split(" ")
        check("a signature line begins with a dash", dash == "—")
        decoded = base64.b64decode(blob)
        if signer != name or decoded[:4].hex() != key_id:
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "key.der").write_bytes(DER_HEADER + public_key)
            (folder / "text").write_bytes(text)
            (folder / "signature").write_bytes(decoded[4:])
            verdict = subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
                 "-inkey", folder / "key.der", "-in", folder / "text",
                 "-sigfile", folder / "signature"],
                capture_output=True, check=False,
            )  # fmt: skip
        check("openssl accepts the signature", verdict.returncode == 0)
        return text.decode().splitlines()
    check("the key has signed", False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--key", required=True)
    options = parser.parse_args()

    note = (options.directory / "checkpoint").read_bytes()
    origin, size, root = check_signature(note, options.key)[:3]
    size = int(size)
    leaves = []
    for index in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - index * WIDTH)
        bundle = path_of(options.directory, "entries", index, width).read_bytes()
        hashes = [leaf_hash(entry) for entry in split_bundle(bundle, width)]
        tile = path_of(options.directory, 0, index, width).read_bytes()[: width * HASH_BYTES]
        check(f"tile {index} has the hashes of its entries", b"".join(hashes) == tile)
        leaves += hashes
    check("the entries give the signed root", base64.b64encode(root_of(leaves)).decode() == root)
    print(f"{origin}: {size} entries agree with the signed root")


if __name__ == "__main__":
    main()
