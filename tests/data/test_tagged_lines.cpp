// SPDX-License-Identifier: GPL-3.0-or-later
// Texts with marked parts from files of tagged words (CoNLL) and from JSON.
#include <doctest/doctest.h>

#include "engine/data/json_spans.h"
#include "engine/data/token_tags.h"
#include "tests/data/imported_rows.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

ImportedRows mustImportTagged(const std::string& name, std::string_view bytes, const char* importer = "conll")
{
    auto imported = importText(name, bytes);
    if (!imported.ok())
        FAIL(name << ": " << toLogLine(imported.error()));
    CHECK_EQ(imported->manifest.report.importer, importer);
    return std::move(*imported);
}

/// Each mark with the stretch that it marks.
std::vector<std::pair<std::string, std::string>> marked(const ImportedRows& rows, std::size_t row, const char* column = "entities")
{
    const auto text = rows.column("text").at(row);
    const auto marks = parseMarks(rows.column(column).at(row));
    REQUIRE(marks.has_value());
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& mark : *marks)
        found.emplace_back(mark.label, markedText(text, mark));
    return found;
}

using Found = std::vector<std::pair<std::string, std::string>>;

} // namespace

TEST_CASE("Tagged words become texts with marked parts")
{
    const auto rows = mustImportTagged("ner.conll", "Anna\tB-person\nSmith\tI-person\nlives\tO\nin\tO\nNew\tB-place\nYork\tI-place\n.\tO\n"
                                                    "\t\n\n#photo\tO\nof\tO\nÄnne\tB-person\n");
    REQUIRE_EQ(rows.rows.size(), 2);
    CHECK_EQ(rows.column("text"), std::vector<std::string>{"Anna Smith lives in New York .", "#photo of Änne"});
    CHECK((marked(rows, 0) == Found{{"person", "Anna Smith"}, {"place", "New York"}}));
    CHECK((marked(rows, 1) == Found{{"person", "Änne"}}));
    CHECK_EQ(rows.field("entities").kind, FieldKind::Spans);
    CHECK_EQ(rows.field("entities").role, FieldRole::Target);
    CHECK_EQ(rows.field("text").role, FieldRole::Input);
    CHECK_EQ(rows.field("entities").classes, std::vector<std::string>{"person", "place"});
    CHECK(rows.manifest.report.issues.empty());
}

TEST_CASE("Four columns apart by spaces, documents, remarks, and the older scheme IOB1")
{
    const auto rows = mustImportTagged("eng.conll", "-DOCSTART- -X- O O\n\n# a remark\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\n"
                                                    "British JJ I-NP B-MISC\ncall NN I-NP O\n\nPeter NNP I-NP I-PER\nBlackburn NNP I-NP I-PER\n");
    REQUIRE_EQ(rows.rows.size(), 2);
    CHECK((marked(rows, 0) == Found{{"ORG", "EU"}, {"MISC", "German"}, {"MISC", "British"}}));
    CHECK((marked(rows, 1) == Found{{"PER", "Peter Blackburn"}}));
}

TEST_CASE("IOBES and its other spellings")
{
    const auto rows = mustImportTagged("a.bioes", "a\tS-X\nb\tB-Y\nc\tI-Y\nd\tE-Y\ne\tO\n\nf\tU-X\ng\tB-Y\nh\tL-Y\n\ni\tB-Y\nj\tM-Y\nk\tE-Y\n");
    REQUIRE_EQ(rows.rows.size(), 3);
    CHECK((marked(rows, 0) == Found{{"X", "a"}, {"Y", "b c d"}}));
    CHECK((marked(rows, 1) == Found{{"X", "f"}, {"Y", "g h"}}));
    CHECK((marked(rows, 2) == Found{{"Y", "i j k"}}));
}

TEST_CASE("Chinese has no spaces, and numbers glued to characters are left out")
{
    const auto glued = mustImportTagged("weibo.conll", "在0\tO\n嘉0\tB-LOC\n鱼1\tI-LOC\nO0\tO\nK1\tO\n80\tO\n81\tO\n\n对0\tO\n女0\tB-PER\n人1\tI-PER\n，0\tO\n");
    CHECK_EQ(glued.column("text"), std::vector<std::string>{"在嘉鱼OK88", "对女人，"});
    CHECK((marked(glued, 0) == Found{{"LOC", "嘉鱼"}}));
    CHECK(hasNote(glued.manifest.report.notes, "data.token_numbers_dropped"));
    const auto words = mustImportTagged("zh.conll", "我们\tO\n在\tO\n北京\tB-LOC\nGoogle\tB-ORG\nCloud\tI-ORG\n工作\tO\n\n今天\tO\n很\tO\n好\tO\n");
    CHECK_EQ(words.column("text").front(), "我们在北京Google Cloud工作");
    CHECK((marked(words, 0) == Found{{"LOC", "北京"}, {"ORG", "Google Cloud"}}));
    // Prices and years are no places within words.
    const auto numbers = mustImportTagged("en.conll", "in\tO\n2019\tB-DATE\n,\tO\nroom\tO\n12\tO\n\nParis\tB-LOC\n0\tO\n");
    CHECK_EQ(numbers.column("text").front(), "in 2019 , room 12");
}

TEST_CASE("Lines that are wrong are told with their number, and cost no row")
{
    const auto rows = mustImportTagged("bad.conll", "Anna\tB-PER\nlives\tO\nin\nParis\tB-LOC\ntoday\tX-LOC\n\tB-LOC\nnow\tO\nhere\tO\nand\tO\nthere\tO\nall\tO\nthe\tO\n"
                                                    "time\tO\nof\tO\nthe\tO\nyear\tO\nin\tO\nthis\tO\ntown\tO\nby\tO\nthe\tO\nsea\tO\nwhich\tO\nis\tO\nvery\tO\nfine\tO\n"
                                                    "indeed\tO\nI\tO\nsay\tO\nso\tO\nas\tO\nwell\tO\nas\tO\nmy\tO\nfriends\tO\nin\tO\nthe\tO\ncity\tO\nwho\tO\nknow\tO\nit\tO\n"
                                                    "for\tO\nyears\tO\nand\tO\nyears\tO\nand\tO\nyears\tO\nto\tO\ncome\tO\nin\tO\nthe\tO\nend\tO\nof\tO\nall\tO\ndays\tO\n");
    REQUIRE_EQ(rows.rows.size(), 1);
    CHECK((marked(rows, 0) == Found{{"PER", "Anna"}, {"LOC", "Paris"}}));
    REQUIRE(rows.issue("data.tag_missing"));
    CHECK_EQ(rows.issue("data.tag_missing")->line, 3);
    REQUIRE(rows.issue("data.tag_unknown"));
    CHECK_EQ(rows.issue("data.tag_unknown")->line, 5);
    REQUIRE(rows.issue("data.token_missing"));
    CHECK_EQ(rows.issue("data.token_missing")->line, 6);
}

TEST_CASE("A file without an end to its sentences is cut, and what is no such file is left to others")
{
    std::string endless = "x\tB-A\n";
    for (int i = 0; i < 20'500; ++i)
        endless += "w\tO\n";
    const auto rows = mustImportTagged("endless.conll", endless);
    CHECK_EQ(rows.rows.size(), 2);
    CHECK(rows.issue("data.sentence_cut"));
    const auto table = importText("b.tsv", "name\tkind\nO\tO\nI\tO\nB\tO\n");
    REQUIRE(table.ok());
    CHECK_EQ(table->manifest.report.importer, "table");
    const auto texts = importText("lines.txt", "I go to Paris O\nWe are in the garden with B\nThey read many long books\n");
    REQUIRE(texts.ok());
    CHECK_NE(texts->manifest.report.importer, "conll");
}

TEST_CASE("A folder of train, dev and test just works")
{
    const TemporaryFolder folder;
    folder.write("set/train.conll", "a\tB-X\nb\tO\n\nc\tO\n\nd\tB-X\n");
    folder.write("set/dev.conll", "e\tB-X\nf\tO\n");
    folder.write("set/test.conll", "g\tO\nh\tB-Y\n");
    folder.write("set/README.md", "A set of names.\n");
    const auto rows = importRows({folder.path() / "set"});
    REQUIRE_MESSAGE(rows.ok(), (rows.ok() ? "" : toLogLine(rows.error())));
    CHECK_EQ(rows->manifest.report.importer, "conll");
    CHECK_EQ(rows->manifest.splitRows.at("train"), 3);
    CHECK_EQ(rows->manifest.splitRows.at("validation"), 1);
    CHECK_EQ(rows->manifest.splitRows.at("test"), 1);
    const auto& statistics = rows->manifest.statistics.at(1);
    CHECK((statistics.topValues == std::vector<ValueCount>{{"X", 3}, {"Y", 1}}));
    CHECK((statistics.classCounts.at("test") == std::vector<ValueCount>{{"X", 0}, {"Y", 1}}));
    const TemporaryFolder other;
    other.write("weiboNER.conll.train", "a\tB-X\nb\tO\n\nc\tO\n");
    other.write("weiboNER.conll.test", "a\tB-X\nb\tO\n");
    const auto named = importRows({other.path()});
    REQUIRE_MESSAGE(named.ok(), (named.ok() ? "" : toLogLine(named.error())));
    CHECK_EQ(named->manifest.splitRows.at("test"), 1);
}

TEST_CASE("Marked parts in JSON, as the programs for marking write them")
{
    const char* layouts[] = {
        "{\"text\":\"Zoë in 北京 .\",\"entities\":[[0,3,\"PER\"],[7,9,\"LOC\"]]}\n{\"text\":\"nothing here\",\"entities\":[]}\n",
        "{\"text\":\"Zoë in 北京 .\",\"entities\":[{\"id\":1,\"label\":\"PER\",\"start_offset\":0,\"end_offset\":3},{\"label\":\"LOC\",\"start_offset\":7,"
        "\"end_offset\":9}]}\n{\"text\":\"nothing here\",\"entities\":[]}\n",
        "{\"text\":\"Zoë in 北京 .\",\"entities\":[{\"start\":0,\"end\":3,\"text\":\"Zoë\",\"labels\":[\"PER\"]},{\"start\":7,\"end\":9,\"labels\":[\"LOC\"]}]}\n"
        "{\"text\":\"nothing here\",\"entities\":[]}\n",
        "{\"text\":\"Zoë in 北京 .\",\"entities\":[{\"result\":[{\"value\":{\"start\":7,\"end\":9,\"labels\":[\"LOC\"]},\"type\":\"labels\"},{\"value\":{\"start\":0,"
        "\"end\":3,\"labels\":[\"PER\"]}},{\"value\":{\"choices\":[\"fine\"]}}]}]}\n{\"text\":\"nothing here\",\"entities\":[]}\n"};
    for (const auto* layout : layouts) {
        const auto rows = mustImportTagged("marks.jsonl", layout, "json");
        CHECK_EQ(rows.field("entities").kind, FieldKind::Spans);
        CHECK_EQ(rows.field("entities").role, FieldRole::Target);
        CHECK((marked(rows, 0) == Found{{"PER", "Zoë"}, {"LOC", "北京"}}));
        CHECK_EQ(rows.column("entities").at(1), "[]");
    }
    const auto spacy = mustImportTagged("spacy.json", R"([["Zoë in Rome", {"entities": [[0, 3, "PER"]]}], ["none", {"entities": []}]])", "json");
    CHECK_EQ(spacy.field("1.entities").kind, FieldKind::Spans);
    CHECK_EQ(spacy.column("1.entities"), std::vector<std::string>{R"([{"start":0,"end":3,"label":"PER"}])", "[]"});
}

TEST_CASE("Marks in JSON that are wrong are told, and lists of something else stay what they are")
{
    std::string rows = "{\"text\":\"short\",\"spans\":[[0,99,\"A\"],[0,2,\"B\"]]}\n{\"text\":\"fine\"}\n";
    for (int i = 0; i < 40; ++i)
        rows += "{\"text\":\"row number\",\"spans\":[[0,3,\"A\"]]}\n";
    rows += "{\"text\":\"broken\",\"spans\":[[5,2,\"A\"]]}\n";
    const auto imported = mustImportTagged("a.jsonl", rows, "json");
    CHECK_EQ(imported.column("spans").front(), R"([{"start":0,"end":2,"label":"B"}])");
    CHECK_EQ(imported.column("spans").at(1), "-");
    CHECK_EQ(imported.column("spans").back(), "-");
    REQUIRE(imported.issue("data.spans_outside"));
    CHECK_EQ(imported.issue("data.spans_outside")->line, 1);
    REQUIRE(imported.issue("data.spans_not_understood"));
    CHECK_EQ(imported.issue("data.spans_not_understood")->line, 43);
    for (const auto* other : {R"([[0,5]])", R"([[0,"5","A"]])", R"([{"start":0}])", R"({"a":1})", R"(["a"])", R"([[0,5,""]])", "[", ""})
        CHECK_MESSAGE(!data::spansOfJson(other), other);
    const auto boxes = importText("b.jsonl", "{\"t\":\"x\",\"p\":[[1,2],[3,4]]}\n{\"t\":\"y\",\"p\":[[1,2],[3,4]]}\n");
    REQUIRE(boxes.ok());
    CHECK_NE(boxes->field("p").kind, FieldKind::Spans);
}

TEST_CASE("Cells of marks are read as they are written, and no others")
{
    const std::vector<Mark> marks = {{"b \"quoted\"", 4, 9}, {"a", 0, 3}};
    const auto cell = writeMarks(marks);
    CHECK_EQ(cell, R"([{"start":0,"end":3,"label":"a"},{"start":4,"end":9,"label":"b \"quoted\""}])");
    CHECK_EQ(writeMarks(*parseMarks(cell)), cell);
    CHECK_EQ(writeMarks(*parseMarks(R"(["x","y"])")), R"(["x","y"])");
    for (const auto* broken : {"", "{}", "[1]", "[{}]", R"([{"start":-1,"end":2,"label":"a"}])", R"([{"start":2,"end":2,"label":"a"}])",
                               R"([{"start":0,"end":2,"label":""}])", R"([{"start":5,"end":4294967297,"label":"x"}])", R"([{"start":0,"end":2,"label":"a"})", R"([""])"})
        CHECK_MESSAGE(!parseMarks(broken), broken);
    CHECK_EQ(markedText("a北京b", {"x", 1, 3}), "北京");
    CHECK_EQ(markedText("ab", {"x", 1, 99}), "b");
    CHECK_EQ(markedText("ab", {"x", 7, 9}), "");
}

TEST_CASE("Own predictions in a table are known again")
{
    const auto rows = importText("p.csv", "text,found\nAnna lives here,\"[{\"\"start\"\":0,\"\"end\"\":4,\"\"label\"\":\"\"PER\"\"}]\"\nnobody does,[]\n");
    REQUIRE(rows.ok());
    CHECK_EQ(rows->field("found").kind, FieldKind::Spans);
    CHECK_EQ(rows->field("found").role, FieldRole::Target);
}

TEST_CASE("WNUT-17 and Weibo as they were published")
{
    FETTLE_REQUIRE_DATA("ner_wnut17");
    FETTLE_REQUIRE_DATA("ner_weibo_zh");
    const auto wnut = importRows({sharedData("ner_wnut17")});
    REQUIRE_MESSAGE(wnut.ok(), (wnut.ok() ? "" : toLogLine(wnut.error())));
    CHECK_EQ(wnut->manifest.report.importer, "conll");
    CHECK((wnut->manifest.splitRows == std::map<std::string, std::int64_t>{{"train", 3394}, {"validation", 1009}, {"test", 1287}}));
    CHECK_EQ(wnut->field("entities").classes.size(), 6);
    const auto weibo = importRows({sharedData("ner_weibo_zh")});
    REQUIRE_MESSAGE(weibo.ok(), (weibo.ok() ? "" : toLogLine(weibo.error())));
    CHECK((weibo->manifest.splitRows == std::map<std::string, std::int64_t>{{"train", 1350}, {"validation", 270}, {"test", 270}}));
    CHECK_EQ(weibo->rows.front().front(), "科技全方位资讯智能，快捷的汽车生活需要有三屏一云爱你");
}

} // namespace fettle::test
