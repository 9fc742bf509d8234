#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the generated PyTorch code against the engine: same weights and inputs, same outputs.

    pytorch_code_check.py PROGRAM        PROGRAM is the built tests/pytorch_code_dump

Needs torch and numpy (the environment of tests/peers/run.sh). Runs outside CI."""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64, "I32": torch.int32, "BOOL": torch.bool}


def read_safetensors(path):
    """A few lines of our own, so that the check needs no package beside torch."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    data = bytearray(raw[8 + length :])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        part = data[begin:end]
        flat = torch.frombuffer(part, dtype=TYPES[entry["dtype"]]) if end > begin else torch.empty(0, dtype=TYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def part(values, prefix):
    return {name[len(prefix) :]: value for name, value in values.items() if name.startswith(prefix)}


def check(folder):
    scope = {}
    exec(compile((folder / "network.py").read_text(), str(folder / "network.py"), "exec"), scope)
    values = read_safetensors(folder / "values.safetensors")
    inputs = [values[f"input.{i}"] for i in range(len(part(values, "input.")))]
    network = scope["Network"]()
    network.load_state_dict(part(values, "before."))
    with torch.no_grad():
        network.train()
        network(*inputs)
        problems = []
        after = part(values, "after.")
        for name, tensor in network.state_dict().items():
            if not torch.allclose(tensor.double(), after[name].double(), rtol=1e-5, atol=1e-6):
                problems.append(f"{name} after a step of training")
        network.load_state_dict(after)
        network.eval()
        outputs = network(*inputs)
    outputs = list(outputs.values()) if isinstance(outputs, dict) else [outputs]
    expected = [values[f"output.{i}"] for i in range(len(part(values, "output.")))]
    if len(outputs) != len(expected):
        problems.append(f"{len(outputs)} outputs instead of {len(expected)}")
    for i, (got, want) in enumerate(zip(outputs, expected)):
        if got.shape != want.shape or not torch.allclose(got, want, rtol=1e-4, atol=1e-5):
            problems.append(f"output {i}")
    return problems


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run([sys.argv[1], temporary], check=True)
        folders = sorted(pathlib.Path(temporary).iterdir())
        for folder in folders:
            try:
                problems = check(folder)
            except Exception as error:  # a report for each case, whatever is wrong with it
                problems = [repr(error)]
            if problems:
                failures += 1
                print(f"FAILED {folder.name}: {', '.join(problems)}")
                print((folder / "network.py").read_text())
    print(f"{len(folders)} networks, {failures} differ from the engine")
    return 1 if failures or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
