#!/usr/bin/env python3
"""Looks for credentials of any kind in files and folders: tokens, join tokens, private keys; also inside of base64, however deep.

Names file and kind, never the credential; ends with 1 if there is one. Of what drills captured, the engine looks for each value itself.
"""
import base64
import functools
import multiprocessing
import pathlib
import re
import sys

KINDS = {
    "a signed token (JWT)": re.compile(rb"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "a token to join a cluster": re.compile(rb"K10[0-9a-f]{64}::"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}")


def kinds(text, depth=3):
    found = {kind for kind, form in KINDS.items() if form.search(text)}
    if depth:
        found.update(*(inside(run, depth) for run in set(BASE64.findall(text))))
    return found


@functools.lru_cache(maxsize=1 << 16)  # what a drill says stands in its record, its page and its log alike
def inside(run, depth):
    found = set()
    run = run.translate(bytes.maketrans(b"-_", b"+/"))
    for start in range(4):  # it may follow other letters
        part = run[start:]
        found |= kinds(base64.b64decode(part[: len(part) // 4 * 4]), 0 if start else depth - 1)
    return frozenset(found)


def self_test():
    token = b"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzaG9wL3dvcmtlciJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
    for planted in (token, b"xy" + base64.b64encode(b'{"token": "' + token + b'"}'), base64.b64encode(base64.b64encode(token)),
                    b"K10" + b"0f" * 32 + b"::server:x", b"key: |\n  -----BEGIN EC PRIVATE KEY-----"):
        assert kinds(planted), planted
    assert not kinds(b"eyJhbGciOiJSUzI1NiJ9 and K10 " + base64.b64encode(b"nothing at all that matters here" * 9))


def look(file):
    return file, sorted(kinds(file.read_bytes()))


def files(name):
    path = pathlib.Path(name)
    return [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())


self_test()
wrong = 0
looked = 0
with multiprocessing.Pool() as pool:
    for file, found in pool.imap(look, [one for name in sys.argv[1:] for one in files(name)], chunksize=16):
        looked += 1
        for kind in found:
            print(f"{kind} in {file}")
            wrong += 1
print(f"{looked} files: {wrong or 'no'} credentials")
sys.exit(1 if wrong or not looked else 0)
