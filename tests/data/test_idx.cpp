// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>
#include <zlib.h>

#include "engine/component_api/registry.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_idx.h"
#include "tests/data/picture_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle {
void registerComponent_importers_idx(Registry& registry);
}

namespace {

using namespace fettle;

std::string word(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>((value >> shift) & 0xFF));
    return bytes;
}

std::string idxHeader(const std::vector<std::uint32_t>& dimensions, int type = 8)
{
    std::string bytes("\0\0", 2);
    bytes.push_back(static_cast<char>(type));
    bytes.push_back(static_cast<char>(dimensions.size()));
    for (const auto size : dimensions)
        bytes += word(size);
    return bytes;
}

std::string idxImages(std::uint32_t count, std::uint32_t side)
{
    auto bytes = idxHeader({count, side, side});
    for (std::uint32_t i = 0; i < count * side * side; ++i)
        bytes.push_back(static_cast<char>(i * 31 % 251));
    return bytes;
}

std::string idxLabels(std::uint32_t count)
{
    auto bytes = idxHeader({count});
    for (std::uint32_t i = 0; i < count; ++i)
        bytes.push_back(static_cast<char>(i % 3));
    return bytes;
}

std::string gzipped(const std::string& bytes, const std::filesystem::path& scratch)
{
    auto* file = gzopen(scratch.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
    return test::readBytes(scratch);
}

Registry idxRegistry()
{
    Registry registry;
    registerComponent_importers_idx(registry);
    return registry;
}

struct Outcome {
    test::KeepingSink sink;
    test::CountingMonitor monitor;
    Result<void> result;
};

Outcome importIdx(const std::filesystem::path& path, int cancelAfter = 1 << 30)
{
    const auto registry = idxRegistry();
    const auto* importer = registry.get<Importer>(ComponentKind::Importer, "idx");
    Outcome outcome;
    outcome.monitor.cancelAfter = cancelAfter;
    ImportSource source;
    source.paths = {path.string()};
    outcome.result = importer->read(source, outcome.sink, outcome.monitor);
    return outcome;
}

std::string headerError(const std::string& bytes, std::uint64_t limit = 1 << 20)
{
    const auto header = data::parseIdxHeader(std::as_bytes(std::span(bytes)), limit, "f");
    return header.ok() ? "" : header.error().code;
}

} // namespace

TEST_CASE("idx: hostile headers are refused before memory is taken")
{
    CHECK(headerError(idxHeader({10, 28, 28})).empty());
    CHECK(headerError(idxHeader({10, 8, 8, 3})).empty());
    CHECK(headerError(idxHeader({0})).empty());
    CHECK(headerError("") == "data.idx_header");
    CHECK(headerError(std::string("\0\1\x08\1\0\0\0\1", 8)) == "data.idx_header");
    CHECK(headerError(idxHeader({10, 28, 28}, 0x0D)) == "data.idx_type");
    CHECK(headerError(idxHeader({})) == "data.idx_header");
    CHECK(headerError(idxHeader({1, 1, 1, 1, 1})) == "data.idx_header");
    CHECK(headerError(idxHeader({10, 28, 28}).substr(0, 14)) == "data.idx_header");
    CHECK(headerError(idxHeader({10, 0, 28})) == "data.idx_header");
    CHECK(headerError(idxHeader({10, 0xFFFFFFFF, 28})) == "data.idx_header");
    CHECK(headerError(idxHeader({10, 28, 28, 2})) == "data.idx_header");
    CHECK(headerError(idxHeader({0xFFFFFFFF, 16384, 16384})) == "data.idx_header");
    CHECK(headerError(idxHeader({2000, 28, 28}), 1'568'000).empty());
    CHECK(headerError(idxHeader({2001, 28, 28}), 1'568'000) == "data.idx_header");
}

TEST_CASE("idx: pairs with class names, plain and gzip, give pictures, labels and splits")
{
    const test::TemporaryFolder folder;
    folder.write("set/train-images-idx3-ubyte", idxImages(7, 5));
    folder.write("set/train-labels-idx1-ubyte", idxLabels(7));
    folder.write("set/t10k-images-idx3-ubyte.gz", gzipped(idxImages(4, 5), folder.path() / "scratch"));
    folder.write("set/t10k-labels-idx1-ubyte.gz", gzipped(idxLabels(4), folder.path() / "scratch"));
    folder.write("set/classes.txt", "zero\r\none\r\n");
    folder.write("set/notes.txt", "no IDX");
    auto outcome = importIdx(folder.path() / "set");
    REQUIRE_MESSAGE(outcome.result.ok(), toLogLine(outcome.result.error()));
    CHECK(outcome.sink.labels == std::vector<std::string>{"zero", "one", "2", "zero", "one", "2", "zero", "zero", "one",
                                                          "2", "zero"});
    CHECK(outcome.sink.count(Split::Train) == 7);
    CHECK(outcome.sink.count(Split::Test) == 4);
    CHECK(outcome.sink.thumbnails.size() == 11);
    CHECK(outcome.sink.issues.empty());
    CHECK(outcome.monitor.isOrdered);
    const auto picture = data::decodePicture(std::as_bytes(std::span(outcome.sink.media[1])));
    REQUIRE(picture.ok());
    CHECK(picture->height == 5);
    CHECK(picture->channels == 1);
    CHECK(picture->pixels[0] == 25 * 31 % 251);
    CHECK(picture->pixels == data::decodePicture(std::as_bytes(std::span(outcome.sink.thumbnails[1])))->pixels);
    // One file alone brings its partner along.
    CHECK(importIdx(folder.path() / "set/train-images-idx3-ubyte").sink.labels.size() == 7);
}

TEST_CASE("idx: what does not fit together has its own error")
{
    const test::TemporaryFolder folder;
    folder.write("count/train-images-idx3-ubyte", idxImages(7, 5));
    folder.write("count/train-labels-idx1-ubyte", idxLabels(6));
    const auto count = importIdx(folder.path() / "count");
    REQUIRE_FALSE(count.result.ok());
    CHECK(count.result.error().code == "data.idx_label_count");
    CHECK(count.result.error().arguments.at("label_count") == Value(6));

    // Cut short: what is there comes in, the rest is reported. In gzip the header is all that can be checked first.
    const auto whole = gzipped(idxImages(5000, 28), folder.path() / "scratch");
    folder.write("cut/train-images-idx3-ubyte.gz", whole.substr(0, whole.size() / 2));
    folder.write("cut/train-labels-idx1-ubyte", idxLabels(5000));
    const auto cut = importIdx(folder.path() / "cut");
    REQUIRE(cut.result.ok());
    CHECK(cut.sink.labels.size() > 0);
    CHECK(cut.sink.labels.size() < 5000);
    REQUIRE(cut.sink.issues.size() == 1);
    CHECK(cut.sink.issues[0].note.code == "data.idx_truncated");
    CHECK(cut.sink.skipped + static_cast<std::int64_t>(cut.sink.labels.size()) == 5000);

    folder.write("plain/train-images-idx3-ubyte", idxImages(7, 5).substr(0, 100));
    CHECK(importIdx(folder.path() / "plain").result.error().code == "data.idx_header");
    folder.write("alone/train-labels-idx1-ubyte", idxLabels(7));
    CHECK(importIdx(folder.path() / "alone").result.error().code == "data.no_pictures");
    folder.write("unlabelled/images-idx3-ubyte", idxImages(3, 5));
    CHECK(importIdx(folder.path() / "unlabelled").sink.labels == std::vector<std::string>(3, "(none)"));
    // Labels without pictures beside a whole pair, and the same file twice.
    folder.write("more/train-images-idx3-ubyte", idxImages(3, 5));
    folder.write("more/train-images.idx3-ubyte", idxImages(3, 5));
    folder.write("more/train-labels-idx1-ubyte", idxLabels(3));
    folder.write("more/extra-labels-idx1-ubyte", idxLabels(3));
    const auto more = importIdx(folder.path() / "more");
    CHECK(more.sink.labels.size() == 3);
    REQUIRE(more.sink.issues.size() == 2);
    CHECK(more.sink.issues[0].note.code == "data.idx_twice");
    CHECK(more.sink.issues[1].note.code == "data.idx_labels_alone");
    folder.write("flat/train-images-idx3-ubyte", idxHeader({7, 5}) + std::string(35, 'x'));
    CHECK(importIdx(folder.path() / "flat").result.error().code == "data.idx_header");
    CHECK(importIdx(folder.path() / "count", 0).result.error().code == "data.idx_label_count");
    folder.write("good/train-images-idx3-ubyte", idxImages(7, 5));
    CHECK(importIdx(folder.path() / "good", 0).result.error().code == "data.cancelled");
}

TEST_CASE("idx: real sets in their exact numbers")
{
    FETTLE_REQUIRE_DATA("img_mnist");
    const auto mnist = importIdx(test::sharedData("img_mnist"));
    REQUIRE(mnist.result.ok());
    CHECK(mnist.sink.count(Split::Train) == 12'000);
    CHECK(mnist.sink.count(Split::Test) == 10'000);
    const auto registry = idxRegistry();
    const auto* importer = registry.get<Importer>(ComponentKind::Importer, "idx");
    ImportSource source;
    source.paths = {test::sharedData("img_fashion_mnist").string()};
    const auto probe = importer->probe(source);
    REQUIRE(probe.ok());
    CHECK(probe->score == 1.0);
    CHECK(probe->format.at("pictures") == Value(20'000));
    CHECK(probe->fields[1].classes.size() == 10);
    CHECK(probe->rows.size() == 100);
    source.paths = {test::sharedData("tab_iris").string()};
    CHECK(importer->probe(source)->score == 0.0);
}
