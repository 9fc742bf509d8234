// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "engine/data/dataset_reader.h"
#include "engine/data/near_duplicates.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_likeness.h"
#include "engine/data/picture_resize.h"
#include "engine/data/picture_writer.h"
#include "engine/data/split_assignment.h"
#include "tests/data/table_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

/// Something with light and shade that no other number gives.
Picture scene(int number, std::int64_t side = 160)
{
    Picture picture{side, side * 4 / 3, 3, {}};
    std::uint64_t state = static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15ULL + 1;
    const auto random = [&] {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<double>(state % 1000) / 1000.0;
    };
    double waves[6][4];
    for (auto& wave : waves)
        for (auto& value : wave)
            value = random();
    for (std::int64_t y = 0; y < picture.height; ++y)
        for (std::int64_t x = 0; x < picture.width; ++x) {
            double sum = 0.0;
            for (const auto& wave : waves)
                sum += std::sin(6.28 * (static_cast<double>(x) / static_cast<double>(picture.width) * (1 + 6 * wave[0])
                                        + static_cast<double>(y) / static_cast<double>(picture.height) * (1 + 6 * wave[1]) + wave[2]));
            for (int c = 0; c < 3; ++c)
                picture.pixels.push_back(static_cast<std::uint8_t>(std::clamp(128.0 + 20.0 * sum + 10.0 * c * waves[0][3], 0.0, 255.0)));
        }
    return picture;
}

Picture saved(const Picture& picture, int quality)
{
    const auto bytes = data::writeJpeg(picture, quality);
    REQUIRE(bytes.ok());
    return *data::decodePicture(std::as_bytes(std::span(*bytes)));
}

std::vector<std::uint8_t> splitsOf(std::int64_t rows, const data::DuplicateGroups* duplicates, const Column* target = nullptr,
                                   std::vector<Note>* notes = nullptr)
{
    data::SplitInput input;
    input.rows = rows;
    input.given.assign(static_cast<std::size_t>(rows), data::kNoSplit);
    input.target = target;
    input.duplicates = duplicates;
    const auto result = data::assignSplits(input);
    REQUIRE(result.ok());
    if (notes)
        *notes = result->notes;
    return result->splits;
}

data::MemoryColumn labels(const std::vector<std::optional<std::string>>& values)
{
    FieldInfo field;
    field.name = "label";
    field.kind = FieldKind::Category;
    return {field, values};
}

} // namespace

TEST_CASE("a picture is known again in another size, quality and light, and another picture is not taken for it")
{
    for (int number = 0; number < 40; ++number) {
        CAPTURE(number);
        const auto picture = scene(number);
        const auto likeness = data::likenessOf(picture);
        CHECK(data::areAlike(likeness, data::likenessOf(saved(picture, 60))));
        CHECK(data::areAlike(likeness, data::likenessOf(saved(data::resizePicture(picture, 96, 128), 80))));
        auto lighter = picture;
        for (auto& pixel : lighter.pixels)
            pixel = static_cast<std::uint8_t>(std::min(255, pixel + 6));
        CHECK(data::areAlike(likeness, data::likenessOf(lighter)));
        for (int other = 0; other < number; ++other)
            CHECK_FALSE(data::areAlike(likeness, data::likenessOf(scene(other))));
    }
}

TEST_CASE("pictures with hardly anything in them are not alike, and chains of small steps do not join")
{
    Picture white{64, 64, 3, std::vector<std::uint8_t>(64 * 64 * 3, 250)};
    CHECK_FALSE(data::areAlike(data::likenessOf(white), data::likenessOf(white)));
    CHECK(data::groupAlike({data::likenessOf(white), data::likenessOf(white)}) == std::vector<std::int64_t>{0, 1});
    std::vector<PictureLikeness> pictures;
    for (int number = 0; number < 300; ++number)
        pictures.push_back(data::likenessOf(scene(number % 100)));
    const auto groups = data::groupAlike(pictures);
    for (int number = 0; number < 300; ++number)
        CHECK(groups[static_cast<std::size_t>(number)] == number % 100);
    const auto found = data::findAlikePictures(pictures);
    CHECK(found.groups == 100);
    CHECK(found.rows == 300);
}

TEST_CASE("without duplicates the rows are divided as ever, with them no group is parted")
{
    constexpr std::int64_t kRows = 1000;
    const auto plain = splitsOf(kRows, nullptr);
    data::DuplicateGroups none;
    CHECK(splitsOf(kRows, &none) == plain);
    // Kept from before there were groups: existing data versions stay what they are.
    std::uint64_t sum = 0;
    for (const auto split : plain)
        sum = sum * 31 + split;
    CHECK(sum == 0x587aaac566576c16ULL);
    CHECK(std::count(plain.begin(), plain.end(), 1) == 100);
    CHECK(std::count(plain.begin(), plain.end(), 2) == 100);

    data::DuplicateGroups groups;
    for (std::int64_t row = 0; row < kRows; ++row)
        groups.firstOfGroup.push_back(row % 5 == 0 && row >= 500 ? row - 500 : row);
    groups.groups = 100;
    groups.rows = 200;
    std::vector<std::optional<std::string>> values;
    for (std::int64_t row = 0; row < kRows; ++row)
        values.emplace_back(row % 3 == 0 ? "a" : "b");
    const auto target = labels(values);
    for (const Column* column : {static_cast<const Column*>(nullptr), static_cast<const Column*>(&target)}) {
        std::vector<Note> notes;
        const auto splits = splitsOf(kRows, &groups, column, &notes);
        for (std::int64_t row = 500; row < kRows; row += 5)
            CHECK(splits[static_cast<std::size_t>(row)] == splits[static_cast<std::size_t>(row - 500)]);
        CHECK(std::abs(std::count(splits.begin(), splits.end(), 1) - 100) <= 4);
        CHECK(std::abs(std::count(splits.begin(), splits.end(), 2) - 100) <= 4);
        CHECK(hasNote(notes, "data.split_near_duplicates"));
    }
    // A class that is one group stays in training.
    data::DuplicateGroups whole;
    whole.firstOfGroup.assign(30, 0);
    whole.groups = 1;
    whole.rows = 30;
    const auto splits = splitsOf(30, &whole);
    CHECK(std::count(splits.begin(), splits.end(), 0) == 30);
}

TEST_CASE("where repeating is in the nature of the data nothing is grouped")
{
    FieldInfo field;
    field.name = "x";
    std::vector<double> few;
    for (int i = 0; i < 1000; ++i)
        few.push_back(i % 4);
    const data::MemoryColumn categories(field, few);
    CHECK(data::findEqualRows({{&categories, CellStorage::Numbers}}, 1000).rows == 1000);
    CHECK_FALSE(data::unlessUsual(data::findEqualRows({{&categories, CellStorage::Numbers}}, 1000)).any());
    std::vector<double> some;
    for (int i = 0; i < 1000; ++i)
        some.push_back(i < 100 ? i : i % 900);
    some[7] = std::nan("");
    some[8] = std::nan("");
    const data::MemoryColumn numbers(field, some);
    const auto found = data::unlessUsual(data::findEqualRows({{&numbers, CellStorage::Numbers}}, 1000));
    CHECK(found.any());
    CHECK(found.firstOfGroup[8] == 7);
    CHECK(found.firstOfGroup[999] == 99);
}

TEST_CASE("an import keeps equal rows and re-saved pictures on one side, and says so")
{
    const TemporaryFolder folder;
    std::string csv = "a,b,label\n";
    for (int i = 0; i < 400; ++i) {
        const int value = i % 20 == 19 ? i - 10 : i;
        csv += std::to_string(value) + "," + std::to_string(value * 7 % 101) + "." + std::to_string(value) + "," + (i % 2 ? "x" : "y") + "\n";
    }
    const auto file = folder.write("table.csv", csv);
    const auto request = importRequest(file, folder.path() / "rows");
    const auto manifest = importWith(request);
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    CHECK(hasNote(manifest->report.notes, "data.split_near_duplicates"));
    const auto dataset = data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest->id));
    REQUIRE(dataset.ok());
    for (std::int64_t row = 19; row < 400; row += 20)
        CHECK((*dataset)->splitOf(row) == (*dataset)->splitOf(row - 10));

    std::map<std::string, std::string> twins;
    for (int number = 0; number < 60; ++number) {
        const auto picture = scene(number, 96);
        const auto label = number % 2 ? "cat" : "dog";
        folder.write(std::string("set/") + label + "/" + std::to_string(number) + ".jpg", *data::writeJpeg(picture, 90));
        if (number % 6 == 0) {
            folder.write(std::string("set/") + label + "/" + std::to_string(number) + "b.jpg", *data::writeJpeg(data::resizePicture(picture, 60, 80), 70));
            twins[std::string(label) + "/" + std::to_string(number) + ".jpg"] = std::string(label) + "/" + std::to_string(number) + "b.jpg";
        }
    }
    const auto pictures = importRequest(folder.path() / "set", folder.path() / "pictures");
    const auto imported = importWith(pictures);
    REQUIRE_MESSAGE(imported.ok(), toLogLine(imported.error()));
    REQUIRE(hasNote(imported->report.notes, "data.split_near_duplicates"));
    for (const auto& note : imported->report.notes)
        if (note.code == "data.split_near_duplicates")
            CHECK(note.arguments.at("groups").asInteger() == 10);
    const auto opened = data::Dataset::open(data::versionManifestPath(pictures.datasetFolder, imported->id));
    REQUIRE(opened.ok());
    std::map<std::string, Split> splits;
    for (std::int64_t row = 0; row < imported->rowCount; ++row) {
        std::string_view name;
        (*opened)->column("file")->readTexts({&row, 1}, {&name, 1});
        splits[std::string(name)] = (*opened)->splitOf(row);
    }
    for (const auto& [one, other] : twins)
        CHECK(splits.at(one) == splits.at(other));
}

TEST_CASE("five kinds of real flowers: a few pairs of near-identical photos, not heaps")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    const TemporaryFolder folder;
    const auto manifest = importWith(importRequest(sharedData("img_flowers5"), folder.path() / "flowers"));
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    std::int64_t grouped = 0;
    for (const auto& note : manifest->report.notes)
        if (note.code == "data.split_near_duplicates")
            grouped = note.arguments.at("rows").asInteger();
    MESSAGE("near-identical flowers: " << grouped << " of " << manifest->rowCount);
    CHECK(grouped * 20 < manifest->rowCount);
}

} // namespace fettle::test
