// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <fstream>

#include "engine/platform/mapped_file.h"
#include "engine/pretrained/crc32.h"
#include "engine/pretrained/zip_directory.h"
#include "tests/pretrained/archive_builder.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

const std::vector<ZipPart> kTwoParts{{"a/one", "first"}, {"a/two", "second bytes"}};

std::string zipCode(const std::string& bytes) { return codeOf(ZipDirectory::read(bytes, "model.pt")); }

/// kTwoParts with a lie about the second part.
template <class Change>
std::string lyingCode(Change change)
{
    auto parts = kTwoParts;
    change(parts[1]);
    return zipCode(zipOf(parts));
}

std::string endCode(const ZipEnd& end) { return zipCode(zipOf(kTwoParts, end)); }

constexpr auto kZipUnsafe = "pretrained.zip_unsafe";
constexpr auto kZipDamaged = "pretrained.zip_damaged";
constexpr auto kZipCompressed = "pretrained.zip_compressed";

} // namespace

TEST_CASE("the checksum is that of zip")
{
    CHECK(crcOf("123456789") == 0xCBF43926);
    CHECK(crcOf("") == 0);
    const std::string text = "The quick brown fox jumps over the lazy dog";
    CHECK(crcOf(text) == 0x414FA339);
    for (std::size_t cut = 0; cut <= text.size(); ++cut)
        CHECK(crc32Of(std::as_bytes(std::span(text)).subspan(cut), crcOf(text.substr(0, cut))) == 0x414FA339);
}

TEST_CASE("entries are found by name, in both forms of headers and ends")
{
    for (const bool zip64 : {false, true})
        for (const bool hasDescriptor : {false, true}) {
            auto parts = kTwoParts;
            parts.push_back({"a/empty", ""});
            for (auto& part : parts)
                part.hasDescriptor = hasDescriptor && !part.bytes.empty();
            ZipEnd end;
            end.zip64 = zip64;
            const auto bytes = zipOf(parts, end);
            const auto zip = ZipDirectory::read(bytes, "m");
            REQUIRE(codeOf(zip) == "");
            REQUIRE(zip->entries().size() == 3);
            CHECK(zip->entries().front().name == "a/empty");
            REQUIRE(zip->find("a/two") != nullptr);
            CHECK(zip->bytesOf(*zip->find("a/two")) == "second bytes");
            CHECK(zip->bytesOf(*zip->find("a/empty")).empty());
            CHECK(codeOf(zip->checkBytes(*zip->find("a/two"), "m")) == "");
            CHECK(zip->find("a/tw") == nullptr);
            CHECK(zip->find("two") == nullptr);
        }
    const auto nothing = zipOf({});
    CHECK(zipCode(nothing) == "");
}

TEST_CASE("a wrong checksum is found, and one that was never computed is none")
{
    const auto bytes = zipOf({{"a/bad", "bytes", 0, 0, false, {}, {}, {}, {}, 12345U}, {"a/none", "bytes", 0, 0, true, {}, {}, {}, {}, 0U}});
    const auto zip = ZipDirectory::read(bytes, "m");
    REQUIRE(codeOf(zip) == "");
    CHECK(codeOf(zip->checkBytes(*zip->find("a/bad"), "m")) == "pretrained.zip_checksum");
    CHECK(codeOf(zip->checkBytes(*zip->find("a/none"), "m")) == "");
}

TEST_CASE("what is compressed, encrypted or spread over disks is refused")
{
    CHECK(lyingCode([](ZipPart& part) { part.method = 8; }) == kZipCompressed);
    CHECK(lyingCode([](ZipPart& part) { part.method = 99; }) == kZipCompressed);
    CHECK(lyingCode([](ZipPart& part) { part.flags = 1; }) == kZipCompressed);
    CHECK(lyingCode([](ZipPart& part) { part.flags = 1U << 13; }) == kZipCompressed);
    CHECK(lyingCode([](ZipPart& part) { part.flags = 1U << 11; }) == "");
    // The disk's number stands 34 bytes into the central record.
    auto disks = zipOf(kTwoParts);
    disks[disks.find("PK\x01\x02") + 34] = 1;
    CHECK(zipCode(disks) == kZipUnsafe);
}

TEST_CASE("local header, descriptor and central directory say the same")
{
    CHECK(lyingCode([](ZipPart& part) { part.localName = "a/twx"; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.localName = "a/two/longer"; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.localCrc = 7; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.localSize = 3; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.localSize = 0; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.localFlags = 8; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.size = 5; }) == ""); // both say the same; the rest belongs to nobody
    CHECK(lyingCode([](ZipPart& part) { part.storedSize = 5; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.hasDescriptor = true; part.descriptorSize = 5; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.hasDescriptor = true; part.localSize = 5; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.hasDescriptor = true; part.localCrc = 5; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.hasDescriptor = true; part.localSize = 0xFFFFFFFF; }) == "");
    auto method = zipOf(kTwoParts);
    method[8] = 8;
    CHECK(zipCode(method) == kZipUnsafe);
}

TEST_CASE("entries lie in the file, before its list, and share nothing")
{
    CHECK(lyingCode([](ZipPart& part) { part.size = 5'000; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.offset = 5'000; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.offset = 1; }) == kZipUnsafe);
    // The second entry is the first one's header once more.
    auto parts = kTwoParts;
    parts[1] = parts[0];
    parts[1].offset = 0;
    CHECK(zipCode(zipOf(parts)) == kZipUnsafe);
    // An entry within another one's bytes: a whole archive as content.
    const auto inner = zipOf({{"a/in", "inner"}});
    auto nested = std::vector<ZipPart>{{"a/out", inner}, {"a/in", "inner"}};
    nested[1].offset = static_cast<std::uint32_t>(30 + 5);
    CHECK(zipCode(zipOf(nested)) == kZipUnsafe);
    // The last entry's bytes would reach into the list.
    parts = kTwoParts;
    parts[1].size = static_cast<std::uint32_t>(parts[1].bytes.size() + 1);
    CHECK(zipCode(zipOf(parts)) == kZipUnsafe);
}

TEST_CASE("names are names: no way out, no second one, nothing that hides")
{
    for (const auto& name : std::vector<std::string>{"", "/etc/passwd", "../up", "a/../b", "a/./b", "a//b", "a/", "/", "a\\b", "..", ".", std::string("a\0b", 3), "a\nb",
                                                     "a\x7f", "\xff\xfe", std::string(kMaxZipNameBytes + 1, 'n')})
        CHECK_MESSAGE(zipCode(zipOf({{name, "x"}})) == kZipUnsafe, name);
    CHECK(zipCode(zipOf({{std::string(kMaxZipNameBytes, 'n'), "x"}})) == "");
    CHECK(zipCode(zipOf({{"..a/b..", "x"}, {"日本/é", "y"}})) == "");
    CHECK(zipCode(zipOf({{"a/data.pkl", "x"}, {"a/data.pkl", "y"}})) == kZipUnsafe);
    CHECK(zipCode(zipOf({{"a/data.pkl", "x"}, {"a/other", "z"}, {"A/Data.pkl", "y"}})) == kZipUnsafe);
}

TEST_CASE("the end of the file is whole and agrees with itself")
{
    const auto with = [](auto change) {
        ZipEnd end;
        change(end);
        return endCode(end);
    };
    CHECK(with([](ZipEnd& end) { end.comment = "c"; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.comment = zipOf(kTwoParts).substr(zipOf(kTwoParts).size() - 22); })
          == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.count = 1; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.count = 3; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.count = 65535; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.size = 10; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.size = 0xFFFFFFFF; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.offset = 0; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.offset = 0xFFFFFFF0; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.before = "something between list and end"; }) == kZipDamaged);
    CHECK(zipCode(zipOf(kTwoParts) + "tail") == kZipDamaged);
    CHECK(zipCode("PK\x03\x04") == kZipDamaged);
    CHECK(zipCode("") == kZipDamaged);
    // Bytes before the first entry would move every offset.
    CHECK(zipCode("#!/bin/sh\n" + zipOf(kTwoParts)) != "");
}

TEST_CASE("zip64 records may not lie")
{
    const auto with = [](auto change) {
        ZipEnd end;
        end.zip64 = true;
        change(end);
        return endCode(end);
    };
    CHECK(with([](ZipEnd&) {}) == "");
    CHECK(with([](ZipEnd& end) { end.count = 0xFFFF; end.size = 0xFFFFFFFF; end.offset = 0xFFFFFFFF; }) == "");
    CHECK(with([](ZipEnd& end) { end.count64 = 1; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.count = 0xFFFF; end.count64 = 0xFFFFFFFFFFFF; }) == "pretrained.zip_too_many");
    CHECK(with([](ZipEnd& end) { end.count = 0xFFFF; end.count64 = 100'000; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.size64 = 1; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.size = 0xFFFFFFFF; end.size64 = ~std::uint64_t{0}; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.offset = 0xFFFFFFFF; end.offset64 = ~std::uint64_t{0} - 10; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.offset64 = 1; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.end64 = 0; }) == kZipDamaged);
    CHECK(with([](ZipEnd& end) { end.end64 = ~std::uint64_t{0}; }) == kZipDamaged);
    // The field of an entry: exactly what is missing, once.
    const auto field = [](const std::string& content) {
        return littleEndian(std::uint16_t{1}) + littleEndian(static_cast<std::uint16_t>(content.size())) + content;
    };
    const auto size = littleEndian(std::uint64_t{12});
    const auto missing = [&](const std::string& extra) {
        return lyingCode([&](ZipPart& part) {
            part.hasDescriptor = true;
            part.size = part.storedSize = 0xFFFFFFFF;
            part.descriptorSize = 12;
            part.localSize = 0;
            part.centralExtra = extra;
        });
    };
    CHECK(missing(field(size + size)) == "");
    CHECK(missing("") == kZipUnsafe);
    CHECK(missing(field(size)) == kZipUnsafe);
    CHECK(missing(field(size + size + size)) == kZipUnsafe);
    CHECK(missing(field(size + littleEndian(std::uint64_t{13}))) == kZipUnsafe);
    CHECK(missing(field(size + size) + field(size + size)) == kZipUnsafe);
    CHECK(missing(field(littleEndian(~std::uint64_t{0}) + littleEndian(~std::uint64_t{0}))) == kZipUnsafe);
    CHECK(missing(field(size + size).substr(0, 19)) == kZipUnsafe);
    CHECK(lyingCode([&](ZipPart& part) { part.centralExtra = field(size); }) == kZipUnsafe); // nothing is missing
    CHECK(lyingCode([](ZipPart& part) { part.centralExtra = "xyz"; }) == kZipUnsafe);
    CHECK(lyingCode([](ZipPart& part) { part.centralExtra = littleEndian(std::uint16_t{9}) + littleEndian(std::uint16_t{2}) + "ab"; }) == "");
}

TEST_CASE("files beyond 4 GB are read: a hole instead of five gigabytes of numbers")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "large.pt";
    const std::uint64_t numbers = 5'000'000'000;
    const auto field = [](const std::string& content) {
        return littleEndian(std::uint16_t{1}) + littleEndian(static_cast<std::uint16_t>(content.size())) + content;
    };
    const auto u16 = [](std::uint64_t value) { return littleEndian(static_cast<std::uint16_t>(value)); };
    const auto u32 = [](std::uint64_t value) { return littleEndian(static_cast<std::uint32_t>(value)); };
    const auto u64 = [](std::uint64_t value) { return littleEndian(value); };
    const std::string names[] = {"a/large", "a/small"};
    // As miniz writes them: nothing in the local header, 64-bit descriptors.
    const auto local = [&](const std::string& name) {
        return "PK\x03\x04" + u16(0) + u16(8) + u16(0) + u32(0) + u32(0) + u32(0) + u32(0) + u16(name.size()) + u16(0) + name;
    };
    const auto descriptor = [&](const std::string& crc, std::uint64_t size) { return "PK\x07\x08" + crc + u64(size) + u64(size); };
    {
        std::ofstream file(path, std::ios::binary);
        file << local(names[0]);
        file.seekp(static_cast<std::streamoff>(37 + numbers));
        file << descriptor(u32(0), numbers);
        const std::uint64_t second = 37 + numbers + 24;
        file << local(names[1]) << "tiny" << descriptor(u32(crcOf("tiny")), 4);
        const std::uint64_t central = second + 37 + 4 + 24;
        const auto record = [&](const std::string& name, const std::string& crc, const std::string& size, const std::string& offset, const std::string& extra) {
            return "PK\x01\x02" + u16(45) + u16(45) + u16(8) + u16(0) + u32(0) + crc + size + size + u16(name.size()) + u16(extra.size()) + u16(0)
                + u16(0) + u16(0) + u32(0) + offset + name + extra;
        };
        const auto list = record(names[0], u32(0), u32(0xFFFFFFFF), u32(0), field(u64(numbers) + u64(numbers)))
            + record(names[1], u32(crcOf("tiny")), u32(4), u32(0xFFFFFFFF), field(u64(second)));
        file << list << "PK\x06\x06" << u64(44) << u16(45) << u16(45) << u32(0) << u32(0) << u64(2) << u64(2) << u64(list.size()) << u64(central)
             << "PK\x06\x07" << u32(0) << u64(central + list.size()) << u32(1) << "PK\x05\x06" << u16(0) << u16(0) << u16(2) << u16(2)
             << u32(list.size()) << u32(0xFFFFFFFF) << u16(0);
    }
    const auto mapped = platform::MappedFile::open(path);
    REQUIRE(codeOf(mapped) == "");
    const auto zip = ZipDirectory::read(mapped->text(), "large.pt");
    REQUIRE(codeOf(zip) == "");
    CHECK(zip->find("a/large")->sizeBytes == numbers);
    CHECK(zip->bytesOf(*zip->find("a/small")) == "tiny");
    CHECK(codeOf(zip->checkBytes(*zip->find("a/small"), "large.pt")) == "");
}

TEST_CASE("any cut of an archive is refused, and any changed byte is read or refused")
{
    auto parts = kTwoParts;
    parts[0].hasDescriptor = true;
    ZipEnd end;
    end.zip64 = true;
    const auto bytes = zipOf(parts, end);
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK(zipCode(bytes.substr(0, length)) == kZipDamaged);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const int flip : {0x01, 0x08, 0x10, 0x80, 0xFF}) {
            auto changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ flip);
            const auto zip = ZipDirectory::read(changed, "m");
            refused += zip.ok() ? 0 : 1;
            if (zip.ok())
                for (const auto& entry : zip->entries())
                    CHECK(entry.offset + entry.sizeBytes <= changed.size());
        }
    CHECK(refused > bytes.size());
}
