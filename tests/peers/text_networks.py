# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks for texts from nothing, of the sizes of Fettle's templates, as a user writes them in PyTorch, and their training."""
import copy
import math
import warnings

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

import text_batches
from text_measure import Measured, classification_quality

PADDING, UNKNOWN = 0, 1
warnings.filterwarnings("ignore", message="Using padding='same'")


class TextCnn(nn.Module):
    def __init__(self, words, classes, size=128, kernels=(2, 3, 4), filters=128, dropout=0.5):
        super().__init__()
        self.embedding = nn.Embedding(words, size, padding_idx=PADDING)
        self.convolutions = nn.ModuleList([nn.Conv1d(size, filters, kernel, padding="same") for kernel in kernels])
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(filters * len(kernels), classes)

    def forward(self, ids, lengths):
        x = self.embedding(ids).transpose(1, 2)
        pooled = [convolution(x).relu().amax(2) for convolution in self.convolutions]
        return self.head(self.dropout(torch.cat(pooled, 1)))


class BiLstm(nn.Module):
    def __init__(self, words, classes, size=128, hidden=128, dropout=0.5, per_token=False):
        super().__init__()
        self.embedding = nn.Embedding(words, size, padding_idx=PADDING)
        self.dropout_words = nn.Dropout(dropout / 2)
        self.lstm = nn.LSTM(size, hidden, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * hidden, classes)
        self.per_token = per_token

    def forward(self, ids, lengths):
        x = self.dropout_words(self.embedding(ids))
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        x, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        if not self.per_token:
            x = x.masked_fill(~text_batches.mask_of(lengths, ids.shape[1])[..., None], -math.inf).amax(1)
        return self.head(self.dropout(x))


class Transformer(nn.Module):
    def __init__(self, words, classes, size=128, layers=2, heads=4, inner=256, dropout=0.1, longest=512):
        super().__init__()
        self.embedding = nn.Embedding(words, size, padding_idx=PADDING)
        angles = torch.arange(longest)[:, None] * torch.exp(torch.arange(0, size, 2) * (-math.log(10000.0) / size))
        self.register_buffer("positions", torch.stack([angles.sin(), angles.cos()], 2).flatten(1))
        self.dropout_words = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(size, heads, inner, dropout, activation="gelu", batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, norm=nn.LayerNorm(size), enable_nested_tensor=False)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(size, classes)

    def forward(self, ids, lengths):
        mask = text_batches.mask_of(lengths, ids.shape[1])
        x = self.dropout_words(self.embedding(ids) + self.positions[:ids.shape[1]])
        x = self.encoder(x, src_key_padding_mask=~mask)
        x = (x * mask[..., None]).sum(1) / lengths[:, None]
        return self.head(self.dropout(x))


class BagOfGroups(nn.Module):
    """Single words and pairs of neighbors, which share 100,000 places."""

    def __init__(self, words, classes, size=16, buckets=100_000, dropout=0.5):
        super().__init__()
        self.words, self.buckets = words, buckets
        self.bag = nn.EmbeddingBag(words + buckets, size, mode="sum", padding_idx=PADDING)
        nn.init.normal_(self.bag.weight, std=0.01)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(size, classes)

    def forward(self, ids, lengths):
        pairs = self.words + (ids[:, :-1] * 1_000_003 + ids[:, 1:]) % 2_147_483_647 * 742_938_285 % 2_147_483_647 % self.buckets
        pairs = pairs.masked_fill(ids[:, 1:] == PADDING, PADDING)
        groups = self.bag(torch.cat([ids, pairs], 1)) / (2 * lengths - 1).sqrt()[:, None]
        return self.head(self.dropout(groups))


NETWORKS = {"text_cnn": TextCnn, "bilstm": BiLstm, "transformer": Transformer, "bag_of_ngrams": BagOfGroups}


class TextSet(torch.utils.data.Dataset):
    """As a user writes it: a text is tokenised when it is asked for."""

    def __init__(self, rows, encode, classes):
        self.rows, self.encode, self.classes = rows, encode, classes

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, i):
        text, label = self.rows[i]
        return torch.tensor(self.encode(text)), self.classes[label]


def fill_up(batch):
    ids, labels = zip(*batch)
    return pad_sequence(ids, batch_first=True, padding_value=PADDING), torch.tensor([len(i) for i in ids]), torch.tensor(labels)


def hide_words(ids, share):
    """Some words of a training batch become unknown ones."""
    return ids.masked_fill((torch.rand(ids.shape) < share) & (ids != PADDING), UNKNOWN) if share else ids


def predict(model, packed):
    model.eval()
    answers = torch.empty(len(packed), dtype=torch.long)
    with torch.inference_mode():
        for rows in text_batches.sorted_batches(packed.lengths, 128):
            answers[rows] = model(*packed.batch(rows)).argmax(-1)
    model.train()
    return answers.tolist()


class BestWeights:
    """Those of the epoch that did best on the validation set; ends the training after `patience` epochs without a better one."""

    def __init__(self, model, patience):
        self.model, self.patience, self.best, self.waited, self.state = model, patience, -1.0, 0, None

    def goes_on(self, accuracy):
        if accuracy > self.best:
            self.best, self.waited, self.state = accuracy, 0, copy.deepcopy(self.model.state_dict())
        else:
            self.waited += 1
        return self.waited < self.patience

    def restore(self):
        if self.state:
            self.model.load_state_dict(self.state)


def train_scratch(options, data):
    """`plain`: a Dataset and a DataLoader; `tuned`: tokenised once, like lengths together, a fused optimizer."""
    from tokenizers import Tokenizer
    from torch.utils.data import DataLoader
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    train = data["train"]
    tokenizer = Tokenizer.from_file(str(options.tokenizer)) if options.tokenizer else text_batches.learn_words(t for t, _ in train)
    whole = [tokenizer.encode(text, add_special_tokens=False).ids for text, _ in train]
    longest = options.max_length or text_batches.usual_length(map(len, whole))
    labels = sorted({label for _, label in train})
    classes = {label: i for i, label in enumerate(labels)}

    def encode(text):
        return tokenizer.encode(text, add_special_tokens=False).ids[:longest] or [UNKNOWN]

    model = NETWORKS[options.network](tokenizer.get_vocab_size(), len(labels))
    tuned = options.mode == "tuned"
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.lr, weight_decay=options.weight_decay, fused=tuned or None)
    loss_function = nn.CrossEntropyLoss()
    epochs = options.epochs or min(40, max(6, round(200_000 / len(train))))
    generator = torch.Generator().manual_seed(options.seed)
    if tuned:
        packed = text_batches.PackedTexts([ids[:longest] or [UNKNOWN] for ids in whole])
        targets = torch.tensor([classes[label] for _, label in train])
    else:
        loader = DataLoader(TextSet(train, encode, classes), options.batch, shuffle=True, collate_fn=fill_up)
    del whole

    def batches():
        if not tuned:
            yield from loader
            return
        for rows in text_batches.grouped_batches(packed.lengths, options.batch, generator):
            yield *packed.batch(rows), targets[rows]

    validation = data["validation"] if options.patience else []
    held_out = text_batches.PackedTexts([encode(text) for text, _ in validation]) if validation else None
    best = BestWeights(model, options.patience)
    measured = Measured(options)
    measured.start()
    running, goes_on = 0.0, True
    for _ in range(epochs):
        for ids, lengths, wanted in batches():
            optimizer.zero_grad()
            loss = loss_function(model(hide_words(ids, options.token_dropout), lengths), wanted)
            loss.backward()
            optimizer.step()
            if not tuned:
                running += loss.item()
            goes_on = measured.step(len(wanted))
            if not goes_on:
                break
        if goes_on and held_out:
            answers = predict(model, held_out)
            right = sum(labels[a] == label for a, (_, label) in zip(answers, validation))
            goes_on = best.goes_on(right / len(validation))
        if not goes_on:
            break
    measured.stop()
    best.restore()
    test = measured.test_rows(data["test"])
    answers = predict(model, text_batches.PackedTexts([encode(text) for text, _ in test]))
    quality, more = classification_quality([labels[a] for a in answers], [label for _, label in test])
    measured.report(quality, **more, words=tokenizer.get_vocab_size(), max_length=longest,
                    parameters=sum(p.numel() for p in model.parameters()))
