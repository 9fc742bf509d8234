// SPDX-License-Identifier: GPL-3.0-or-later
// Archives that PyTorch wrote (make_archives.py, ../shared/data), held against what PyTorch reads from them.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "engine/platform/file_faults.h"
#include "engine/platform/hash.h"
#include "engine/pretrained/torch_archive.h"
#include "tests/pretrained/archive_builder.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

std::filesystem::path archivesFolder() { return sourceFolder() / "tests/pretrained/archives"; }

struct Written {
    SafetensorsHeader header;
    std::string bytes;

    [[nodiscard]] std::string_view numbers(const SafetensorsEntry& entry) const
    {
        return std::string_view(bytes).substr(header.dataOffset + entry.begin, entry.end - entry.begin);
    }
    [[nodiscard]] const SafetensorsEntry& entry(const std::string& name) const
    {
        const auto found = std::ranges::find(header.entries, name, &SafetensorsEntry::name);
        REQUIRE(found != header.entries.end());
        return *found;
    }
};

/// Through a file, and checked as strictly as every other safetensors file.
Written writtenOut(const std::vector<ArchiveTensor>& tensors)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    REQUIRE(codeOf(writeAsSafetensors(tensors, path, {})) == "");
    Written written;
    written.bytes = readBytes(path);
    auto header = parseSafetensorsHeader(written.bytes, written.bytes.size(), "model.safetensors");
    REQUIRE(codeOf(header) == "");
    written.header = std::move(header).value();
    return written;
}

std::string shaOf(std::string_view bytes) { return platform::sha256Hex(bytes); }

/// As make_archives.py --digest.
std::string digestOf(const Written& written)
{
    std::map<std::string, std::string_view> byName;
    for (const auto& entry : written.header.entries)
        byName.emplace(entry.name, written.numbers(entry));
    std::string all;
    for (const auto& [name, numbers] : byName)
        all.append(name).append(numbers);
    return shaOf(all);
}

} // namespace

TEST_CASE("every archive that PyTorch wrote is read as PyTorch reads it, or refused with its reason")
{
    const auto expected = nlohmann::json::parse(readBytes(archivesFolder() / "archives.json"));
    std::size_t read = 0;
    std::size_t refused = 0;
    for (const auto& [name, what] : expected.items()) {
        CAPTURE(name);
        const auto archive = openTorchArchive(archivesFolder() / (name + ".pt"));
        if (what.contains("code")) {
            CHECK(codeOf(archive) == what.at("code").get<std::string>());
            ++refused;
            continue;
        }
        REQUIRE(codeOf(archive) == "");
        CHECK(archive->wrapper == what.at("wrapper").get<std::string>());
        REQUIRE(archive->tensors.size() == what.at("tensors").size());
        const auto written = writtenOut(archive->tensors);
        for (std::size_t i = 0; i < archive->tensors.size(); ++i) {
            const auto& tensor = what.at("tensors")[i];
            CAPTURE(archive->tensors[i].name);
            CHECK(archive->tensors[i].name == tensor.at("name").get<std::string>());
            CHECK(storedName(archive->tensors[i].type) == tensor.at("dtype").get<std::string>());
            CHECK(archive->tensors[i].shape == tensor.at("shape").get<std::vector<std::int64_t>>());
            const auto& entry = written.entry(archive->tensors[i].name);
            CHECK(entry.shape == archive->tensors[i].shape);
            CHECK(shaOf(written.numbers(entry)) == tensor.at("sha256").get<std::string>());
        }
        ++read;
    }
    CHECK(read == 23);
    CHECK(refused == 12);
}

TEST_CASE("what is no tensor is told, and a wrapper's name is left out")
{
    const auto archive = openTorchArchive(archivesFolder() / "checkpoint.pt");
    REQUIRE(codeOf(archive) == "");
    std::map<std::string, PickleKind> ignored;
    for (const auto& each : archive->ignored)
        ignored.emplace(each.name, each.kind);
    CHECK(ignored.size() == 16);
    CHECK(ignored.at("epoch") == PickleKind::Integer);
    CHECK(ignored.at("best") == PickleKind::Real);
    CHECK(ignored.at("text") == PickleKind::Text);
    CHECK(ignored.at("list") == PickleKind::List);
    CHECK(ignored.at("device") == PickleKind::Call);
    CHECK(ignored.at("huge") == PickleKind::HugeInteger);
    CHECK(ignored.contains("…"));
    const auto wrapped = openTorchArchive(archivesFolder() / "twice_wrapped.pt");
    REQUIRE(codeOf(wrapped) == "");
    REQUIRE(wrapped->ignored.size() == 2);
    CHECK(wrapped->ignored[0].name == "version");
    CHECK(wrapped->ignored[1].name == "checkpoint.step");
    // Two dicts with tensors: nothing is left out, and an optimizer's numbers have their numbers as names.
    const auto training = openTorchArchive(archivesFolder() / "training.pt");
    REQUIRE(codeOf(training) == "");
    CHECK(std::ranges::count(training->tensors, "optimizer.state.0.exp_avg", &ArchiveTensor::name) == 1);
    CHECK(std::ranges::count(training->tensors, "history.2.x", &ArchiveTensor::name) == 1);
    CHECK(std::ranges::count(training->ignored, "optimizer.param_groups", &IgnoredEntry::name) == 1);
}

TEST_CASE("views look at one storage, and are written as what they show")
{
    const auto archive = openTorchArchive(archivesFolder() / "views.pt");
    REQUIRE(codeOf(archive) == "");
    const auto find = [&](const char* name) { return *std::ranges::find(archive->tensors, name, &ArchiveTensor::name); };
    CHECK(find("shared").storage.data() == find("base").storage.data());
    CHECK(find("column").storage.data() == find("base").storage.data());
    CHECK(find("column").offset == 3);
    CHECK(find("column").strides == std::vector<std::int64_t>{6});
    CHECK(find("expanded").strides == std::vector<std::int64_t>{0, 1});
    CHECK(find("base").isContiguous());
    CHECK(find("row").isContiguous());
    CHECK(find("one").isContiguous());
    CHECK_FALSE(find("transposed").isContiguous());
    CHECK_FALSE(find("expanded").isContiguous());
    const auto written = writtenOut(archive->tensors);
    const auto column = written.numbers(written.entry("column"));
    float values[4] = {};
    REQUIRE(column.size() == sizeof values);
    std::memcpy(values, column.data(), sizeof values);
    CHECK(values[0] == 3.0F);
    CHECK(values[3] == 21.0F);
}

TEST_CASE("real files: zip of 2022 and the older form of 2018")
{
    FETTLE_REQUIRE_DATA("weights");
    struct Real {
        const char* path;
        std::size_t tensors;
        std::uint64_t numbers;
        const char* digest;
    };
    for (const auto& real : {Real{"weights/resnet20_cifar10_torch/resnet20-12fca82f.th", 97, 271098, "f08950892e5d57cec131c42a6c33531d1ee13d19464b276543503a243aadbea0"},
                             Real{"weights/fastestdet_coco/shufflenetv2_backbone.pth", 330, 149095, "d48a7ebee376bb3d510f49c12ddde508caab3e8b1fd3a45c93c2d07e270fd85e"},
                             Real{"weights/fastestdet_coco/weight_AP05_0.253207_280-epoch.pth", 420, 252938, "d266a87d4434889a58a3429ebd5f8d8b85b6c14c822986e69687ae134df1f489"}}) {
        CAPTURE(real.path);
        const auto archive = openTorchArchive(sharedData(real.path));
        REQUIRE(codeOf(archive) == "");
        CHECK(archive->tensors.size() == real.tensors);
        const auto written = writtenOut(archive->tensors);
        std::uint64_t numbers = 0;
        for (const auto& entry : written.header.entries)
            numbers += (entry.end - entry.begin) / static_cast<std::uint64_t>(storedBytes(entry.type));
        CHECK(numbers == real.numbers);
        CHECK(digestOf(written) == real.digest);
    }
    const auto resnet = openTorchArchive(sharedData("weights/resnet20_cifar10_torch/resnet20-12fca82f.th"));
    REQUIRE(resnet.ok());
    CHECK(resnet->wrapper == "state_dict");
    CHECK(resnet->ignored == std::vector<IgnoredEntry>{{"best_prec1", PickleKind::Real}});
    // Sums as torch says: tensor.double().sum().
    const auto written = writtenOut(resnet->tensors);
    const auto numbers = written.numbers(written.entry("module.bn1.bias"));
    double sum = 0;
    for (std::size_t i = 0; i < numbers.size(); i += 4) {
        float value = 0;
        std::memcpy(&value, numbers.data() + i, 4);
        sum += value;
    }
    CHECK(sum == doctest::Approx(4.791820557788014).epsilon(1e-12));
}

TEST_CASE("truth is written as 0 and 1, whatever the file holds")
{
    const auto bytes = archiveOf(pickle(pDict({{"t", pTensor(pStorage("BoolStorage", "0", 4), pInt(0), pInts({4}), pInts({1}))}})), {{"0", std::string("\x00\x01\x02\xff", 4)}});
    const auto archive = readTorchArchive(bytes, "m");
    REQUIRE(codeOf(archive) == "");
    const auto written = writtenOut(archive->tensors);
    CHECK(written.numbers(written.entry("t")) == std::string_view("\x00\x01\x01\x01", 4));
}

TEST_CASE("large and awkwardly strided tensors are written in pieces")
{
    // 9 MB turned around, so that a piece ends within a row, and as they lie, so that nothing is gathered.
    std::string numbers(1500 * 1500 * 4, '\0');
    for (std::uint32_t i = 0; i < 1500 * 1500; ++i)
        std::memcpy(numbers.data() + i * std::size_t{4}, &i, 4);
    const auto storage = pStorage("IntStorage", "0", 1500 * 1500);
    const auto bytes = archiveOf(pickle(pDict({{"plain", pTensor(storage, pInt(0), pInts({1500, 1500}), pInts({1500, 1}))},
                                               {"turned", pTensor(storage, pInt(0), pInts({1500, 1500}), pInts({1, 1500}))},
                                               {"deep", pTensor(storage, pInt(1), pInts({2, 1, 3, 2, 1}), pInts({700, 9'000'000'000'000, 0, 11, 5}))},
                                               {"scalar", pTensor(storage, pInt(77), ")", ")")}})),
                                 {{"0", numbers}});
    const auto archive = readTorchArchive(bytes, "m");
    REQUIRE(codeOf(archive) == "");
    const auto written = writtenOut(archive->tensors);
    const auto at = [&](const char* name, std::size_t index) {
        std::uint32_t value = 0;
        std::memcpy(&value, written.numbers(written.entry(name)).data() + index * 4, 4);
        return value;
    };
    CHECK(written.numbers(written.entry("plain")) == numbers);
    for (std::size_t row = 0; row < 1500; row += 7)
        for (std::size_t column = 0; column < 1500; column += 11)
            REQUIRE(at("turned", row * 1500 + column) == column * 1500 + row);
    const std::vector<std::uint32_t> deep{1, 12, 1, 12, 1, 12, 701, 712, 701, 712, 701, 712};
    for (std::size_t i = 0; i < deep.size(); ++i)
        CHECK(at("deep", i) == deep[i]);
    CHECK(at("scalar", 0) == 77);
}

TEST_CASE("writing tells how far it is, can be stopped, and leaves a whole file or none")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    const auto archive = openTorchArchive(archivesFolder() / "module.pt");
    REQUIRE(codeOf(archive) == "");
    std::int64_t last = 0;
    std::int64_t total = 0;
    REQUIRE(codeOf(writeAsSafetensors(archive->tensors, path, [&](std::int64_t done, std::int64_t all) {
                CHECK(done >= last);
                last = done;
                total = all;
                return true;
            })) == "");
    CHECK(last == total);
    CHECK(total > 200);
    const auto whole = readBytes(path);
    CHECK(codeOf(writeAsSafetensors(archive->tensors, path, [](std::int64_t done, std::int64_t) { return done < 100; }))
          == "pretrained.stopped");
    CHECK(readBytes(path) == whole);
    std::uint64_t operations = 0;
    {
        const platform::ScopedFileFaults counting;
        REQUIRE(codeOf(writeAsSafetensors(archive->tensors, path, {})) == "");
        operations = counting.operationCount();
    }
    REQUIRE(operations > 2);
    const auto other = openTorchArchive(archivesFolder() / "views.pt");
    REQUIRE(codeOf(other) == "");
    std::size_t failed = 0;
    for (std::uint64_t n = 1; n <= operations; ++n) {
        CAPTURE(n);
        {
            const platform::ScopedFileFaults fault("any:" + std::to_string(n) + ":ENOSPC");
            failed += writeAsSafetensors(other->tensors, path, {}).ok() ? 0 : 1;
        }
        const auto now = readBytes(path);
        CHECK(parseSafetensorsHeader(now, now.size(), "w").ok());
        REQUIRE(codeOf(writeAsSafetensors(archive->tensors, path, {})) == "");
    }
    CHECK(failed > 2);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator())
          == 1);
}

TEST_CASE("a list of tensors from several files may not name one twice")
{
    const TemporaryFolder folder;
    auto archive = openTorchArchive(archivesFolder() / "list.pt");
    REQUIRE(codeOf(archive) == "");
    auto tensors = archive->tensors;
    tensors.push_back(tensors.front());
    CHECK(codeOf(writeAsSafetensors(tensors, folder.path() / "w", {})) == "model.safetensors_write");
    tensors.back().name = "__metadata__";
    CHECK(codeOf(writeAsSafetensors(tensors, folder.path() / "w", {})) == "model.safetensors_write");
    CHECK(codeOf(writeAsSafetensors(archive->tensors, folder.path() / "none" / "w", {})) == "platform.file_not_opened");
    CHECK(codeOf(openTorchArchive(folder.path() / "none.pt")) == "platform.file_not_opened");
}
