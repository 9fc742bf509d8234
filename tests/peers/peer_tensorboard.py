# SPDX-License-Identifier: GPL-3.0-or-later
"""TensorBoard's writer and reader on the counts given: points to write, points of the series to read back."""
import json
import sys
import tempfile
import time

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch.utils.tensorboard import SummaryWriter

points, series = int(sys.argv[1]), int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    start = time.perf_counter()
    writer = SummaryWriter(folder)
    for i in range(points):
        writer.add_scalar("loss", 1.0 / (i + 1), i)
    writer.flush()
    writer.close()
    written = time.perf_counter() - start
with tempfile.TemporaryDirectory() as folder:
    writer = SummaryWriter(folder)
    for i in range(series):
        writer.add_scalar("loss", 1.0 / (i + 1), i)
    writer.close()
    start = time.perf_counter()
    accumulator = EventAccumulator(folder, size_guidance={"scalars": 0, "tensors": 0})
    accumulator.Reload()
    tag = (accumulator.Tags()["scalars"] or accumulator.Tags()["tensors"])[0]
    count = len(accumulator.Scalars(tag) if accumulator.Tags()["scalars"] else accumulator.Tensors(tag))
    read = time.perf_counter() - start
print(json.dumps({"written_per_second": points / written, "read_seconds": read, "read": count}))
