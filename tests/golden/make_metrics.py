#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes metrics.json: scikit-learn's figures for scores and targets that golden_metrics_test.cpp makes again.

Run it with a Python that has scikit-learn:  python3 tests/golden/make_metrics.py
"""
import json
import math
import pathlib

import numpy as np
import sklearn
from sklearn import metrics

N = 257


def scores(classes, phase):
    raw = np.array([[math.sin(1.3 * i + 2.1 * c + phase) for c in range(classes)] for i in range(N)])
    # Whole weights from 1 to 9: the area under the curve meets ties, and every machine divides them alike.
    weights = np.round(raw * 4) + 5
    return weights / weights.sum(1, keepdims=True)


def targets(classes, phase):
    # Related to the scores by the same wave, so that the figures are neither 0.5 nor 1.
    return np.array([int((math.sin(1.3 * i + phase + 0.4) + 1) / 2 * classes * 0.999) for i in range(N)])


def classification(classes, phase):
    p, y = scores(classes, phase), targets(classes, phase)
    guess = p.argmax(1)
    out = {"accuracy": metrics.accuracy_score(y, guess), "balanced_accuracy": metrics.balanced_accuracy_score(y, guess),
           "log_loss": metrics.log_loss(y, p, labels=list(range(classes))),
           "roc_auc": metrics.roc_auc_score(y, p[:, 1]) if classes == 2
           else metrics.roc_auc_score(y, p, multi_class="ovr", average="macro", labels=list(range(classes)))}
    averages = ["macro", "micro", "weighted"] + (["binary"] if classes == 2 else [])
    for average in averages:
        for name, f in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
            out[f"{name}:{average}"] = f(y, guess, average=average, zero_division=0)
    return {"classes": classes, "phase": phase, "figures": {k: float(v) for k, v in out.items()}}


def labels(classes, phase):
    p = np.array([[(round(math.sin(1.3 * i + 2.1 * c + phase) * 4) + 5) / 10 for c in range(classes)] for i in range(N)])
    # Related to the scores, with rows that have none and a label that nobody is given.
    y = np.array([[int(math.sin(1.3 * i + 2.1 * c + phase + 0.7) > 0.2 + 0.2 * c) for c in range(classes)] for i in range(N)])
    guess = (p >= 0.55 + 0.1 * np.arange(classes)).astype(int)
    return {"classes": classes, "phase": phase, "figures": {
        "f1_micro": float(metrics.f1_score(y, guess, average="micro", zero_division=0)),
        "f1_macro": float(metrics.f1_score(y, guess, average="macro", zero_division=0)),
        "subset_accuracy": float(metrics.accuracy_score(y, guess)),
        "average_precision": float(metrics.average_precision_score(y, p, average="macro"))}}


def regression(phase):
    guess = np.array([10 * math.sin(0.9 * i + phase) for i in range(N)])
    y = np.array([10 * math.sin(0.9 * i + phase + 0.3) + 2 for i in range(N)])
    return {"phase": phase, "figures": {
        "mae": float(metrics.mean_absolute_error(y, guess)),
        "rmse": float(math.sqrt(metrics.mean_squared_error(y, guess))),
        "r2": float(metrics.r2_score(y, guess))}}


path = pathlib.Path(__file__).with_name("metrics.json")
path.write_text(json.dumps({
    "scikit-learn": sklearn.__version__,
    "classification": [classification(c, ph) for c in (2, 3, 10) for ph in (0.0, 1.7)],
    "labels": [labels(c, ph) for c in (2, 3, 4) for ph in (0.0, 1.1)],
    "regression": [regression(ph) for ph in (0.0, 2.2)]}, indent=1) + "\n")
print(path)
