// SPDX-License-Identifier: GPL-3.0-or-later
// Texts in class folders, and files of lines that are texts.
#include <doctest/doctest.h>

#include <archive.h>
#include <archive_entry.h>

#include <set>

#include "engine/data/text_folder.h"
#include "tests/data/imported_rows.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

using TextTable = std::vector<std::vector<std::string>>;

ImportedRows mustRead(const std::filesystem::path& path, const char* importer, ValueMap options = {})
{
    auto read = importRows({path}, std::move(options));
    if (!read.ok())
        FAIL(path.string() << ": " << toLogLine(read.error()));
    CHECK_EQ(read->manifest.report.importer, importer);
    return std::move(*read);
}

std::string importerOf(const std::filesystem::path& path)
{
    const auto preview = data::previewImport({platform::toUtf8(path)}, {}, builtInRegistry());
    return preview.ok() ? preview->importer : preview.error().code;
}

/// So many sentences, each different.
std::string sentences(int count, const std::string& word)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "this " + word + " is sentence, number " + std::to_string(i) + " of a few\n";
    return text;
}

void zipTexts(const std::filesystem::path& path, const std::vector<std::pair<std::string, std::string>>& entries)
{
    auto* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_open_filename(writer, path.c_str());
    for (const auto& [name, bytes] : entries) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(writer, entry);
        archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
}

} // namespace

TEST_CASE("texts in class folders: splits, encodings, strays, and what is left out")
{
    const TemporaryFolder folder;
    folder.write("set/train/pos/0_9.txt", "  A fine film.\r\nSee it.\r\n");
    folder.write("set/train/pos/1_8.txt", "\xEF\xBB\xBFGut gemacht, sch\xC3\xB6n.");
    folder.write("set/train/neg/2_1.txt", "Caf\xE9 scenes, clich\xE9s, no more.");
    folder.write("set/train/unsup/9_0.txt", "Nobody said what this is.");
    folder.write("set/test/neg/3_2.txt", std::string("\xFF\xFE" "D\0u\0l\0l\0", 10));
    folder.write("set/test/neg/4_2", "No ending in the name.");
    folder.write("set/test/pos/empty.txt", "");
    folder.write("set/test/pos/blank.txt", " \n\n");
    folder.write("set/test/pos/picture.txt", std::string("\x89PNG\r\n\x1A\n\0\0", 10));
    folder.write("set/test/pos/large.txt", std::string((16u << 20) + 1, 'x'));
    folder.write("set/test/pos/notes.json", "{}");
    folder.write("set/train/urls_pos.txt", "http://example");
    folder.write("set/imdb.vocab", "the\n");
    folder.write("set/README", "about");
    const auto read = mustRead(folder.path() / "set", "text_folder");
    CHECK(read.names == std::vector<std::string>{"text", "label", "file"});
    CHECK(read.rows.size() == 6);
    std::map<std::string, std::pair<std::string, std::string>> byFile;
    for (const auto& row : read.rows)
        byFile[row[2]] = {row[0], row[1]};
    CHECK(byFile["train/pos/0_9.txt"] == std::pair<std::string, std::string>("A fine film.\nSee it.", "pos"));
    CHECK(byFile["train/pos/1_8.txt"].first == "Gut gemacht, sch\xC3\xB6n.");
    CHECK(byFile["train/neg/2_1.txt"].first == "Caf\xC3\xA9 scenes, clich\xC3\xA9s, no more.");
    CHECK(byFile["train/unsup/9_0.txt"].second == "-");
    CHECK(byFile["test/neg/3_2.txt"] == std::pair<std::string, std::string>("Dull", "neg"));
    CHECK(byFile["test/neg/4_2"].first == "No ending in the name.");
    CHECK(read.manifest.splitRows.at("test") == 2);
    CHECK(read.manifest.report.rowsSkipped == 5);
    CHECK(read.issue("data.text_empty")->file == "test/pos/blank.txt");
    CHECK(read.issue("data.text_binary")->file == "test/pos/picture.txt");
    CHECK(read.issue("data.text_too_large")->file == "test/pos/large.txt");
    CHECK(read.issue("data.text_without_class")->file == "train/urls_pos.txt");
    CHECK(read.issue("data.file_no_text"));
    CHECK(hasNote(read.manifest.report.notes, "data.texts_unlabeled"));
    const auto isWestern = [](const Note& note) {
        return note.code == "data.texts_encoding" && note.arguments.at("encoding").asText() == "windows-1252";
    };
    const auto western = std::ranges::find_if(read.manifest.report.notes, isWestern);
    REQUIRE(western != read.manifest.report.notes.end());
    CHECK(western->arguments.at("count").asInteger() == 1);
    CHECK(read.field("text").kind == FieldKind::Text);
    CHECK(read.field("text").role == FieldRole::Input);
    CHECK(read.field("label").role == FieldRole::Target);
    CHECK(read.field("label").classes.size() == 2);
    CHECK(read.field("file").role == FieldRole::Ignore);
}

TEST_CASE("nested folders of texts ask which level is the class; archives and loose texts are read")
{
    const TemporaryFolder folder;
    for (const char* name : {"set/sport/ball/a.txt", "set/sport/run/b.txt", "set/news/world/c.txt"})
        folder.write(name, "Some words.");
    const auto inner = mustRead(folder.path() / "set", "text_folder");
    CHECK(inner.column("label") == std::vector<std::string>{"world", "ball", "run"});
    CHECK(hasNote(inner.manifest.report.notes, "data.texts_nested"));
    const auto outer = mustRead(folder.path() / "set", "text_folder", {{"class_level", 1}});
    CHECK(outer.column("label") == std::vector<std::string>{"news", "sport", "sport"});
    CHECK(hasNote(outer.manifest.report.notes, "data.text_class_level_given"));

    zipTexts(folder.path() / "texts.zip", {{"train/a/1.txt", "one"}, {"train/b/2.txt", "two"}, {"test/a/3.txt", "three"}, {"test/a/4.bin", "no"}});
    const auto zipped = mustRead(folder.path() / "texts.zip", "text_folder");
    CHECK(zipped.column("text") == std::vector<std::string>{"one", "two", "three"});
    CHECK(zipped.manifest.splitRows.at("test") == 1);

    folder.write("loose/a.txt", "first text of its own");
    folder.write("loose/b.txt", "second");
    folder.write("loose/c.txt", "third");
    folder.write("loose/d.txt", "fourth");
    const auto loose = mustRead(folder.path() / "loose", "text_folder");
    CHECK(loose.names == std::vector<std::string>{"text", "file"});
    CHECK(hasNote(loose.manifest.report.notes, "data.texts_no_class_folders"));
    folder.write("empty/x.md", "x");
    CHECK(importRows({folder.path() / "empty"}, {{"importer", "text_folder"}}).error().code == "data.no_texts");
    CHECK(data::hasTextFileName("20news/sci.space/61404"));
    CHECK(data::hasTextFileName("ham/00001.7c53336b37003a9286aba55d2945844c"));
    CHECK_FALSE(data::hasTextFileName("ham/model.bin"));
}

TEST_CASE("one file per class, by name or by ending, with parts")
{
    const TemporaryFolder folder;
    folder.write("a/Positive.txt", sentences(30, "good"));
    folder.write("a/Negative.txt", "\n" + sentences(20, "bad") + "\r\n\r\n");
    folder.write("a/README.txt", "about the set");
    const auto named = mustRead(folder.path() / "a", "text_lines");
    CHECK(named.names == std::vector<std::string>{"text", "label"});
    CHECK(named.rows.size() == 50);
    CHECK(named.rows.front() == std::vector<std::string>{"this bad is sentence, number 0 of a few", "Negative"});
    CHECK(hasNote(named.manifest.report.notes, "data.classes_by_file"));

    folder.write("b/reviews.train.pos", sentences(30, "good"));
    folder.write("b/reviews.train.neg", sentences(30, "bad"));
    folder.write("b/reviews.test.pos", sentences(5, "good"));
    folder.write("b/reviews.test.neg", sentences(5, "bad"));
    const auto endings = mustRead(folder.path() / "b", "text_lines");
    CHECK(endings.field("label").classes == std::vector<std::string>{"neg", "pos"});
    CHECK(endings.manifest.splitRows.at("test") == 10);

    folder.write("c/train/set_happy_v1.txt", sentences(20, "good"));
    folder.write("c/train/set_sad_v1.txt", sentences(20, "bad"));
    folder.write("c/dev/set_happy_v1.txt", sentences(4, "good"));
    folder.write("c/dev/set_sad_v1.txt", sentences(4, "bad"));
    const auto parts = mustRead(folder.path() / "c", "text_lines");
    CHECK(parts.field("label").classes == std::vector<std::string>{"happy", "sad"});
    CHECK(parts.manifest.splitRows.at("validation") == 8);

    // A file is left out for its whole name only, and that is told.
    for (const char* name : {"about_account", "notice_of_delay", "delivery"})
        folder.write("f/" + std::string(name) + ".txt", sentences(20, name));
    for (const char* name : {"README.txt", "LICENSE", "labels.txt", ".hidden.txt"})
        folder.write("f/" + std::string(name), "about the set");
    const auto like = mustRead(folder.path() / "f", "text_lines");
    CHECK(like.field("label").classes == std::vector<std::string>{"about_account", "delivery", "notice_of_delay"});
    CHECK(like.rows.size() == 60);
    const auto told = std::ranges::find(like.manifest.report.notes, "data.line_files_left_out", &Note::code);
    REQUIRE(told != like.manifest.report.notes.end());
    CHECK(told->arguments.at("files").asText() == "LICENSE, README.txt, labels.txt");

    // Files named one by one; and parts without classes.
    const auto both = importRows({folder.path() / "a/Positive.txt", folder.path() / "a/Negative.txt"});
    REQUIRE(both.ok());
    CHECK(both->manifest.report.importer == "text_lines");
    CHECK(both->rows.size() == 50);
    folder.write("d/train.txt", sentences(20, "plain"));
    folder.write("d/test.txt", sentences(5, "plain"));
    const auto plain = mustRead(folder.path() / "d", "text_lines");
    CHECK(plain.names == std::vector<std::string>{"text"});
    CHECK(plain.manifest.splitRows.at("test") == 5);
    // Two languages side by side are no classes.
    folder.write("e/train.en", sentences(20, "plain"));
    folder.write("e/train.de", sentences(20, "plain"));
    CHECK(importerOf(folder.path() / "e") != "text_lines");
}

TEST_CASE("lines of prose are texts, tables stay tables")
{
    const TemporaryFolder folder;
    const auto single = mustRead(folder.write("a.txt", sentences(30, "fine, long; and") + "Lone\xE9 one with words\n"), "text_lines");
    CHECK(single.names == std::vector<std::string>{"text"});
    CHECK(single.rows.size() == 31);
    CHECK(single.rows.back()[0] == "Lone\xC3\xA9 one with words");
    CHECK(hasNote(single.manifest.report.notes, "data.texts_by_line"));
    CHECK(hasNote(single.manifest.report.notes, "data.encoding_western"));
    CHECK(importerOf(folder.write("words.txt", "apple\npear\nplum\n")) == "text_lines");
    CHECK(importerOf(folder.write("zh.txt", "\xE8\xBF\x99\xE5\xAE\xB6\xE9\x85\x92\xE5\xBA\x97\xE5\xBE\x88\xE5\xA5\xBD\n\xE6\x88\xBF\xE9\x97\xB4\xE5\xBE\x88\xE5\xA4\xA7\xE6\x9C\x8D\xE5\x8A\xA1\xE5\xA5\xBD\n")) == "text_lines");
    CHECK(importerOf(folder.write("t.txt", "text\tlabel\nsome words that are here\tx\nand other words are there\ty\n")) == "table");
    CHECK(importerOf(folder.write("c.txt", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n")) == "table");
    CHECK(importerOf(folder.write("n.txt", "1\n2\n3\n4\n5\n6\n")) == "table");
    CHECK(importerOf(folder.write("prose.csv", sentences(30, "fine"))) == "table");
    CHECK(importerOf(folder.write("l.txt", "{\"a\":1}\n{\"a\":2}\n")) == "json");
    // JSON beside tables describes them.
    folder.write("beside/train.csv", "a,b\n1,2\n");
    folder.write("beside/info.json", "[{\"a\":1}]");
    CHECK(importerOf(folder.path() / "beside") == "table");
    folder.write("beside/more.csv", "a,b\n1,2\n");
    CHECK(importerOf(folder.path() / "beside") == "data.folder_several_tables");
    folder.write("set/a.txt", "x\ty\n1\t2\n3\t4\n");
    folder.write("set/b.txt", "x\ty\n1\t2\n3\t4\n");
    CHECK(importerOf(folder.path() / "set") != "table");
    // A line longer than any text, zero bytes, carriage returns alone.
    const auto odd = mustRead(folder.write("odd.txt", "a line of some words\n" + std::string((16u << 20) + 5, 'x') + "\nan" + std::string(1, '\0')
                                           + "other line of words\n"), "text_lines", {{"importer", "text_lines"}});
    CHECK(odd.column("text") == std::vector<std::string>{"a line of some words", "another line of words"});
    CHECK(odd.issue("data.line_skipped_long")->line == 2);
    CHECK(odd.issue("data.nul_bytes_removed")->line == 3);
    CHECK(mustRead(folder.write("mac.txt", "one line of words\rtwo lines of words\r"), "text_lines").rows.size() == 2);
}

TEST_CASE("a chosen encoding shows in the preview and in the rows")
{
    const TemporaryFolder folder;
    // "Привет, мир" in Windows-1251, which nothing tells from Windows-1252.
    const std::string hello = "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0";
    const std::string wanted = "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, \xD0\xBC\xD0\xB8\xD1\x80";
    const ValueMap options{{"encoding", "windows-1251"}};
    folder.write("set/a/1.txt", hello);
    folder.write("set/b/2.txt", hello + " b");
    folder.write("lines.txt", hello + " and some words\n" + hello + " and some more words\n");
    for (const char* name : {"set", "lines.txt"}) {
        CAPTURE(name);
        const auto preview = data::previewImport({platform::toUtf8(folder.path() / name)}, options, builtInRegistry());
        REQUIRE(preview.ok());
        REQUIRE_FALSE(preview->rows.empty());
        CHECK(preview->rows.front().front().asText().starts_with(wanted));
        const auto read = importRows({folder.path() / name}, options);
        REQUIRE(read.ok());
        CHECK(read->rows.front().front().starts_with(wanted));
        CHECK_FALSE(hasNote(read->manifest.report.notes, "data.encoding_western"));
        CHECK_FALSE(hasNote(read->manifest.report.notes, "data.texts_encoding"));
    }
    // What is shown of a long text ends with a whole character.
    folder.write("long/a/1.txt", "x" + std::string(4092, 'y') + wanted + wanted);
    folder.write("long/b/2.txt", "short");
    const auto preview = data::previewImport({platform::toUtf8(folder.path() / "long")}, {}, builtInRegistry());
    REQUIRE(preview.ok());
    CHECK(preview->rows.front().front().asText() == "x" + std::string(4092, 'y') + wanted.substr(0, 2));
}

TEST_CASE("messages between tabs keep their quotation marks where these are text")
{
    const TemporaryFolder folder;
    const auto loose = mustRead(folder.write("sms.tsv", "label\ttext\nham\t\"Happy day\" I know\nspam\t\"all of it\"\nham\t\"never closed\nham\tplain\n"), "table");
    // An unclosed mark leaves the matter open, as before.
    CHECK(loose.rows.size() == 4);
    const auto text = mustRead(folder.write("sms2.tsv", "label\ttext\nham\t\"Happy day\" I know\nspam\t\"all of it\"\nham\tplain\n"), "table");
    CHECK(text.column("text") == std::vector<std::string>{"\"Happy day\" I know", "\"all of it\"", "plain"});
    const auto needed = mustRead(folder.write("q.tsv", "label\ttext\nham\t\"a\tb\"\nham\t\"say \"\"x\"\"\"\nspam\tplain\n"), "table");
    CHECK(needed.column("text") == std::vector<std::string>{"a\tb", "say \"x\"", "plain"});
    // Text behind one closing mark does not make text of marks that hold a line end.
    const auto both = mustRead(folder.write("b.tsv", "label\ttext\nham\t\"one\nline more\"\nham\t\"say\" it\nspam\tplain\nham\tplain\n"), "table");
    CHECK(both.column("text").front() == "one\nline more");
    CHECK(both.rows.size() == 4);
}

TEST_CASE("movie reviews: one file per class")
{
    FETTLE_REQUIRE_DATA("text_mr_polarity");
    const auto read = mustRead(sharedData("text_mr_polarity"), "text_lines");
    CHECK(read.rows.size() == 2 * 5331);
    const auto labels = read.column("label");
    CHECK(std::ranges::count(labels, "pos") == 5331);
    CHECK(std::ranges::count(labels, "neg") == 5331);
    CHECK(read.rows.front() == std::vector<std::string>{"simplistic , silly and tedious .", "neg"});
    CHECK(read.manifest.report.issues.empty());
    std::set<std::string> words;
    for (const auto& text : read.column("text"))
        if (text.find("caf") != std::string::npos || text.find("clich") != std::string::npos)
            words.insert(text);
    CHECK(std::ranges::any_of(words, [](const auto& text) { return text.find("clich\xC3\xA9") != std::string::npos; }));
    // As Python reads them: open(path, encoding="cp1252") with undefined bytes as Latin-1.
    CHECK(read.field("text").role == FieldRole::Input);
    CHECK(read.field("label").role == FieldRole::Target);
}

} // namespace fettle::test
