#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes losses.json: the losses of 50 fp64 and 5 fp32 steps of small networks in PyTorch.

Weights and data come from formulas that golden_losses_test.cpp repeats, so that the file holds losses alone.
Run it with a Python that has torch 2.11 or later:  python3 tests/golden/make_losses.py
"""
import json
import math
import pathlib

import torch

torch.set_num_threads(1)
BATCH, STEPS = 16, 50


def wave(count, phase, scale):
    return [scale * math.sin(0.7 * i + phase) for i in range(count)]


def fill(model, dtype):
    with torch.no_grad():
        for index, (name, parameter) in enumerate(model.named_parameters()):
            scale = 0.3
            values = torch.tensor(wave(parameter.numel(), 1.0 + index, scale), dtype=torch.float64)
            if name.endswith("norm.weight"):
                values = 1.0 + 0.3 * values
            parameter.copy_(values.reshape(parameter.shape).to(dtype))


def inputs(shape, step, dtype):
    count = math.prod(shape)
    return torch.tensor(wave(count, 0.1 * step, 1.0), dtype=torch.float64).reshape(shape).to(dtype)


def targets(step, classes):
    return torch.tensor([(i * 7 + step * 3) % classes for i in range(BATCH)])


def numbers(step, dtype):
    return torch.tensor([math.cos(0.3 * i + 0.2 * step) for i in range(BATCH)], dtype=torch.float64).reshape(BATCH, 1).to(dtype)


class Mlp(torch.nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.linear1 = torch.nn.Linear(6, 8)
        self.linear2 = torch.nn.Linear(8, outputs)

    def forward(self, x):
        return self.linear2(torch.relu(self.linear1(x)))


class Cnn(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(2, 4, 3, padding=1)
        self.norm = torch.nn.BatchNorm2d(4)
        self.linear = torch.nn.Linear(4 * 4 * 4, 3)

    def forward(self, x):
        x = torch.relu(self.norm(self.conv(x)))
        return self.linear(torch.nn.functional.max_pool2d(x, 2).flatten(1))


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01),
    "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "sgd_plain": lambda p: torch.optim.SGD(p, lr=0.05),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.01),
    "adam_amsgrad": lambda p: torch.optim.Adam(p, lr=0.01, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, weight_decay=0.01),
    "rmsprop_centered": lambda p: torch.optim.RMSprop(p, lr=0.01, centered=True, momentum=0.5),
}
STEPS_PER_EPOCH = 5
SCHEDULES = {
    "constant": lambda o: None,
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.001),
    "one_cycle": lambda o: torch.optim.lr_scheduler.OneCycleLR(o, max_lr=0.01, total_steps=STEPS, cycle_momentum=False),
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=2 * STEPS_PER_EPOCH, gamma=0.5),
    "warm_up": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda s: min(1.0, (s + 1) / 10)),
    "plateau": lambda o: torch.optim.lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=1),
}
LOSSES = {
    "cross_entropy": lambda out, step, dtype: torch.nn.functional.cross_entropy(out, targets(step, 3)),
    "cross_entropy_smooth": lambda out, step, dtype: torch.nn.functional.cross_entropy(
        out, targets(step, 3), weight=torch.tensor([0.5, 1.0, 2.0], dtype=dtype), label_smoothing=0.1),
    "mse": lambda out, step, dtype: torch.nn.functional.mse_loss(out, numbers(step, dtype)),
    "huber": lambda out, step, dtype: torch.nn.functional.huber_loss(out, numbers(step, dtype), delta=0.5),
}


def train(network, loss, optimizer, schedule, dtype, steps):
    model = (Cnn() if network == "cnn" else Mlp(1 if loss in ("mse", "huber") else 3)).to(dtype)
    fill(model, dtype)
    shape = (BATCH, 2, 8, 8) if network == "cnn" else (BATCH, 6)
    optim = OPTIMIZERS[optimizer](model.parameters())
    scheduler = SCHEDULES[schedule](optim)
    losses = []
    for step in range(steps):
        optim.zero_grad()
        value = LOSSES[loss](model(inputs(shape, step, dtype)), step, dtype)
        value.backward()
        optim.step()
        losses.append(value.item())
        if schedule == "plateau":
            if (step + 1) % STEPS_PER_EPOCH == 0:
                scheduler.step(value.item())
        elif scheduler is not None:
            scheduler.step()
    return losses


def main():
    cases = []
    for network in ("mlp", "cnn"):
        for optimizer in OPTIMIZERS:
            cases.append((network, "cross_entropy", optimizer, "constant"))
        for schedule in SCHEDULES:
            cases.append((network, "cross_entropy", "adamw", schedule))
    cases += [("mlp", loss, "adamw", "constant") for loss in LOSSES]
    document = {"torch": torch.__version__, "cases": []}
    for network, loss, optimizer, schedule in dict.fromkeys(cases):
        document["cases"].append({
            "network": network, "loss": loss, "optimizer": optimizer, "schedule": schedule,
            "float64": train(network, loss, optimizer, schedule, torch.float64, STEPS),
            "float32": train(network, loss, optimizer, schedule, torch.float32, 5)})
    path = pathlib.Path(__file__).with_name("losses.json")
    path.write_text(json.dumps(document, indent=1) + "\n")
    print(f"{len(document['cases'])} cases in {path}")


if __name__ == "__main__":
    main()
