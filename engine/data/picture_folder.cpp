// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/platform/files.h"

namespace fettle::data {
namespace {

constexpr int kMaximumDepth = 32;

std::string lowerAscii(std::string_view text)
{
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// What systems leave in folders.
bool isStray(std::string_view name)
{
    const auto lower = lowerAscii(name);
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

class PictureSearch {
public:
    explicit PictureSearch(std::size_t maximumFiles) : m_maximumFiles(maximumFiles) {}

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

    PictureFolder finish()
    {
        for (const auto& [note, count] : m_strays)
            m_folder.issues.push_back({note.second, 0, makeError(note.first), count});
        assignClasses();
        std::stable_sort(m_folder.files.begin(), m_folder.files.end(), [](const auto& a, const auto& b) {
            const auto order = [](const PictureFile& file) { return file.split ? static_cast<int>(*file.split) : -1; };
            return std::pair(order(a), a.archive) < std::pair(order(b), b.archive);
        });
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
        if (depth == 0 && lowerAscii(name).ends_with(".zip") && isArchive(path))
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

    /// The class is the last folder; a folder above it that is called train, val or test gives the split.
    void assignClasses()
    {
        const bool hasFolders = std::any_of(m_folder.files.begin(), m_folder.files.end(), [](const auto& file) {
            return file.name.find('/') != std::string::npos && hasPictureName(file.name);
        });
        std::int64_t nested = 0;
        std::string nestedExample;
        for (auto& file : m_folder.files) {
            const auto parts = partsOf(file.name);
            if (parts.size() < 2)
                continue;
            file.className = parts[parts.size() - 2];
            std::size_t splitLevel = parts.size();
            for (std::size_t i = 0; i + 2 < parts.size() && splitLevel == parts.size(); ++i) {
                if (const auto split = splitOfFolderName(parts[i])) {
                    file.split = split;
                    splitLevel = i;
                }
            }
            // Between the split (or the top) and the class there should be nothing.
            const std::size_t first = splitLevel < parts.size() ? splitLevel + 1 : 0;
            if (parts.size() - 2 > first && hasPictureName(file.name)) {
                ++nested;
                nestedExample = file.name;
            }
        }
        if (nested > 0)
            m_folder.notes.push_back(makeError("data.folders_nested", {{"count", nested}, {"example", nestedExample}}));
        if (hasFolders)
            dropLooseFiles();
        else if (!m_folder.files.empty())
            m_folder.notes.push_back(makeError("data.no_class_folders"));
    }

    void dropLooseFiles()
    {
        std::erase_if(m_folder.files, [&](const PictureFile& file) {
            if (file.className)
                return false;
            m_folder.issues.push_back(
                {file.name, 0, makeError(hasPictureName(file.name) ? "data.picture_without_class" : "data.file_stray"), 1});
            return true;
        });
    }

    std::size_t m_maximumFiles;
    PictureFolder m_folder;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_strays;
};

} // namespace

std::optional<Split> splitOfFolderName(std::string_view name)
{
    const auto lower = lowerAscii(name);
    if (lower == "train" || lower == "training")
        return Split::Train;
    if (lower == "val" || lower == "valid" || lower == "validation" || lower == "dev")
        return Split::Validation;
    if (lower == "test" || lower == "testing")
        return Split::Test;
    return std::nullopt;
}

bool hasPictureName(std::string_view name)
{
    static constexpr std::array<std::string_view, 19> kEndings{
        ".jpg", ".jpeg", ".jpe",  ".jfif", ".png",  ".bmp",  ".dib",  ".gif", ".webp", ".tif",
        ".tiff", ".heic", ".heif", ".avif", ".mpo", ".ppm", ".pgm", ".jp2", ".tga"};
    const auto lower = lowerAscii(name);
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

Result<PictureFolder> findPictures(const std::vector<std::string>& paths, std::size_t maximumFiles)
{
    PictureSearch search(maximumFiles);
    // Of several folders the names count: train/ and test/ may have been named one by one.
    for (const auto& path : paths)
        FETTLE_TRY(search.add(path, paths.size() > 1));
    return search.finish();
}

} // namespace fettle::data
