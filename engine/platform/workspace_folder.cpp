// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/workspace_folder.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "engine/platform/files.h"

namespace fettle::platform {
namespace {

/// mountinfo writes space, tab, line break and backslash as \040 and so on.
std::string unescapeOctal(std::string_view text)
{
    const auto isOctal = [](char digit) { return digit >= '0' && digit <= '7'; };
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size() && isOctal(text[i + 1]) && isOctal(text[i + 2]) &&
            isOctal(text[i + 3])) {
            bytes += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::string_view takeWord(std::string_view& line)
{
    const auto end = std::min(line.find(' '), line.size());
    const auto word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

bool liesUnder(const Path& folder, const Path& path)
{
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

std::string lowerAscii(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

struct SyncService {
    std::string_view folderName;
    std::string_view service;
    /// "OneDrive - Company" as well as "OneDrive".
    bool isPrefix;
};

constexpr std::array kSyncServices = {
    SyncService{"dropbox", "Dropbox", false},
    SyncService{"dropbox (", "Dropbox", true},
    SyncService{"dropbox-", "Dropbox", true},
    SyncService{"onedrive", "OneDrive", false},
    SyncService{"onedrive - ", "OneDrive", true},
    SyncService{"onedrive-", "OneDrive", true},
    SyncService{"icloud drive", "iCloud Drive", false},
    SyncService{"icloud~", "iCloud Drive", true},
    SyncService{"iclouddrive", "iCloud Drive", false},
    SyncService{"com~apple~clouddocs", "iCloud Drive", false},
    SyncService{"google drive", "Google Drive", false},
    SyncService{"googledrive", "Google Drive", false},
    SyncService{"googledrive-", "Google Drive", true},
    SyncService{"google-drive", "Google Drive", false},
    SyncService{"nextcloud", "Nextcloud", false},
    SyncService{"owncloud", "ownCloud", false},
    SyncService{"box sync", "Box", false},
    SyncService{"megasync", "MEGA", false},
    SyncService{"pclouddrive", "pCloud", false},
    SyncService{"nutstore", "Nutstore", false},
    SyncService{"nutstore files", "Nutstore", false},
    SyncService{"坚果云", "坚果云", false},
    SyncService{"我的坚果云", "坚果云", false},
    SyncService{"baidusyncdisk", "百度网盘", false},
    SyncService{"yandex.disk", "Yandex Disk", false},
};

Path nearestExisting(const Path& path)
{
    std::error_code error;
    Path canonical = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    return error ? path : canonical;
}

} // namespace

std::optional<MountPoint> mountOf(const Path& absolutePath, std::string_view mountInfo)
{
    std::optional<MountPoint> best;
    while (!mountInfo.empty()) {
        const auto end = std::min(mountInfo.find('\n'), mountInfo.size());
        std::string_view line = mountInfo.substr(0, end);
        mountInfo.remove_prefix(std::min(end + 1, mountInfo.size()));
        // "36 35 98:0 /root /mount/point options [tags] - type source options"
        for (int i = 0; i < 4; ++i)
            takeWord(line);
        const Path path = unescapeOctal(takeWord(line));
        const auto dash = line.find(" - ");
        if (dash == std::string_view::npos || !liesUnder(path, absolutePath))
            continue;
        line.remove_prefix(dash + 3);
        // A later mount at the same place lies above an earlier one.
        if (!best || path.native().size() >= best->path.native().size())
            best = MountPoint{path, std::string(takeWord(line))};
    }
    return best;
}

bool isNetworkFilesystem(std::string_view filesystem)
{
    constexpr std::array<std::string_view, 18> kNetwork = {
        "nfs",  "nfs4",   "cifs",   "smb3",   "smbfs", "smb2",    "9p",   "afs",    "ceph",
        "coda", "glusterfs", "lustre", "gpfs", "beegfs", "orangefs", "davfs", "ncpfs", "vboxsf"};
    // FUSE file systems that keep their data on a local disk.
    constexpr std::array<std::string_view, 8> kLocalFuse = {
        "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.mergerfs", "fuse.fuse-overlayfs", "fuse.bindfs",
        "fuse.ntfs-3g",   "fuse.lxcfs"};
    if (std::ranges::find(kNetwork, filesystem) != kNetwork.end())
        return true;
    if (filesystem == "fuse")
        return true;
    return filesystem.starts_with("fuse.") && std::ranges::find(kLocalFuse, filesystem) == kLocalFuse.end();
}

std::string syncServiceOf(const Path& absolutePath)
{
    for (const auto& part : absolutePath) {
        const std::string name = lowerAscii(part.native());
        for (const auto& known : kSyncServices) {
            if (known.isPrefix ? name.starts_with(known.folderName) : name == known.folderName)
                return std::string(known.service);
        }
    }
    // Syncthing marks each folder that it keeps in step.
    for (Path folder = absolutePath; folder != folder.parent_path(); folder = folder.parent_path()) {
        std::error_code error;
        if (std::filesystem::exists(folder / ".stfolder", error))
            return "Syncthing";
    }
    return {};
}

Result<void> checkWorkspaceFolder(const Path& folder)
{
    constexpr std::uint64_t kMaxBytes = 16U << 20U;
    const auto mountInfo = readWholeFile("/proc/self/mountinfo", kMaxBytes);
    return checkWorkspaceFolder(folder, mountInfo.ok() ? std::string_view(*mountInfo) : std::string_view());
}

Result<void> checkWorkspaceFolder(const Path& folder, std::string_view mountInfo)
{
    const Path path = nearestExisting(folder);
    if (const auto mount = mountOf(path, mountInfo); mount && isNetworkFilesystem(mount->filesystem))
        return makeError("platform.network_folder", {{"path", toUtf8(folder)}, {"filesystem", mount->filesystem}});
    // Both spellings: a link may lead into such a folder, and such a folder may be reached by a link.
    std::error_code error;
    for (const Path& spelling : {path, std::filesystem::absolute(folder, error)}) {
        if (const std::string service = syncServiceOf(spelling); !service.empty())
            return makeError("platform.sync_folder", {{"path", toUtf8(folder)}, {"service", service}});
    }
    return {};
}

} // namespace fettle::platform
