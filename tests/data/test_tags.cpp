// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of several labels: what is recognized, what is not, how cells are stored, how labels are counted.
#include <algorithm>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include "engine/data/dataset_reader.h"
#include "engine/data/tag_cells.h"
#include "engine/data/tag_columns.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::data;

namespace {

std::optional<TagSeparator> tagsOf(const std::vector<std::string>& cells)
{
    return recognizeTags(std::vector<std::string_view>(cells.begin(), cells.end()));
}

/// Sets of some of five labels with a separator between them.
std::vector<std::string> labelCells(const std::string& between, int rows = 80)
{
    const std::vector<std::string> names{"red", "green", "dark blue", "white", "black"};
    std::mt19937 random(3);
    std::vector<std::string> cells;
    for (int i = 0; i < rows; ++i) {
        std::string cell;
        for (const auto& name : names)
            if (random() % 3 == 0)
                cell += (cell.empty() ? "" : between) + name;
        cells.push_back(cell.empty() ? names[random() % names.size()] : cell);
    }
    return cells;
}

std::shared_ptr<const Dataset> importedTags(const test::TemporaryFolder& folder, const std::filesystem::path& file,
                                            std::optional<FieldKind> color = std::nullopt)
{
    auto request = test::importRequest(file, folder.path() / "dataset");
    if (color)
        request.overrides = {{"color", color, std::nullopt}};
    const auto manifest = test::importWith(request);
    REQUIRE_MESSAGE(manifest.ok(), (manifest.ok() ? std::string() : toLogLine(manifest.error())));
    auto dataset = Dataset::open(versionManifestPath(request.datasetFolder, manifest->id));
    REQUIRE(dataset.ok());
    return *dataset;
}

} // namespace

TEST_CASE("cells of several labels are recognized with any usual separator")
{
    CHECK(tagsOf(labelCells("; ")) == ';');
    CHECK(tagsOf(labelCells("|")) == '|');
    auto some = labelCells(";");
    some.insert(some.end(), 10, "[]");
    some.insert(some.end(), 10, "none");
    CHECK(tagsOf(some) == ';');
    CHECK(splitTags(" [] ", ';').empty());
    CHECK(splitTags("a, b\nc", ',') == std::vector<std::string>{"a, b", "c"});
    CHECK(tagsOf(labelCells(", ")) == ',');
    std::vector<std::string> lists;
    std::vector<std::string> pythonLists;
    for (const auto& cell : labelCells("\", \"")) {
        lists.push_back("[\"" + cell + "\"]");
        pythonLists.push_back(lists.back());
        std::ranges::replace(pythonLists.back(), '"', '\'');
    }
    CHECK(tagsOf(lists) == '[');
    CHECK(tagsOf(pythonLists) == '[');
    CHECK(splitTags("['dark blue', 'red']", '[') == std::vector<std::string>{"dark blue", "red"});
    CHECK(splitTags("[\"a, b\", \"c\", \"a, b\"]", '[') == std::vector<std::string>{"a, b", "c"});
    CHECK(splitTags(" red ;; green; red ", ';') == std::vector<std::string>{"red", "green"});
    CHECK(tagCell("red; \"green\"", ';') == "[\"red\",\"\\\"green\\\"\"]");
    CHECK(labelsOfCell("[\"red\",\"green\"]") == std::vector<std::string>{"red", "green"});
    CHECK(labelsOfCell("[]").empty());
    CHECK(labelsOfCell("").empty());
    CHECK(labelsOfCell("red; green") == std::vector<std::string>{"red", "green"});
    CHECK(labelsOfCell("just so") == std::vector<std::string>{"just so"});
}

TEST_CASE("what only looks like labels is left as it is")
{
    std::mt19937 random(4);
    const auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
    std::vector<std::string> names;
    std::vector<std::string> places;
    std::vector<std::string> sentences;
    std::vector<std::string> numbers;
    std::vector<std::string> plain;
    for (int i = 0; i < 200; ++i) {
        names.push_back("Family" + std::to_string(random() % 150) + ", " + pick({"Anna", "Ben", "Chris", "Dora"}));
        places.push_back(pick({"Paris, France", "Lyon, France", "London, UK", "Leeds, UK", "Rome, Italy"}));
        sentences.push_back("well, it was fine today and nobody said a word, number " + std::to_string(i) + ", about it");
        numbers.push_back(std::to_string(random() % 9) + "," + std::to_string(random() % 9));
        plain.push_back(pick({"red", "green", "blue"}));
    }
    CHECK_FALSE(tagsOf(names));
    CHECK_FALSE(tagsOf(places));
    CHECK_FALSE(tagsOf(sentences));
    CHECK_FALSE(tagsOf(numbers));
    CHECK_FALSE(tagsOf(plain));
    CHECK_FALSE(tagsOf(labelCells(";", 12))); // too few to tell
    CHECK_FALSE(tagsOf({}));
}

TEST_CASE("lists of numbers are labels only where no list repeats one; a deeply nested list is no list of labels")
{
    std::mt19937 random(6);
    std::vector<std::string> places; // [0, 1, 0, 0]: what stands where would be lost
    std::vector<std::string> ids;
    for (int i = 0; i < 80; ++i) {
        std::string place;
        std::string id;
        for (int k = 0; k < 4; ++k)
            place += (k ? ", " : "") + std::to_string(random() % 2);
        for (int k = 10; k < 15; ++k)
            if (random() % 2 == 0)
                id += (id.empty() ? "" : ", ") + std::to_string(k);
        places.push_back("[" + place + "]");
        ids.push_back("[" + id + "]");
    }
    CHECK_FALSE(tagsOf(places));
    CHECK(tagsOf(ids) == '[');
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    CHECK_FALSE(tagsOf(std::vector<std::string>(30, deep)));
}

TEST_CASE("in a file of suggestions the suggested label is what is predicted, not how sure the model was of it")
{
    std::string csv = "id,text,label_predicted,label_score\n";
    for (int i = 0; i < 60; ++i)
        csv += std::to_string(i) + ",message number " + std::to_string(i * 7) + (i % 2 ? " about a refund,refund,0.5" : " about a parcel,delivery,0.4") +
               std::to_string(i) + "\n";
    const test::TemporaryFolder folder;
    const auto imported = importedTags(folder, folder.write("suggestions.csv", csv));
    const auto* field = imported->manifest().findField("label_predicted");
    REQUIRE(field);
    CHECK(field->role == FieldRole::Target);
}

TEST_CASE("a table's column of labels is stored as labels, counted by label, and is what a user says it is")
{
    std::string csv = "text,color\n";
    int rows = 0;
    for (const auto& cell : labelCells("; "))
        csv += "what a nice thing this is " + std::to_string(rows++) + "," + cell + "\n";
    csv += "nothing is known of this one here,\n";
    const test::TemporaryFolder folder;
    const auto path = folder.write("colors.csv", csv);
    const auto imported = importedTags(folder, path);
    const auto& manifest = imported->manifest();
    const auto* field = manifest.findField("color");
    REQUIRE(field);
    CHECK(field->kind == FieldKind::Tags);
    CHECK(field->role == FieldRole::Target);
    CHECK(field->classes.size() == 5);
    CHECK(field->reasons.front().code == "data.kind_tags");
    const auto& statistics = manifest.statistics.at(1);
    CHECK(statistics.distinct == 5);
    CHECK(statistics.missing == 1);
    std::int64_t total = 0;
    for (const auto& [split, counts] : statistics.classCounts)
        for (const auto& count : counts)
            total += count.count;
    std::int64_t top = 0;
    for (const auto& value : statistics.topValues)
        top += value.count;
    CHECK(total == top);
    CHECK(top > 100);
    const std::int64_t first[] = {0, rows};
    std::string_view cells[2];
    imported->column("color")->readTexts(first, cells);
    CHECK(labelsOfCell(cells[0]) == splitTags(labelCells("; ")[0], ';'));
    CHECK(cells[0].starts_with('['));
    CHECK(cells[1].data() == nullptr);

    const auto asCategory = importedTags(folder, path, FieldKind::Category);
    CHECK(asCategory->manifest().findField("color")->kind == FieldKind::Category);
    const auto few = folder.write("few.csv", "text,color\none thing is here,red;green\nanother thing is there,red\n");
    CHECK(importedTags(folder, few)->manifest().findField("color")->kind != FieldKind::Tags);
    const auto said = importedTags(folder, few, FieldKind::Tags);
    CHECK(said->manifest().findField("color")->classes == std::vector<std::string>{"red", "green"});
}

TEST_CASE("lists of labels in JSON Lines are labels")
{
    std::string json;
    int row = 0;
    for (const auto& cell : labelCells("\",\"")) {
        json += "{\"text\": \"what a nice thing this is " + std::to_string(row) + "\", \"color\": [\"" + cell + "\"" +
                (row % 7 == 0 ? ",\"large, or so\"" : "") + "]}\n";
        ++row;
    }
    const test::TemporaryFolder folder;
    const auto imported = importedTags(folder, folder.write("colors.jsonl", json));
    const auto* field = imported->manifest().findField("color");
    REQUIRE(field);
    CHECK(field->kind == FieldKind::Tags);
    CHECK(field->classes.size() == 6);
    CHECK(std::ranges::find(field->classes, "large, or so") != field->classes.end());
}

TEST_CASE("an empty list says that a row has no label, null that nobody knows; in other columns both say nothing")
{
    std::string json;
    for (const auto& cell : labelCells("\",\""))
        json += "{\"color\": [\"" + cell + "\"], \"note\": [\"Seen in " + std::to_string(json.size()) + "\"]}\n";
    json += "{\"color\": [], \"note\": []}\n{\"color\": null, \"note\": null}\n";
    const test::TemporaryFolder folder;
    const auto imported = importedTags(folder, folder.write("colors.jsonl", json));
    REQUIRE(imported->manifest().findField("color")->kind == FieldKind::Tags);
    const auto cellOf = [&](const char* field, std::int64_t row) {
        std::string_view text;
        imported->column(field)->readTexts({&row, 1}, {&text, 1});
        return text;
    };
    CHECK(cellOf("color", 80) == "[]");
    CHECK_FALSE(cellOf("color", 81).data());
    CHECK(cellOf("note", 79).starts_with("Seen in"));
    CHECK_FALSE(cellOf("note", 80).data());
    CHECK_FALSE(cellOf("note", 81).data());
}

TEST_CASE("labels are counted over all rows, however many combinations of them there are")
{
    // Each row has a combination of its own, more of them than are told apart while rows are read.
    constexpr int kRows = 12'000;
    std::string csv = "text,color\n";
    std::map<std::string, std::int64_t> wanted;
    for (int i = 0; i < kRows; ++i) {
        std::string cell;
        const auto add = [&](const std::string& name) {
            cell += (cell.empty() ? "" : ";") + name;
            ++wanted[name];
        };
        for (int bit = 0; bit < 14; ++bit)
            if ((i + 1) & (1 << bit))
                add("label " + std::to_string(bit));
        if (i >= kRows - 20)
            add("seen late");
        csv += "row " + std::to_string(i) + "," + cell + "\n";
    }
    const test::TemporaryFolder folder;
    const auto imported = importedTags(folder, folder.write("many.csv", csv), FieldKind::Tags);
    const auto& manifest = imported->manifest();
    const auto& statistics = manifest.statistics.at(1);
    CHECK(statistics.distinct == 15);
    std::map<std::string, std::int64_t> top;
    for (const auto& value : statistics.topValues)
        top[value.value] = value.count;
    CHECK(top == wanted);
    std::map<std::string, std::int64_t> bySplit;
    for (const auto& [split, counts] : statistics.classCounts)
        for (const auto& count : counts)
            bySplit[count.value] += count.count;
    CHECK(bySplit == wanted);
    const auto& classes = manifest.findField("color")->classes;
    CHECK(classes.size() == 15);
    CHECK(std::ranges::find(classes, "seen late") != classes.end());
    CHECK(std::ranges::is_sorted(classes, std::ranges::greater{}, [&](const std::string& name) { return wanted.at(name); }));
}
