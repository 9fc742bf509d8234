#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes evaluation.json: scikit-learn's and SciPy's figures for what golden_evaluation_test.cpp reckons again.

Run it with a Python that has scikit-learn:  python3 tests/golden/make_evaluation.py
"""
import json
import math
import pathlib

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics

N = 257


def scores(classes, phase):
    raw = np.array([[math.sin(1.3 * i + 2.1 * c + phase) for c in range(classes)] for i in range(N)])
    # Whole weights from 1 to 9: the curves meet ties, and every machine divides them alike.
    weights = np.round(raw * 4) + 5
    return weights / weights.sum(1, keepdims=True)


def targets(classes, phase):
    return np.array([int((math.sin(1.3 * i + phase + 0.4) + 1) / 2 * classes * 0.999) for i in range(N)])


def classification(classes, phase):
    p, y = scores(classes, phase), targets(classes, phase)
    guess = p.argmax(1)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(y, guess, labels=range(classes), zero_division=0)
    sure = p.max(1)
    bins = np.minimum((sure * 10).astype(int), 9)
    ece = sum(abs(sure[bins == b].sum() - (guess == y)[bins == b].sum()) for b in range(10)) / N
    always = np.bincount(y, minlength=classes).argmax()
    wins = int(((guess == y) & (y != always)).sum())
    losses = int(((guess != y) & (y == always)).sum())
    wilson = stats.binomtest(int((guess == y).sum()), N).proportion_ci(0.95, "wilson")
    return {"classes": classes, "phase": phase, "accuracy": metrics.accuracy_score(y, guess),
            "wilson": [wilson.low, wilson.high],
            "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.tolist(),
            "balanced_accuracy": metrics.balanced_accuracy_score(y, guess),
            "confusion": metrics.confusion_matrix(y, guess, labels=range(classes)).tolist(),
            "roc_auc": [metrics.roc_auc_score(y == c, p[:, c]) for c in range(classes)],
            "average_precision": [metrics.average_precision_score(y == c, p[:, c]) for c in range(classes)],
            "calibration_error": float(ece), "always": int(always),
            "sign_test": stats.binomtest(wins, wins + losses).pvalue, "wins": wins, "losses": losses}


def regression(phase):
    guess = np.array([10 * math.sin(0.9 * i + phase) for i in range(N)])
    y = np.array([10 * math.sin(0.9 * i + phase + 0.3) + 2 for i in range(N)])
    off = np.abs(guess - y)
    interval = stats.t.interval(0.95, N - 1, off.mean(), stats.sem(off))
    return {"phase": phase, "mae": metrics.mean_absolute_error(y, guess), "interval": list(interval),
            "rmse": math.sqrt(metrics.mean_squared_error(y, guess)), "r2": metrics.r2_score(y, guess),
            "quantiles": {str(q): float(np.quantile(off, q)) for q in (0.5, 0.75, 0.9, 0.95, 0.99, 1.0)}}


path = pathlib.Path(__file__).with_name("evaluation.json")
path.write_text(json.dumps({
    "scikit-learn": sklearn.__version__, "scipy": scipy.__version__,
    "classification": [classification(c, ph) for c in (2, 3, 10) for ph in (0.0, 1.7)],
    "regression": [regression(ph) for ph in (0.0, 2.2)],
    "student": {str(n): float(stats.t.ppf(0.975, n)) for n in (1, 2, 5, 6, 7, 12, 40, 256, 100000)}}, indent=1) + "\n")
print(path)
