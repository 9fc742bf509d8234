# SPDX-License-Identifier: GPL-3.0-or-later
"""Fettle beside PyTorch, transformers, peft, sentence-transformers, setfit and scikit-learn on texts: one table; see run.sh.

    bash tests/peers/run.sh --text --model FOLDER [--build build/release] [--only sst2,banking77] [--seeds 5] [--pairs 5]
        [--pace-steps 200] [--epochs N] [--skip-quality] [--skip-pace]

FOLDER: all-MiniLM-L6-v2 with config.json, weights and tokenizer. Both sides have the same rows in the same splits, and as many
epochs. Quality: means over seeds, with their spread; ours with the precision that it chooses. Pace: short trainings that
alternate, the median of the ratios of pairs. Fettle's side is described by recipes/*.yaml, in which ${dataset}, ${seed},
${threads}, ${precision}, ${budget} and what a row adds are filled in; rows whose recipe is not there are passed over and told.
"""
import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import string
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

import text_data
from text_measure import classification_quality

HERE = pathlib.Path(__file__).resolve().parent
ROWS = []


@dataclass
class Peer:
    """Another way to do the same, with what is promised of ours beside it."""
    name: str
    arguments: list            # of peer_text.py
    pace: float | None = None  # examples a second, ours over theirs, at least
    quality: float | None = None  # ours minus theirs, at least
    memory: float | None = None   # peak, ours over theirs, at most
    precision: str = "float32"    # of ours


@dataclass
class Work:
    group: str
    what: str
    data: str
    recipe: str
    peers: list
    epochs: int = 0
    least: float | None = None  # quality, at least
    metric: str = "accuracy"
    per_class: int = 0
    fill: dict = field(default_factory=dict)


def scratch(data, epochs):
    """The templates; the plain loop needs no full training of its own, its network is the tuned one's."""
    return [Work(data, network, data, "text_scratch.yaml", [
        Peer("PyTorch, plain", ["scratch", network, data, "plain"], pace=1.3),
        Peer("PyTorch, tuned", ["scratch", network, data, "tuned"], pace=1.0, quality=-0.005)],
        epochs=epochs, fill={"template": network}) for network in ("text_cnn", "bilstm", "transformer")]


def fine_tuning(data, least=None):
    return [Work(data, "MiniLM, full", data, "text_full.yaml", [
        Peer("Trainer 3e-4", ["full", data, "trainer", "--lr", "3e-4"], pace=2.4),
        Peer("Trainer 1e-4", ["full", data, "trainer", "--lr", "1e-4"]),
        Peer("by hand, tuned", ["full", data, "tuned", "--lr", "3e-4"], pace=1.05),
        Peer("by hand, tuned bf16", ["full", data, "tuned_bf16", "--lr", "3e-4"], pace=1.0, memory=0.75, precision="auto")],
        epochs=3, least=least)]


def frozen(data, quality=None):
    return [Work(data, "MiniLM, frozen", data, "text_frozen.yaml", [
        Peer("sentence-transformers + scikit-learn", ["frozen", data], pace=1.5, quality=quality, precision="auto"),
        Peer("TF-IDF words and letters", ["tfidf", data, "both"])], epochs=120)]


WORKS = [
    *scratch("sst2", 29), *scratch("banking77", 20), *scratch("chnsenticorp", 32),
    *fine_tuning("banking77", 0.933),
    Work("banking77", "MiniLM, LoRA", "banking77", "text_lora.yaml", [
        Peer("peft, Trainer", ["lora", "banking77", "trainer"], pace=1.4, quality=0.0),
        Peer("peft, lengths together", ["lora", "banking77", "tuned"], pace=1.05, quality=0.0)], epochs=3, least=0.92),
    *frozen("banking77", -0.003), *fine_tuning("sst2"), *frozen("sst2"), *fine_tuning("sms"), *frozen("sms"),
    *fine_tuning("clinc150"), *frozen("clinc150"),
    Work("few", "8 a class, Banking77", "banking77", "text_few.yaml", [
        Peer("SetFit", ["setfit", "banking77", "--per-class", "8"]),
        Peer("frozen", ["frozen", "banking77", "--per-class", "8"]),
        Peer("TF-IDF words and letters", ["tfidf", "banking77", "both", "--per-class", "8"])], per_class=8),
    Work("few", "8 a class, SST-2", "sst2", "text_few.yaml", [
        Peer("SetFit", ["setfit", "sst2", "--per-class", "8"]),
        Peer("frozen", ["frozen", "sst2", "--per-class", "8"])], per_class=8),
    Work("tags", "WNUT-17, MiniLM", "wnut17", "tags_full.yaml", [
        Peer("Trainer", ["tags", "wnut17", "trainer"], pace=1.3, quality=-0.01),
        Peer("by hand, tuned", ["tags", "wnut17", "tuned"])], epochs=3, metric="entity_f1"),
    Work("tags", "Weibo, characters", "weibo", "tags_scratch.yaml", [
        Peer("PyTorch, plain", ["tags", "weibo", "scratch_plain"], pace=1.3),
        Peer("PyTorch, tuned", ["tags", "weibo", "scratch_tuned"], quality=-0.01)], epochs=40, metric="entity_f1"),
]


def run_peer(options, arguments, *more):
    command = [sys.executable, HERE / "peer_text.py", *arguments, *more, "--threads", options.threads, "--folder", options.data]
    if options.model:
        command += ["--model", options.model]
    out = subprocess.run(list(map(str, command)), capture_output=True, text=True,
                         env={**os.environ, "OMP_NUM_THREADS": str(options.threads)})
    if out.returncode != 0:
        raise SystemExit(f"{arguments}: {out.stderr[-2000:]}")
    return json.loads(out.stdout.strip().splitlines()[-1])


class Fettle:
    """One workspace; a dataset is imported once, trainings run as `fettle-worker run`."""

    def __init__(self, options):
        self.options = options
        self.bin = options.root / options.build / "bin"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fettle-text-peers-"))
        self.manifests = {}

    def cli(self, *arguments):
        command = [self.bin / "fettle-cli", "--workspace", self.folder / "workspace", *arguments, "--json"]
        out = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if out.returncode != 0:
            raise SystemExit(f"fettle-cli {arguments}: {out.stderr[-2000:]}")
        return json.loads(out.stdout)

    def dataset(self, work, seed):
        """The rows that the peers have."""
        key = (work.data, work.per_class, seed if work.per_class else 0)
        if key not in self.manifests:
            name = "-".join(map(str, key))
            place = self.folder / name
            if work.data in text_data.TAGGED:
                place.mkdir()
                data = text_data.tagged(work.data, self.options.data)
                text_data.write_tagged(data, place)
                answer = self.cli("import", place, "--name", name, "--validation", "0")
            else:
                data = text_data.texts(work.data, self.options.data)
                place = place.with_suffix(".csv")
                if work.per_class:
                    data = text_data.few(data, work.per_class, seed)
                text_data.write_texts(data, place)
                answer = self.cli("import", place, "--name", name, "--target", "label", "--kind", "text=text", "--kind",
                                  "label=category", "--role", "split=split", "--split", "column", "--split-column", "split",
                                  "--validation", "0")
            self.manifests[key] = (answer["manifest_path"], {split: len(rows) for split, rows in data.items()})
        return self.manifests[key]

    def fill_in(self, work, recipe, seed, precision, steps):
        """`steps`: a short training for the pace; 0: the whole."""
        budget = f"steps: {steps}" if steps else f"epochs: {work.epochs or 1}"
        manifest, rows = self.dataset(work, seed)
        # A tenth of the steps, as the recommendation has it.
        warm_up = max(1, (steps or work.epochs * rows["train"] // 32) // 10)
        left_open = {**work.fill, "dataset": manifest, "seed": seed, "threads": self.options.threads,
                     "precision": precision, "budget": budget, "warm_up": warm_up}
        return string.Template(recipe.read_text(encoding="utf-8")).substitute(left_open)

    def train(self, work, recipe, seed, precision="float32", steps=0):
        """What a training by the recipe in the file `recipe` gives, in the words of the peers; and the time to its first step."""
        run = self.folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        filled = self.folder / "recipe.yaml"
        filled.write_text(self.fill_in(work, recipe, seed, precision, steps), encoding="utf-8")
        # Features that an earlier run kept would be had for nothing.
        env = {**os.environ, "XDG_CACHE_HOME": str(run / "cache"), "OMP_NUM_THREADS": str(self.options.threads), "OMP_WAIT_POLICY": "PASSIVE",
               "GOMP_SPINCOUNT": "4000", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "256"}  # as the supervisor starts workers
        began = time.time()
        process = subprocess.Popen([str(self.bin / "fettle-worker"), "run", str(filled), "--out", str(run)], env=env, text=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        first, lines = None, []
        for line in process.stderr:
            lines.append(line)
            if first is None and line.startswith("training:"):
                first = time.time() - began
        if process.wait() != 0:
            raise SystemExit(f"fettle-worker run: {''.join(lines)[-2000:]}\n{filled.read_text(encoding='utf-8')}")
        result = json.loads((run / "result.json").read_text(encoding="utf-8"))["result"]
        test = result["metrics"]["test"]
        pace = result["examples_per_second"]
        if work.recipe == "text_frozen.yaml":
            # Every text once through the model, those of all parts, and the last layer with it: rounds over what is kept are no pace.
            pace = sum(self.dataset(work, seed)[1].values()) / (result["seconds"]["features"] + result["seconds"]["train"])
        quality, more = test[work.metric], {}
        if work.data == "clinc150" and not steps:
            quality, more = classification_quality(*answers_of(run))
        return {"quality": quality, "oos_recall": more.get("oos_recall"), "seconds": result["seconds"]["train"],
                "examples_per_second": pace, "peak_mb": result["peak_memory_bytes"] / 2**20,
                "first_step_seconds": first}

    def close(self):
        subprocess.run([str(self.bin / "fettle-cli"), "--workspace", str(self.folder / "workspace"), "engine", "stop"],
                       capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def answers_of(run):
    """What was answered and what was true of the test rows."""
    with (run / "artifacts" / "predictions-test.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["predicted"] for row in rows], [row["target"] for row in rows]


def spread(values):
    values = [value for value in values if value is not None]
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.4f} ± {deviation:.4f}" if values else "-"


def add(work, what, ours, theirs="", ratio="", target=""):
    ROWS.append((f"{work.group}: {work.what}", what, ours, theirs, ratio, target))
    print("  " + "  ".join(ROWS[-1]), file=sys.stderr, flush=True)


def mean(results):
    return statistics.mean(result["quality"] for result in results)


def compare_quality(options, fettle, work, recipe):
    ours = [fettle.train(work, recipe, seed, "auto") for seed in range(options.seeds)]
    mine = spread([result["quality"] for result in ours])
    if work.least is not None:
        add(work, work.metric, mine, "", f"{mean(ours) - work.least:+.4f}", f"≥ {work.least}")
    elif not work.peers:
        add(work, work.metric, mine)
    for peer in work.peers:
        if peer.name == "PyTorch, plain":
            continue
        epochs = ["--epochs", work.epochs] if work.epochs else []
        theirs = [run_peer(options, peer.arguments, "--seed", seed, *epochs) for seed in range(options.seeds)]
        target = "" if peer.quality is None else f"≥ peer {peer.quality:+}"
        add(work, f"{work.metric} beside {peer.name}", mine, spread([result["quality"] for result in theirs]),
            f"{mean(ours) - mean(theirs):+.4f}", target)
        if any(result.get("oos_recall") is not None for result in theirs):
            add(work, f"out-of-scope recall beside {peer.name}", spread([result["oos_recall"] for result in ours]),
                spread([result.get("oos_recall") for result in theirs]))


def compare_pace(options, fettle, work, recipe, peer):
    """A B A B after one of each, which warms up."""
    whole = peer.arguments[0] in ("frozen", "tfidf")  # one pass over all texts: nothing to shorten
    steps = 0 if whole else options.pace_steps
    limit = ["--limit-steps", steps] if steps else []
    pairs = []
    for seed in range(options.pairs + 1):
        ours = fettle.train(work, recipe, seed, peer.precision, steps)
        pairs.append((ours, run_peer(options, peer.arguments, "--seed", seed, *limit)))
    pairs = pairs[1:]

    def told(what, key, form, target):
        ratio = statistics.median(a[key] / b[key] for a, b in pairs)
        add(work, f"{what} beside {peer.name}", form(statistics.median(a[key] for a, _ in pairs)),
            form(statistics.median(b[key] for _, b in pairs)), f"{ratio:.2f}×", target)

    told(f"pace, {peer.precision},", "examples_per_second", lambda v: f"{v:.0f}/s", f"≥ {peer.pace}×" if peer.pace else "")
    told(f"peak memory, {peer.precision},", "peak_mb", lambda v: f"{v:.0f} MB", f"≤ {peer.memory}×" if peer.memory else "")
    first = 0.4 if work.recipe == "text_full.yaml" and peer.arguments[2] == "trainer" else None
    if all(result["first_step_seconds"] for pair in pairs for result in pair):
        told("start → first step", "first_step_seconds", lambda v: f"{v:.2f} s", f"≤ {first}×" if first else "")


def arguments_of(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--data", type=pathlib.Path, default=text_data.DEFAULT_FOLDER)
    parser.add_argument("--model", type=pathlib.Path, default=os.environ.get("FETTLE_PEER_MODEL"))
    parser.add_argument("--recipes", type=pathlib.Path, default=HERE / "recipes")
    parser.add_argument("--only", default="", help="groups, or parts of a row's name, with commas")
    parser.add_argument("--peers", default="", help="parts of the peers' names, with commas")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--pace-steps", type=int, default=200)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--epochs", type=int, default=0, help="of both sides; 0: as each row has it")
    parser.add_argument("--skip-quality", action="store_true")
    parser.add_argument("--skip-pace", action="store_true")
    return parser.parse_args(argv)


def chosen(only):
    parts = [part for part in only.split(",") if part]
    return [work for work in WORKS if not parts or any(part in f"{work.group}: {work.what}" for part in parts)]


def beside(work, names):
    parts = [part for part in names.split(",") if part]
    work.peers = [peer for peer in work.peers if not parts or any(part in peer.name for part in parts)]
    return work


def main():
    options = arguments_of()
    works = chosen(options.only)
    if not works:
        raise SystemExit(f"--only {options.only}: there are " + "; ".join(f"{work.group}: {work.what}" for work in WORKS))
    fettle = Fettle(options)
    try:
        for work in (beside(work, options.peers) for work in works):
            if work.epochs and options.epochs:
                work.epochs = options.epochs
            recipe = options.recipes / work.recipe
            if not recipe.exists():
                add(work, f"no {work.recipe}: passed over", "")
                continue
            if not options.skip_quality:
                compare_quality(options, fettle, work, recipe)
            for peer in work.peers:
                if peer.pace and not options.skip_pace:
                    compare_pace(options, fettle, work, recipe, peer)
    finally:
        fettle.close()
    head = ("work", "what", "Fettle", "peer", "ratio", "target")
    widths = [max(len(str(row[i])) for row in [head, *ROWS]) for i in range(6)]
    for row in [head, *ROWS]:
        print("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())


if __name__ == "__main__":
    main()
