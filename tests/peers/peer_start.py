# SPDX-License-Identifier: GPL-3.0-or-later
"""A tiny MLP from a CSV up to its first optimizer step, as a user would write it; then one epoch. Prints the time of
the first step by the clock and the peak memory."""
import json
import resource
import sys
import time

import pandas as pd
import torch

data = pd.read_csv(sys.argv[1]).select_dtypes("number").dropna()
x = torch.tensor(data.iloc[:, :-1].to_numpy(), dtype=torch.float32)
y = torch.tensor(data.iloc[:, -1].to_numpy(), dtype=torch.float32)[:, None]
x = (x - x.mean(0)) / (x.std(0) + 1e-9)
y = (y - y.mean()) / (y.std() + 1e-9)
model = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
optimizer = torch.optim.AdamW(model.parameters())
first = None
for i in range(0, len(x), 64):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(model(x[i:i + 64]), y[i:i + 64]).backward()
    optimizer.step()
    first = first or time.time()
print(json.dumps({"first_step_at": first, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
