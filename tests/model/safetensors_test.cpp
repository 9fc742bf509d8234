// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cstring>

#include <torch/torch.h>

#include "engine/contract/error_codes.h"
#include "engine/contract/sentence.h"
#include "engine/model/safetensors.h"
#include "engine/platform/file_faults.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

std::string withLength(const std::string& header, const std::string& data = {})
{
    std::string text(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(text.data(), &length, 8);
    return text + header + data;
}

std::string codeOf(const std::string& bytes)
{
    const auto header = pretrained::parseSafetensorsHeader(bytes, bytes.size(), "weights.safetensors");
    if (header.ok())
        return "";
    const auto* declared = findErrorCode(header.error().code);
    REQUIRE(declared != nullptr);
    // A missing argument reads "?", which no sentence about weights holds by itself.
    const auto sentence = fillSentence(declared->sentence, header.error().arguments, plainEnglish);
    CHECK_MESSAGE(sentence.find('?') == std::string::npos, sentence);
    return header.error().code;
}

std::string entry(const std::string& name, const std::string& dtype, const std::string& shape, const std::string& offsets)
{
    return "\"" + name + R"(":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

} // namespace

TEST_CASE("what is written is read back, in every number format, shape and order in memory")
{
    const fettle::test::TemporaryFolder folder;
    const auto path = folder.path() / "weights.safetensors";
    std::vector<NamedTensor> tensors{{"plain", torch::randn({3, 4})},
                                     {"channels_last", torch::randn({2, 3, 4, 5}).contiguous(torch::MemoryFormat::ChannelsLast)},
                                     {"half", torch::randn({5}).to(torch::kBFloat16)},
                                     {"half2", torch::randn({7}).to(torch::kFloat16)},
                                     {"double", torch::randn({2, 2}, torch::kFloat64)},
                                     {"scalar", torch::tensor(5, torch::kInt64)},
                                     {"empty", torch::empty({0, 7})},
                                     {"byte", torch::tensor({1, 2, 3}, torch::kUInt8)},
                                     {"truth", torch::tensor({1, 0, 1}, torch::kBool)},
                                     {"name with \"quotes\" and é", torch::ones({1}, torch::kInt32)},
                                     {"transposed", torch::randn({3, 4}).t()}};
    REQUIRE(model::writeSafetensors(path, tensors, {{"format", "fettle"}, {"note", "line\nbreak"}}).ok());
    const auto file = model::openSafetensors(path);
    REQUIRE(file.ok());
    CHECK(file->metadata().at("note") == "line\nbreak");
    CHECK(file->tensors().size() == tensors.size());
    CHECK(file->header().dataOffset % 8 == 0);
    for (const auto& each : tensors) {
        CAPTURE(each.name);
        const auto read = file->find(each.name);
        REQUIRE(read.defined());
        CHECK((read.scalar_type() == each.tensor.scalar_type()));
        CHECK(torch::equal(read, each.tensor));
    }
    CHECK_FALSE(file->find("other").defined());
    // Each tensor lies at an address that fits its format, so that none had to be copied.
    for (const auto& each : file->header().entries)
        CHECK(each.begin % static_cast<std::uint64_t>(pretrained::storedBytes(each.type)) == 0);
}

TEST_CASE("tensors keep the file mapped, and tensors at odd addresses are copied")
{
    const fettle::test::TemporaryFolder folder;
    const float numbers[] = {1.5F, -2.0F};
    std::string data(1, 'x');
    data.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
    const auto header = "{" + entry("a", "U8", "[1]", "[0,1]") + "," + entry("b", "F32", "[2]", "[1,9]") + "}";
    const auto path = folder.write("odd.safetensors", withLength(header, data));
    torch::Tensor kept;
    {
        const auto file = model::openSafetensors(path);
        REQUIRE(file.ok());
        kept = file->find("b");
    }
    CHECK(kept[0].item<float>() == 1.5F);
    CHECK(kept[1].item<float>() == -2.0F);
}

TEST_CASE("every attack and damage gets its sentence")
{
    const std::string eight(8, 'd');
    const auto good = "{" + entry("a", "F32", "[2]", "[0,8]") + "}";
    CHECK(codeOf(withLength(good, eight)) == "");
    CHECK(codeOf(withLength(good + "   ", eight)) == "");
    CHECK(codeOf(withLength("{}")) == "");
    CHECK(codeOf("") == "model.safetensors_too_short");
    CHECK(codeOf("1234567") == "model.safetensors_too_short");
    CHECK(codeOf(std::string(8, '\xff')) == "model.safetensors_header_too_large");
    CHECK(codeOf(std::string("\x01\xe1\xf5\x05\0\0\0\0", 8)) == "model.safetensors_header_too_large");
    CHECK(codeOf(withLength(good, eight).substr(0, 20)) == "model.safetensors_header_cut");
    CHECK(codeOf(withLength("")) == "model.safetensors_not_json");
    CHECK(codeOf(withLength(" " + good, eight)) == "model.safetensors_not_json");
    CHECK(codeOf(withLength("[1]")) == "model.safetensors_not_json");
    CHECK(codeOf(withLength("{\"a\":")) == "model.safetensors_not_json");
    CHECK(codeOf(withLength(good + "x", eight)) == "model.safetensors_not_json");
    CHECK(codeOf(withLength("{\"\xff\":1}")) == "model.safetensors_not_json");
    CHECK(codeOf(withLength("{" + std::string(100000, '['))) != "");
    CHECK(codeOf(withLength("{\"a\":" + std::string(50000, '{'))) != "");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[1]", "[0,4]") + "," + entry("a", "F32", "[1]", "[4,8]") + "}", eight)) == "model.safetensors_duplicate");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","dtype":"F64","shape":[2],"data_offsets":[0,8]}})", eight)) == "model.safetensors_duplicate");
    CHECK(codeOf(withLength(R"({"__metadata__":{"k":"v","k":"w"}})")) == "model.safetensors_duplicate");
    CHECK(codeOf(withLength(R"({"__metadata__":{"k":1}})")) == "model.safetensors_metadata");
    CHECK(codeOf(withLength(R"({"__metadata__":7})")) == "model.safetensors_metadata");
    CHECK(codeOf(withLength(R"({"a":5})")) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}})", eight)) == "model.safetensors_entry");
    CHECK(codeOf(withLength("{" + entry("a", "Q4", "[2]", "[0,8]") + "}", eight)) == "model.safetensors_dtype");
    // Shape and format against the span, also where their product overflows, or is saved by a 0.
    CHECK(codeOf(withLength("{" + entry("a", "F64", "[2]", "[0,8]") + "}", eight)) == "model.safetensors_size");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[9223372036854775807,9223372036854775807]", "[0,8]") + "}", eight)) == "model.safetensors_overflow");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[4611686018427387904,4]", "[0,0]") + "}")) == "model.safetensors_overflow");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[0,9223372036854775807,9223372036854775807]", "[0,0]") + "}")) == "model.safetensors_overflow");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[18446744073709551615]", "[0,8]") + "}", eight)) == "model.safetensors_overflow");
    // Overlap, gap, hidden beginning, reversed, beyond the end, hidden end.
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[1]", "[0,4]") + "," + entry("b", "F32", "[2]", "[0,8]") + "}", eight)) == "model.safetensors_offsets");
    CHECK(codeOf(withLength("{" + entry("a", "U8", "[3]", "[0,3]") + "," + entry("b", "U8", "[4]", "[4,8]") + "}", eight)) == "model.safetensors_offsets");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[1]", "[4,8]") + "}", eight)) == "model.safetensors_offsets");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[1]", "[0,4]") + "," + entry("b", "F32", "[1]", "[4,0]") + "}", eight)) == "model.safetensors_offsets");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[4]", "[0,16]") + "}", eight)) == "model.safetensors_coverage");
    CHECK(codeOf(withLength("{" + entry("a", "F32", "[1]", "[0,4]") + "}", eight)) == "model.safetensors_coverage");
    CHECK(codeOf(withLength("{}", eight)) == "model.safetensors_coverage");
}

TEST_CASE("any cut and any changed byte of a file is refused or read, never a crash")
{
    const fettle::test::TemporaryFolder folder;
    const auto path = folder.path() / "w.safetensors";
    REQUIRE(model::writeSafetensors(path, {{"a", torch::randn({2, 3})}, {"b", torch::ones({2}, torch::kInt64)}}, {{"k", "v"}}).ok());
    const auto bytes = fettle::test::readBytes(path);
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(pretrained::parseSafetensorsHeader(std::string_view(bytes).substr(0, length), length, "w").ok());
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const char flip : {'\x01', '\x80', '\x10'}) {
            auto changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ flip);
            static_cast<void>(pretrained::parseSafetensorsHeader(changed, changed.size(), "w"));
        }
}

TEST_CASE("a failed write leaves the old file, and bad tensors are refused")
{
    const fettle::test::TemporaryFolder folder;
    const auto path = folder.path() / "w.safetensors";
    REQUIRE(model::writeSafetensors(path, {{"a", torch::ones({2})}}, {}).ok());
    std::uint64_t operations = 0;
    {
        const platform::ScopedFileFaults counting;
        REQUIRE(model::writeSafetensors(path, {{"a", torch::ones({2})}}, {}).ok());
        operations = counting.operationCount();
    }
    REQUIRE(operations > 2);
    for (std::uint64_t n = 1; n <= operations; ++n) {
        CAPTURE(n);
        {
            const platform::ScopedFileFaults fault("any:" + std::to_string(n) + ":ENOSPC");
            static_cast<void>(model::writeSafetensors(path, {{"a", torch::zeros({5})}}, {}).ok());
        }
        const auto file = model::openSafetensors(path);
        REQUIRE(file.ok());
        const auto read = file->find("a");
        CHECK((torch::equal(read, torch::ones({2})) || torch::equal(read, torch::zeros({5}))));
        REQUIRE(model::writeSafetensors(path, {{"a", torch::ones({2})}}, {}).ok());
    }
    CHECK(model::writeSafetensors(path, {{"a", torch::ones({2})}, {"a", torch::ones({2})}}, {}).error().code == "model.safetensors_write");
    CHECK(model::writeSafetensors(path, {{"a", {}}}, {}).error().code == "model.safetensors_write");
    CHECK(model::writeSafetensors(path, {{"a", torch::ones({2}, torch::kComplexFloat)}}, {}).error().code == "model.safetensors_write");
    CHECK(model::openSafetensors(folder.path() / "none").error().code == "platform.file_not_opened");
}
