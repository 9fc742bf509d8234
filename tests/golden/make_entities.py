#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes entities.json: what seqeval finds in rows of tags, sound ones and broken ones, and its figures for pairs of them.

Run it with a Python that has seqeval:  python3 tests/golden/make_entities.py
"""
import importlib.metadata
import json
import pathlib
import random

from seqeval.metrics import f1_score, precision_score, recall_score
from seqeval.metrics.sequence_labeling import get_entities

TYPES = ["PER", "LOC", "creative-work"]


def row(rng, prefixes):
    """Any tag may follow any other: most rows break the scheme somewhere."""
    length = rng.randint(1, 14)
    return [rng.choice(["O", "O"] + [f"{p}-{t}" for p in prefixes for t in TYPES]) for _ in range(length)]


def sound(rng):
    tags = []
    while len(tags) < 10:
        if rng.random() < 0.5:
            tags.append("O")
        else:
            kind = rng.choice(TYPES)
            tags += [f"B-{kind}"] + [f"I-{kind}"] * rng.randint(0, 2)
    return tags


def changed(rng, tags, prefixes):
    """A prediction: some tags replaced, so that some entities stay."""
    return [rng.choice(["O"] + [f"{p}-{t}" for p in prefixes for t in TYPES]) if rng.random() < 0.25 else tag for tag in tags]


def figures(wanted, predicted):
    return {"f1": f1_score(wanted, predicted, zero_division=0), "precision": precision_score(wanted, predicted, zero_division=0),
            "recall": recall_score(wanted, predicted, zero_division=0)}


def main():
    rng = random.Random(7)
    rows = [sound(rng) for _ in range(10)] + [row(rng, "BI") for _ in range(40)] + [row(rng, "BIES") for _ in range(30)]
    rows += [["B", "I", "O", "I"], ["I-PER"], ["O"], ["B-PER", "I-LOC", "I-LOC"], ["E-PER", "I-PER"], ["S-LOC", "S-LOC", "I-LOC"]]
    found = [{"tags": tags, "spans": [[kind, first, last] for kind, first, last in get_entities(tags)]} for tags in rows]
    pairs = []
    for prefixes in ("BI", "BIES"):
        wanted = [sound(rng) for _ in range(20)]
        predicted = [changed(rng, tags, prefixes) for tags in wanted]
        pairs.append({"wanted": wanted, "predicted": predicted, **figures(wanted, predicted)})
    nothing = [["O", "O"], ["O"]]
    pairs.append({"wanted": nothing, "predicted": nothing, **figures(nothing, nothing)})
    path = pathlib.Path(__file__).with_name("entities.json")
    path.write_text(json.dumps({"seqeval": importlib.metadata.version("seqeval"), "rows": found, "pairs": pairs}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
