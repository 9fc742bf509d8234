#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fettle's tokenizers beside `tokenizers` and `sentencepiece`: equal ids and offsets on real texts and on a million characters
of random Unicode, then throughput in pairs. Outside CI, with the Python of tests/peers/run.sh:
    PYTHON tests/peers/tokenizers_check.py --dump build/release/tests/tokenizers_dump [--data ../shared/data] [--pairs 5] [--skip-speed]
"""
import argparse
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

import numpy
import sentencepiece
import tokenizers

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "golden/tokenizers")]
import text_sets
import reference

HERE = pathlib.Path(__file__).resolve().parent


class Dump:
    """The program under test, one process, asked line by line."""

    def __init__(self, program, tokenizer):
        self.process = subprocess.Popen([program, tokenizer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.state = self.process.stdout.readline().strip()

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def unpack(file, offsets):
    numbers = numpy.fromfile(file, dtype=numpy.uint32)
    at = 0
    while at < len(numbers):
        count = int(numbers[at])
        ids = numbers[at + 1:at + 1 + count].tolist()
        at += 1 + count
        spans = numbers[at:at + 2 * count].reshape(-1, 2).tolist() if offsets else None
        at += 2 * count if offsets else 0
        yield ids, spans


def compare(dump, peer, texts, folder, offsets, special):
    """How many texts differ; the first three are shown."""
    source, out = folder / "texts", folder / "out"
    source.write_bytes(b"".join(text.encode() + b"\0" for text in texts))
    answer = dump.ask(f"encode {source} {out}" + (" offsets" if offsets else "") + (" special" if special else ""))
    if answer != "ok":
        print("   ", answer)
        return len(texts)
    differing = 0
    for text, (ids, spans) in zip(texts, unpack(out, offsets), strict=True):
        wanted, wanted_spans = peer(text, special)
        if ids == wanted and (not offsets or spans == wanted_spans):
            continue
        differing += 1
        if differing <= 3:
            at = next((i for i, (a, b) in enumerate(zip(ids, wanted)) if a != b), min(len(ids), len(wanted)))
            if ids == wanted:
                at = next(i for i, (a, b) in enumerate(zip(spans, wanted_spans)) if a != b)
                print(f"    offsets differ at token {at}: {spans[at]} against {wanted_spans[at]} in {text[:80]!r}",
                      ascii(text[max(0, wanted_spans[at][0] - 5):wanted_spans[at][1] + 5]))
            else:
                print(f"    ids differ at token {at}: {ids[at:at + 6]} against {wanted[at:at + 6]} in {ascii(text[:300])}")
    return differing


def check(arguments, folder):
    failed = 0
    sets = text_sets.all_sets(arguments.data)
    sets["random"] = random_texts(1_000_000)
    for name, (file, peer, has_offsets) in reference.peers(arguments.data, folder).items():
        if arguments.only and arguments.only not in name:
            continue
        dump = Dump(arguments.dump, file)
        if dump.state != "ready":
            print(f"{name}: {dump.state}")
            failed += 1
            continue
        for set_name, texts in sets.items():
            for offsets in ((False, True) if has_offsets else (False,)):
                differing = compare(dump, peer, texts, folder, offsets, special=offsets)
                failed += differing > 0
                if differing or set_name == "random":
                    print(f"{name} / {set_name} / {'offsets' if offsets else 'ids'}: {differing} of {len(texts)} texts differ", flush=True)
        dump.close()
        print(f"{name}: done, {sum(map(len, sets.values()))} texts", flush=True)
    return failed


def random_texts(characters, seed=20261122):
    """Every plane, with what is assigned more often than not, cut into lines of up to 200 characters."""
    rng = random.Random(seed)
    texts, left = [], characters
    blocks = [(0x20, 0x7F), (1, 0x250), (0x250, 0x3000), (0x3000, 0xD800), (0xE000, 0x10000), (0x10000, 0x20000), (0x20000, 0x30000),
              (0x1F300, 0x1FAFF), (0x1, 0x110000)]
    while left > 0:
        text = []
        first, last = rng.choice(blocks)
        for _ in range(min(left, rng.randint(1, 200))):
            if rng.random() < 0.2:
                first, last = rng.choice(blocks)
            code = rng.randrange(first, last)
            if rng.random() < 0.1:
                code = 0x20
            text.append(chr(code) if not 0xD800 <= code < 0xE000 else " ")
        texts.append("".join(text))
        left -= len(text)
    return texts


def speed(arguments, folder):
    """8 MB of real texts in documents of about 10 kB, alternating, one thread each."""
    texts = text_sets.speed_texts(arguments.data, 8 << 20)
    source = folder / "speed"
    source.write_bytes(b"".join(text.encode() + b"\0" for text in texts))
    size = sum(len(text.encode()) for text in texts)
    for name, (file, peer, _) in reference.peers(arguments.data, folder).items():
        raw = getattr(peer, "tokenizer", None)
        if raw is None or (arguments.only and arguments.only not in name):
            continue
        dump = Dump(arguments.dump, file)
        ratios, ours, theirs = [], [], []
        for pair in range(arguments.pairs + 1):
            mine, _ = map(float, dump.ask(f"time {source}").split())
            start = time.perf_counter()
            for text in texts:
                raw.encode(text, add_special_tokens=False)
            other = time.perf_counter() - start
            if pair > 0:  # the first warms up
                ratios.append(other / mine)
                ours.append(size / mine / 1e6)
                theirs.append(size / other / 1e6)
        dump.close()
        print(f"{name}: {statistics.median(ours):.1f} MB/s against {statistics.median(theirs):.1f} MB/s, "
              f"ratio {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dump", required=True)
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parent.parent.parent / "shared/data")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--skip-speed", action="store_true")
    parser.add_argument("--skip-check", action="store_true")
    arguments = parser.parse_args()
    print(f"tokenizers {tokenizers.__version__}, sentencepiece {sentencepiece.__version__}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failed = 0 if arguments.skip_check else check(arguments, folder)
        if not arguments.skip_speed:
            speed(arguments, folder)
    print("all equal" if not failed else f"{failed} sets differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
