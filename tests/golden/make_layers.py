#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes layers.json: what PyTorch's layers for sequences give on padded batches, with the gradients of weights and inputs.

Weights and data come from formulas that golden_layers_test.cpp repeats. What PyTorch gives at padded steps is left out: it
is 0 in the file, and no gradient comes from there.
Run it with a Python that has torch 2.11 or later:  python3 tests/golden/make_layers.py
"""
import json
import math
import pathlib

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
LENGTHS = [4, 6, 1, 5]
ROWS, STEPS, FEATURES = 4, 6, 8


def wave(shape, phase, scale):
    count = math.prod(shape)
    return torch.tensor([scale * math.sin(0.7 * i + phase) for i in range(count)]).reshape(shape)


def fill(module):
    with torch.no_grad():
        for index, (name, parameter) in enumerate(module.named_parameters()):
            values = wave(parameter.shape, 1.0 + index, 0.3)
            parameter.copy_(1.0 + values if "norm" in name and name.endswith("weight") else values)


def mask_of(lengths, steps):
    return torch.arange(steps)[None] < torch.tensor(lengths)[:, None]


def real(values, lengths):
    """0 in the padding."""
    return values * mask_of(lengths, values.shape[1])[..., None] if lengths else values


class Convolution(nn.Conv1d):
    def run(self, x, lengths):
        y = self(real(x, lengths).transpose(1, 2)).transpose(1, 2)
        if self.padding == "same":
            return y, lengths
        room = 2 * self.padding[0] - self.dilation[0] * (self.kernel_size[0] - 1) - 1
        return y, [(length + room) // self.stride[0] + 1 for length in lengths]


class Recurrent(nn.Module):
    def __init__(self, inner, last=False):
        super().__init__()
        self.inner, self.last = inner, last

    def run(self, x, lengths):
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        y, state = self.inner(packed)
        if self.last:
            state = state[0] if isinstance(state, tuple) else state
            return (torch.cat([state[-2], state[-1]], 1) if self.inner.bidirectional else state[-1]), None
        return pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])[0], lengths


class SelfAttention(nn.MultiheadAttention):
    def run(self, x, lengths):
        hidden = ~mask_of(lengths, x.shape[1])
        return self(x, x, x, key_padding_mask=hidden, need_weights=False)[0], lengths


class CrossAttention(nn.MultiheadAttention):
    """Looks at the same steps in turned order, so that queries and keys differ; the engine's test does the same."""

    def run(self, x, lengths):
        others = 0.5 * x.cos()
        hidden = ~mask_of(lengths, x.shape[1])
        return self(x, others, others, key_padding_mask=hidden, need_weights=False)[0], lengths


class RotaryAttention(nn.MultiheadAttention):
    """Pairs (j, j + d/2) as complex numbers, turned by step · 10000^(−2j/d), one row and head at a time."""

    def run(self, x, lengths):
        rows = []
        for row, length in zip(x, lengths):
            q, k, v = nn.functional.linear(row[:length], self.in_proj_weight, self.in_proj_bias).chunk(3, dim=1)
            heads = []
            for at in range(0, self.embed_dim, self.head_dim):
                half = self.head_dim // 2
                speed = 10000.0 ** (-torch.arange(half) / half)
                turn = torch.exp(1j * torch.outer(torch.arange(length, dtype=torch.float64), speed))
                a = torch.complex(q[:, at : at + half], q[:, at + half : at + 2 * half]) * turn
                b = torch.complex(k[:, at : at + half], k[:, at + half : at + 2 * half]) * turn
                scores = (a @ b.conj().T).real / math.sqrt(self.head_dim)
                heads.append(scores.softmax(1) @ v[:, at : at + 2 * half])
            row = self.out_proj(torch.cat(heads, 1))
            rows.append(nn.functional.pad(row, (0, 0, 0, x.shape[1] - length)))
        return torch.stack(rows), lengths


class Block(nn.TransformerEncoderLayer):
    def run(self, x, lengths):
        return self(x, src_key_padding_mask=~mask_of(lengths, x.shape[1])), lengths


class Bag(nn.EmbeddingBag):
    def run(self, x, lengths):
        flat = torch.cat([row[:length] for row, length in zip(x, lengths)])
        offsets = torch.tensor([sum(lengths[:i]) for i in range(len(lengths))])
        return self(flat, offsets), None


class RootBag(Bag):
    """The sum of a row's vectors by the root of how many they are."""

    def run(self, x, lengths):
        return super().run(x, lengths)[0] / torch.tensor(lengths, dtype=torch.float64).sqrt()[:, None], None


class Pooling(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def run(self, x, lengths):
        return torch.stack([self.function(row[:length]) for row, length in zip(x, lengths)]), None


class AttentionPooling(nn.Module):
    """One query for all rows, not scaled."""

    def __init__(self):
        super().__init__()
        self.query = nn.Parameter(torch.empty(FEATURES))

    def run(self, x, lengths):
        attend = nn.functional.scaled_dot_product_attention
        return torch.cat([attend(self.query[None], row[:length], row[:length], scale=1.0) for row, length in zip(x, lengths)]), None


class FeedForward(nn.Sequential):
    def __init__(self, activation):
        super().__init__()
        for name, layer in (("linear1", nn.Linear(FEATURES, 12)), ("activation", activation), ("linear2", nn.Linear(12, FEATURES))):
            self.add_module(name, layer)

    def run(self, x, lengths):
        return self(x), lengths


class LearnedPositions(nn.Embedding):
    def run(self, x, lengths):
        return x + self(torch.arange(x.shape[1])), lengths


class SinusoidalPositions(nn.Module):
    """Turning pointers, one for two features: the sine and then the cosine of each."""

    def run(self, x, lengths):
        speed = 10000.0 ** (-torch.arange(0, FEATURES, 2) / FEATURES)
        turned = torch.polar(torch.tensor(1.0), torch.outer(torch.arange(x.shape[1], dtype=torch.float64), speed))
        return x + torch.view_as_real(turned).flip(-1).flatten(1), lengths


def block(norm_first, activation):
    return Block(FEATURES, 2, 12, dropout=0.0, activation=activation, batch_first=True, norm_first=norm_first)


def cases():
    conv = lambda **o: Convolution(FEATURES, 6, **o)
    yield "conv1d", {"out_channels": 6}, conv(kernel_size=3, padding="same")
    yield "conv1d", {"out_channels": 6, "kernel_size": 4, "dilation": 2, "bias": False}, conv(kernel_size=4, dilation=2, padding="same", bias=False)
    yield "conv1d", {"out_channels": 6, "padding_same": False, "padding": 1, "stride": 2}, conv(kernel_size=3, padding=1, stride=2)
    yield "conv1d", {"out_channels": 6, "kernel_size": 2, "padding_same": False, "padding": 1, "groups": 2}, conv(kernel_size=2, padding=1, groups=2)
    both = {"batch_first": True, "bidirectional": True, "num_layers": 2}
    options = {"hidden_size": 5, "bidirectional": True, "num_layers": 2}
    yield "lstm", options, Recurrent(nn.LSTM(FEATURES, 5, **both))
    yield "gru", options, Recurrent(nn.GRU(FEATURES, 5, **both))
    yield "rnn", options, Recurrent(nn.RNN(FEATURES, 5, **both))
    yield "rnn", options | {"nonlinearity": "relu", "bias": False}, Recurrent(nn.RNN(FEATURES, 5, nonlinearity="relu", bias=False, **both))
    yield "lstm", options | {"output": "last"}, Recurrent(nn.LSTM(FEATURES, 5, **both), last=True)
    yield "gru", {"hidden_size": 3, "output": "last"}, Recurrent(nn.GRU(FEATURES, 3, batch_first=True), last=True)
    yield "multihead_attention", {"num_heads": 2}, SelfAttention(FEATURES, 2, batch_first=True)
    yield "multihead_attention", {"num_heads": 4, "bias": False}, CrossAttention(FEATURES, 4, bias=False, batch_first=True)
    yield "multihead_attention", {"num_heads": 2, "rotary": True}, RotaryAttention(FEATURES, 2, batch_first=True)
    size = {"num_heads": 2, "dim_feedforward": 12, "dropout": 0.0}
    yield "transformer_encoder_block", size, block(True, "gelu")
    yield "transformer_encoder_block", size | {"norm_first": False, "activation": "relu"}, block(False, "relu")
    yield "feed_forward", {"dim_feedforward": 12, "dropout": 0.0}, FeedForward(nn.GELU())
    yield "feed_forward", {"dim_feedforward": 12, "dropout": 0.0, "activation": "relu"}, FeedForward(nn.ReLU())
    yield "feed_forward", {"dim_feedforward": 12, "dropout": 0.0, "activation": "gelu_tanh"}, FeedForward(nn.GELU("tanh"))
    yield "learned_positions", {"num_positions": 9}, LearnedPositions(9, FEATURES)
    yield "sinusoidal_positions", {}, SinusoidalPositions()
    for mode in ("mean", "sum", "max"):
        yield "embedding_bag", {"num_embeddings": 9, "embedding_dim": 5, "mode": mode}, Bag(9, 5, mode=mode)
    yield "embedding_bag", {"num_embeddings": 9, "embedding_dim": 5, "mode": "root"}, RootBag(9, 5, mode="sum")
    yield "time_pool", {"mode": "mean"}, Pooling(lambda row: row.mean(0))
    yield "time_pool", {"mode": "max"}, Pooling(lambda row: row.amax(0))
    yield "time_pool", {"mode": "first"}, Pooling(lambda row: row[0])
    yield "time_pool", {"mode": "last"}, Pooling(lambda row: row[-1])
    yield "time_pool", {"mode": "attention"}, AttentionPooling()


def write(component, parameters, module):
    fill(module)
    module.train()
    bag = component == "embedding_bag"
    x = torch.tensor([(i * 7 + 3) % 9 for i in range(ROWS * STEPS)]).reshape(ROWS, STEPS) if bag else wave((ROWS, STEPS, FEATURES), 0.4, 1.0)
    if not bag:
        x.requires_grad_(True)
    y, lengths = module.run(x, LENGTHS)
    y = real(y, lengths)
    (y * wave(y.shape, 0.2, 1.0)).sum().backward()
    name = lambda text: text.removeprefix("inner.")
    return {"component": component, "parameters": parameters, "across": isinstance(module, CrossAttention),
            "shape": list(y.shape), "lengths": lengths or [], "output": y.flatten().tolist(),
            "input_gradient": [] if bag else x.grad.flatten().tolist(),
            "gradients": [{"name": name(n), "values": p.grad.flatten().tolist()} for n, p in module.named_parameters()]}


path = pathlib.Path(__file__).with_name("layers.json")
document = {"torch": torch.__version__, "lengths": LENGTHS, "shape": [ROWS, STEPS, FEATURES], "cases": [write(*case) for case in cases()]}
path.write_text(json.dumps(document) + "\n")
print(path, len(document["cases"]))
