// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/zip_directory.h"

#include <algorithm>
#include <optional>
#include <span>

#include "engine/platform/paths.h"
#include "engine/pretrained/crc32.h"
#include "engine/pretrained/hostile_bytes.h"

namespace fettle::pretrained {
namespace {

constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kDescriptorSignature = 0x08074b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kLocator64Signature = 0x07064b50;

constexpr std::uint64_t kLocalBytes = 30;
constexpr std::uint64_t kCentralBytes = 46;
constexpr std::uint64_t kEndBytes = 22;
constexpr std::uint64_t kEnd64Bytes = 56;
constexpr std::uint64_t kLocator64Bytes = 20;

constexpr std::uint16_t kHasDescriptor = 1U << 3;
constexpr std::uint16_t kNameIsUtf8 = 1U << 11;
constexpr std::uint16_t kMissing16 = 0xFFFF;
constexpr std::uint32_t kMissing32 = 0xFFFFFFFF;

/// An entry while it is checked, with the bytes that it takes in the file.
struct RawEntry {
    ZipEntry entry;
    std::uint16_t flags = 0;
    std::uint64_t begin = 0; ///< of its local header
    std::uint64_t end = 0;   ///< behind its bytes and its data descriptor
};

struct CentralPlace {
    std::uint64_t offset = 0;
    std::uint64_t sizeBytes = 0;
    std::uint64_t count = 0;
};

class ZipReader {
public:
    ZipReader(std::string_view bytes, const std::string& file) : m_bytes(bytes), m_file(file) {}

    Result<std::vector<RawEntry>> read()
    {
        FETTLE_TRY_ASSIGN(const auto place, centralPlace());
        if (place.count > kMaxZipEntries)
            return makeError("pretrained.zip_too_many", {{"file", m_file}, {"limit", kMaxZipEntries}});
        if (place.count * kCentralBytes > place.sizeBytes)
            return damaged(FETTLE_PHRASE("its list of contents is cut short"));
        std::vector<RawEntry> entries;
        entries.reserve(place.count);
        std::uint64_t at = place.offset;
        for (std::uint64_t i = 0; i < place.count; ++i) {
            RawEntry raw;
            FETTLE_TRY(readCentral(at, place, raw));
            FETTLE_TRY(readLocal(place.offset, raw));
            entries.push_back(raw);
        }
        if (at != place.offset + place.sizeBytes)
            return damaged(FETTLE_PHRASE("its list of contents does not end where it should"));
        FETTLE_TRY(checkApart(entries));
        return entries;
    }

private:
    Error damaged(const char* reason, std::string detail = {}) const
    {
        return makeError("pretrained.zip_damaged", {{"file", m_file}, {"reason", reason}}, std::move(detail));
    }
    Error unsafe(std::string_view name, const char* reason) const
    {
        return makeError("pretrained.zip_unsafe", {{"file", m_file}, {"name", shownName(name)}, {"reason", reason}});
    }

    std::uint16_t u16(std::uint64_t at) const { return *numberAt<std::uint16_t>(m_bytes, at); }
    std::uint32_t u32(std::uint64_t at) const { return *numberAt<std::uint32_t>(m_bytes, at); }
    std::uint64_t u64(std::uint64_t at) const { return *numberAt<std::uint64_t>(m_bytes, at); }

    /// The end record (4.3.16), and the zip64 one (4.3.14) where there is a locator (4.3.15) for it.
    Result<CentralPlace> centralPlace() const
    {
        if (m_bytes.size() < kEndBytes || u32(m_bytes.size() - kEndBytes) != kEndSignature)
            return damaged(FETTLE_PHRASE("its end is missing"));
        const auto end = m_bytes.size() - kEndBytes;
        if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != u16(end + 10) || u16(end + 20) != 0)
            return damaged(FETTLE_PHRASE("its end contradicts itself"));
        CentralPlace place{u32(end + 16), u32(end + 12), u16(end + 10)};
        std::uint64_t limit = end;
        if (end >= kLocator64Bytes && u32(end - kLocator64Bytes) == kLocator64Signature) {
            const auto locator = end - kLocator64Bytes;
            const auto end64 = u64(locator + 8);
            if (u32(locator + 4) != 0 || u32(locator + 16) != 1 || end64 > locator || locator - end64 != kEnd64Bytes
                || u32(end64) != kEnd64Signature || u64(end64 + 4) != kEnd64Bytes - 12 || u32(end64 + 16) != 0
                || u32(end64 + 20) != 0 || u64(end64 + 24) != u64(end64 + 32))
                return damaged(FETTLE_PHRASE("its end contradicts itself"), "zip64 end record");
            const CentralPlace large{u64(end64 + 48), u64(end64 + 40), u64(end64 + 32)};
            // Where the small record has no room, it says so by all bits set; anything else has to agree.
            if ((place.count != kMissing16 && place.count != large.count)
                || (place.sizeBytes != kMissing32 && place.sizeBytes != large.sizeBytes)
                || (place.offset != kMissing32 && place.offset != large.offset))
                return damaged(FETTLE_PHRASE("its end contradicts itself"), "zip64 end record differs");
            place = large;
            limit = end64;
        } else if (place.count == kMissing16 || place.sizeBytes == kMissing32 || place.offset == kMissing32) {
            return damaged(FETTLE_PHRASE("its end contradicts itself"), "no zip64 end record");
        }
        if (place.offset > limit || limit - place.offset != place.sizeBytes)
            return damaged(FETTLE_PHRASE("its list of contents does not end where it should"));
        return place;
    }

    /// One record of the central directory (4.3.12); moves `at` behind it.
    Result<void> readCentral(std::uint64_t& at, const CentralPlace& place, RawEntry& raw) const
    {
        const auto left = place.offset + place.sizeBytes - at;
        if (left < kCentralBytes || u32(at) != kCentralSignature)
            return damaged(FETTLE_PHRASE("its list of contents is cut short"));
        const std::uint64_t nameBytes = u16(at + 28);
        const std::uint64_t extraBytes = u16(at + 30);
        const std::uint64_t commentBytes = u16(at + 32);
        if (left - kCentralBytes < nameBytes + extraBytes + commentBytes)
            return damaged(FETTLE_PHRASE("its list of contents is cut short"));
        raw.entry.name = m_bytes.substr(at + kCentralBytes, nameBytes);
        FETTLE_TRY(checkName(raw.entry.name));
        raw.flags = u16(at + 8);
        raw.entry.crc32 = u32(at + 16);
        if ((raw.flags & ~(kHasDescriptor | kNameIsUtf8)) != 0 || u16(at + 10) != 0)
            return makeError("pretrained.zip_compressed", {{"file", m_file}, {"name", shownName(raw.entry.name)}},
                             "flags " + std::to_string(raw.flags) + ", method " + std::to_string(u16(at + 10)));
        std::uint64_t stored = u32(at + 20);
        std::uint64_t size = u32(at + 24);
        std::uint64_t begin = u32(at + 42);
        std::vector<std::uint64_t*> missing;
        for (auto* field : {&size, &stored, &begin})
            if (*field == kMissing32)
                missing.push_back(field);
        if (!fillFromZip64(m_bytes.substr(at + kCentralBytes + nameBytes, extraBytes), missing))
            return unsafe(raw.entry.name, FETTLE_PHRASE("its sizes contradict each other"));
        if (stored != size || u16(at + 34) != 0)
            return unsafe(raw.entry.name, FETTLE_PHRASE("its sizes contradict each other"));
        raw.entry.sizeBytes = size;
        raw.begin = begin;
        at += kCentralBytes + nameBytes + extraBytes + commentBytes;
        return {};
    }

    /// The zip64 field (4.5.3) holds exactly what did not fit, in this order. False where it lies.
    static bool fillFromZip64(std::string_view extra, const std::vector<std::uint64_t*>& missing)
    {
        bool filled = false;
        while (!extra.empty()) {
            const auto id = numberAt<std::uint16_t>(extra, 0);
            const auto size = numberAt<std::uint16_t>(extra, 2);
            if (!id || !size || extra.size() - 4 < *size)
                return false;
            if (*id == 1) {
                if (filled || *size != missing.size() * 8)
                    return false;
                for (std::size_t i = 0; i < missing.size(); ++i)
                    *missing[i] = *numberAt<std::uint64_t>(extra, 4 + i * 8);
                filled = true;
            }
            extra.remove_prefix(4 + std::size_t{*size});
        }
        return filled || missing.empty();
    }

    Result<void> checkName(std::string_view name) const
    {
        const auto isForbidden = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; };
        if (name.empty() || name.size() > kMaxZipNameBytes || !platform::isValidUtf8(name)
            || std::ranges::any_of(name, isForbidden))
            return unsafe(name, FETTLE_PHRASE("its name is not allowed"));
        for (std::size_t begin = 0; begin <= name.size();) {
            const auto slash = std::min(name.find('/', begin), name.size());
            const auto part = name.substr(begin, slash - begin);
            if (part.empty() || part == "." || part == "..")
                return unsafe(name, FETTLE_PHRASE("its name is not allowed"));
            begin = slash + 1;
        }
        return {};
    }

    /// The local header (4.3.7) and the data descriptor (4.3.9) against the central directory.
    Result<void> readLocal(std::uint64_t limit, RawEntry& raw) const
    {
        const auto differs = [&] {
            return unsafe(raw.entry.name, FETTLE_PHRASE("the file says two different things about it"));
        };
        const auto outside = [&] { return unsafe(raw.entry.name, FETTLE_PHRASE("it does not lie in the file")); };
        if (raw.begin > limit || limit - raw.begin < kLocalBytes)
            return outside();
        const auto at = raw.begin;
        const std::uint64_t nameBytes = u16(at + 26);
        const std::uint64_t extraBytes = u16(at + 28);
        if (limit - at - kLocalBytes < nameBytes + extraBytes)
            return outside();
        if (u32(at) != kLocalSignature || m_bytes.substr(at + kLocalBytes, nameBytes) != raw.entry.name
            || u16(at + 6) != raw.flags || u16(at + 8) != 0)
            return differs();
        raw.entry.offset = at + kLocalBytes + nameBytes + extraBytes;
        if (limit - raw.entry.offset < raw.entry.sizeBytes)
            return outside();
        raw.end = raw.entry.offset + raw.entry.sizeBytes;

        const bool hasDescriptor = (raw.flags & kHasDescriptor) != 0;
        const auto crc = u32(at + 14);
        std::uint64_t stored = u32(at + 18);
        std::uint64_t size = u32(at + 22);
        if (hasDescriptor) {
            // The header was written before the sizes were known: they may be left out, never be others.
            const auto leftOut = [](std::uint64_t value) { return value == 0 || value == kMissing32; };
            if ((crc != 0 && crc != raw.entry.crc32) || (!leftOut(stored) && stored != raw.entry.sizeBytes)
                || (!leftOut(size) && size != raw.entry.sizeBytes))
                return differs();
            return readDescriptor(limit, raw);
        }
        std::vector<std::uint64_t*> missing;
        for (auto* field : {&size, &stored})
            if (*field == kMissing32)
                missing.push_back(field);
        if (!missing.empty() && !fillFromZip64(m_bytes.substr(at + kLocalBytes + nameBytes, extraBytes), missing))
            return differs();
        if (crc != raw.entry.crc32 || stored != raw.entry.sizeBytes || size != raw.entry.sizeBytes)
            return differs();
        return {};
    }

    /// With 32 bits a size, or with 64 where the entry is large or lies far back in the file.
    Result<void> readDescriptor(std::uint64_t limit, RawEntry& raw) const
    {
        const auto at = raw.end;
        const auto left = limit - at;
        if (left >= 16 && u32(at) == kDescriptorSignature && u32(at + 4) == raw.entry.crc32) {
            if (u32(at + 8) == raw.entry.sizeBytes && u32(at + 12) == raw.entry.sizeBytes) {
                raw.end += 16;
                return {};
            }
            if (left >= 24 && u64(at + 8) == raw.entry.sizeBytes && u64(at + 16) == raw.entry.sizeBytes) {
                raw.end += 24;
                return {};
            }
        }
        return unsafe(raw.entry.name, FETTLE_PHRASE("the file says two different things about it"));
    }

    /// Sorts by name. No byte belongs to two entries, no name to two.
    Result<void> checkApart(std::vector<RawEntry>& entries) const
    {
        std::ranges::sort(entries, {}, &RawEntry::begin);
        for (std::size_t i = 1; i < entries.size(); ++i)
            if (entries[i].begin < entries[i - 1].end)
                return unsafe(entries[i].entry.name, FETTLE_PHRASE("it shares bytes with another entry"));
        // PyTorch's own reader looks names up without regard to case.
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        const auto less = [&lower](const RawEntry& a, const RawEntry& b) {
            return std::ranges::lexicographical_compare(a.entry.name, b.entry.name, {}, lower, lower);
        };
        std::ranges::sort(entries, less);
        for (std::size_t i = 1; i < entries.size(); ++i)
            if (!less(entries[i - 1], entries[i]))
                return unsafe(entries[i].entry.name, FETTLE_PHRASE("there are two of this name"));
        std::ranges::sort(entries, {}, [](const RawEntry& raw) { return raw.entry.name; });
        return {};
    }

    std::string_view m_bytes;
    const std::string& m_file;
};

} // namespace

Result<ZipDirectory> ZipDirectory::read(std::string_view bytes, const std::string& file)
{
    FETTLE_TRY_ASSIGN(const auto raw, ZipReader(bytes, file).read());
    ZipDirectory directory;
    directory.m_bytes = bytes;
    directory.m_entries.reserve(raw.size());
    for (const auto& each : raw)
        directory.m_entries.push_back(each.entry);
    return directory;
}

const ZipEntry* ZipDirectory::find(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(m_entries, name, {}, &ZipEntry::name);
    return found == m_entries.end() || found->name != name ? nullptr : &*found;
}

Result<void> ZipDirectory::checkBytes(const ZipEntry& entry, const std::string& file) const
{
    if (entry.crc32 != 0 && crc32Of(std::as_bytes(std::span(bytesOf(entry)))) != entry.crc32)
        return makeError("pretrained.zip_checksum", {{"file", file}, {"name", shownName(entry.name)}});
    return {};
}

} // namespace fettle::pretrained
