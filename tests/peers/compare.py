# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs Fettle and its peers in turn and prints one table; see run.sh."""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--root", required=True, type=pathlib.Path)
parser.add_argument("--build", default="build/release")
parser.add_argument("--seeds", type=int, default=5)
parser.add_argument("--pairs", type=int, default=5)
parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
parser.add_argument("--only", default="fashion,adult,start,metrics")
options = parser.parse_args()

HERE = pathlib.Path(__file__).parent
BIN = options.root / options.build / "bin"
SHARED = pathlib.Path(os.environ.get("FETTLE_SHARED_DATA", options.root / ".." / "shared" / "data")).resolve()
ROWS = []


def peer(script, *arguments):
    out = subprocess.run([sys.executable, HERE / script, *map(str, arguments)], capture_output=True, text=True,
                         env={**os.environ, "OMP_NUM_THREADS": str(options.threads)})
    if out.returncode != 0:
        raise SystemExit(f"{script} {arguments}: {out.stderr[-2000:]}")
    return json.loads(out.stdout.strip().splitlines()[-1])


class Fettle:
    """One workspace; datasets are imported once, trainings run as `fettle-worker run`."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fettle-peers-"))

    def cli(self, *arguments):
        out = subprocess.run([BIN / "fettle-cli", "--workspace", self.folder / "workspace", *map(str, arguments), "--json"],
                             capture_output=True, text=True)
        if out.returncode != 0:
            raise SystemExit(f"fettle-cli {arguments}: {out.stderr[-2000:]}")
        return json.loads(out.stdout)

    def train(self, recipe):
        run = self.folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        (self.folder / "recipe.yaml").write_text(recipe)
        env = {**os.environ, "OMP_NUM_THREADS": str(options.threads), "OMP_WAIT_POLICY": "PASSIVE",
               "GOMP_SPINCOUNT": "4000", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "256"}  # as the supervisor starts workers
        out = subprocess.run([BIN / "fettle-worker", "run", self.folder / "recipe.yaml", "--out", run, "--quiet"],
                             capture_output=True, text=True, env=env)
        if out.returncode != 0:
            raise SystemExit(f"fettle-worker run: {out.stderr[-2000:]}\n{recipe}")
        result = json.loads(out.stdout.strip().splitlines()[-1])["result"]
        seconds = result["seconds"]["train"]
        test = result["metrics"]["test"]
        return {"seconds": seconds, "step_us": 1e6 * seconds / result["steps"],
                "per_second": result["examples_per_second"], "accuracy": test["accuracy"], "auc": test.get("roc_auc"),
                "precision": result["precision"], "peak_mb": result["peak_memory_bytes"] / 2**20}

    def close(self):
        subprocess.run([BIN / "fettle-cli", "--workspace", self.folder / "workspace", "engine", "stop"], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def recipe(manifest, template, epochs, batch, seed, precision="float32"):
    return f"""fettle: recipe
version: 1
dataset: {{path: {manifest}}}
model: {{template: {template}}}
optimizer: {{adamw: {{lr: 0.001}}}}
schedule: constant
training:
  epochs: {epochs}
  batch_size: {batch}
  seed: {seed}
  threads: {options.threads}
  precision: {precision}
  evaluate_every_epochs: {epochs}
  early_stopping: {{enabled: false, restore_best: false}}
"""


def spread(values):
    values = [v for v in values if v is not None]
    return f"{statistics.mean(values):.4f} ± {statistics.stdev(values) if len(values) > 1 else 0:.4f}" if values else "-"


def add(work, what, ours, theirs, ratio=None, target=None):
    ROWS.append((work, what, ours, theirs, "" if ratio is None else f"{ratio:.2f}×", target or ""))
    print("  " + "  ".join(str(c) for c in ROWS[-1]), file=sys.stderr, flush=True)


def paired(ours, theirs, key="step_us"):
    """Median of pairwise ratios peer / ours, and the medians; A B A B after one warm-up each."""
    ours(0), theirs(0)
    pairs = [(ours(i), theirs(i)) for i in range(options.pairs)]
    ratio = statistics.median(b[key] / a[key] for a, b in pairs)
    return ratio, statistics.median(a[key] for a, _ in pairs), statistics.median(b[key] for _, b in pairs)


def fashion(fettle):
    data = SHARED / "img_fashion_mnist"
    manifest = fettle.cli("import", data, "--name", "fashion", "--validation", "0")["manifest_path"]
    def ours(precision, epochs=1):  # quality takes 5 epochs; speed more pairs of one, for the machine's pace changes
        return lambda seed: fettle.train(recipe(manifest, "cnn_batch_norm", epochs, 64, seed, precision))

    def theirs(mode, epochs=1):
        return lambda seed: peer("peer_torch.py", "fashion", mode, data, seed, epochs, 64, options.threads)

    mine = [ours("float32", 5)(s)["accuracy"] for s in range(options.seeds)]
    other = [theirs("tuned", 5)(s)["accuracy"] for s in range(options.seeds)]
    add("Fashion-MNIST", "accuracy", spread(mine), spread(other), target="≥ peer − 0.005")
    for precision, mode, target in (("float32", "plain", 1.6), ("float32", "tuned", 0.97), ("auto", "plain", 2.5),
                                    ("auto", "tuned_bf16", 0.95)):
        ratio, a, b = paired(ours(precision), theirs(mode))
        add("Fashion-MNIST", f"{precision} against {mode}", f"{64e6 / a:.0f}/s", f"{64e6 / b:.0f}/s", ratio, f"≥ {target}×")


def adult(fettle):
    data = SHARED / "tab_adult"
    manifest = fettle.cli("import", data, "--name", "adult", "--target", "14", "--validation", "0")["manifest_path"]
    for batch, targets in ((32, (2.4, 1.15, 1.2)), (256, (2.5, 1.0, 1.2))):
        ours = lambda seed: fettle.train(recipe(manifest, "mlp", 10, batch, seed))  # noqa: E731
        theirs = lambda mode: lambda seed: peer("peer_torch.py", "adult", mode, data, seed, 10, batch, options.threads)  # noqa: E731
        mine = [ours(s) for s in range(options.seeds)]
        for mode in ("tuned", "sklearn"):
            other = [theirs(mode)(s) for s in range(options.seeds)]
            for key in ("accuracy", "auc"):
                add(f"Adult, batch {batch}", f"{key} beside {mode}", spread([m[key] for m in mine]),
                    spread([o[key] for o in other]), target="≥ peer − 0.003")
        for mode, target in zip(("plain", "tuned", "sklearn"), targets):
            ratio, a, b = paired(ours, theirs(mode))
            add(f"Adult, batch {batch}", f"step against {mode}", f"{a:.0f} µs", f"{b:.0f} µs", ratio, f"≥ {target}×")
    boosting = peer("peer_torch.py", "adult", "boosting", data, 0, 10, 256, options.threads)
    add("Adult", "gradient boosting, for comparison", "", f"{boosting['accuracy']:.4f}")


def first_step_seconds(command):
    """Seconds from the start of a process to the line that it writes when the first step is made."""
    start = time.time()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    first, lines = None, []
    for line in process.stderr:
        lines.append(line)
        if first is None and line.lower().startswith(("training:", "phase: training")):
            first = time.time() - start
    if process.wait() != 0 or first is None:
        raise SystemExit(f"{command}: {''.join(lines)[-2000:]}")
    return first


def start(fettle):
    csv = SHARED / "tab_california_housing" / "housing.csv"
    manifest = fettle.cli("import", csv, "--name", "housing", "--target", "median_house_value")["manifest_path"]
    text = """fettle: recipe
version: 1
dataset: {{path: {0}}}
targets: [median_house_value]
model: {{template: {{mlp: {{hidden_sizes: [16]}}}}}}
training: {{steps: 300, batch_size: 64, early_stopping: {{enabled: false}}}}
"""
    raw, imported = fettle.folder / "raw.yaml", fettle.folder / "imported.yaml"
    raw.write_text(text.format(csv))
    imported.write_text(text.format(manifest))
    workspace = fettle.folder / "workspace"
    worker, cli, theirs, memory = [], [], [], []
    for i in range(options.pairs + 1):
        run = fettle.folder / f"start{i}"
        mine = first_step_seconds([BIN / "fettle-worker", "run", raw, "--out", run])
        peak = json.loads((run / "result.json").read_text())["result"]["peak_memory_bytes"] / 2**20
        subprocess.run([BIN / "fettle-cli", "--workspace", workspace, "engine", "stop"], capture_output=True)
        alone = first_step_seconds([BIN / "fettle-cli", "--workspace", workspace, "train", imported, "--lang", "en"])
        begin = time.time()
        other = peer("peer_start.py", csv)
        if i > 0:
            worker.append(mine)
            cli.append(alone)
            theirs.append(other["first_step_at"] - begin)
            memory.append((peak, other["peak_mb"]))
    peers = f"{statistics.median(theirs):.2f} s"
    for what, times, target in (("worker, from the CSV", worker, "≤ 0.45×"), ("fettle-cli, no supervisor", cli, "≤ 0.6×")):
        add("Start", f"process start → first step, {what}", f"{statistics.median(times):.2f} s", peers,
            statistics.median(a / b for a, b in zip(times, theirs)), target)
    add("Start", "peak memory", f"{memory[-1][0]:.0f} MB", f"{memory[-1][1]:.0f} MB",
        statistics.median(a / b for a, b in memory), "≤ 0.6×")


def metrics(_):
    bench = options.root / options.build / "tests" / "bench_store"
    if not bench.exists():
        add("Metrics", "bench_store is not built (preset ci or dev)", "", "")
        return
    written, read = [], []
    for _ in range(options.pairs):
        out = subprocess.run([bench], capture_output=True, text=True).stdout
        ours_written = 1e6 * float(re.search(r"20 series, 10 points a batch\D*2,000 a commit +([\d.]+)", out)[1])
        ours_read = float(re.search(r"read 100,000 points: ([\d.]+) ms", out)[1])
        other = peer("peer_tensorboard.py", 200_000, 100_000)
        written.append((ours_written, other["written_per_second"]))
        read.append((ours_read, 1000 * other["read_seconds"]))
    median = lambda pairs, i: statistics.median(pair[i] for pair in pairs)  # noqa: E731
    add("Metrics", "points committed, small batches", f"{median(written, 0):,.0f}/s", f"{median(written, 1):,.0f}/s",
        statistics.median(a / b for a, b in written), "≥ 7×")
    add("Metrics", "100,000 points read back", f"{median(read, 0):.1f} ms", f"{median(read, 1):.0f} ms",
        statistics.median(b / a for a, b in read), "≥ 20×")


def main():
    fettle = Fettle()
    try:
        for name in options.only.split(","):
            {"fashion": fashion, "adult": adult, "start": start, "metrics": metrics}[name](fettle)
    finally:
        fettle.close()
    head = ("work", "what", "Fettle", "peer", "ratio", "target")
    widths = [max(len(str(r[i])) for r in [head, *ROWS]) for i in range(6)]
    for row in [head, *ROWS]:
        print("  ".join(str(c).ljust(w) for c, w in zip(row, widths)).rstrip())


main()
