#!/usr/bin/env python3
#
# Copyright 2026 The Bulla Authors
# SPDX-License-Identifier: Apache-2.0
#
"""Checks the folder of a static-ct log, with nothing but the specification and Python's standard library.

usage: check_log.py FOLDER KEY.pem [TIMESTAMPS]

TIMESTAMPS holds one signed certificate timestamp a line, as TLS structure in base64: each must verify over the entry that
stands where its leaf_index extension says. Prints one line and exits with 0 if everything holds, else with 1.
"""
import base64
import hashlib
import os
import struct
import sys

# P-256 (FIPS 186-4, D.1.2.3)
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)
WIDTH = 256


def sha256(data):
    return hashlib.sha256(data).digest()


def must(condition, what):
    if not condition:
        sys.exit("WRONG: " + what)


def added(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(factor, point):
    total = None
    for bit in bin(factor)[2:]:
        total = added(total, total)
        if bit == "1":
            total = added(total, point)
    return total


def signed(key, message, der):
    """ECDSA with SHA-256, the signature as DER."""
    must(der[0] == 0x30 and der[1] == len(der) - 2 and der[2] == 2, "form of a signature")
    r = int.from_bytes(der[4:4 + der[3]], "big")
    rest = der[4 + der[3]:]
    must(rest[0] == 2 and rest[1] == len(rest) - 2, "form of a signature")
    s = int.from_bytes(rest[2:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int.from_bytes(sha256(message), "big"), pow(s, -1, N)
    point = added(times(digest * inverse % N, G), times(r * inverse % N, key))
    return point is not None and point[0] % N == r


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        must(self.at + count <= len(self.data), "an entry is cut off")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def vector(self, size):
        return self.take(self.number(size))


def read_entry(tile):
    """An entry of a data tile: what the tree hashes, its extensions, and the issuers that it names."""
    start = tile.at
    tile.take(8)
    kind = tile.number(2)
    must(kind in (0, 1), "kind of an entry")
    if kind == 1:
        tile.take(32)
    tile.vector(3)
    extensions = tile.vector(2)
    leaf = b"\0\0" + tile.data[start:tile.at]
    if kind == 1:
        tile.vector(3)
    issuers = tile.vector(2)
    return leaf, extensions, [issuers[i:i + 32] for i in range(0, len(issuers), 32)]


def leaf_index(extensions):
    reader = Reader(extensions)
    while reader.at < len(extensions):
        kind, content = reader.number(1), reader.vector(2)
        if kind == 0:
            must(len(content) == 5, "length of a leaf index")
            return int.from_bytes(content, "big")
    return None


def path(folder, level, tile, width):
    digits = "%03d" % (tile % 1000)
    while tile >= 1000:
        tile //= 1000
        digits = "x%03d/%s" % (tile % 1000, digits)
    return os.path.join(folder, "tile", level, digits + ("" if width == WIDTH else ".p/%d" % width))


def read(name):
    must(os.path.exists(name), name + " is missing")
    with open(name, "rb") as file:
        return file.read()


def tiles(count):
    return [(start // WIDTH, min(WIDTH, count - start)) for start in range(0, count, WIDTH)]


def root_of(hashes):
    """RFC 6962, section 2.1."""
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\1" + root_of(hashes[:split]) + root_of(hashes[split:]))


def read_checkpoint(folder, key, log_id):
    text, _, signatures = read(os.path.join(folder, "checkpoint")).decode().partition("\n\n")
    origin, size, root = text.split("\n")
    size, root = int(size), base64.b64decode(root, validate=True)
    key_hash = sha256(origin.encode() + b"\n\x05" + log_id)[:4]
    for line in signatures.splitlines():
        dash, name, blob = line.split(" ")
        blob = base64.b64decode(blob, validate=True)
        if dash == "\u2014" and name == origin and blob[:4] == key_hash:
            timestamp, algorithms, length = blob[4:12], blob[12:14], struct.unpack(">H", blob[14:16])[0]
            must(algorithms == b"\4\3" and length == len(blob) - 16, "signature of the checkpoint")
            must(signed(key, b"\0\1" + timestamp + struct.pack(">Q", size) + root, blob[16:]), "signature of the checkpoint")
            return size, root
    sys.exit("WRONG: the checkpoint has no signature of the log")


def read_entries(folder, size):
    entries = []
    for tile, width in tiles(size):
        reader = Reader(read(path(folder, "data", tile, width)))
        for _ in range(width):
            entries.append(read_entry(reader))
        must(reader.at == len(reader.data), "length of a data tile")
    return entries


def check_entries(folder, entries):
    issuers = set()
    for index, (_, extensions, named) in enumerate(entries):
        must(leaf_index(extensions) in (None, index), "entry %d says that it is elsewhere" % index)
        issuers.update(named)
    for issuer in issuers:
        must(sha256(read(os.path.join(folder, "issuer", issuer.hex()))) == issuer, "issuer " + issuer.hex())


def check_hash_tiles(folder, hashes):
    level = 0
    while hashes:
        for tile, width in tiles(len(hashes)):
            expected = b"".join(hashes[tile * WIDTH:tile * WIDTH + width])
            name = path(folder, str(level), tile, width)
            must(read(name) == expected, name)
        hashes = [root_of(hashes[i:i + WIDTH]) for i in range(0, len(hashes) - WIDTH + 1, WIDTH)]
        level += 1


def check_timestamps(name, entries, key, log_id):
    lines = read(name).split()
    for line in lines:
        reader = Reader(base64.b64decode(line, validate=True))
        must(reader.number(1) == 0 and reader.take(32) == log_id, "log of a timestamp")
        time, extensions = reader.take(8), reader.vector(2)
        must(reader.take(2) == b"\4\3", "algorithm of a timestamp")
        signature, index = reader.vector(2), leaf_index(extensions)
        must(index is not None and index < len(entries), "a timestamp names no entry of the log")
        leaf, entry_extensions, _ = entries[index]
        must(leaf[2:10] == time and entry_extensions == extensions, "entry %d is not what was promised" % index)
        must(signed(key, leaf, signature), "signature of the timestamp of entry %d" % index)
    return len(lines)


def main(folder, pem, timestamps=None):
    der = base64.b64decode("".join(read(pem).decode().split("-----")[2].split()))
    must(len(der) == 91, "the key is none of P-256")
    key, log_id = (int.from_bytes(der[27:59], "big"), int.from_bytes(der[59:], "big")), sha256(der)
    size, root = read_checkpoint(folder, key, log_id)
    entries = read_entries(folder, size)
    hashes = [sha256(b"\0" + leaf) for leaf, _, _ in entries]
    must(root_of(hashes) == root, "the root is not that of the entries")
    check_entries(folder, entries)
    check_hash_tiles(folder, hashes)
    checked = check_timestamps(timestamps, entries, key, log_id) if timestamps else 0
    print("%d entries and %d timestamps hold" % (size, checked))


if __name__ == "__main__":
    main(*sys.argv[1:])
