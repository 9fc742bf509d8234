// SPDX-License-Identifier: GPL-3.0-or-later
// Archives put together by hand, right ones and such as no honest program writes.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "engine/contract/error_codes.h"
#include "engine/contract/result.h"
#include "engine/contract/sentence.h"
#include "engine/pretrained/crc32.h"

namespace fettle::test {

template <class Number>
std::string littleEndian(Number value)
{
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

inline std::uint32_t crcOf(std::string_view bytes) { return pretrained::crc32Of(std::as_bytes(std::span(bytes))); }

/// The error's code, or "" for success. Its sentence has every argument that it names.
template <class T>
std::string codeOf(const Result<T>& result)
{
    if (result.ok())
        return "";
    const auto* declared = findErrorCode(result.error().code);
    REQUIRE_MESSAGE(declared != nullptr, result.error().code);
    const auto sentence = fillSentence(declared->sentence, result.error().arguments, plainEnglish);
    CHECK_MESSAGE(sentence.find('?') == std::string::npos, sentence);
    return result.error().code;
}

// ---- Pickles, protocol 2 unless said otherwise.

inline std::string pText(std::string_view text) { return "X" + littleEndian(static_cast<std::uint32_t>(text.size())) + std::string(text); }
inline std::string pInt(std::int64_t value)
{
    return "\x8a\x08" + littleEndian(value);
}
inline std::string pGlobal(std::string_view module, std::string_view name) { return "c" + std::string(module) + "\n" + std::string(name) + "\n"; }
inline std::string pTuple(const std::vector<std::string>& items)
{
    std::string all = "(";
    for (const auto& item : items)
        all += item;
    return all + "t";
}
inline std::string pInts(std::initializer_list<std::int64_t> values)
{
    std::vector<std::string> items;
    for (const auto value : values)
        items.push_back(pInt(value));
    return pTuple(items);
}
inline std::string pDict(const std::vector<std::pair<std::string, std::string>>& items)
{
    std::string all = "}(";
    for (const auto& [key, value] : items)
        all += pText(key) + value;
    return all + "u";
}
inline std::string pCall(const std::string& callee, const std::vector<std::string>& arguments) { return callee + pTuple(arguments) + "R"; }
inline std::string pickle(const std::string& body) { return "\x80\x02" + body + "."; }

inline std::string pStorage(std::string_view type, std::string_view key, std::int64_t count)
{
    return pTuple({pText("storage"), pGlobal("torch", type), pText(key), pText("cpu"), pInt(count)}) + "Q";
}
inline std::string pHooks() { return pGlobal("collections", "OrderedDict") + ")R"; }
inline std::string pTensor(const std::string& storage, const std::string& offset, const std::string& shape, const std::string& strides)
{
    return pCall(pGlobal("torch._utils", "_rebuild_tensor_v2"), {storage, offset, shape, strides, "\x89", pHooks()});
}
/// Four floats "0" as a vector.
inline std::string pVector(std::string_view key = "0", std::int64_t count = 4)
{
    return pTensor(pStorage("FloatStorage", key, count), pInt(0), pInts({count}), pInts({1}));
}

// ---- Zip archives.

struct ZipPart {
    std::string name = {};
    std::string bytes = {};
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    bool hasDescriptor = false; ///< as PyTorch: nothing in the local header, the truth behind the bytes
    // Lies; what is not set is true.
    std::optional<std::string> localName = {};
    std::optional<std::uint32_t> localCrc = {};
    std::optional<std::uint32_t> localSize = {};
    std::optional<std::uint32_t> localFlags = {};
    std::optional<std::uint32_t> crc = {};
    std::optional<std::uint32_t> size = {};
    std::optional<std::uint32_t> storedSize = {};
    std::optional<std::uint32_t> offset = {};
    std::optional<std::uint32_t> descriptorSize = {};
    std::string centralExtra = {};
    std::string localExtra = {};
};

struct ZipEnd {
    bool zip64 = false;
    std::optional<std::uint16_t> count = {};
    std::optional<std::uint32_t> size = {};
    std::optional<std::uint32_t> offset = {};
    std::optional<std::uint64_t> count64 = {};
    std::optional<std::uint64_t> size64 = {};
    std::optional<std::uint64_t> offset64 = {};
    std::optional<std::uint64_t> end64 = {}; ///< where the locator says that the record is
    std::string comment = {};
    std::string before = {}; ///< stands before the end records
};

inline std::string zipOf(const std::vector<ZipPart>& parts, const ZipEnd& end = {})
{
    std::string file;
    std::string central;
    const auto u16 = [](std::uint64_t value) { return littleEndian(static_cast<std::uint16_t>(value)); };
    const auto u32 = [](std::uint64_t value) { return littleEndian(static_cast<std::uint32_t>(value)); };
    for (const auto& part : parts) {
        const auto begin = file.size();
        const auto flags = part.flags | (part.hasDescriptor ? 8U : 0U);
        const auto crc = part.crc.value_or(crcOf(part.bytes));
        const auto size = part.size.value_or(static_cast<std::uint32_t>(part.bytes.size()));
        const auto localCrc = part.localCrc.value_or(part.hasDescriptor ? 0 : crc);
        const auto localSize = part.localSize.value_or(part.hasDescriptor ? 0 : size);
        const auto localName = part.localName.value_or(part.name);
        file += "PK\x03\x04" + u16(20) + u16(part.localFlags.value_or(flags)) + u16(part.method) + u32(0) + u32(localCrc) + u32(localSize)
            + u32(localSize) + u16(localName.size()) + u16(part.localExtra.size()) + localName + part.localExtra + part.bytes;
        if (part.hasDescriptor)
            file += "PK\x07\x08" + u32(crc) + u32(part.descriptorSize.value_or(size)) + u32(part.descriptorSize.value_or(size));
        central += "PK\x01\x02" + u16(20) + u16(20) + u16(flags) + u16(part.method) + u32(0) + u32(crc) + u32(part.storedSize.value_or(size))
            + u32(size) + u16(part.name.size()) + u16(part.centralExtra.size()) + u16(0) + u16(0) + u16(0) + u32(0)
            + u32(part.offset.value_or(static_cast<std::uint32_t>(begin))) + part.name + part.centralExtra;
    }
    const std::uint64_t place = file.size();
    file += central + end.before;
    const std::uint64_t end64 = file.size();
    if (end.zip64)
        file += "PK\x06\x06" + littleEndian(std::uint64_t{44}) + u16(45) + u16(45) + u32(0) + u32(0)
            + littleEndian(end.count64.value_or(parts.size())) + littleEndian(end.count64.value_or(parts.size()))
            + littleEndian(end.size64.value_or(central.size())) + littleEndian(end.offset64.value_or(place)) + "PK\x06\x07" + u32(0)
            + littleEndian(end.end64.value_or(end64)) + u32(1);
    const auto count = end.count.value_or(static_cast<std::uint16_t>(parts.size()));
    return file + "PK\x05\x06" + u16(0) + u16(0) + u16(count) + u16(count) + u32(end.size.value_or(static_cast<std::uint32_t>(central.size())))
        + u32(end.offset.value_or(static_cast<std::uint32_t>(place))) + u16(end.comment.size()) + end.comment;
}

/// A whole archive of this pickle with storages by key.
inline std::string archiveOf(const std::string& data, const std::vector<std::pair<std::string, std::string>>& storages = {{"0", std::string(16, 'n')}})
{
    std::vector<ZipPart> parts{{"archive/data.pkl", data}, {"archive/byteorder", "little"}};
    for (const auto& [key, bytes] : storages)
        parts.push_back({"archive/data/" + key, bytes});
    parts.push_back({"archive/version", "3\n"});
    return zipOf(parts);
}

// ---- The older form.

inline std::string legacyStart(const std::string& machine = pDict({{"protocol_version", pInt(1001)}, {"little_endian", "\x88"}}))
{
    return pickle(std::string("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12)) + pickle("M\xe9\x03") + pickle(machine);
}
inline std::string legacyStorage(std::string_view type, std::string_view key, std::int64_t count, const std::string& view = "N")
{
    return pTuple({pText("storage"), pGlobal("torch", type), pText(key), pText("cpu"), pInt(count), view}) + "Q";
}
inline std::string legacyKeys(const std::vector<std::string>& keys)
{
    std::string all = "](";
    for (const auto& key : keys)
        all += pText(key);
    return pickle(all + "e");
}
inline std::string legacyNumbers(std::int64_t count, const std::string& bytes) { return littleEndian(count) + bytes; }

} // namespace fettle::test
