// SPDX-License-Identifier: GPL-3.0-or-later
// Which files hold lines that are texts, and which class each of them is.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "engine/data/cell_values.h"
#include "engine/data/table_files.h"
#include "engine/data/text_lines.h"
#include "engine/data/text_source.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr std::size_t kMostLineFiles = 500;

/// Endings of files that are something else, whatever stands in them.
bool isOtherType(std::string_view ending)
{
    static const std::set<std::string_view> kTypes = {
        "csv",  "tsv",  "tab",   "ssv",  "psv",   "csv2", "json", "jsonl", "ndjson", "jsonlines", "xml", "html", "htm",  "md",
        "rst",  "py",   "cpp",   "h",    "c",     "js",   "pdf",  "doc",   "docx",   "xls",       "xlsx", "xlsm", "zip", "tar",
        "jpg",  "jpeg", "png",   "gif",  "bmp",   "webp", "wav",  "mp3",   "flac",   "ogg",       "yaml", "yml",  "toml", "ini",
        "bin",  "model", "vocab", "pkl", "npy",   "npz",  "conll", "conllu", "ipynb", "sh",       "bat",  "exe",  "feat", "data",
        "arrow", "parquet", "h5", "pt",  "safetensors", "onnx", "sqlite", "db", "log", "names", "test", "train", "gz", "fettle"};
    return kTypes.contains(ending);
}

bool isPlainEnding(std::string_view ending) { return ending == "txt" || ending == "text"; }

/// A file on the way to its class.
struct Candidate {
    LineFile file;
    std::string stem;   ///< without split and ending, in the letter case of the file's name
    std::string ending; ///< in small letters
};

Candidate describeLines(const platform::Path& path, std::string shownName, std::uint64_t sizeBytes)
{
    Candidate candidate;
    std::string name = platform::toUtf8(path.filename());
    if (lowered(name).ends_with(".gz"))
        name.resize(name.size() - 3);
    const std::size_t dot = name.rfind('.');
    if (dot != std::string::npos && dot > 0 && name.size() - dot <= 12)
        candidate.ending = lowered(std::string_view(name).substr(dot + 1));
    const NamedSplit named = splitInName(name);
    const std::size_t at = lowered(name).find(named.stem);
    candidate.stem = at == std::string::npos ? named.stem : name.substr(at, named.stem.size());
    candidate.file = {path, std::move(shownName), {}, named.split, sizeBytes};
    return candidate;
}

/// The whole name says that the file tells of the others. Part of it would not do: notice_of_defect.txt may be a class.
bool isAboutOthers(const Candidate& candidate)
{
    constexpr std::array<std::string_view, 7> kNames = {"readme", "license", "licence", "copying", "notice", "classes", "labels"};
    return isPlainEnding(candidate.ending) && !candidate.file.split && std::ranges::find(kNames, lowered(candidate.stem)) != kNames.end();
}

/// Appends what may be files of lines to `found`, and the names of the folder's other files to `leftOut`.
Result<void> addFolder(const platform::Path& folder, const std::string& prefix, std::optional<Split> split,
                       std::vector<Candidate>& found, std::vector<std::string>& leftOut)
{
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
    for (const auto& entry : entries) {
        const std::string name = platform::toUtf8(entry.name);
        if (name.starts_with('.') || found.size() > kMostLineFiles)
            continue;
        if (entry.kind == platform::EntryKind::File) {
            Candidate candidate = describeLines(folder / entry.name, prefix + name, entry.sizeBytes);
            if (candidate.ending.empty() || isOtherType(candidate.ending) || isAboutOthers(candidate)) {
                leftOut.push_back(candidate.file.name);
                continue;
            }
            if (split)
                candidate.file.split = split;
            found.push_back(std::move(candidate));
        } else if (const auto named = splitInName(name); entry.kind == platform::EntryKind::Folder && !split && named.split
                   && named.stem.empty()) {
            FETTLE_TRY(addFolder(folder / entry.name, name + "/", named.split, found, leftOut));
        }
    }
    return {};
}

/// Removes the words that all names begin or end with: reviews_positive, reviews_negative → positive, negative.
void dropSharedWords(std::vector<std::string>& names)
{
    const auto isBreak = [](char c) { return c == '-' || c == '_' || c == '.' || c == ' '; };
    const auto shared = [&](bool atEnd) {
        std::size_t words = 0;
        for (std::size_t i = 0;; ++i) {
            for (const std::string& name : names) {
                const auto at = [&](const std::string& text) { return text[atEnd ? text.size() - 1 - i : i]; };
                if (i + 1 >= name.size() || i + 1 >= names.front().size() || at(name) != at(names.front()))
                    return words;
            }
            if (isBreak(names.front()[atEnd ? names.front().size() - 1 - i : i]))
                words = i + 1;
        }
    };
    const std::size_t front = shared(false);
    for (std::string& name : names)
        name.erase(0, front);
    const std::size_t back = shared(true);
    for (std::string& name : names)
        name.resize(name.size() - back);
}

/// reviews.pos and reviews.neg: the endings are the classes. Two letters are rather languages.
bool labelByEnding(std::vector<Candidate>& found)
{
    std::map<std::string, std::set<std::string>> endings;
    for (const Candidate& candidate : found) {
        if (isPlainEnding(candidate.ending) || candidate.ending.size() <= 2)
            return false;
        endings[candidate.stem].insert(candidate.ending);
    }
    if (std::ranges::none_of(endings, [](const auto& group) { return group.second.size() >= 2; }))
        return false;
    for (Candidate& candidate : found)
        candidate.file.label = candidate.ending;
    return true;
}

/// positive.txt and negative.txt: what differs in the names are the classes. Nothing where they don't differ.
void labelByStem(std::vector<Candidate>& found)
{
    std::vector<std::string> stems;
    for (const Candidate& candidate : found)
        stems.push_back(candidate.stem);
    const std::set<std::string> different(stems.begin(), stems.end());
    if (different.size() < 2 || different.contains(""))
        return;
    dropSharedWords(stems);
    for (std::size_t i = 0; i < found.size(); ++i)
        found[i].file.label = stems[i];
}

/// Names for a sentence, as many as it can take.
std::string listedNames(const auto& names)
{
    std::string text;
    for (const std::string& name : names)
        if (text.size() < 300)
            text += (text.empty() ? "" : ", ") + name;
    return text;
}

LineFiles arrange(std::vector<Candidate> found, const std::vector<std::string>& leftOut)
{
    LineFiles result;
    const bool severalSplits = std::ranges::any_of(
        found, [&](const Candidate& candidate) { return candidate.file.split != found.front().file.split; });
    std::set<std::string> classes;
    for (Candidate& candidate : found) {
        LineFile& file = candidate.file;
        if (!severalSplits)
            file.split.reset();
        else if (!file.split)
            file.split = Split::Train;
        if (file.split)
            result.notes.push_back(makeError("data.split_by_file", {{"file", file.name}, {"split", toText(*file.split)}}));
        if (file.label)
            classes.insert(*file.label);
        result.files.push_back(std::move(file));
    }
    std::ranges::stable_sort(result.files, {}, [](const LineFile& file) { return file.split.value_or(Split::Train); });
    result.notes.insert(result.notes.begin(), classes.empty() ? makeError("data.texts_by_line")
                                                              : makeError("data.classes_by_file", {{"classes", listedNames(classes)}}));
    if (!leftOut.empty())
        result.notes.push_back(makeError("data.line_files_left_out", {{"files", listedNames(leftOut)}}));
    return result;
}

} // namespace

Result<LineFiles> findLineFiles(const std::vector<std::string>& paths)
{
    std::vector<Candidate> found;
    std::vector<std::string> leftOut;
    bool folder = false;
    for (const std::string& text : paths) {
        const platform::Path path = platform::fromUtf8(text);
        std::error_code error;
        const auto status = std::filesystem::status(path, error);
        if (!std::filesystem::exists(status))
            return makeError("data.path_missing", {{"path", text}});
        if (std::filesystem::is_directory(status)) {
            folder = true;
            FETTLE_TRY(addFolder(path, "", std::nullopt, found, leftOut));
            continue;
        }
        const auto stamp = platform::fileStamp(path);
        Candidate candidate = describeLines(path, platform::toUtf8(path.filename()), stamp.ok() ? stamp->sizeBytes : 0);
        if (isOtherType(candidate.ending))
            return LineFiles();
        found.push_back(std::move(candidate));
    }
    if (found.empty() || found.size() > kMostLineFiles)
        return LineFiles();
    if (found.size() > 1 && !labelByEnding(found)) {
        // Files of other endings are not of the set.
        std::vector<Candidate> plain = found;
        std::erase_if(plain, [&](const Candidate& candidate) {
            const bool isOther = !isPlainEnding(candidate.ending);
            if (isOther)
                leftOut.push_back(candidate.file.name);
            return isOther;
        });
        if (plain.empty() || (!folder && plain.size() < found.size()))
            return LineFiles();
        found = std::move(plain);
        if (found.size() > 1)
            labelByStem(found);
        // Several files that are neither classes nor parts of one set are several sets.
        const bool parts = std::ranges::any_of(found, [&](const auto& c) { return c.file.split != found.front().file.split; });
        if (found.size() > 1 && !found.front().file.label && !parts)
            return LineFiles();
    }
    return arrange(std::move(found), leftOut);
}

namespace {

constexpr std::size_t kLookedBytes = 64u << 10;
constexpr std::size_t kFilesLookedAt = 8;
constexpr std::size_t kLinesPerFile = 300;
constexpr std::size_t kShownTexts = 100;

/// Separators, numbers and brackets in the lines of one file.
struct LineTally {
    std::array<std::map<std::size_t, std::int64_t>, 4> separators; ///< tab, comma, semicolon, bar: how many in a line
    std::int64_t lines = 0;
    std::int64_t numbers = 0;
    std::int64_t brackets = 0;
    double words = 0;

    void add(std::string_view line)
    {
        constexpr std::array<char, 4> kSeparators = {'\t', ',', ';', '|'};
        ++lines;
        for (std::size_t i = 0; i < kSeparators.size(); ++i)
            ++separators[i][countSeparators(line, kSeparators[i])];
        double value = 0;
        numbers += parsePlainNumber(line, value);
        brackets += line.front() == '{' || line.front() == '[' || line.front() == '<';
        const auto spaces = static_cast<double>(std::ranges::count(line, ' '));
        const auto wide = static_cast<double>(std::ranges::count_if(line, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; }));
        // Chinese and Japanese words have about two characters.
        words += spaces + 1 + wide / 2;
    }
    /// One or two commas before a space are a sentence's; more of them, as many in each line, are a table's.
    static std::size_t countSeparators(std::string_view line, char separator)
    {
        const auto all = static_cast<std::size_t>(std::ranges::count(line, separator));
        if (all > 2 || (separator != ',' && separator != ';'))
            return all;
        std::size_t tight = 0;
        for (std::size_t i = 0; i < line.size(); ++i)
            tight += line[i] == separator && (i + 1 == line.size() || line[i + 1] != ' ');
        return tight;
    }
    [[nodiscard]] bool isTable() const
    {
        if (lines == 0)
            return false;
        const auto isNearlyAll = [&](std::int64_t count) { return count * 20 >= lines * 19; };
        for (const auto& counts : separators)
            for (const auto& [count, times] : counts)
                if (count > 0 && lines >= 2 && isNearlyAll(times))
                    return true;
        return numbers * 5 >= lines * 4 || isNearlyAll(brackets);
    }
};

} // namespace

LinesLook lookAtLines(const LineFiles& files, const std::string& encoding)
{
    LinesLook look;
    double words = 0;
    std::size_t tables = 0;
    std::size_t looked = 0;
    for (const LineFile& file : files.files) {
        if (looked == kFilesLookedAt)
            break;
        auto source = TextSource::open(file.path, encoding, kLookedBytes);
        std::string text;
        if (!source.ok() || !source->read(text, kLookedBytes).ok())
            continue;
        ++looked;
        look.isText = true;
        LineTally tally;
        const char end = text.find('\n') == std::string::npos && text.find('\r') != std::string::npos ? '\r' : '\n';
        for (std::size_t at = 0; at < text.size() && tally.lines < static_cast<std::int64_t>(kLinesPerFile);) {
            const std::size_t next = std::min(text.find(end, at), text.size());
            const std::string_view line = trimmed(std::string_view(text).substr(at, next - at));
            at = next + 1;
            if (line.empty())
                continue;
            tally.add(line);
            if (look.first.size() < kShownTexts) {
                std::string shown;
                appendRepairedUtf8(line, shown);
                look.first.emplace_back(std::move(shown), file.label);
            }
        }
        look.lines += tally.lines;
        words += tally.words;
        tables += tally.isTable();
    }
    look.isTable = tables * 2 > looked;
    look.isProse = look.lines > 0 && words / static_cast<double>(look.lines) >= 4.0;
    return look;
}

} // namespace fettle::data
