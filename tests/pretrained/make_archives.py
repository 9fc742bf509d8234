#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the archives of tests/pretrained/archives with PyTorch, and archives.json: what PyTorch itself reads from them.

    make_archives.py                 writes both (made with torch 2.13), and the pickles in them as seeds for fuzz_pickle
    make_archives.py --digest FILE…  prints what torch_archive_test.cpp expects of a real file
"""
import collections
import hashlib
import json
import pathlib
import sys
import zipfile

import numpy
import torch

FOLDER = pathlib.Path(__file__).parent / "archives"
SEEDS = FOLDER.parents[1] / "fuzz/corpus/fuzz_pickle"
NAMES = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64",
         torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint64: "U64", torch.uint32: "U32",
         torch.uint16: "U16", torch.uint8: "U8", torch.bool: "BOOL"}


def raw(tensor: torch.Tensor) -> bytes:
    """The numbers in row order, as safetensors stores them."""
    flat = tensor.detach().cpu().contiguous().reshape(-1)
    return flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""


def flatten(value, name=""):
    if isinstance(value, torch.Tensor):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, (list, tuple)):
        for place, inner in enumerate(value):
            yield from flatten(inner, f"{name}.{place}" if name else str(place))


def described(value, wrapper=""):
    for key in wrapper.split(".") if wrapper else []:
        value = value[key]
    return {"wrapper": wrapper,
            "tensors": [{"name": name, "dtype": NAMES[tensor.dtype], "shape": list(tensor.shape),
                         "sha256": hashlib.sha256(raw(tensor)).hexdigest()} for name, tensor in flatten(value)]}


def formats():
    torch.manual_seed(1)
    values = torch.randn(3, 5) * 10
    state = {str(kind).split(".")[1]: values.to(kind) for kind in
             (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8)}
    state |= {"uint8": values.abs().to(torch.uint8), "bool": values > 0, "scalar": torch.tensor(7), "empty": torch.zeros(0, 4),
              "name with space, \"quotes\" and é": torch.ones(2)}
    return state


def views():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    picture = torch.arange(2 * 3 * 4 * 5, dtype=torch.int16).reshape(2, 3, 4, 5)
    return {"base": base, "shared": base, "transposed": base.t(), "row": base[2], "column": base[:, 3], "steps": base[::2, 1::2],
            "expanded": base[1:2].expand(7, 6), "channels_last": picture.contiguous(memory_format=torch.channels_last),
            "permuted": picture.permute(3, 0, 2, 1), "truth": (base > 11).t(), "one": base[3:, 5:], "tied": torch.nn.Parameter(base)}


def module():
    torch.manual_seed(2)
    network = torch.nn.Sequential(collections.OrderedDict(conv=torch.nn.Conv2d(2, 3, 3), norm=torch.nn.BatchNorm2d(3),
                                                          head=torch.nn.Linear(3, 2)))
    state = network.state_dict(keep_vars=True)
    state["head.weight"].note = "an attribute"
    return network, state


def checkpoint(state):
    return {"epoch": 3, "best": 0.5, "state_dict": state, "bytes": b"\x00\xff", "set": {1, 2}, "huge": 10**30, "big": 2**40,
            "counter": collections.Counter("aab"), "device": torch.device("cuda", 0), "size": torch.Size([2, 3]), "dtype": torch.float16,
            "none": None, "list": [1, [2, [3]]], "true": True, "layout": torch.strided, ("tuple", "key"): 1, "text": "x" * 300}


def training(network):
    optimizer = torch.optim.Adam(network.parameters())
    for parameter in network.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    return {"model": network.state_dict(), "optimizer": optimizer.state_dict(), "history": [torch.ones(2), 0.5, {"x": torch.zeros(1)}]}


class Subclass(torch.Tensor):
    pass


def refused(network):
    """What PyTorch may write and this reader refuses, with the code of the refusal."""
    return {"numpy_scalar": ({"w": torch.ones(2), "loss": numpy.float64(0.5)}, "pretrained.pickle_numpy"),
            "numpy_array": ({"w": torch.ones(2), "mean": numpy.zeros(3)}, "pretrained.pickle_numpy"),
            "whole_model": (network, "pretrained.pickle_forbidden"),
            "subclass": ({"w": torch.ones(2).as_subclass(Subclass)}, "pretrained.pickle_forbidden"),
            "sparse": ({"w": torch.eye(3).to_sparse()}, "pretrained.pickle_forbidden"),
            "quantized": ({"w": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)}, "pretrained.pickle_forbidden"),
            "complex": ({"w": torch.ones(2, dtype=torch.complex64)}, "pretrained.archive_dtype"),
            "float8": ({"w": torch.ones(2).to(torch.float8_e4m3fn)}, "pretrained.archive_dtype"),
            "negated": ({"w": torch.ones(2, dtype=torch.complex64).conj().imag}, "pretrained.archive_tensor"),
            "one_tensor": (torch.ones(2), "pretrained.archive_empty"),
            "no_tensor": ({"a": 1, "b": [2, "c"]}, "pretrained.archive_empty")}


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.pt"):
        old.unlink()
    expected = {}

    def keep(name, value, wrapper="", **options):
        torch.save(value, FOLDER / f"{name}.pt", **options)
        expected[name] = described(value, wrapper)

    network, state = module()
    legacy = {"_use_new_zipfile_serialization": False}
    keep("formats", formats())
    keep("formats_legacy", formats(), **legacy)
    keep("unsigned", {str(kind): torch.arange(5).to(kind) for kind in (torch.uint16, torch.uint32, torch.uint64)})
    keep("views", views())
    keep("views_legacy", views(), **legacy)
    keep("module", state)
    keep("module_legacy", state, **legacy)
    keep("checkpoint", checkpoint(state), "state_dict")
    keep("checkpoint_legacy", checkpoint(state), "state_dict", **legacy)
    keep("twice_wrapped", {"checkpoint": {"model": state, "step": 5}, "version": 1}, "checkpoint.model")
    keep("training", training(network))
    keep("list", [torch.ones(2), torch.zeros(3), (torch.ones(1), 5)])
    for protocol in (1, 3, 4, 5):
        keep(f"protocol{protocol}", checkpoint(state), "state_dict", pickle_protocol=protocol)
        keep(f"protocol{protocol}_legacy", checkpoint(state), "state_dict", pickle_protocol=protocol, **legacy)
    torch.serialization.set_crc32_options(False)
    keep("no_checksums", formats())
    keep("no_checksums_views", views())
    keep("no_checksums_checkpoint", checkpoint(state), "state_dict")
    torch.serialization.set_crc32_options(True)
    for name, (value, code) in refused(network).items():
        torch.save(value, FOLDER / f"{name}.pt")
        expected[name] = {"code": code}
    torch.jit.script(torch.nn.Linear(2, 1)).save(FOLDER / "script.pt")
    expected["script"] = {"code": "pretrained.archive_torchscript"}
    SEEDS.mkdir(parents=True, exist_ok=True)
    for name in ("formats", "unsigned", "checkpoint", "training", "protocol1", "protocol4", "sparse", "whole_model"):
        with zipfile.ZipFile(FOLDER / f"{name}.pt") as archive:
            (SEEDS / f"{name}.pkl").write_bytes(archive.read(f"{name}/data.pkl"))
    lines = [f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in expected.items()]
    (FOLDER / "archives.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def digest(path):
    value = torch.load(path, map_location="cpu", weights_only=True)
    value = value.get("state_dict", value)
    tensors = sorted(flatten(value))
    whole = hashlib.sha256(b"".join(name.encode() + raw(tensor) for name, tensor in tensors)).hexdigest()
    print(path, len(tensors), sum(tensor.numel() for _, tensor in tensors), whole)
    for name, tensor in tensors[:3]:
        print("  ", name, list(tensor.shape), repr(tensor.double().sum().item()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--digest"]:
        for path in sys.argv[2:]:
            digest(path)
    else:
        main()
