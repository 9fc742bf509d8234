# SPDX-License-Identifier: GPL-3.0-or-later
"""What every comparison measures: time from the start of the process to the first step, pace, memory, quality."""
import json
import os
import pathlib
import resource
import time

BEGAN = time.time()  # of the first line of ours, where the system does not say when the process began
TEST_ROWS_WHEN_LIMITED = 64


def process_age():
    """Seconds since this process was started: the interpreter's own start counts."""
    try:
        fields = pathlib.Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError):
        return time.time() - BEGAN


class Measured:
    """One training. `limit`: after so many steps it ends, and the quality of a few rows is told only to show that it can be."""

    def __init__(self, options):
        self.limit = options.limit_steps
        self.first_step_seconds = None
        self.steps = self.examples = 0
        self.seconds = 0.0
        self.began = None

    def start(self):
        self.began = time.perf_counter()

    def step(self, examples):
        """Tells whether the training goes on."""
        if self.first_step_seconds is None:
            self.first_step_seconds = process_age()
        self.steps += 1
        self.examples += examples
        return not self.limit or self.steps < self.limit

    def stop(self):
        self.seconds = time.perf_counter() - self.began

    def test_rows(self, rows):
        # From everywhere: files may be sorted by class.
        return rows[::max(1, len(rows) // TEST_ROWS_WHEN_LIMITED)][:TEST_ROWS_WHEN_LIMITED] if self.limit else rows

    def report(self, quality, **more):
        print(json.dumps({
            "quality": quality, "examples_per_second": self.examples / self.seconds if self.seconds else None,
            "seconds": self.seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "first_step_seconds": self.first_step_seconds, "steps": self.steps, "limited": bool(self.limit), **more}), flush=True)


def classification_quality(predicted, wanted):
    """Accuracy first; where there are two classes the F1 of the rarer, where some texts fit no class their recall."""
    from text_data import OUT_OF_SCOPE
    right = [a == b for a, b in zip(predicted, wanted)]
    more = {"test_rows": len(wanted)}
    if OUT_OF_SCOPE in wanted:
        outside = [hit for hit, label in zip(right, wanted) if label == OUT_OF_SCOPE]
        inside = [hit for hit, label in zip(right, wanted) if label != OUT_OF_SCOPE]
        more["oos_recall"] = sum(outside) / len(outside)
        if inside:
            return sum(inside) / len(inside), {**more, "accuracy_with_oos": sum(right) / len(right)}
    labels = sorted(set(wanted), key=wanted.count)
    if len(labels) == 2:
        hits = sum(a == b == labels[0] for a, b in zip(predicted, wanted))
        more["f1_of_rarer"] = 2 * hits / max(1, sum(a == labels[0] for a in predicted) + wanted.count(labels[0]))
    return sum(right) / len(right), more
