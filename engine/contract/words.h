// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace fettle {

/// An id that crosses processes and is read by people: a job's state, a column's kind, what errno says.
struct Word {
    std::string_view list;    ///< the form that looks it up in a sentence: {state:state}
    std::string_view id;      ///< as it is stored and sent
    std::string_view english; ///< as it stands inside a sentence
};

/// translations/update.py collects these; the Chinese stands under the context "word.<list>" and the English.
#define FETTLE_WORD(list, id, english) ::fettle::Word{list, id, english}

/// Every enumeration that a person reads, and the texts that stand in their place. Phrases that only one place makes
/// are marked there with FETTLE_PHRASE (result.h).
inline constexpr auto kWords = std::to_array<Word>({
    // JobState
    FETTLE_WORD("state", "queued", "queued"),
    FETTLE_WORD("state", "running", "running"),
    FETTLE_WORD("state", "pausing", "pausing"),
    FETTLE_WORD("state", "paused", "paused"),
    FETTLE_WORD("state", "stopping", "stopping"),
    FETTLE_WORD("state", "stopped", "stopped"),
    FETTLE_WORD("state", "completed", "completed"),
    FETTLE_WORD("state", "failed", "failed"),
    FETTLE_WORD("state", "interrupted", "interrupted"),
    // JobKind
    FETTLE_WORD("job", "import", "import"),
    FETTLE_WORD("job", "train", "training"),
    FETTLE_WORD("job", "evaluate", "evaluation"),
    FETTLE_WORD("job", "predict", "prediction"),
    FETTLE_WORD("job", "export", "export"),
    FETTLE_WORD("job", "embed", "preparation of a search"),
    // What is asked of a job: StopMode, and the queue's own words
    FETTLE_WORD("action", "pause", "Pause"),
    FETTLE_WORD("action", "save", "Stop and save"),
    FETTLE_WORD("action", "discard", "Stop and discard"),
    FETTLE_WORD("action", "resume", "Resume"),
    FETTLE_WORD("action", "retry", "Try again"),
    FETTLE_WORD("action", "move", "Change the order"),
    FETTLE_WORD("action", "requeue", "Add to queue"),
    FETTLE_WORD("action", "start", "Start"),
    FETTLE_WORD("action", "finish", "Finish"),
    FETTLE_WORD("action", "fail", "Fail"),
    FETTLE_WORD("action", "interrupt", "Interrupt"),
    // A job's phase
    FETTLE_WORD("phase", "reading", "reading"),
    FETTLE_WORD("phase", "writing", "writing"),
    FETTLE_WORD("phase", "preparing", "preparing"),
    FETTLE_WORD("phase", "training", "training"),
    FETTLE_WORD("phase", "evaluating", "evaluating"),
    FETTLE_WORD("phase", "saving", "saving"),
    FETTLE_WORD("phase", "verifying", "verifying"),
    FETTLE_WORD("phase", "embedding", "reading the texts"),
    FETTLE_WORD("phase", "contrasting", "comparing the examples"),
    // FieldKind
    FETTLE_WORD("kind", "number", "number"),
    FETTLE_WORD("kind", "category", "category"),
    FETTLE_WORD("kind", "boolean", "yes or no"),
    FETTLE_WORD("kind", "date", "date"),
    FETTLE_WORD("kind", "text", "text"),
    FETTLE_WORD("kind", "image", "picture"),
    FETTLE_WORD("kind", "audio", "audio"),
    FETTLE_WORD("kind", "series", "series"),
    FETTLE_WORD("kind", "tags", "several labels"),
    FETTLE_WORD("kind", "boxes", "boxes"),
    FETTLE_WORD("kind", "mask", "mask"),
    FETTLE_WORD("kind", "id", "row id"),
    FETTLE_WORD("kind", "spans", "marked parts"),
    // FieldRole
    FETTLE_WORD("role", "input", "input"),
    FETTLE_WORD("role", "target", "what to predict"),
    FETTLE_WORD("role", "split", "split"),
    FETTLE_WORD("role", "weight", "weight"),
    FETTLE_WORD("role", "group", "group"),
    FETTLE_WORD("role", "order", "order"),
    FETTLE_WORD("role", "ignore", "ignore"),
    // Split
    FETTLE_WORD("split", "train", "training set"),
    FETTLE_WORD("split", "validation", "validation set"),
    FETTLE_WORD("split", "test", "test set"),
    // SplitMethod: how the rows were divided
    FETTLE_WORD("method", "given", "as the data says"),
    FETTLE_WORD("method", "random", "at random"),
    FETTLE_WORD("method", "stratified", "each class in equal shares"),
    FETTLE_WORD("method", "group", "groups kept together"),
    FETTLE_WORD("method", "column", "as a column says"),
    // ComponentKind
    FETTLE_WORD("component", "importer", "importer"),
    FETTLE_WORD("component", "sample", "sample"),
    FETTLE_WORD("component", "encoder", "encoder"),
    FETTLE_WORD("component", "tokenizer", "tokenizer"),
    FETTLE_WORD("component", "sampler", "sampler"),
    FETTLE_WORD("component", "collator", "collator"),
    FETTLE_WORD("component", "transform", "augmentation"),
    FETTLE_WORD("component", "layer", "layer"),
    FETTLE_WORD("component", "initializer", "initializer"),
    FETTLE_WORD("component", "template", "template"),
    FETTLE_WORD("component", "task", "task"),
    FETTLE_WORD("component", "loss", "loss"),
    FETTLE_WORD("component", "optimizer", "optimizer"),
    FETTLE_WORD("component", "schedule", "schedule"),
    FETTLE_WORD("component", "metric", "metric"),
    FETTLE_WORD("component", "decoder", "decoder"),
    FETTLE_WORD("component", "exporter", "exporter"),
    // What a workspace holds, and what a document is
    FETTLE_WORD("item", "project", "project"),
    FETTLE_WORD("item", "dataset", "dataset"),
    FETTLE_WORD("item", "dataset version", "data version"),
    FETTLE_WORD("item", "recipe", "recipe"),
    FETTLE_WORD("item", "run", "run"),
    FETTLE_WORD("item", "model", "model"),
    FETTLE_WORD("item", "job", "job"),
    FETTLE_WORD("item", "graph", "network"),
    // What errno says (platform::errnoText), for those that a user meets; others stand as the system words them
    FETTLE_WORD("system", "Operation not permitted", "not permitted"),
    FETTLE_WORD("system", "Permission denied", "permission denied"),
    FETTLE_WORD("system", "No such file or directory", "no such file or folder"),
    FETTLE_WORD("system", "No such process", "it has ended already"),
    FETTLE_WORD("system", "File exists", "the name is taken"),
    FETTLE_WORD("system", "Not a directory", "a part of the path is not a folder"),
    FETTLE_WORD("system", "Is a directory", "it is a folder"),
    FETTLE_WORD("system", "Directory not empty", "the folder is not empty"),
    FETTLE_WORD("system", "Input/output error", "the disk reported an error"),
    FETTLE_WORD("system", "Invalid argument", "the system does not accept it"),
    FETTLE_WORD("system", "Bad file descriptor", "it is closed already"),
    FETTLE_WORD("system", "Too many open files", "too many files are open"),
    FETTLE_WORD("system", "Too many open files in system", "too many files are open"),
    FETTLE_WORD("system", "File too large", "the file is too large"),
    FETTLE_WORD("system", "File name too long", "the name is too long"),
    FETTLE_WORD("system", "Too many levels of symbolic links", "links go round in a circle"),
    FETTLE_WORD("system", "Invalid cross-device link", "it is on another disk"),
    FETTLE_WORD("system", "Read-only file system", "the disk is write-protected"),
    FETTLE_WORD("system", "No space left on device", "the disk is full"),
    FETTLE_WORD("system", "Device or resource busy", "it is in use"),
    FETTLE_WORD("system", "Text file busy", "it is in use"),
    FETTLE_WORD("system", "Resource temporarily unavailable", "the system is short of resources"),
    FETTLE_WORD("system", "Cannot allocate memory", "there is not enough memory"),
    FETTLE_WORD("system", "No such device", "no such device"),
    FETTLE_WORD("system", "No such device or address", "no such device"),
    FETTLE_WORD("system", "No locks available", "no locks are available"),
    FETTLE_WORD("system", "Stale file handle", "the network folder was disconnected"),
    FETTLE_WORD("system", "Exec format error", "it is not a program for this machine"),
    FETTLE_WORD("system", "Operation not supported", "the file system does not support it"),
    FETTLE_WORD("system", "Function not implemented", "the system does not support it"),
    FETTLE_WORD("system", "Broken pipe", "the other side has closed the connection"),
    FETTLE_WORD("system", "Connection reset by peer", "the other side has closed the connection"),
    FETTLE_WORD("system", "Connection timed out", "there was no answer"),
});

/// Null where the list does not hold the id.
[[nodiscard]] constexpr const Word* findWord(std::string_view list, std::string_view id)
{
    for (const auto& word : kWords)
        if (word.list == list && word.id == id)
            return &word;
    return nullptr;
}

} // namespace fettle
