# SPDX-License-Identifier: GPL-3.0-or-later
"""One training of a peer on texts, as a user would write it or tuned; prints one JSON line: quality, examples_per_second, seconds,
peak_mb, first_step_seconds (from the start of the process), and what else there is to tell.

    python peer_text.py scratch text_cnn|bilstm|transformer|bag_of_ngrams DATA plain|tuned
    python peer_text.py full DATA trainer|trainer_bf16|tuned|tuned_bf16     the whole of a pretrained encoder
    python peer_text.py lora DATA trainer|tuned|tuned_bf16                  adapters
    python peer_text.py frozen DATA                                         vectors once, logistic regression
    python peer_text.py tfidf DATA word|char|both                           counted words and letters
    python peer_text.py setfit DATA --per-class 8
    python peer_text.py tags wnut17|weibo trainer|tuned|tuned_bf16|scratch_plain|scratch_tuned
    python peer_text.py write DATA FILE_OR_FOLDER                           the same rows and splits, for Fettle to import

DATA: sst2, banking77, chnsenticorp, sms, clinc150. --limit-steps N measures pace only.
"""
import argparse
import os
import pathlib

import text_data

# Of each way of training: batch, learning rate.
USUAL = {"scratch": (32, 1e-3), "full": (32, 3e-4), "lora": (32, 1e-3), "frozen": (32, 0.0), "tfidf": (64, 0.0), "setfit": (16, 0.0),
         "tags": (16, 3e-4), "tags_scratch": (16, 1e-3)}


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--folder", type=pathlib.Path, default=text_data.DEFAULT_FOLDER, help="where the data lies")
    common.add_argument("--model", type=pathlib.Path, default=os.environ.get("FETTLE_PEER_MODEL"),
                        help="folder of the pretrained encoder; $FETTLE_PEER_MODEL")
    common.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    common.add_argument("--seed", type=int, default=0)
    common.add_argument("--limit-steps", type=int, default=0)
    common.add_argument("--max-length", type=int, default=0, help="tokens; 0: as it is usual")
    common.add_argument("--epochs", type=int, default=0, help="0: as it is usual")
    common.add_argument("--batch", type=int)
    common.add_argument("--lr", type=float)
    common.add_argument("--weight-decay", type=float, default=0.01)
    common.add_argument("--warm-up", type=float, default=0.06, help="share of the steps, of loops by hand")
    common.add_argument("--per-class", type=int, default=0, help="only so many training texts a class; others by seed")
    common.add_argument("--token-dropout", type=float, default=0.1, help="share of hidden words, from scratch")
    common.add_argument("--patience", type=int, default=0, help="epochs without a better validation, from scratch; 0: last weights")
    common.add_argument("--tokenizer", type=pathlib.Path, help="a tokenizer.json; otherwise words are learned")
    common.add_argument("--rank", type=int, default=8)
    common.add_argument("--alpha", type=float, default=16)
    common.add_argument("--targets", default="", help="modules with adapters, with commas")
    common.add_argument("--c", type=float, help="how little a linear model is held back")
    common.add_argument("--linear", choices=["logistic", "svm"], default="logistic")
    common.add_argument("--iterations", type=int, default=20, help="pairs of SetFit per text")
    pretrained = ["trainer", "trainer_bf16", "tuned", "tuned_bf16"]
    scratch = commands.add_parser("scratch", parents=[common])
    scratch.add_argument("network", choices=["text_cnn", "bilstm", "transformer", "bag_of_ngrams"])
    for name, choices, key in (("scratch", ["plain", "tuned"], "mode"), ("full", pretrained, "mode"), ("lora", pretrained, "mode"),
                               ("frozen", None, None), ("tfidf", ["word", "char", "both"], "features"), ("setfit", None, None)):
        command = scratch if name == "scratch" else commands.add_parser(name, parents=[common])
        command.add_argument("data", choices=text_data.TEXTS)
        if choices:
            command.add_argument(key, choices=choices)
    tags = commands.add_parser("tags", parents=[common])
    tags.add_argument("data", choices=text_data.TAGGED)
    tags.add_argument("mode", choices=[*pretrained, "scratch_plain", "scratch_tuned"])
    write = commands.add_parser("write", parents=[common])
    write.add_argument("data", choices=[*text_data.TEXTS, *text_data.TAGGED])
    write.add_argument("to", type=pathlib.Path)
    return parser.parse_args()


def fill_in(options):
    from_nothing = options.command == "tags" and options.mode.startswith("scratch_")
    batch, rate = USUAL["tags_scratch" if from_nothing else options.command]
    options.batch = options.batch or batch
    options.lr = options.lr or rate
    if from_nothing:
        options.mode = options.mode.removeprefix("scratch_")
    elif options.command in ("full", "lora", "frozen", "setfit", "tags") and not options.model:
        raise SystemExit("--model: where does the pretrained encoder lie?")
    return from_nothing


def main():
    options = parsed()
    if options.command == "write":
        if options.data in text_data.TAGGED:
            options.to.mkdir(parents=True, exist_ok=True)
            return text_data.write_tagged(text_data.tagged(options.data, options.folder), options.to)
        return text_data.write_texts(text_data.load(options), options.to)
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    from_nothing = fill_in(options)
    if options.command == "tags":
        import text_tags
        run = text_tags.train_tags_scratch if from_nothing else \
            text_tags.train_tags_with_trainer if options.mode.startswith("trainer") else text_tags.train_tags_tuned
        return run(options, text_data.tagged(options.data, options.folder))
    data = text_data.load(options)
    if options.command == "scratch":
        import text_networks
        return text_networks.train_scratch(options, data)
    if options.command == "tfidf":
        import text_classic
        return text_classic.train_tfidf(options, data)
    import text_pretrained
    run = {"frozen": text_pretrained.train_frozen, "setfit": text_pretrained.train_setfit}.get(options.command)
    if not run:
        run = text_pretrained.train_with_trainer if options.mode.startswith("trainer") else text_pretrained.train_tuned
    return run(options, data)


if __name__ == "__main__":
    main()
