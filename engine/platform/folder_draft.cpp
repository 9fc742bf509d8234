// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/folder_draft.h"

#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/process.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

constexpr std::string_view kDraft = "draft";
constexpr std::string_view kReplaced = "replaced";

struct DraftName {
    /// The name that it was to have; shortened where that is very long.
    std::string finalName;
    bool replaced = false;
    ProcessId pid = 0;
    ProcessStart start = 0;
};

bool takeNumber(std::string_view& text, std::int64_t& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0)
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

/// Reads `.NAME.TAG-PID-START-N`.
std::optional<DraftName> parseDraftName(std::string_view name)
{
    if (!name.starts_with('.'))
        return std::nullopt;
    for (const std::string_view tag : {kDraft, kReplaced}) {
        const std::string middle = '.' + std::string(tag) + '-';
        const auto at = name.rfind(middle);
        if (at == std::string_view::npos || at == 0)
            continue;
        DraftName draft{std::string(name.substr(1, at - 1)), tag == kReplaced, 0, 0};
        std::string_view rest = name.substr(at + middle.size());
        std::int64_t count = 0;
        if (!takeNumber(rest, draft.pid) || !rest.starts_with('-'))
            continue;
        rest.remove_prefix(1);
        if (!takeNumber(rest, draft.start) || !rest.starts_with('-'))
            continue;
        rest.remove_prefix(1);
        if (takeNumber(rest, count) && rest.empty())
            return draft;
    }
    return std::nullopt;
}

bool isThere(const Path& path)
{
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0;
}

Error alreadyExists(const Path& path) { return makeError("platform.already_exists", {{"path", toUtf8(path)}}); }

} // namespace

Result<FolderDraft> FolderDraft::create(const Path& finalPath)
{
    const Path plain = withoutTrailingSlash(finalPath);
    const Path draft = draftPathFor(plain, kDraft);
    if (const auto fault = consultFileFaults(FileOperation::Folder, draft); fault.errorNumber != 0)
        return systemError("platform.folder_not_created", fault.errorNumber, draft);
    if (::mkdir(draft.c_str(), 0777) != 0)
        return systemError("platform.folder_not_created", errno, draft);
    return FolderDraft(draft, plain);
}

FolderDraft::FolderDraft(FolderDraft&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_finalPath(std::move(other.m_finalPath))
{
}

FolderDraft::~FolderDraft()
{
    if (!m_path.empty())
        [[maybe_unused]] const auto ignored = removeTree(m_path);
}

Result<void> FolderDraft::publish(IfExists ifExists)
{
    if (m_path.empty())
        return systemError("platform.rename_failed", EBADF, m_finalPath);
    FETTLE_TRY(syncTree(m_path));
    int error = renameByRule(m_path, m_finalPath, RenameRule::MustNotExist);
    if (error == EINVAL || error == ENOSYS) {
        // No such rename here; the small gap between look and rename is one that only another writer of this
        // workspace could use, and there is one supervisor per workspace.
        if (isThere(m_finalPath)) {
            error = EEXIST;
        } else {
            FETTLE_TRY(renameChecked(m_path, m_finalPath));
            error = 0;
        }
    }
    if (error == EEXIST && ifExists == IfExists::Replace)
        return exchange();
    if (error == EEXIST)
        return alreadyExists(m_finalPath);
    if (error != 0)
        return systemError("platform.rename_failed", error, m_finalPath);
    m_path.clear();
    return syncParent(m_finalPath);
}

Result<void> FolderDraft::exchange()
{
    Path old = m_path;
    const int error = renameByRule(m_path, m_finalPath, RenameRule::Exchange);
    if (error == EINVAL || error == ENOSYS) {
        // Put aside under its whole name, or nobody could put it back.
        if (m_finalPath.filename().native().size() > kMaxDraftNameBytes)
            return systemError("platform.rename_failed", ENAMETOOLONG, m_finalPath);
        old = draftPathFor(m_finalPath, kReplaced);
        FETTLE_TRY(renameChecked(m_finalPath, old));
        if (auto renamed = renameChecked(m_path, m_finalPath); !renamed.ok()) {
            FETTLE_TRY(renameChecked(old, m_finalPath));
            return renamed;
        }
    } else if (error != 0) {
        return systemError("platform.rename_failed", error, m_finalPath);
    }
    m_path.clear();
    // The old folder goes only once the new one is sure to stay; what stays behind is for removeStaleDrafts.
    FETTLE_TRY(syncParent(m_finalPath));
    [[maybe_unused]] const auto ignored = removeTree(old);
    return {};
}

Result<void> removePublished(const Path& folder)
{
    const Path plain = withoutTrailingSlash(folder);
    if (!isThere(plain))
        return {};
    const Path aside = draftPathFor(plain, kDraft);
    FETTLE_TRY(renameChecked(plain, aside));
    return removeTree(aside);
}

Result<std::uint64_t> removeStaleDrafts(const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto entries, listFolder(folder));
    std::uint64_t count = 0;
    for (const auto& entry : entries) {
        const auto draft = parseDraftName(entry.name.native());
        if (!draft || isAlive(draft->pid, draft->start))
            continue;
        const Path path = folder / entry.name;
        const Path finalPath = folder / draft->finalName;
        ++count;
        if (draft->replaced && !isThere(finalPath))
            FETTLE_TRY(renameDurably(path, finalPath));
        else
            FETTLE_TRY(removeTree(path));
    }
    return count;
}

bool isDraftName(const Path& name) { return parseDraftName(name.native()).has_value(); }

} // namespace fettle::platform
