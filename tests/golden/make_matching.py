#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes matching.json: losses over texts that belong together, and how well matches are found among all others.

Losses: sentence-transformers' own where it has the case (no two rows with one match), else PyTorch's cross_entropy over the
candidates of each row by itself; both must agree where both can say. Places: SciPy's average ranks, rounded up; figures:
scikit-learn's. Rows of numbers come from formulas that golden_matching_test.cpp repeats. With the Python of tests/peers/run.sh:
    PYTHON tests/golden/make_matching.py
"""
import json
import math
import pathlib

import numpy
import scipy.stats
import sklearn.metrics
import torch
from sentence_transformers.sentence_transformer import losses

torch.set_num_threads(1)
ROWS, WIDTH = 9, 5
DISTINCT = list(range(ROWS))
REPEATED = [0, 1, 2, 1, 3, 4, 0, 5, 1]


def embeddings(texts, phase):
    """N×K×D."""
    count = ROWS * texts * WIDTH
    return torch.tensor([math.sin(0.7 * i + phase) + 0.3 * math.cos(1.9 * i) for i in range(count)],
                        dtype=torch.float64).reshape(ROWS, texts, WIDTH)


def weights():
    return torch.tensor([0.5 + (i * 5) % 4 for i in range(ROWS)], dtype=torch.float64)


def cosine(a, b):
    return torch.nn.functional.cosine_similarity(a[:, None, :], b[None, :, :], dim=2)


def own_match(rows, keys, temperature, symmetric):
    """One row after the other, with a list of its candidates."""
    anchors, matches = rows[:, 0], rows[:, 1]
    negatives = rows[:, 2] if rows.shape[1] > 2 else None
    each = []
    for i in range(ROWS):
        others = [j for j in range(ROWS) if keys[j] != keys[i]]

        def loss(asked, offered, more=None):
            candidates = torch.stack([offered[i]] + [offered[j] for j in others] + (list(more) if more is not None else []))
            logits = cosine(asked[i:i + 1], candidates) / temperature
            return torch.nn.functional.cross_entropy(logits, torch.tensor([0]))

        forward = loss(anchors, matches, negatives)
        each.append((forward + loss(matches, anchors)) / 2 if symmetric else forward)
    return torch.stack(each)


def check_against_library(rows, temperature, symmetric, mean):
    directions = ("query_to_doc", "doc_to_query") if symmetric else ("query_to_doc",)
    library = losses.MultipleNegativesRankingLoss(None, scale=1 / temperature, directions=directions, partition_mode="per_direction")
    theirs = library.compute_loss_from_embeddings([rows[:, k] for k in range(rows.shape[1])], None).item()
    assert abs(theirs - mean) < 1e-9, (theirs, mean)


def triplets(rows, keys, margin):
    far = torch.nn.TripletMarginWithDistanceLoss(
        distance_function=lambda a, b: 1 - torch.nn.functional.cosine_similarity(a, b), margin=margin, reduction="none")
    if rows.shape[1] > 2:
        return far(rows[:, 0], rows[:, 1], rows[:, 2])
    each = []
    for i in range(ROWS):
        others = [j for j in range(ROWS) if keys[j] != keys[i]]
        each.append(max(far(rows[i:i + 1, 0], rows[i:i + 1, 1], rows[j:j + 1, 1]) for j in others))
    return torch.cat(each)


def loss_cases():
    cases = []
    for texts in (2, 3):
        for keys in (DISTINCT, REPEATED):
            rows = embeddings(texts, 0.4 * texts)
            for temperature, symmetric in ((0.05, True), (0.3, False)):
                each = own_match(rows, keys, temperature, symmetric)
                if keys is DISTINCT:
                    check_against_library(rows, temperature, symmetric, each.mean().item())
                cases.append({"loss": "multiple_negatives", "texts": texts, "phase": 0.4 * texts, "keys": keys,
                              "parameters": {"temperature": temperature, "symmetric": symmetric}, "each": each.tolist(),
                              "weighted": (each * weights()).sum().item() / weights().sum().item()})
            for margin in (0.2, 0.9):
                each = triplets(rows, keys, margin)
                cases.append({"loss": "triplet", "texts": texts, "phase": 0.4 * texts, "keys": keys,
                              "parameters": {"margin": margin}, "each": each.tolist(),
                              "weighted": (each * weights()).sum().item() / weights().sum().item()})
    return cases


def ranking_case(count, matches, phase):
    """`count` rows whose matches are `matches` different texts; the first row with a match stands for it."""
    width = 4
    total = count * 2 * width
    numbers = torch.tensor([math.sin(0.9 * i + phase) + 0.5 * math.sin(2.3 * i) for i in range(total)], dtype=torch.float64)
    rows = numbers.reshape(count, 2, width).to(torch.float32).to(torch.float64)
    keys = [(i * 7) % matches for i in range(count)]
    order = list(dict.fromkeys(keys))
    offered = torch.stack([rows[keys.index(key), 1] for key in order])
    likeness = cosine(rows[:, 0], offered).numpy()
    own = numpy.array([order.index(key) for key in keys])
    places = [math.ceil(scipy.stats.rankdata(-likeness[i], "average")[own[i]]) for i in range(count)]
    truth = numpy.zeros_like(likeness, dtype=int)
    truth[numpy.arange(count), own] = 1
    figures = {"mrr": sklearn.metrics.label_ranking_average_precision_score(truth, likeness)}
    for k in (1, 5, 10):
        figures[f"recall_at_{k}"] = sklearn.metrics.top_k_accuracy_score(own, likeness, k=k, labels=range(len(order)))
    return {"rows": count, "matches": matches, "phase": phase, "places": places, "figures": figures}


def main():
    document = {"torch": torch.__version__, "losses": loss_cases(),
                "rankings": [ranking_case(40, 40, 0.1), ranking_case(60, 13, 0.7), ranking_case(33, 12, 1.9)]}
    path = pathlib.Path(__file__).with_name("matching.json")
    path.write_text(json.dumps(document, indent=1) + "\n")
    print(f"{len(document['losses'])} losses and {len(document['rankings'])} rankings in {path.name}")


if __name__ == "__main__":
    main()
