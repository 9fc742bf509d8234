// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "engine/data/picture_folder.h"
#include "engine/data/picture_idx.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

enum class IdxRole { None, Images, Labels };

std::string loweredIdxName(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// What a file is and the part of its name that its partner shares: "train-" of train-images-idx3-ubyte.gz.
struct IdxName {
    IdxRole role = IdxRole::None;
    std::string key;
};

IdxName readIdxName(const platform::Path& path)
{
    const auto name = loweredIdxName(platform::toUtf8(path.filename()));
    for (const auto& [word, role] : {std::pair{"images", IdxRole::Images}, std::pair{"labels", IdxRole::Labels}}) {
        if (const auto at = name.find(word); at != std::string::npos)
            return {role, name.substr(0, at)};
    }
    return {};
}

std::optional<Split> splitOfKey(const std::string& key)
{
    std::string word;
    std::optional<Split> split;
    for (const char c : key + "-") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word.push_back(c);
            continue;
        }
        if (word == "t10k")
            split = Split::Test;
        else if (const auto named = splitOfFolderName(word))
            split = named;
        word.clear();
    }
    return split;
}

/// Whether the name speaks of IDX or the content is: only then is a file worth an issue.
bool looksLikeIdx(const platform::Path& path)
{
    if (readIdxName(path).role == IdxRole::None)
        return false;
    const auto name = loweredIdxName(platform::toUtf8(path.filename()));
    if (name.find("idx") != std::string::npos || name.find("ubyte") != std::string::npos)
        return true;
    return IdxReader::open(path).ok();
}

Result<void> gather(const platform::Path& path, std::vector<platform::Path>& files)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored)) {
        if (looksLikeIdx(path))
            files.push_back(path);
        return {};
    }
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(path));
    for (const auto& entry : entries) {
        if (entry.kind == platform::EntryKind::File && looksLikeIdx(path / entry.name))
            files.push_back(path / entry.name);
    }
    return {};
}

/// One name a line, in the order of the labels.
std::vector<std::string> readClassNames(const platform::Path& folder)
{
    constexpr std::uint64_t kMaximumBytes = 1 << 20;
    const auto text = platform::readWholeFile(folder / "classes.txt", kMaximumBytes);
    std::vector<std::string> names;
    if (!text.ok())
        return names;
    std::string line;
    for (const char c : *text + "\n") {
        if (c != '\n') {
            line.push_back(c);
            continue;
        }
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        if (!line.empty())
            names.push_back(platform::bytesToUtf8(line));
        line.clear();
    }
    return names;
}

int orderOf(const IdxPair& pair) { return pair.split ? 1 + static_cast<int>(*pair.split) : 0; }

} // namespace

Result<IdxFiles> findIdxFiles(const std::vector<std::string>& paths)
{
    std::vector<platform::Path> files;
    for (const auto& path : paths)
        FETTLE_TRY(gather(platform::fromUtf8(path), files));
    std::map<std::pair<std::string, std::string>, std::array<std::optional<platform::Path>, 2>> byKey;
    IdxFiles result;
    for (const auto& file : files) {
        const auto name = readIdxName(file);
        auto& slot = byKey[{file.parent_path().string(), name.key}][name.role == IdxRole::Images ? 0 : 1];
        if (slot) {
            // The same file plain and gzipped: one of them is enough.
            result.issues.push_back({platform::toUtf8(file.filename()), 0, makeError("data.idx_twice"), 1});
            continue;
        }
        slot = file;
    }
    // A single file that was named itself brings its partner along.
    if (files.size() == 1 && byKey.size() == 1 && !std::filesystem::is_directory(platform::fromUtf8(paths.front()))) {
        std::vector<platform::Path> siblings;
        FETTLE_TRY(gather(files.front().parent_path(), siblings));
        for (const auto& sibling : siblings) {
            const auto name = readIdxName(sibling);
            auto& slot = byKey.begin()->second[name.role == IdxRole::Images ? 0 : 1];
            if (name.key == byKey.begin()->first.second && !slot)
                slot = sibling;
        }
    }
    for (auto& [key, pair] : byKey) {
        if (pair[0])
            result.pairs.push_back({*pair[0], pair[1], splitOfKey(key.second)});
        else
            result.issues.push_back({platform::toUtf8(pair[1]->filename()), 0, makeError("data.idx_labels_alone"), 1});
    }
    std::stable_sort(result.pairs.begin(), result.pairs.end(),
                     [](const IdxPair& a, const IdxPair& b) { return orderOf(a) < orderOf(b); });
    if (!result.pairs.empty())
        result.classNames = readClassNames(result.pairs.front().images.parent_path());
    return result;
}

} // namespace fettle::data
