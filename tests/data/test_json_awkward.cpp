// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of the shared data: the suite of awkward files, and every data file against what Python's json reads
// (awkward_json.json, made by make_awkward_json.py).
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>

#include "engine/contract/error_codes.h"
#include "engine/data/json_scanner.h"
#include "engine/platform/hash.h"
#include "tests/data/imported_rows.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

using nlohmann::json;

bool isValidJson(std::string_view text)
{
    data::JsonScanner scanner(text);
    for (;;) {
        const auto token = scanner.next();
        if (token == data::JsonToken::End || token == data::JsonToken::Broken)
            return token == data::JsonToken::End;
    }
}

std::string digestOf(const ImportedRows& read)
{
    platform::Sha256 hash;
    for (const auto& row : read.rows) {
        for (const auto& cell : row) {
            hash.update(cell == "-" ? std::string_view("\0", 1) : std::string_view(cell));
            hash.update(std::string_view("\x1f", 1));
        }
        hash.update(std::string_view("\x1e", 1));
    }
    return hash.finishHex();
}

} // namespace

TEST_CASE("the suite of awkward JSON: what is valid is taken, what is not is refused, and both say so")
{
    FETTLE_REQUIRE_DATA("awkward/json_test_suite");
    // Taken on purpose: what Python writes, and characters that belong escaped.
    const std::set<std::string> lenient = {"n_number_NaN.json",           "n_number_infinity.json",
                                           "n_number_minus_infinity.json", "n_string_unescaped_ctrl_char.json",
                                           "n_string_unescaped_newline.json", "n_string_unescaped_tab.json"};
    int seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(sharedData("awkward/json_test_suite/test_parsing"))) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        ++seen;
        const bool valid = isValidJson(readBytes(entry.path()));
        if (name.starts_with("y_"))
            CHECK(valid);
        else if (name.starts_with("n_"))
            CHECK(valid == lenient.contains(name));
        const auto imported = importRows({entry.path()}, {{"importer", "json"}});
        CHECK((imported.ok() || findErrorCode(imported.error().code)));
        if (imported.ok() && name.starts_with("n_") && !lenient.contains(name))
            CHECK_FALSE(imported->manifest.report.issues.empty());
    }
    CHECK(seen == 318);
    for (const auto& entry : std::filesystem::directory_iterator(sharedData("awkward/json_test_suite/test_transform"))) {
        CAPTURE(entry.path().string());
        CHECK(isValidJson(readBytes(entry.path())));
        const auto imported = importRows({entry.path()}, {{"importer", "json"}});
        CHECK((imported.ok() || findErrorCode(imported.error().code)));
    }
}

TEST_CASE("every JSON data file reads as Python reads it, or says why not")
{
    FETTLE_REQUIRE_DATA("text_clinc150");
    const json table = json::parse(readBytes(sourceFolder() / "tests/data/awkward_json.json"));
    CHECK(table.size() > 50);
    for (const auto& [name, expected] : table.items()) {
        CAPTURE(name);
        const auto file = sharedData(name);
        const auto preview = data::previewImport({platform::toUtf8(file)}, {}, builtInRegistry());
        REQUIRE(preview.ok());
        CHECK(preview->importer == "json");
        std::vector<FieldOverride> texts;
        for (const FieldInfo& field : preview->fields)
            texts.push_back({field.name, FieldKind::Text, FieldRole::Ignore});
        const auto read = importRows({file}, {}, texts);
        if (expected.contains("error")) {
            REQUIRE_FALSE(read.ok());
            CHECK_EQ(read.error().code, expected["error"].get<std::string>());
            continue;
        }
        if (!read.ok())
            FAIL_CHECK(toLogLine(read.error()));
        if (!read.ok())
            continue;
        CHECK_EQ(read->manifest.rowCount, expected["rows"].get<std::int64_t>());
        CHECK_EQ(json(read->names).dump(), expected["names"].dump());
        CHECK_EQ(digestOf(*read), expected["sha256"].get<std::string>());
        CHECK(read->manifest.report.rowsSkipped == 0);
        CHECK(read->manifest.report.issues.empty());
    }
}

TEST_CASE("CLINC150: the parts and the rows out of scope")
{
    FETTLE_REQUIRE_DATA("text_clinc150");
    const auto read = importRows({sharedData("text_clinc150/data_full.json")});
    REQUIRE_MESSAGE(read.ok(), toLogLine(read.error()));
    CHECK(read->manifest.splitRows == std::map<std::string, std::int64_t>{{"train", 15'100}, {"validation", 3'100}, {"test", 5'500}});
    CHECK(read->field("0").kind == FieldKind::Text);
    CHECK(read->field("1").kind == FieldKind::Category);
    CHECK(read->field("1").role == FieldRole::Target);
    CHECK(read->field("1").classes.size() == 151);
    CHECK(read->field("1").classes.front() == "oos");
    CHECK(read->manifest.report.rowsSkipped == 0);
    for (const auto& statistics : read->manifest.statistics)
        if (statistics.field == "1") {
            const auto& test = statistics.classCounts.at("test");
            const auto oos = std::ranges::find(test, "oos", &ValueCount::value);
            CHECK(oos->count == 1000);
        }
}

TEST_CASE("text sets as tables: their parts, kinds and targets")
{
    FETTLE_REQUIRE_DATA("text_sst2");
    struct Expected {
        const char* path;
        std::int64_t rows;
        const char* text;
        const char* target;
        std::size_t classes;
    };
    const Expected sets[] = {{"text_sst2", 6920 + 872 + 1821, "0", "1", 2},
                             {"text_banking77", 13'083, "text", "category", 77},
                             {"text_sms_spam/SMSSpamCollection.tsv", 5574, "SMS", "Label", 2},
                             {"text_chnsenticorp_htl/ChnSentiCorp_htl_all.csv", 7766, "review", "label", 2}};
    for (const auto& set : sets) {
        CAPTURE(set.path);
        const auto read = importRows({sharedData(set.path)});
        REQUIRE_MESSAGE(read.ok(), toLogLine(read.error()));
        CHECK(read->manifest.report.importer == "table");
        CHECK(read->manifest.rowCount == set.rows);
        CHECK(read->field(set.text).kind == FieldKind::Text);
        CHECK(read->field(set.target).kind == FieldKind::Category);
        CHECK(read->field(set.target).role == FieldRole::Target);
        CHECK(read->field(set.target).classes.size() == set.classes);
    }
}

} // namespace fettle::test
