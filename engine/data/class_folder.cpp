// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/class_folder.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/data/cell_values.h"
#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr int kMaximumDepth = 32;

/// What systems leave in folders.
bool isStray(std::string_view name)
{
    const auto lower = lowered(name);
    return lower.starts_with(".") || lower == "thumbs.db" || lower == "desktop.ini" || lower == "__macosx" ||
           lower == "$recycle.bin" || lower == "ehthumbs.db";
}

std::vector<std::string> partsOf(const std::string& name)
{
    std::vector<std::string> parts(1);
    for (const char c : name) {
        if (c == '/')
            parts.emplace_back();
        else
            parts.back().push_back(c);
    }
    return parts;
}

class ClassFolderSearch {
public:
    ClassFolderSearch(std::size_t maximumFiles, std::int64_t classLevel, const ClassFolderRules& rules)
        : m_maximumFiles(maximumFiles), m_classLevel(classLevel), m_rules(rules)
    {
    }

    Result<void> add(const std::string& named, bool withOwnName)
    {
        const auto path = platform::fromUtf8(named);
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            return makeError("data.path_missing", {{"path", named}});
        const auto name = platform::toUtf8(path.filename().empty() ? path.parent_path().filename() : path.filename());
        if (std::filesystem::is_directory(path, ignored))
            return walk(path, withOwnName ? name + "/" : std::string(), 0);
        if (isArchive(path))
            return addArchive(path);
        const auto stamp = platform::fileStamp(path);
        m_folder.files.push_back({name, path, 0, stamp.ok() ? stamp->sizeBytes : 0, {}, {}});
        return {};
    }

    ClassFolder finish()
    {
        for (const auto& [note, count] : m_strays)
            m_folder.issues.push_back({note.second, 0, makeError(note.first), count});
        assignClasses();
        std::stable_sort(m_folder.files.begin(), m_folder.files.end(), [](const auto& a, const auto& b) {
            const auto order = [](const ClassFile& file) { return file.split ? static_cast<int>(*file.split) : -1; };
            return std::pair(order(a), a.archive) < std::pair(order(b), b.archive);
        });
        findLevels();
        return std::move(m_folder);
    }

private:
    Result<void> walk(const platform::Path& folder, const std::string& prefix, int depth)
    {
        FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
        for (const auto& entry : entries) {
            const auto name = platform::toUtf8(entry.name);
            if (m_folder.files.size() >= m_maximumFiles) {
                m_folder.isComplete = false;
                return {};
            }
            if (isStray(name))
                ++m_strays[{"data.hidden_file", prefix + name}];
            else if (entry.kind == platform::EntryKind::Link)
                ++m_strays[{"data.link_skipped", prefix + name}];
            else if (entry.kind == platform::EntryKind::Folder && depth >= kMaximumDepth)
                ++m_strays[{"data.folder_too_deep", prefix + name}];
            else if (entry.kind == platform::EntryKind::Folder)
                FETTLE_TRY(walk(folder / entry.name, prefix + name + "/", depth + 1));
            else if (entry.kind == platform::EntryKind::File)
                FETTLE_TRY(addFile(folder / entry.name, prefix + name, entry.sizeBytes, depth));
        }
        return {};
    }

    Result<void> addFile(const platform::Path& path, std::string name, std::uint64_t sizeBytes, int depth)
    {
        if (depth == 0 && lowered(name).ends_with(".zip") && isArchive(path))
            return addArchive(path);
        m_folder.files.push_back({std::move(name), path, 0, sizeBytes, {}, {}});
        return {};
    }

    Result<void> addArchive(const platform::Path& path)
    {
        const auto index = m_folder.archives.size();
        m_folder.archives.push_back(path);
        FETTLE_TRY_ASSIGN(const auto entries, listArchive(path, m_folder.issues));
        for (const auto& entry : entries) {
            const auto parts = partsOf(entry.name);
            if (std::any_of(parts.begin(), parts.end(), [](const auto& part) { return isStray(part); }))
                ++m_strays[{"data.hidden_file", entry.name}];
            else
                m_folder.files.push_back({entry.name, {}, index, entry.sizeBytes, {}, {}});
        }
        return {};
    }

    /// The class is the last folder, or the one that was chosen; a folder above it that is called train, val or test
    /// gives the split.
    void assignClasses()
    {
        std::int64_t nested = 0;
        std::string nestedExample;
        std::set<std::string> splitFolders; // that hold class folders
        for (auto& file : m_folder.files) {
            const auto folders = classFolders(file);
            if (folders.empty())
                continue;
            if (file.split)
                splitFolders.insert(folderAbove(file.name, folders.size()));
            const auto chosen = m_classLevel > 0 ? std::min(static_cast<std::size_t>(m_classLevel), folders.size()) : folders.size();
            file.className = folders[chosen - 1];
            if (folders.size() > 1 && m_rules.isExample(file.name)) {
                ++nested;
                nestedExample = file.name;
            }
        }
        // Beside the class folders within train/, "train" is no class.
        for (auto& file : m_folder.files)
            if (!file.split && splitFolders.contains(folderAbove(file.name, 0)))
                file.className.reset();
        takeSplitsForClasses();
        const bool hasFolders = std::any_of(m_folder.files.begin(), m_folder.files.end(), [this](const auto& file) {
            return file.className && m_rules.isExample(file.name);
        });
        m_folder.classLevel = nested > 0 ? m_classLevel : 0;
        if (nested > 0 && m_classLevel > 0)
            m_folder.notes.push_back(makeError(m_rules.levelGiven, {{"level", m_classLevel}}));
        else if (nested > 0)
            m_folder.notes.push_back(makeError(m_rules.nested, {{"count", nested}, {"example", nestedExample}}));
        if (hasFolders)
            dropLooseFiles();
        else if (!m_folder.files.empty())
            m_folder.notes.push_back(makeError(m_rules.noClassFolders));
    }

    /// Folders train and test alone are no classes: their files have none.
    void takeSplitsForClasses()
    {
        std::set<Split> splits;
        for (const auto& file : m_folder.files) {
            if (!m_rules.isExample(file.name))
                continue;
            const auto split = file.className && !file.split ? splitOfFolderName(*file.className) : std::nullopt;
            if (!split)
                return;
            splits.insert(*split);
        }
        if (splits.size() < 2)
            return;
        for (auto& file : m_folder.files)
            if (file.className) {
                file.split = splitOfFolderName(*file.className);
                file.className.reset();
            }
    }

    /// The folder that is `levels` above the one that a file lies in: "set/train" for "set/train/cat/a.png" and 1.
    static std::string folderAbove(const std::string& name, std::size_t levels)
    {
        std::size_t end = name.size();
        for (std::size_t i = 0; i <= levels && end != std::string::npos; ++i)
            end = end == 0 ? std::string::npos : name.rfind('/', end - 1);
        return end == std::string::npos ? std::string() : name.substr(0, end);
    }

    /// The folders on the way to a file below the split's, or below the top; sets the file's split. A folder called
    /// train, val or test that the file itself lies in is rather its class.
    static std::vector<std::string> classFolders(ClassFile& file)
    {
        auto parts = partsOf(file.name);
        parts.pop_back();
        for (std::size_t i = 0; i + 1 < parts.size(); ++i)
            if (const auto split = splitOfFolderName(parts[i])) {
                file.split = split;
                parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                break;
            }
        return parts;
    }

    /// After the files have their order.
    void findLevels()
    {
        constexpr std::size_t kMostLevels = 6;
        constexpr std::size_t kExamples = 4;
        constexpr std::size_t kMostClasses = 100'000;
        std::vector<std::set<std::string>> classes;
        for (std::size_t index = 0; index < m_folder.files.size(); ++index) {
            auto& file = m_folder.files[index];
            if (!m_rules.isExample(file.name))
                continue;
            const auto folders = classFolders(file);
            for (std::size_t i = 0; i < folders.size() && i < kMostLevels; ++i) {
                if (i == classes.size()) {
                    classes.emplace_back();
                    m_folder.levels.emplace_back().level = static_cast<std::int64_t>(i) + 1;
                }
                auto& level = m_folder.levels[i];
                if (classes[i].size() < kMostClasses && classes[i].insert(folders[i]).second && level.examples.size() < kExamples)
                    level.examples.push_back({folders[i], file.name, index});
            }
        }
        for (std::size_t i = 0; i < classes.size(); ++i)
            m_folder.levels[i].classes = static_cast<std::int64_t>(classes[i].size());
        if (m_folder.levels.size() < 2)
            m_folder.levels.clear();
    }

    void dropLooseFiles()
    {
        std::erase_if(m_folder.files, [&](const ClassFile& file) {
            if (file.className)
                return false;
            m_folder.issues.push_back(
                {file.name, 0, makeError(m_rules.isExample(file.name) ? m_rules.withoutClass : m_rules.stray), 1});
            return true;
        });
    }

    std::size_t m_maximumFiles;
    std::int64_t m_classLevel;
    const ClassFolderRules& m_rules;
    ClassFolder m_folder;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_strays;
};

} // namespace

std::optional<Split> splitOfFolderName(std::string_view name)
{
    const auto lower = lowered(name);
    if (lower == "train" || lower == "training")
        return Split::Train;
    if (lower == "val" || lower == "valid" || lower == "validation" || lower == "dev")
        return Split::Validation;
    if (lower == "test" || lower == "testing")
        return Split::Test;
    return std::nullopt;
}

ValueMap classLevelFormat(const ClassFolder& folder)
{
    if (folder.levels.empty())
        return {};
    ValueList levels;
    for (const auto& level : folder.levels) {
        ValueList examples;
        for (const auto& example : level.examples)
            examples.push_back(ValueMap{{"class", example.className}, {"file", example.file},
                                        {"index", static_cast<std::int64_t>(example.index)}});
        levels.push_back(ValueMap{{"level", level.level}, {"classes", level.classes}, {"examples", std::move(examples)}});
    }
    // Without a choice each file's own folder counts, which is the deepest level where all are equally deep.
    return {{"class_level", folder.classLevel > 0 ? folder.classLevel : static_cast<std::int64_t>(folder.levels.size())},
            {"levels", std::move(levels)}};
}

Result<ClassFolder> findClassFiles(const std::vector<std::string>& paths, std::size_t maximumFiles, std::int64_t classLevel,
                                   const ClassFolderRules& rules)
{
    ClassFolderSearch search(maximumFiles, classLevel, rules);
    // Of several folders the names count: train/ and test/ may have been named one by one.
    for (const auto& path : paths)
        FETTLE_TRY(search.add(path, paths.size() > 1));
    return search.finish();
}

} // namespace fettle::data
