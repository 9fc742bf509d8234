// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/paths.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <vector>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/hash.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

constexpr char32_t kEscapeBase = 0x10FE00;

struct CodePoint {
    char32_t value = 0;
    /// 0: no valid UTF-8 begins here.
    std::size_t lengthBytes = 0;
};

std::uint8_t byteAt(std::string_view text, std::size_t index) { return static_cast<std::uint8_t>(text[index]); }

/// The code point that begins at `index`; overlong forms, surrogates and values beyond U+10FFFF are not valid.
CodePoint decodeAt(std::string_view text, std::size_t index) noexcept
{
    const std::uint8_t lead = byteAt(text, index);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - index < length)
        return {};
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint8_t next = byteAt(text, index + i);
        if ((next & 0xC0U) != 0x80U)
            return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {};
    return {value, length};
}

bool isEscape(char32_t value) { return value >= kEscapeBase + 0x80 && value <= kEscapeBase + 0xFF; }

void appendEscaped(std::string& text, std::uint8_t byte)
{
    const char32_t value = kEscapeBase + byte;
    text += static_cast<char>(0xF0U | (value >> 18U));
    text += static_cast<char>(0x80U | ((value >> 12U) & 0x3FU));
    text += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (value & 0x3FU));
}

struct Range {
    char32_t first;
    char32_t last;
};

/// Characters beyond ASCII that a file name should not hold: controls, spaces of odd widths, invisible and
/// bidirectional marks, look-alikes of separators, private use, what is no character.
constexpr std::array kUnwelcome = {
    Range{0x80, 0xA0},       Range{0xAD, 0xAD},       Range{0x34F, 0x34F},     Range{0x61C, 0x61C},
    Range{0x115F, 0x1160},   Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},
    Range{0x2000, 0x206F},   Range{0x2215, 0x2216},   Range{0x29F8, 0x29F9},   Range{0x2800, 0x2800},
    Range{0x3000, 0x3000},   Range{0x3164, 0x3164},   Range{0xE000, 0xF8FF},   Range{0xFE00, 0xFE0F},
    Range{0xFDD0, 0xFDEF},   Range{0xFEFF, 0xFEFF},   Range{0xFF0F, 0xFF0F},   Range{0xFF3C, 0xFF3C},
    Range{0xFFA0, 0xFFA0},   Range{0xFFF0, 0xFFFF},   Range{0xE0000, 0x10FFFF},
};

bool isWelcome(char32_t value)
{
    if (value < 0x80) {
        constexpr std::string_view kUnwelcomeAscii = "/\\:*?\"<>|`$\x7F";
        return value >= 0x20 && kUnwelcomeAscii.find(static_cast<char>(value)) == std::string_view::npos;
    }
    return std::ranges::none_of(kUnwelcome,
                                [value](Range range) { return value >= range.first && value <= range.last; });
}

/// Windows keeps these for devices, with any extension: "con", "NUL.txt".
bool isReservedName(std::string_view name)
{
    std::string stem(name.substr(0, name.find('.')));
    while (!stem.empty() && stem.back() == ' ')
        stem.pop_back();
    for (char& letter : stem)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    constexpr std::array<std::string_view, 6> kDevices = {"con", "prn", "aux", "nul", "conin$", "conout$"};
    if (std::ranges::find(kDevices, stem) != kDevices.end())
        return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

/// A label that ends as if we had changed it is changed as well, so that nobody can type another label's name.
bool endsLikeHash(std::string_view name)
{
    constexpr std::size_t kSuffixBytes = 17;
    if (name.size() < kSuffixBytes || name[name.size() - kSuffixBytes] != '-')
        return false;
    return name.find_first_not_of("0123456789abcdef", name.size() - kSuffixBytes + 1) == std::string_view::npos;
}

std::string cleaned(std::string_view label)
{
    std::string name;
    for (std::size_t i = 0; i < label.size();) {
        const CodePoint point = decodeAt(label, i);
        const std::size_t length = std::max<std::size_t>(point.lengthBytes, 1);
        if (point.lengthBytes > 0 && isWelcome(point.value))
            name += label.substr(i, length);
        else if (!name.empty() && name.back() != '_')
            name += '_';
        i += length;
    }
    name.erase(0, std::min(name.find_first_not_of(".- ~"), name.size()));
    while (!name.empty() && (name.back() == '.' || name.back() == ' '))
        name.pop_back();
    return name;
}

void cutToBytes(std::string& name, std::size_t maxBytes)
{
    if (name.size() <= maxBytes)
        return;
    name.resize(utf8Start(name, maxBytes).size());
    while (!name.empty() && (name.back() == '.' || name.back() == ' '))
        name.pop_back();
}

Result<void> makeOneFolder(const Path& folder, mode_t mode)
{
    if (const auto fault = consultFileFaults(FileOperation::Folder, folder); fault.errorNumber != 0)
        return systemError("platform.folder_not_created", fault.errorNumber, folder);
    // The new entry must survive power loss like what is going to be published inside.
    if (::mkdir(folder.c_str(), mode) == 0)
        return syncParent(folder);
    const int error = errno;
    struct stat info {};
    if (error == EEXIST && ::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
        return {};
    return systemError("platform.folder_not_created", error, folder);
}

/// An absolute path with every link and ".." on it resolved; what does not exist is taken as it is written. Unlike
/// std::filesystem::weakly_canonical it also follows a link whose target does not exist (yet), as open() would.
/// Nothing where links run in a circle.
std::optional<Path> withoutLinks(const Path& absolutePath)
{
    constexpr int kMaxLinks = 40;
    int links = 0;
    std::vector<Path> pending;
    const auto push = [&pending](const Path& path) {
        const std::vector<Path> parts(path.begin(), path.end());
        pending.insert(pending.end(), parts.rbegin(), parts.rend());
    };
    Path resolved = "/";
    push(absolutePath.relative_path());
    while (!pending.empty()) {
        const Path part = std::move(pending.back());
        pending.pop_back();
        if (part.empty() || part == ".")
            continue;
        if (part == "..") {
            resolved = resolved.parent_path();
            continue;
        }
        std::error_code error;
        const Path target = std::filesystem::read_symlink(resolved / part, error);
        if (error) {
            resolved /= part;
            continue;
        }
        if (++links > kMaxLinks)
            return std::nullopt;
        if (target.is_absolute())
            resolved = "/";
        push(target.relative_path());
    }
    return resolved;
}

Path folderFromEnvironment(const char* variable, const Path& otherwise)
{
    const char* value = std::getenv(variable);
    // The XDG rules: a relative value counts as unset.
    const bool usable = value && value[0] == '/';
    return (usable ? Path(value) : otherwise) / "fettle";
}

} // namespace

bool isValidUtf8(std::string_view bytes) noexcept
{
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = decodeAt(bytes, i).lengthBytes;
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

std::string_view utf8Start(std::string_view text, std::size_t maxBytes) noexcept
{
    if (text.size() <= maxBytes)
        return text;
    while (maxBytes > 0 && (byteAt(text, maxBytes) & 0xC0U) == 0x80U)
        --maxBytes;
    return text.substr(0, maxBytes);
}

std::string bytesToUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const CodePoint point = decodeAt(bytes, i);
        if (point.lengthBytes == 0 || isEscape(point.value)) {
            appendEscaped(text, byteAt(bytes, i));
            ++i;
        } else {
            text += bytes.substr(i, point.lengthBytes);
            i += point.lengthBytes;
        }
    }
    return text;
}

std::string utf8ToBytes(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeAt(text, i);
        const std::size_t length = std::max<std::size_t>(point.lengthBytes, 1);
        if (point.lengthBytes > 0 && isEscape(point.value))
            bytes += static_cast<char>(point.value - kEscapeBase);
        else
            bytes += text.substr(i, length);
        i += length;
    }
    return bytes;
}

std::string toUtf8(const Path& path) { return bytesToUtf8(path.native()); }
Path fromUtf8(std::string_view text) { return Path(utf8ToBytes(text)); }

bool isInside(const Path& base, const Path& candidate)
{
    if (candidate.native().find('\0') != std::string::npos || base.native().find('\0') != std::string::npos)
        return false;
    std::error_code error;
    const Path absoluteBase = std::filesystem::absolute(base, error);
    const auto realBase = error ? std::nullopt : withoutLinks(absoluteBase);
    const auto realCandidate = realBase ? withoutLinks(*realBase / candidate) : std::nullopt;
    if (!realCandidate)
        return false;
    return std::mismatch(realBase->begin(), realBase->end(), realCandidate->begin(), realCandidate->end()).first ==
           realBase->end();
}

Result<Path> resolveInside(const Path& base, const Path& relative)
{
    const auto outside = [&] {
        return makeError("platform.path_outside", {{"path", toUtf8(relative)}, {"base", toUtf8(base)}});
    };
    if (relative.empty() || relative.is_absolute())
        return outside();
    for (const auto& part : relative) {
        if (part == "..")
            return outside();
    }
    if (!isInside(base, relative))
        return outside();
    return base / relative;
}

std::string fileNameFromLabel(std::string_view label, std::size_t maxBytes)
{
    constexpr std::size_t kLeastBytes = 32;
    constexpr std::size_t kHashDigits = 16;
    maxBytes = std::max(maxBytes, kLeastBytes);
    std::string name = cleaned(label);
    if (name == label && !name.empty() && name.size() <= maxBytes && !isReservedName(name) && !endsLikeHash(name))
        return name;
    cutToBytes(name, maxBytes - kHashDigits - 1);
    if (name.empty())
        name = "unnamed";
    // "con.txt-1234" would still be the device, whose extension does not matter.
    if (isReservedName(name))
        name.insert(0, "_");
    cutToBytes(name, maxBytes - kHashDigits - 1);
    return name + '-' + sha256Hex(label).substr(0, kHashDigits);
}

Result<void> makeFolders(const Path& folder)
{
    std::error_code error;
    if (folder.empty() || std::filesystem::is_directory(folder, error))
        return {};
    if (const Path parent = folder.parent_path(); parent != folder)
        FETTLE_TRY(makeFolders(parent));
    if (folder.filename().empty()) // "a/b/": the parent was the folder
        return {};
    return makeOneFolder(folder, 0777);
}

Result<void> makePrivateFolder(const Path& folder)
{
    const Path plain = folder.filename().empty() && folder.has_parent_path() ? folder.parent_path() : folder;
    FETTLE_TRY(makeFolders(plain.parent_path()));
    FETTLE_TRY(makeOneFolder(plain, 0700));
    struct stat info {};
    // lstat: a link that somebody else laid in a shared folder must not lead us astray.
    if (::lstat(plain.c_str(), &info) != 0)
        return systemError("platform.folder_not_created", errno, plain);
    if (S_ISLNK(info.st_mode)) {
        if (info.st_uid != ::geteuid() || ::stat(plain.c_str(), &info) != 0)
            return makeError("platform.folder_not_private", {{"path", toUtf8(plain)}});
    }
    if (info.st_uid != ::geteuid())
        return makeError("platform.folder_not_private", {{"path", toUtf8(plain)}});
    if ((info.st_mode & 0077U) != 0 && ::chmod(plain.c_str(), info.st_mode & 0700U) != 0)
        return systemError("platform.folder_not_created", errno, plain);
    return {};
}

Path homeFolder()
{
    if (const char* home = std::getenv("HOME"); home && home[0] == '/')
        return home;
    std::string buffer(16384, '\0');
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found && found->pw_dir)
        return found->pw_dir;
    return "/";
}

Path userCacheFolder() { return folderFromEnvironment("XDG_CACHE_HOME", homeFolder() / ".cache"); }
Path userConfigFolder() { return folderFromEnvironment("XDG_CONFIG_HOME", homeFolder() / ".config"); }
Path userDataFolder() { return folderFromEnvironment("XDG_DATA_HOME", homeFolder() / ".local" / "share"); }

Path userRuntimeFolder()
{
    // A local socket's path has at most 107 bytes, and its name wants 30 of them.
    constexpr std::size_t kMaxBytes = 77;
    const char* value = std::getenv("XDG_RUNTIME_DIR");
    if (value && value[0] == '/' && ::access(value, W_OK | X_OK) == 0) {
        Path folder = Path(value) / "fettle";
        if (folder.native().size() <= kMaxBytes)
            return folder;
    }
    const std::string name = "fettle-" + std::to_string(::geteuid());
    const Path folder = temporaryRoot() / name;
    return folder.native().size() <= kMaxBytes ? folder : Path("/tmp") / name;
}

Path temporaryRoot()
{
    std::error_code error;
    Path root = std::filesystem::temp_directory_path(error);
    return error ? Path("/tmp") : root;
}

Path executablePath()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error);
}

Path executableFolder() { return executablePath().parent_path(); }

} // namespace fettle::platform
