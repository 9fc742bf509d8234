# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as numbers and in batches, as a tuned program has them: tokenised once, texts of like length together."""
import torch


class PackedTexts:
    """All ids in one tensor; a batch is cut out of it without a loop over its texts."""

    def __init__(self, ids, padding=0):
        self.lengths = torch.tensor([len(row) for row in ids])
        self.begins = self.lengths.cumsum(0) - self.lengths
        self.flat = torch.tensor([i for row in ids for i in row])
        self.padding = padding

    def __len__(self):
        return len(self.lengths)

    def batch(self, rows):
        """ids (N×T, filled up) and lengths."""
        lengths = self.lengths[rows]
        steps = torch.arange(int(lengths.max()))[None]
        places = self.begins[rows][:, None] + steps
        inside = steps < lengths[:, None]
        return self.flat[places.clamp_(max=len(self.flat) - 1)].masked_fill_(~inside, self.padding), lengths


def grouped_batches(lengths, batch_size, generator, pool=50):
    """A new order every epoch: shuffled, then sorted by length within `pool` batches, then the batches shuffled."""
    order = torch.randperm(len(lengths), generator=generator)
    batches = []
    for part in order.split(batch_size * pool):
        batches += part[lengths[part].argsort(descending=True)].split(batch_size)
    return [batches[i] for i in torch.randperm(len(batches), generator=generator)]


def sorted_batches(lengths, batch_size):
    """For what is only asked: by length."""
    return lengths.argsort(descending=True).split(batch_size)


def mask_of(lengths, steps):
    return torch.arange(steps)[None] < lengths[:, None]


def learn_words(texts, size=20_000, least=2):
    """The vocabulary that Fettle learns by itself, with the public package's trainer: tests/golden/tokenizers/make_learnt.py."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFKC(),
        normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=False, lowercase=True)])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(texts, trainers.WordLevelTrainer(
        vocab_size=size, min_frequency=least, special_tokens=["[PAD]", "[UNK]"], show_progress=False))
    return tokenizer


def usual_length(lengths):
    """Longer than 99 of 100 training texts, within reason: what Fettle takes where nobody says anything."""
    lengths = sorted(lengths)
    return min(512, max(8, lengths[max(0, -(-99 * len(lengths) // 100) - 1)]))
