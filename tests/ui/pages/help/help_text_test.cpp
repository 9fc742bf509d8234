// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "ui/pages/help/handbook.h"
#include "ui/pages/help/help_index.h"
#include "ui/pages/help/help_topic.h"

using namespace fettle;
using namespace fettle::ui;

TEST_CASE("a page is taken apart into its sections, without its marks")
{
    const auto topic = parseTopic("data", "# Data\n\nAll of *it*, [here](x.md#y) and `there`.\n\n"
                                          "## Splits {#splits}\n\n- one\n- **two**\n\nMore.\n\n"
                                          "```\n# no heading {#none}\n```\n\n"
                                          "### Third {#third-one}\n| a | b |\n| --- | :-: |\n| 1 | 2 |\n");
    CHECK(topic.title == "Data");
    REQUIRE(topic.sections.size() == 3);
    CHECK(topic.sections[0].level == 1);
    CHECK(topic.sections[0].text == "All of it, here and there.");
    CHECK(topic.sections[1].heading == "Splits");
    CHECK(topic.sections[1].anchor == "splits");
    CHECK(topic.sections[1].lead == "one two");
    CHECK(topic.sections[1].text.startsWith("one two More."));
    CHECK(topic.sections[2].level == 3);
    CHECK(topic.sections[2].text == "a b 1 2");
    CHECK(topic.sectionOf("third-one") == 2);
    CHECK(topic.sectionOf("none") == -1);
    CHECK(topic.sectionOf("") == -1);
    CHECK(topic.markdown.contains("## Splits\n"));
    CHECK(topic.markdown.contains("# no heading {#none}"));
    CHECK(parseTopic("empty", "").title == "empty");
}

TEST_CASE("any text survives being escaped")
{
    for (const QString text : {"a*b*c", "kernel_size [3, 5]", "1 < 2 > 0", "C:\\dir `x` #1 + 2 - 3!",
                               "50 % | ~x~ & (y) {z}"})
        CHECK(plainText(escapeMarkdown(text)) == text);
}

TEST_CASE("links lead to pages, places and the reference")
{
    using Kind = HelpTarget::Kind;
    CHECK(targetOf("data.md", "home") == HelpTarget{Kind::Topic, "data", ""});
    CHECK(targetOf("data.md#splits", "home") == HelpTarget{Kind::Topic, "data", "splits"});
    CHECK(targetOf("#splits", "data") == HelpTarget{Kind::Topic, "data", "splits"});
    CHECK(targetOf("place:train", "data") == HelpTarget{Kind::Place, "train", ""});
    CHECK(targetOf("ref:layer/conv2d#kernel_size", "data") == HelpTarget{Kind::Topic, "ref/layer/conv2d",
                                                                         "kernel_size"});
    // Nothing leads out of the program.
    for (const char* other : {"https://example.org", "file:///etc/passwd", "", "mailto:x", "data"})
        CHECK(targetOf(other, "data") == HelpTarget());
}

TEST_CASE("terms: words in lower case and pairs of Chinese characters")
{
    CHECK(HelpIndex::terms("Learning rate: 0.1") == QStringList{"learning", "rate", "0", "1"});
    CHECK(HelpIndex::terms("kernel_size") == QStringList{"kernel_size", "kernel", "size"});
    CHECK(HelpIndex::terms("学习率") == QStringList{"学习", "习率"});
    CHECK(HelpIndex::terms("用 conv2d 层") == QStringList{"用", "conv2d", "层"});
    CHECK(HelpIndex::terms("  ,. ").isEmpty());
}

TEST_CASE("the index finds words by their beginning, Chinese by pairs, and ranks titles first")
{
    HelpIndex index;
    index.add(0, "Checkpoint", 12);
    index.add(0, "The whole state of a training", 1);
    index.add(1, "A checkpoint is mentioned here. And a checkpoint again.", 1);
    index.add(2, "检查点是训练的完整状态，学习率不在其中。", 1);
    index.add(3, "卷积层", 6);
    const auto documents = [&](const char* query) {
        QList<int> found;
        for (const auto& hit : index.find(QString::fromUtf8(query)))
            found << hit.document;
        return found;
    };
    CHECK(documents("checkpoint") == QList<int>{0, 1});
    CHECK(documents("CHECKP") == QList<int>{0, 1});
    CHECK(documents("point").isEmpty());
    CHECK(documents("checkpoint training") == QList<int>{0});
    CHECK(documents("检查点") == QList<int>{2});
    CHECK(documents("学习率") == QList<int>{2});
    CHECK(documents("卷") == QList<int>{3});
    // The last character of a run, too.
    CHECK(documents("层") == QList<int>{3});
    CHECK(documents("").isEmpty());
    CHECK(documents("zebra").isEmpty());
    // Of a question most of which is nowhere the closest.
    CHECK(documents("checkpoint zebra").contains(0));
    index.clear();
    CHECK(documents("checkpoint").isEmpty());
}

TEST_CASE("what was found is marked, once and where it stands")
{
    using Range = HelpExcerpt::Range;
    const auto rangesOf =
        [](const QString& text, const QString& query) { return ui::rangesOf(text, marksFor(text, query)); };
    CHECK(rangesOf("Rate the rate, not the separate one.", "rate") == QList<Range>{{0, 4}, {9, 4}});
    CHECK(rangesOf("kernel_size", "size") == QList<Range>{{7, 4}});
    CHECK(rangesOf("学习率和学习率调度", "学习率") == QList<Range>{{0, 3}, {4, 3}});
    // The run does not stand as a whole: its pairs, merged where they touch.
    CHECK(rangesOf("训练的学习率", "训练学习率") == QList<Range>{{0, 2}, {3, 3}});
    CHECK(rangesOf("anything", "").isEmpty());
    // It stands as a whole somewhere: then its pairs are not marked elsewhere.
    CHECK(marksFor("学习率，从中学习", "学习率") == QStringList{"学习率"});

    const QString longText =
        QString("word ").repeated(100) + "here is the checkpoint that we want " + QString("more ").repeated(100);
    const auto excerpt = excerptOf(longText, "checkpoint", 60);
    CHECK(excerpt.text.startsWith(QString::fromUtf8("… ")));
    CHECK(excerpt.text.endsWith(QString::fromUtf8(" …")));
    REQUIRE(excerpt.marked.size() == 1);
    CHECK(excerpt.text.mid(excerpt.marked[0].start, excerpt.marked[0].length) == "checkpoint");
    CHECK(excerptOf("short", "nothing", 60).text == "short");
}

TEST_CASE("the built-in handbook is there in both languages and is found in both")
{
    const auto book = Handbook::builtIn();
    CHECK(book.languages() == std::vector<std::string>{"en", "zh_CN"});
    REQUIRE(book.chapters().size() == 3);
    CHECK(book.chapters()[0].title("en") == "Start here");
    CHECK(book.chapters()[0].title("zh_CN") == "入门");
    CHECK(book.chapters()[0].title("fr") == "Start here");
    int pages = 0;
    for (const auto& chapter : book.chapters())
        for (const auto& id : chapter.topics) {
            ++pages;
            const auto* english = book.topic("en", id);
            const auto* chinese = book.topic("zh_CN", id);
            REQUIRE(english);
            REQUIRE(chinese);
            CHECK(english->title != chinese->title);
            CHECK(english->sections.size() == chinese->sections.size());
            CHECK(book.topic("fr", id) == english);
        }
    CHECK(pages >= 17);
    CHECK(book.topic("en", "absent") == nullptr);

    for (const char* query : {"checkpoint", "检查点", "what does checkpoint mean", "checkp"}) {
        CAPTURE(query);
        const auto hits = book.find(QString::fromUtf8(query), 5);
        REQUIRE_FALSE(hits.empty());
        CHECK(hits.size() <= 5);
        CHECK(std::ranges::any_of(hits, [&](const auto& hit) {
            return hit.topic == "glossary" &&
                book.topic("en", "glossary")->sections[hit.section].anchor == "checkpoint";
        }));
    }
    CHECK(book.find("混淆矩阵").front().topic == "glossary");
    CHECK(book.find("zebra crossing").empty());
}
