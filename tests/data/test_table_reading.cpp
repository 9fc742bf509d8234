// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>

#include <zlib.h>

#include "engine/data/csv_sniffer.h"
#include "engine/data/table_files.h"
#include "engine/data/table_reader.h"
#include "engine/data/text_encoding.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

/// Keeps what comes, as texts.
class CollectingSink final : public RowSink {
public:
    Result<void> begin(std::vector<ColumnPlan> plans) override
    {
        columns = std::move(plans);
        rows.clear();
        issues.clear();
        ++begins;
        return {};
    }
    Result<void> append(RowBatch batch) override
    {
        for (std::int64_t row = 0; row < batch.rows; ++row) {
            auto& cells = rows.emplace_back();
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (columns[i].storage == CellStorage::Numbers)
                    cells.push_back(data::numberText(batch.columns[i].numbers()[static_cast<std::size_t>(row)]));
                else
                    cells.emplace_back(batch.columns[i].text(row));
            }
        }
        return {};
    }
    void issue(ImportIssue found, std::int64_t skipped) override
    {
        issues.push_back(std::move(found));
        rowsSkipped += skipped;
    }
    void note(Note) override {}
    void format(ValueMap) override {}

    std::vector<ColumnPlan> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<ImportIssue> issues;
    std::int64_t rowsSkipped = 0;
    int begins = 0;
};

class NoMonitor final : public ImportMonitor {
public:
    void progress(double, double, std::int64_t) override {}
    [[nodiscard]] bool cancelled() const override { return false; }
};

CollectingSink readText(std::string_view text, std::size_t chunkBytes = 4u << 20, ValueMap options = {})
{
    const TemporaryFolder folder;
    const auto path = folder.write("table.csv", text);
    auto plan = data::planTable({{platform::toUtf8(path)}, std::move(options), {}, 2});
    if (!plan.ok())
        FAIL(toLogLine(plan.error()));
    data::TableReader reader(std::move(*plan), 2);
    reader.setChunkBytes(chunkBytes);
    CollectingSink sink;
    NoMonitor monitor;
    if (const auto done = reader.read(sink, monitor); !done.ok())
        FAIL(toLogLine(done.error()));
    return sink;
}

std::string gzipped(const std::string& text)
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

} // namespace

TEST_CASE("chunks of any size give the same rows, with quotes across their ends")
{
    std::string text = "id,words,n\n";
    for (int i = 0; i < 300; ++i) {
        text += std::to_string(i) + ",";
        if (i % 3 == 0)
            text += "\"line one\nline, \"\"two\"\" of " + std::to_string(i) + "\"";
        else if (i % 7 == 0)
            text += "5\" pipe"; // a bare quote: the guess where to cut goes wrong, the result must not
        else
            text += "plain";
        text += "," + std::to_string(i * 2) + "\r\n";
    }
    const auto whole = readText(text);
    REQUIRE_EQ(whole.rows.size(), 300u);
    CHECK_EQ(whole.rows[3][1], "line one\nline, \"two\" of 3");
    CHECK_EQ(whole.rows[7][1], "5\" pipe");
    CHECK(whole.issues.empty());
    for (const std::size_t bytes : {40u, 64u, 100u, 333u, 1000u, 5000u}) {
        CAPTURE(bytes);
        CHECK(readText(text, bytes).rows == whole.rows);
    }
}

TEST_CASE("rows that don't fit are reported with their line, the others are read")
{
    const auto sink = readText("a,b,c\n1,2,3\n4,5\n\"x\ny\",6,7\n7,8,9,10\n8,9,1,,\n", 20);
    REQUIRE_EQ(sink.rows.size(), 4u);
    CHECK_EQ(sink.rowsSkipped, 1);
    REQUIRE_EQ(sink.issues.size(), 2u);
    CHECK_EQ(sink.issues[0].note.code, "data.row_too_short");
    CHECK_EQ(sink.issues[0].line, 3);
    CHECK_EQ(sink.issues[1].note.code, "data.row_too_long");
    CHECK_EQ(sink.issues[1].line, 6);
}

TEST_CASE("a quote that is never closed costs its own row's quotes and no more")
{
    const auto sink = readText("a,b\n1,\"open\n2,y\n3,z\n");
    REQUIRE_EQ(sink.rows.size(), 3u);
    CHECK_EQ(sink.rows[0][1], "\"open");
    CHECK_EQ(sink.rows[2][1], "z");
    REQUIRE_EQ(sink.issues.size(), 1u);
    CHECK_EQ(sink.issues[0].note.code, "data.quote_open");
}

TEST_CASE("a column that turns out not to hold numbers is read again as text")
{
    std::string text = "n,zip\n";
    for (int i = 0; i < 60'000; ++i)
        text += std::to_string(i) + "," + (i < 59'990 ? "9" : "0") + std::to_string(1000 + i % 9000) + "\n";
    const auto sink = readText(text, 64 << 10);
    CHECK_EQ(sink.begins, 2);
    CHECK(sink.columns[0].storage == CellStorage::Numbers);
    CHECK(sink.columns[1].storage == CellStorage::Texts);
    REQUIRE_EQ(sink.rows.size(), 60'000u);
    CHECK_EQ(sink.rows[59'999][1].front(), '0');
}

TEST_CASE("a few cells that are no numbers are reported and missing")
{
    std::string text = "n\n";
    for (int i = 0; i < 1000; ++i)
        text += (i == 500 ? std::string("oops") : std::to_string(i)) + "\n";
    const auto sink = readText(text);
    REQUIRE_EQ(sink.rows.size(), 1000u);
    CHECK_EQ(sink.rows[500][0], "");
    REQUIRE_EQ(sink.issues.size(), 1u);
    CHECK_EQ(sink.issues[0].note.code, "data.cell_not_a_number");
    CHECK_EQ(sink.issues[0].line, 502);
}

TEST_CASE("zero bytes and stray bytes are mended and reported")
{
    using namespace std::string_view_literals;
    const auto zero = readText("a,b\n\0001,x\n2,y\n"sv);
    REQUIRE_EQ(zero.rows.size(), 2u);
    CHECK_EQ(zero.rows[0][0], "1");
    REQUIRE_EQ(zero.issues.size(), 1u);
    CHECK_EQ(zero.issues[0].note.code, "data.nul_bytes_removed");
    std::string damaged = "a,b\n";
    for (int i = 0; i < 40; ++i)
        damaged += "1,gr\xC3\xBC\xC3\x9F\n";
    damaged += "2,caf\xE9\n";
    const auto stray = readText(damaged);
    CHECK_EQ(stray.rows.back()[1], "caf\xC3\xA9");
    REQUIRE_EQ(stray.issues.size(), 1u);
    CHECK_EQ(stray.issues[0].note.code, "data.bytes_repaired");
    CHECK_EQ(stray.issues[0].line, 42);
}

TEST_CASE("gzip is unpacked while reading, and a cut one is refused")
{
    std::string text = "a,b\n";
    for (int i = 0; i < 50'000; ++i)
        text += std::to_string(i) + ",w" + std::to_string(i % 13) + "\n";
    const std::string packed = gzipped(text);
    const auto sink = readText(packed, 32 << 10);
    CHECK_EQ(sink.rows.size(), 50'000u);
    const TemporaryFolder folder;
    const auto path = folder.write("cut.csv.gz", packed.substr(0, packed.size() / 2));
    const auto cut = importWith(importRequest(path, folder.path() / "set"));
    REQUIRE_FALSE(cut.ok());
    CHECK_EQ(cut.error().code, "data.gzip_damaged");
}

TEST_CASE("dialects")
{
    struct Case {
        const char* text;
        char delimiter;
        bool header;
        std::size_t width;
    };
    for (const auto& [text, delimiter, header, width] : {
             Case{"a;b\n1,5;2,5\n2,5;3,5\n", ';', true, 2},
             Case{"a\tb, c\n1\tx, y\n2\tz\n", '\t', true, 2},
             Case{"1|x|2\n3|y|4\n", '|', false, 3},
             Case{"x  y   z\n1  2   3\n4  5   6\n7  8   9\n", ' ', true, 3},
             Case{"word\nsome, text\nmore text\nand more\n", ',', true, 1},
             Case{"2015,2016,name\n1.5,2.5,x\n3.5,4.5,y\n", ',', true, 3},
         }) {
        CAPTURE(text);
        const auto layout = data::sniffCsv(text, true, {});
        if (width > 1)
            CHECK_EQ(layout.dialect.delimiter, delimiter);
        CHECK_EQ(layout.header, header);
        CHECK_EQ(layout.width, width);
    }
    std::vector<Note> notes;
    CHECK(data::columnNames({" a ", "", "a", "x\ny"}, notes) == std::vector<std::string>{"a", "1", "a_2", "x y"});
    CHECK_EQ(notes.size(), 2u);
}

TEST_CASE("encodings are told apart")
{
    const auto name = [](std::string_view bytes) { return data::guessEncoding(bytes, true).name; };
    using namespace std::string_view_literals;
    CHECK_EQ(name("a,b\n1,2\n"), "utf-8");
    CHECK_EQ(name("\xEF\xBB\xBF" "a,b\n"), "utf-8");
    CHECK_EQ(name("a\0,\0b\0\n\0001\0,\0002\0\n\0"sv), "utf-16le");
    CHECK_EQ(name("\0a\0,\0b\0\n\0001\0,\0002\0\n"sv), "utf-16be");
    CHECK_EQ(name("name\ncaf\xE9\nM\xFCller\n"), "windows-1252");
    CHECK_EQ(name("\xD6\xD0\xB9\xFA\xB9\xA4\xC9\xCC,\xD2\xF8\xD0\xD0\n"), "gb18030");
    CHECK_EQ(data::guessEncoding("PK\x03\x04rest", true).binaryFormat, "ZIP or Excel (.xlsx)");
    auto decoder = data::TextDecoder::open("gb18030");
    REQUIRE(decoder.ok());
    std::string out;
    decoder->decode("\xD6", false, out); // cut within a character
    decoder->decode("\xD0", true, out);
    CHECK_EQ(out, "\xE4\xB8\xAD");
    auto wide = data::TextDecoder::open("utf-16le");
    REQUIRE(wide.ok());
    out.clear();
    for (const char byte : "\x3D\xD8\x0E\xDE" "a\0"sv)
        wide->decode(std::string_view(&byte, 1), false, out);
    CHECK_EQ(out, "\xF0\x9F\x98\x8E" "a");
}

TEST_CASE("cells: numbers, dates, missing marks")
{
    using data::NumberStyle;
    double value = 0.0;
    for (const char* text : {"1", "-1", "1.5", ".5", "5.", "1e3", "-1.25E-2", "+3", "123456789012345678", "0.1",
                             "179769313486231570000000000000000000000", "4.9e-324"}) {
        CAPTURE(text);
        REQUIRE(data::parsePlainNumber(text, value));
        CHECK_EQ(value, std::strtod(text, nullptr));
    }
    for (const char* text : {"", "-", "+", ".", "1,5", "0x10", "inf", "nan", "1e999", "1 2", "--1", "1-", "1e", "e5"}) {
        CAPTURE(text);
        CHECK_FALSE(data::parsePlainNumber(text, value));
    }
    CHECK_EQ(data::parseNumber("1,234,567.5", NumberStyle::Thousands), 1234567.5);
    CHECK_FALSE(data::parseNumber("1,23", NumberStyle::Thousands));
    CHECK_EQ(data::parseNumber("1.234,5", NumberStyle::DecimalComma), 1234.5);
    CHECK_EQ(data::parseDate("1970-01-02", NumberStyle::DateYmd), 86400.0);
    CHECK_EQ(data::parseDate("2020-01-01T15:00:00+03:00", NumberStyle::DateYmd), 1577880000.0);
    CHECK_FALSE(data::parseDate("2021-02-30", NumberStyle::DateYmd));
    CHECK_EQ(data::parseDate("31/12/2012", NumberStyle::DateDmy), data::parseDate("12/31/2012", NumberStyle::DateMdy));
    CHECK_EQ(data::dateText(1577880000.0), "2020-01-01T12:00:00Z");
    CHECK(data::isMissingMark(" ? ", false));
    CHECK(data::isMissingMark("-", true));
    CHECK_FALSE(data::isMissingMark("-", false));
    CHECK(data::losesDigits("007"));
    CHECK(data::losesDigits("1234567890123456"));
    CHECK_FALSE(data::losesDigits("0.5"));
}

TEST_CASE("parts of a table by their names")
{
    CHECK(data::splitInName("adult-train.csv").split == Split::Train);
    CHECK(data::splitInName("x_dev.tsv.gz").split == Split::Validation);
    CHECK(data::splitInName("Test.CSV").split == Split::Test);
    CHECK_EQ(data::splitInName("adult-val.csv").stem, "adult");
    CHECK_FALSE(data::splitInName("contest.csv").split.has_value());
    const TemporaryFolder folder;
    folder.write("train/data.csv", "a,b\n1,2\n3,4\n");
    folder.write("test/data.csv", "b,a\n6,5\n");
    folder.write("notes.md", "nothing");
    const auto manifest = importWith(importRequest(folder.path(), folder.path() / "set"));
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    CHECK_EQ(manifest->rowCount, 3);
    CHECK_EQ(manifest->splitRows.at("test"), 1);
    const TemporaryFolder mixed;
    mixed.write("one.csv", "a\n1\n");
    mixed.write("two.csv", "b\n1\n");
    const auto several = importWith(importRequest(mixed.path(), mixed.path() / "set"));
    REQUIRE_FALSE(several.ok());
    CHECK_EQ(several.error().code, "data.folder_several_tables");
}

} // namespace fettle::test
