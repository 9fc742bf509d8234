// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as a table: where the rows are, what their values become, and what is wrong with them.
#include <doctest/doctest.h>

#include <zlib.h>

#include "engine/contract/error_codes.h"
#include "engine/data/json_rows.h"
#include "engine/data/json_scanner.h"
#include "tests/data/imported_rows.h"

namespace fettle::test {
namespace {

using Table = std::vector<std::vector<std::string>>;

ImportedRows mustImport(const std::string& name, std::string_view bytes, ValueMap options = {},
                        std::vector<FieldOverride> overrides = {})
{
    auto imported = importText(name, bytes, std::move(options), std::move(overrides));
    if (!imported.ok())
        FAIL(name << ": " << toLogLine(imported.error()));
    CHECK_EQ(imported->manifest.report.importer, "json");
    return std::move(*imported);
}

std::string jsonError(const std::string& name, std::string_view bytes, ValueMap options = {})
{
    const auto imported = importText(name, bytes, std::move(options));
    if (imported.ok())
        return "";
    CHECK_MESSAGE(findErrorCode(imported.error().code), imported.error().code);
    return imported.error().code;
}

std::string packed(const std::string& text)
{
    z_stream stream{};
    REQUIRE_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string asUtf16(std::string_view ascii)
{
    std::string wide = "\xFF\xFE";
    for (const char c : ascii) {
        wide.push_back(c);
        wide.push_back('\0');
    }
    return wide;
}

const Table kTwoRows = {{"x", "1"}, {"y", "2"}};

} // namespace

TEST_CASE("the same rows come out of every layout")
{
    const std::pair<const char*, const char*> layouts[] = {
        {"a.json", R"([{"t":"x","n":1},{"t":"y","n":2}])"},
        {"a.json", "[\n  {\n    \"t\": \"x\",\n    \"n\": 1\n  },\n  {\n    \"t\": \"y\",\n    \"n\": 2\n  }\n]\n"},
        {"a.jsonl", "{\"t\":\"x\",\"n\":1}\n{\"t\":\"y\",\"n\":2}\n"},
        {"a.ndjson", "{\"t\":\"x\",\"n\":1}\r\n\r\n{\"t\":\"y\",\"n\":2}"},
        {"a.json", "{\"t\":\"x\",\"n\":1}\n{\"t\":\"y\",\"n\":2}\n"},
        {"a.json", "{\n\"t\":\"x\",\n\"n\":1}\n{\n\"t\":\"y\",\n\"n\":2}\n"},
        {"a.jsonl", "[{\"t\":\"x\",\"n\":1},{\"t\":\"y\",\"n\":2}]"},
        {"a.json", R"({"t":["x","y"],"n":[1,2]})"},
        {"a.json", R"({"t":{"0":"x","1":"y"},"n":{"0":1,"1":2}})"},
        {"a.json", R"({"0":{"t":"x","n":1},"1":{"t":"y","n":2}})"},
        {"a.json", R"({"columns":["t","n"],"index":[0,1],"data":[["x",1],["y",2]]})"},
        {"a.json", R"({"version":"1.0","data":[{"t":"x","n":1},{"t":"y","n":2}]})"},
        {"a.json", R"([["t","n"],["x",1],["y",2]])"},
        {"a.txt", "{\"t\":\"x\",\"n\":1}\n{\"t\":\"y\",\"n\":2}\n"},
    };
    for (const auto& [name, text] : layouts) {
        CAPTURE(text);
        const auto read = mustImport(name, text);
        CHECK(read.names == std::vector<std::string>{"t", "n"});
        CHECK(read.rows == kTwoRows);
        CHECK(read.manifest.report.issues.empty());
    }
    const auto keyed = mustImport("a.json", R"({"first":{"t":"x","n":1},"second":{"t":"y","n":2}})");
    CHECK(keyed.names == std::vector<std::string>{"key", "t", "n"});
    CHECK(keyed.rows == Table{{"first", "x", "1"}, {"second", "y", "2"}});
    const auto classes = mustImport("a.json", R"({"good":["x","y"],"bad":["z"]})");
    CHECK(classes.names == std::vector<std::string>{"text", "label"});
    CHECK(classes.rows == Table{{"x", "good"}, {"y", "good"}, {"z", "bad"}});
    CHECK(mustImport("a.json", R"([["x",1],["y",2]])").names == std::vector<std::string>{"0", "1"});
    CHECK(mustImport("a.json", R"([["t","n"],["x",1],["y",2]])", {{"header", "no"}}).rows.size() == 3);
    CHECK(mustImport("a.json", R"({"a":1,"b":{"c":"x"}})").names == std::vector<std::string>{"a", "b.c"});
}

TEST_CASE("values keep their types, and columns that mix become text in the shortest exact form")
{
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += R"({"mixed":)" + std::string(i % 2 ? "1.50" : "\"b\"") + R"(,"id":)" + std::to_string(10000000000000000 + i)
            + R"(,"yes":)" + (i % 3 ? "true" : "false") + R"(,"n":)" + (i == 7 ? "NaN" : i == 8 ? "Infinity" : i == 9 ? "null" : "1e2")
            + R"(,"day":"2024-01-)" + std::to_string(10 + i % 9) + R"(","none":null,"big":)" + (i == 3 ? "1e999" : "0.1") + "}\n";
    const auto read = mustImport("a.jsonl", text);
    CHECK(read.names == std::vector<std::string>{"mixed", "id", "yes", "n", "day", "big"});
    CHECK(read.rows[0] == std::vector<std::string>{"b", "10000000000000000", "false", "100", "2024-01-10", "0.1"});
    CHECK(read.rows[1][0] == "1.5");
    CHECK(read.rows[39][1] == "10000000000000039"); // no double holds this
    CHECK(read.field("yes").kind == FieldKind::Boolean);
    CHECK(read.field("n").kind == FieldKind::Number);
    CHECK(read.field("day").kind == FieldKind::Date);
    CHECK(read.rows[7][3] == "-");
    CHECK(read.rows[8][3] == "-");
    CHECK(read.rows[9][3] == "-");
    CHECK(read.rows[3][5] == "-");
    const auto* infinite = read.issue("data.cell_not_a_number");
    REQUIRE(infinite);
    CHECK(infinite->line == 4);
    CHECK(hasNote(read.manifest.report.notes, "data.json_empty_columns"));
    // The user's word counts more.
    const auto given = mustImport("a.json", R"([{"a":"12","b":5},{"a":"x","b":6}])", {},
                                  {{"a", FieldKind::Number, {}}, {"b", FieldKind::Category, {}}});
    CHECK(given.rows == Table{{"12", "5"}, {"-", "6"}});
    CHECK(given.field("a").kind == FieldKind::Number);
    CHECK(given.field("b").kind == FieldKind::Category);
    CHECK(given.issue("data.cell_not_a_number")->line == 1);
}

TEST_CASE("nested objects and lists by choice")
{
    const std::string text = R"([{"id":"r1","user":{"name":"A","tags":["x","y"],"home":{"zip":"01"}},)"
                             R"("turns":[{"from":"a","n":1.0}],"lines":["One, two.","Three."],"none":[],"obj":{}},)"
                             R"({"id":"r2","user":null,"turns":[],"lines":["Four, five."]}])";
    const auto flat = mustImport("a.json", text);
    CHECK(flat.names == std::vector<std::string>{"id", "user.name", "user.tags", "user.home.zip", "turns", "lines"});
    CHECK(flat.rows[0] == std::vector<std::string>{"r1", "A", "x, y", "01", R"([{"from": "a", "n": 1.0}])", "One, two.\nThree."});
    CHECK(flat.rows[1] == std::vector<std::string>{"r2", "-", "-", "-", "-", "Four, five."});
    const auto asText = mustImport("a.json", text, {{"nested", "text"}, {"lists", "text"}});
    CHECK(asText.names == std::vector<std::string>{"id", "user", "turns", "lines", "none", "obj"});
    CHECK(asText.rows[0][1] == R"({"name": "A", "tags": ["x", "y"], "home": {"zip": "01"}})");
    CHECK(asText.rows[0][3] == R"(["One, two.", "Three."])");
    const auto without = mustImport("a.json", text, {{"nested", "leave_out"}});
    CHECK(without.names == std::vector<std::string>{"id", "lines"});
    CHECK(jsonError("a.json", text, {{"nested", "sideways"}}) == "data.option_value");
}

TEST_CASE("broken lines are told with line, place and reason; the others are read")
{
    const auto read = mustImport("a.jsonl", "{\"a\":1}\n{\"a\":2,}\n\n{\"a\" 3}\n{\"a\":4}\n{\"a\":05}\n{\"a\":\"x\n{\"a\":6} 7\n{\"a\":tru}\n"
                                            "{\"a\":\"\\q\"}\n{\"a\":8}\n{\"a\":9");
    CHECK(read.rows == Table{{"1"}, {"4"}, {"8"}});
    CHECK(read.manifest.report.rowsSkipped == 8);
    const auto& issues = read.manifest.report.issues;
    REQUIRE(issues.size() == 8);
    const std::int64_t lines[] = {2, 4, 6, 7, 8, 9, 10, 12};
    for (std::size_t i = 0; i < issues.size(); ++i) {
        CHECK(issues[i].line == lines[i]);
        CHECK(issues[i].note.code == "data.json_row_broken");
    }
    CHECK(issues[0].note.arguments.at("reason").asText() == "a key in quotation marks is missing");
    CHECK(issues[0].note.arguments.at("character").asInteger() == 8);
    CHECK(issues[2].note.arguments.at("reason").asText() == "a number is not written as JSON writes numbers");
    CHECK(issues[7].note.arguments.at("reason").asText() == "it ends too early");
}

TEST_CASE("in a list, too, one broken row costs no other")
{
    std::string text = "[\n";
    for (int i = 0; i < 30; ++i) {
        const std::string n = std::to_string(i);
        text += i == 5    ? "  {\"a\": " + n + ", \"b\": \"never closed},\n"
            : i == 9      ? "  {\"a\": " + n + " \"b\": \"x\"},\n"
            : i == 12     ? "  {\"a\": " + n + ", \"b\": [1, 2},\n"
            : i == 15     ? "  {\"a\": " + n + ", \"b\": \"x\"}\n" // no comma
                          : "  {\"a\": " + n + ", \"b\": \"x\"},\n";
    }
    text += "]";
    const auto read = mustImport("a.json", text);
    CHECK(read.rows.size() == 27);
    CHECK(read.manifest.report.rowsSkipped == 3);
    for (const auto& row : read.rows)
        CHECK(row[0] != "5");
    const auto* broken = read.issue("data.json_row_broken");
    REQUIRE(broken);
    CHECK(broken->line == 7);
    CHECK(read.issue("data.json_comma"));
    // Rows over several lines: their own indentation says where the next begins.
    const auto wide = mustImport("a.json", "[\n  {\n    \"a\": \"x\",\n    \"b\": {\n      \"c\": \"1\n    }\n  },\n  {\n    \"a\": \"y\"\n  }\n]\n");
    CHECK(wide.rows == Table{{"y"}});
    // Without line ends the brackets are all there is.
    const auto line = mustImport("a.json", R"([{"a":1},{"a":2,,},{"a":3}] tail)");
    CHECK(line.rows == Table{{"1"}, {"3"}});
    CHECK(line.issue("data.json_after_end"));
}

TEST_CASE("a key that comes late is a column, and one that turns out to hold texts is text")
{
    std::string text;
    for (int i = 0; i < 6000; ++i)
        text += R"({"n":)" + (i == 5200 ? std::string("\"w\"") : std::to_string(i % 50)) + (i % 100 == 99 && i > 5500 ? R"(,"x":"w","y":2)" : "")
            + R"(,"z":)" + (i > 5900 ? "\"late\"" : std::to_string(i)) + "}\n";
    const auto read = mustImport("a.jsonl", text);
    CHECK(read.names == std::vector<std::string>{"n", "z", "x", "y"});
    REQUIRE(read.rows.size() == 6000);
    CHECK(read.rows[5599] == std::vector<std::string>{"49", "5599", "w", "2"});
    CHECK(read.rows[0] == std::vector<std::string>{"0", "0", "-", "-"});
    // One text among 6000 numbers is a mistake in the data, 99 are another kind of column.
    CHECK(read.field("n").kind == FieldKind::Number);
    CHECK(read.rows[5200][0] == "-");
    REQUIRE(read.issue("data.cell_not_a_number"));
    CHECK(read.issue("data.cell_not_a_number")->line == 5201);
    CHECK(read.rows[5999][1] == "late");
    CHECK(read.field("z").kind != FieldKind::Number);
}

TEST_CASE("repeated keys, halves of characters, zero bytes and stray bytes are told")
{
    using namespace std::string_literals;
    std::string text = R"({"a":"x","a":"y"})"s + "\n" + R"({"a":"\ud800!"})" + "\n" + R"({"a":"\u0000z\u0000"})" + "\n{\"a\":\"caf\xE9\"}\n"
        + R"({"a":"\ud83d\ude00"})" + "\n";
    for (int i = 0; i < 40; ++i)
        text += "{\"a\":\"gr\xC3\xBC\xC3\x9F\"}\n";
    const auto read = mustImport("a.jsonl", text);
    CHECK(read.rows[0][0] == "y");
    CHECK(read.rows[1][0] == "\xEF\xBF\xBD!");
    CHECK(read.rows[2][0] == "z");
    CHECK(read.rows[3][0] == "caf\xC3\xA9");
    CHECK(read.rows[4][0] == "\xF0\x9F\x98\x80");
    CHECK(read.issue("data.json_key_repeated")->line == 1);
    CHECK(read.issue("data.json_surrogates")->line == 2);
    CHECK(read.issue("data.nul_bytes_removed")->line == 3);
    CHECK(read.issue("data.bytes_repaired")->line == 4);
    CHECK(read.manifest.report.rowsSkipped == 0);
}

TEST_CASE("marks, wide encodings and gzip")
{
    const std::string text = R"([{"t":"x","n":1},{"t":"y","n":2}])";
    CHECK(mustImport("a.json", "\xEF\xBB\xBF" + text).rows == kTwoRows);
    CHECK(mustImport("a.json", asUtf16(text)).rows == kTwoRows);
    CHECK(mustImport("a.json", asUtf16(text).substr(2)).rows == kTwoRows);
    const auto zipped = mustImport("a.json.gz", packed(text));
    CHECK(zipped.rows == kTwoRows);
    CHECK(zipped.manifest.report.format.at("compression").asText() == "gzip");
    std::string lines;
    for (int i = 0; i < 50'000; ++i)
        lines += "{\"n\":" + std::to_string(i) + ",\"w\":\"word " + std::to_string(i) + "\"}\n";
    const std::string gz = packed(lines);
    CHECK(mustImport("a.jsonl.gz", gz).rows.size() == 50'000);
    CHECK(jsonError("a.jsonl.gz", gz.substr(0, gz.size() / 2)) == "data.gzip_damaged");
    const auto western = mustImport("a.json", "[{\"t\":\"caf\xE9\"},{\"t\":\"\x96\"}]");
    CHECK(western.rows == Table{{"caf\xC3\xA9"}, {"\xE2\x80\x93"}});
}

TEST_CASE("files and keys named after splits are parts of one dataset")
{
    const TemporaryFolder folder;
    for (const auto& [name, rows] : {std::pair{"set/train.jsonl", 30}, std::pair{"set/valid.jsonl", 10}, std::pair{"set/test.jsonl.gz", 5}}) {
        std::string text;
        for (int i = 0; i < rows; ++i)
            text += "{\"n\":" + std::to_string(i) + ",\"label\":\"" + (i % 2 ? "a" : "b") + "\"}\n";
        folder.write(name, std::string(name).ends_with(".gz") ? packed(text) : text);
    }
    folder.write("set/README.md", "about");
    const auto parts = importRows({folder.path() / "set"});
    REQUIRE_MESSAGE(parts.ok(), toLogLine(parts.error()));
    CHECK(parts->manifest.report.importer == "json");
    CHECK(parts->manifest.splitRows == std::map<std::string, std::int64_t>{{"test", 5}, {"train", 30}, {"validation", 10}});
    CHECK(parts->field("label").role == FieldRole::Target);

    const auto keys = mustImport("a.json", R"({"info":{"by":"x"},"oos_val":[["v","oos"]],"train":[["a","x"],["b","y"]],"test":[["c","x"]]})");
    CHECK(keys.rows == Table{{"v", "oos"}, {"a", "x"}, {"b", "y"}, {"c", "x"}});
    CHECK(keys.manifest.splitRows == std::map<std::string, std::int64_t>{{"test", 1}, {"train", 2}, {"validation", 1}});
    CHECK(hasNote(keys.manifest.report.notes, "data.split_by_key"));
    CHECK(hasNote(keys.manifest.report.notes, "data.json_keys_left_out"));
    // A column that is called like a split is a column.
    CHECK(mustImport("a.json", R"({"test":[1,2],"x":["a","b"],"train":[3,4]})").names == std::vector<std::string>{"test", "x", "train"});

    const std::string several = R"({"images":[{"id":1}],"boxes":[{"id":2},{"id":3}]})";
    CHECK(jsonError("a.json", several) == "data.json_several_lists");
    CHECK(mustImport("a.json", several, {{"rows", "boxes"}}).rows.size() == 2);
    CHECK(jsonError("a.json", several, {{"rows", "labels"}}) == "data.json_unknown_key");
    folder.write("two/a.json", "[{\"a\":1}]");
    folder.write("two/b.json", "[{\"a\":1}]");
    CHECK(importRows({folder.path() / "two"}).error().code == "data.folder_several_tables");
    CHECK(importRows({folder.path() / "set"}, {{"importer", "json"}}).ok());
    folder.write("none/x.md", "x");
    CHECK(importRows({folder.path() / "none"}, {{"importer", "json"}}).error().code == "data.folder_without_json");
}

TEST_CASE("what holds no rows says why")
{
    CHECK(jsonError("a.json", "") == "data.json_no_rows");
    CHECK(jsonError("a.json", "  \n") == "data.json_no_rows");
    CHECK(jsonError("a.json", "[]") == "data.json_no_rows");
    CHECK(jsonError("a.json", "{}") == "data.json_no_rows");
    CHECK(jsonError("a.json", "42") == "data.json_no_rows");
    CHECK(jsonError("a.json", "\"text\"") == "data.json_no_rows");
    CHECK(jsonError("a.json", "a,b\n1,2\n") == "data.json_no_rows");
    CHECK(jsonError("a.json", "[null,null]") == "data.json_no_rows");
    CHECK(jsonError("a.json", "[{\"a\":null}]") == "data.json_no_rows");
    CHECK(jsonError("a.json", "[,]") == "data.json_no_rows");
    CHECK(jsonError("a.json", "{\"a\":[1,2],\"b\":[3]}") == "data.json_no_rows");
    CHECK(jsonError("a.json", std::string("PK\x03\x04", 4) + std::string(200, '\0')) == "data.format_unsupported");
}

TEST_CASE("a file cut anywhere gives what it has, or a reason, and never hangs")
{
    const std::string texts[] = {
        R"([{"t":"x\u00e9","n":-1.5e3,"l":[1,{"a":null}]},{"t":"y","n":true}])",
        R"({"train":[["a","x"],["b","y"]],"v":{"k":[1]},"test":[["c","z"]]})",
        R"({"t":["x","y"],"n":[1,2]})",
        R"({"t":{"0":"x","1":"y"},"n":{"0":1,"1":2}})",
        "{\"t\":\"x\"}\n[1,2]\n{\"t\":{\"u\":3}}\n",
    };
    for (const std::string& text : texts)
        for (std::size_t size = 0; size < text.size(); ++size) {
            CAPTURE(text.substr(0, size));
            const auto imported = importText("a.json", text.substr(0, size));
            CHECK((imported.ok() || findErrorCode(imported.error().code)));
        }
    const auto cut = importText("a.json", std::string_view(texts[1]).substr(0, 30));
    REQUIRE(cut.ok());
    CHECK(cut->rows == Table{{"a", "x"}, {"b", "y"}});
}

TEST_CASE("hostile files meet limits before they take memory or time")
{
    CHECK(jsonError("a.json", std::string(200'000, '[')) == "data.json_no_rows");
    std::string deep = "[{\"a\":1},";
    for (int i = 0; i < 500; ++i)
        deep += "{\"a\":";
    deep += "1" + std::string(500, '}') + ",{\"a\":2}]";
    const auto nested = mustImport("a.json", deep);
    CHECK(nested.rows == Table{{"1"}, {"2"}});
    CHECK(nested.issue("data.json_row_broken")->note.arguments.at("reason").asText() == "its brackets are nested too deeply");
    const std::string large(17u << 20, 'x');
    CHECK(mustImport("a.jsonl", "{\"a\":1}\n{\"a\":\"" + large + "\"}\n{\"a\":2}\n").rows == Table{{"1"}, {"2"}});
    const auto list = mustImport("a.json", "[{\"a\":1},{\"a\":\"" + large + "\"},{\"a\":2}]");
    CHECK(list.rows == Table{{"1"}, {"2"}});
    CHECK(list.issue("data.json_row_too_large"));
    std::string keys;
    for (int i = 0; i < 6000; ++i)
        keys += "{\"k" + std::to_string(i) + "\":1}\n";
    CHECK(jsonError("a.jsonl", keys) == "data.json_too_many_columns");
    std::string wide = "[[1";
    for (int i = 0; i < 30'000; ++i)
        wide += ",1";
    CHECK(mustImport("a.json", wide + "],[1,2]]").rows == Table{{"1", "2"}});
    // Every row opens what it does not close: reading each of them to the end would take hours.
    std::string open = "[\n";
    for (int i = 0; i < 100'000; ++i)
        open += "{\"a\": \"\n";
    CHECK(jsonError("a.json", open) == "data.json_no_rows");
}

TEST_CASE("a stream of JSON holds one value at a time")
{
    // 400 MB of rows, made while they are read.
    const std::string row = R"({"a": [1, 2, "]}"], "text": "some words that fill a row up to a hundred bytes or thereabouts"})";
    std::size_t made = 0;
    data::JsonStream stream([&](std::string& out, std::size_t) -> Result<bool> {
        for (int i = 0; i < 1000; ++i)
            out += row + ",";
        made += 1000;
        return made < 4'000'000;
    });
    std::size_t rows = 0;
    for (;;) {
        const auto next = stream.peek();
        REQUIRE(next.ok());
        if (*next == '\0')
            break;
        if (*next == ',') {
            stream.take();
            continue;
        }
        const auto cut = stream.value();
        REQUIRE(cut.ok());
        rows += *cut == data::JsonStream::Cut::Whole && stream.text() == row;
    }
    CHECK(rows == made);
}

} // namespace fettle::test
