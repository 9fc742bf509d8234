// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_files.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/data/cell_values.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

std::optional<Split> splitWord(std::string_view word)
{
    if (word == "train" || word == "training")
        return Split::Train;
    if (word == "dev" || word == "val" || word == "valid" || word == "validation" || word == "eval")
        return Split::Validation;
    if (word == "test" || word == "testing")
        return Split::Test;
    return std::nullopt;
}

/// "adult-test.csv.gz" → "adult-test"; endings that are no file types stay.
std::string withoutEndings(std::string_view fileName, std::string* type = nullptr)
{
    std::string name = lowered(fileName);
    for (int i = 0; i < 2; ++i) {
        const std::size_t dot = name.rfind('.');
        if (dot == std::string::npos || dot == 0)
            break;
        const std::string ending = name.substr(dot + 1);
        if (ending == "gz" && i == 0) {
            name.resize(dot);
            continue;
        }
        if (type)
            *type = ending;
        name.resize(dot);
        break;
    }
    return name;
}

bool isTableType(std::string_view type)
{
    constexpr std::array<std::string_view, 6> kTypes = {"csv", "tsv", "tab", "ssv", "psv", "csv2"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

bool isWorkbookType(std::string_view type) { return type == "xlsx" || type == "xlsm"; }

bool isJsonType(std::string_view type)
{
    return type == "json" || type == "jsonl" || type == "ndjson" || type == "jsonlines";
}

bool isTaggedType(std::string_view type)
{
    constexpr std::array<std::string_view, 10> kTypes
        = {"conll", "conll03", "conll2003", "bio", "bioes", "bmes", "iob", "iob2", "ner", "tags"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

struct Found {
    TableFile file;
    std::string stem;
    std::string type;
};

Found describe(const platform::Path& path, std::string shownName, TableKind kind)
{
    Found found;
    const std::string fileName = platform::toUtf8(path.filename());
    NamedSplit named = splitInName(fileName);
    withoutEndings(fileName, &found.type);
    found.file = {path, std::move(shownName), named.split, {}};
    found.stem = std::move(named.stem);
    // names.train, names.dev and names.test
    if (const auto split = splitWord(found.type); split && kind == TableKind::Tagged) {
        found.file.split = split;
        found.type = "conll";
    }
    return found;
}

/// Table files of a folder and of its folders that are named after a split.
Result<std::vector<Found>> tablesInFolder(const platform::Path& folder, TableKind kind)
{
    std::vector<Found> tables;
    std::vector<Found> texts;
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
    const auto add = [&](const platform::Path& path, std::string shown, std::optional<Split> split) {
        Found found = describe(path, std::move(shown), kind);
        if (split) {
            found.file.split = split;
            found.stem = "";
        }
        // "~$" marks what a spreadsheet program keeps beside a workbook that is open.
        const bool isLock = platform::toUtf8(path.filename()).starts_with("~$");
        const bool fits = kind == TableKind::Json ? isJsonType(found.type)
            : kind == TableKind::Workbook         ? isWorkbookType(found.type) && !isLock
            : kind == TableKind::Tagged           ? isTaggedType(found.type)
                                                  : isTableType(found.type);
        if (fits)
            tables.push_back(std::move(found));
        else if (kind != TableKind::Text && kind != TableKind::Tagged)
            return;
        else if (found.type == "txt" || found.type == "data" || (kind == TableKind::Tagged && found.type == "tsv"))
            texts.push_back(std::move(found));
    };
    for (const auto& entry : entries) {
        const std::string name = platform::toUtf8(entry.name);
        if (name.starts_with('.'))
            continue;
        if (entry.kind == platform::EntryKind::File)
            add(folder / entry.name, name, std::nullopt);
        const auto split = splitWord(lowered(name));
        if (entry.kind != platform::EntryKind::Folder || !split)
            continue;
        FETTLE_TRY_ASSIGN(const auto inner, platform::listFolder(folder / entry.name));
        for (const auto& file : inner)
            if (file.kind == platform::EntryKind::File)
                add(folder / entry.name / file.name, name + "/" + platform::toUtf8(file.name), split);
    }
    return tables.empty() ? texts : tables;
}

/// Of several tables the parts of one: those with a split in their names and one stem. Several without are an error.
Result<std::vector<Found>> chooseTable(std::vector<Found> tables, const std::string& folder, std::vector<Note>& notes)
{
    if (tables.size() <= 1)
        return tables;
    std::map<std::string, std::vector<Found>> parts;
    for (const Found& table : tables)
        if (table.file.split)
            parts[table.stem].push_back(table);
    const auto isSet = [](const auto& group) { return group.second.size() > 1; };
    const auto sets = std::ranges::count_if(parts, isSet);
    if (sets == 1) {
        std::vector<Found> chosen = std::ranges::find_if(parts, isSet)->second;
        if (chosen.size() < tables.size())
            notes.push_back(makeError("data.files_left_out", {{"count", static_cast<std::int64_t>(tables.size() - chosen.size())}}));
        return chosen;
    }
    ValueList names;
    for (const Found& table : tables)
        names.push_back(table.file.name);
    return makeError("data.folder_several_tables", {{"folder", folder}, {"files", names}});
}

} // namespace

NamedSplit splitInName(std::string_view fileName)
{
    const std::string name = withoutEndings(fileName);
    if (const auto split = splitWord(name))
        return {split, ""};
    // The last word decides: "adult-test"; else the first: "train_data".
    const std::size_t last = name.find_last_of("-_. ");
    if (last != std::string::npos)
        if (const auto split = splitWord(std::string_view(name).substr(last + 1)))
            return {split, name.substr(0, last)};
    const std::size_t first = name.find_first_of("-_. ");
    if (first != std::string::npos)
        if (const auto split = splitWord(std::string_view(name).substr(0, first)))
            return {split, name.substr(first + 1)};
    return {std::nullopt, name};
}

bool hasTableName(std::string_view fileName)
{
    std::string type;
    withoutEndings(fileName, &type);
    return isTableType(type);
}

bool hasWorkbookName(std::string_view fileName)
{
    std::string type;
    withoutEndings(fileName, &type);
    return isWorkbookType(type);
}

bool hasTaggedName(std::string_view fileName)
{
    std::string type;
    withoutEndings(fileName, &type);
    return isTaggedType(type) || splitWord(type).has_value();
}

bool hasJsonName(std::string_view fileName)
{
    std::string type;
    withoutEndings(fileName, &type);
    return isJsonType(type);
}

Result<TableFiles> findTableFiles(const std::vector<std::string>& paths, TableKind kind)
{
    TableFiles result;
    std::vector<Found> all;
    for (const std::string& text : paths) {
        const platform::Path path = platform::fromUtf8(text);
        std::error_code error;
        const auto status = std::filesystem::status(path, error);
        if (!std::filesystem::exists(status))
            return makeError("data.path_missing", {{"path", text}});
        if (!std::filesystem::is_directory(status)) {
            all.push_back(describe(path, platform::toUtf8(path.filename()), kind));
            continue;
        }
        FETTLE_TRY_ASSIGN(auto tables, tablesInFolder(path, kind));
        FETTLE_TRY_ASSIGN(tables, chooseTable(std::move(tables), text, result.notes));
        if (tables.empty())
            return makeError(kind == TableKind::Json ? "data.folder_without_json" : "data.folder_without_tables",
                             {{"folder", text}});
        std::ranges::move(tables, std::back_inserter(all));
    }
    // A single file is a whole table whatever its name; so are several of one split.
    const bool severalSplits = std::ranges::any_of(
        all, [&](const Found& found) { return found.file.split != all.front().file.split; });
    if (!severalSplits)
        for (Found& found : all)
            found.file.split.reset();
    else
        for (Found& found : all)
            if (!found.file.split)
                found.file.split = Split::Train;
    std::ranges::stable_sort(all, {}, [](const Found& found) { return found.file.split.value_or(Split::Train); });
    for (Found& found : all) {
        if (found.file.split)
            result.notes.push_back(makeError("data.split_by_file",
                                             {{"file", found.file.name}, {"split", toText(*found.file.split)}}));
        result.files.push_back(std::move(found.file));
    }
    return result;
}

} // namespace fettle::data
