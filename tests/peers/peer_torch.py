# SPDX-License-Identifier: GPL-3.0-or-later
"""One training of a peer, as a user would write it ("plain") or tuned; prints one JSON line.

    python peer_torch.py fashion|adult plain|tuned|tuned_bf16|sklearn|boosting DATA SEED EPOCHS BATCH THREADS
"""
import gzip
import json
import os
import pathlib
import resource
import sys
import time

work, mode, folder, seed, epochs, batch, threads = sys.argv[1:8]
folder, seed, epochs, batch, threads = pathlib.Path(folder), int(seed), int(epochs), int(batch), int(threads)
os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np  # noqa: E402


def report(seconds, steps, examples, **quality):
    print(json.dumps({"seconds": seconds, "step_us": 1e6 * seconds / max(1, steps), "per_second": examples / seconds,
                      "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **quality}))


def idx(name, offset):
    return np.frombuffer(gzip.open(folder / name).read(), np.uint8, offset=offset)


def fashion_data():
    x, y = idx("train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28), idx("train-labels-idx1-ubyte.gz", 8)
    tx, ty = idx("t10k-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28), idx("t10k-labels-idx1-ubyte.gz", 8)
    mean, std = x.mean() / 255, x.std() / 255
    scale = lambda a: ((a / 255.0 - mean) / std).astype(np.float32)  # noqa: E731
    return scale(x), y.astype(np.int64), scale(tx), ty.astype(np.int64)


def adult_data():
    import pandas as pd
    read = lambda n: pd.read_csv(folder / n, header=None, skipinitialspace=True)  # noqa: E731
    train, test = read("adult-train.csv"), read("adult-test.csv")
    test[14] = test[14].str.rstrip(".")
    numbers = [0, 2, 4, 10, 11, 12]
    categories = [1, 3, 5, 6, 7, 8, 9, 13]
    mean, std = train[numbers].mean(), train[numbers].std(ddof=0)
    columns = lambda d: [((d[numbers] - mean) / std).to_numpy(np.float32)] + [  # noqa: E731
        (d[c].to_numpy()[:, None] == np.sort(train[c].unique())[None, :]).astype(np.float32) for c in categories]
    join = lambda d: np.concatenate(columns(d), 1)  # noqa: E731
    label = lambda d: (d[14] == ">50K").to_numpy(np.int64)  # noqa: E731
    return join(train), label(train), join(test), label(test)


def sklearn_mlp(x, y, tx, ty):
    import warnings
    from sklearn.metrics import roc_auc_score
    from sklearn.neural_network import MLPClassifier
    warnings.filterwarnings("ignore")
    if mode == "boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier
        model = HistGradientBoostingClassifier(random_state=seed)
    else:
        model = MLPClassifier((128, 64), batch_size=batch, learning_rate_init=1e-3, max_iter=epochs, random_state=seed,
                              alpha=0.01 / batch, n_iter_no_change=epochs + 1)
    start = time.perf_counter()
    model.fit(x, y)
    seconds = time.perf_counter() - start
    steps = epochs * -(-len(x) // batch)
    report(seconds, steps, epochs * len(x), accuracy=float((model.predict(tx) == ty).mean()),
           auc=float(roc_auc_score(ty, model.predict_proba(tx)[:, 1])))


def main():
    x, y, tx, ty = fashion_data() if work == "fashion" else adult_data()
    if mode in ("sklearn", "boosting"):
        return sklearn_mlp(x, y, tx, ty)
    import torch
    from torch import nn
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    if work == "fashion":
        model = nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
                              nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
                              nn.Flatten(), nn.Linear(64 * 49, 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 10))
    else:
        model = nn.Sequential(nn.Linear(x.shape[1], 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 2))
    X, Y, TX, TY = (torch.from_numpy(a) for a in (x, y, tx, ty))
    tuned = mode != "plain"
    bf16 = mode == "tuned_bf16"
    if tuned and work == "fashion":
        model = model.to(memory_format=torch.channels_last)
        X = X.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, **({"fused": True} if tuned else {}))
    loss_function = nn.CrossEntropyLoss()
    steps = 0

    def step(inputs, targets):
        optimizer.zero_grad()
        if bf16:
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_function(model(inputs), targets)
        else:
            loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss

    model.train()
    start = time.perf_counter()
    if tuned:
        for _ in range(epochs):
            order = torch.randperm(len(X))
            for i in range(0, len(X), batch):
                chosen = order[i:i + batch]
                step(X[chosen], Y[chosen])
                steps += 1
    else:
        loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, Y), batch_size=batch, shuffle=True)
        for _ in range(epochs):
            running = 0.0
            for inputs, targets in loader:
                running += step(inputs, targets).item()
                steps += 1
    seconds = time.perf_counter() - start
    model.eval()
    with torch.no_grad():
        scores = torch.cat([model(part) for part in TX.split(1000)]).softmax(1)
    quality = {"accuracy": float((scores.argmax(1) == TY).float().mean())}
    if work == "adult":
        from sklearn.metrics import roc_auc_score
        quality["auc"] = float(roc_auc_score(ty, scores[:, 1].numpy()))
    report(seconds, steps, epochs * len(X), **quality)


main()
