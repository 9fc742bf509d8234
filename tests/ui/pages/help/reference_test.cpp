// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include "tests/ui/pages/help/help_stage.h"
#include "ui/pages/help/help_document.h"
#include "ui/pages/help/reference_pages.h"
#include "ui/theme/theme.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

const HelpTopic& topicOf(const QList<HelpTopic>& topics, const QString& id)
{
    const auto found = std::ranges::find(topics, id, &HelpTopic::id);
    REQUIRE_MESSAGE(found != topics.end(), id.toStdString());
    return *found;
}

} // namespace

TEST_CASE("each kind has a list, each component a page with every option")
{
    const auto catalog = helpCatalog();
    const auto book = Handbook::builtIn();
    const client::Sentences sentences("en");
    const ReferencePages reference(catalog, sentences, book);
    CHECK(reference.kinds() == std::vector{ComponentKind::Encoder, ComponentKind::Layer, ComponentKind::Loss});
    const auto topics = reference.topics();
    CHECK(topics.size() == 3 + 4);

    const auto& layers = topicOf(topics, "ref/layer");
    CHECK(layers.title == "Layers");
    // What the handbook says of the kind, then the families.
    CHECK(layers.sections[0].text.contains("building blocks of a network"));
    CHECK_FALSE(layers.sections[0].text.contains("All layers"));
    REQUIRE(layers.sections.size() == 3);
    CHECK(layers.sections[1].heading == "Dense");
    CHECK(layers.sections[2].heading == "Convolution");
    CHECK(layers.markdown.contains("(ref:layer/conv2d)"));

    const auto& page = topicOf(topics, "ref/layer/conv2d");
    CHECK(page.title == "Conv*2d*");
    CHECK(page.sectionOf("options") > 0);
    const auto& kernel = page.sections[page.sectionOf("kernel_size")];
    CHECK(kernel.heading == "Kernel size");
    for (const char* part : {"The size of the pattern.", "kernel_size", "Default: 3", "Range: 1 to 11 px",
                             "When to change it: For large patterns."})
        CHECK_MESSAGE(kernel.text.contains(part), part << " in " << kernel.text.toStdString());
    const auto& mode = page.sections[page.sectionOf("padding_mode")];
    CHECK(mode.text.contains("Default: Zeros (zeros)"));
    CHECK(mode.text.contains("Choices: Zeros (zeros); Mirror (reflect)"));
    CHECK(mode.text.contains("Shown under More"));
    CHECK(page.sections[page.sectionOf("out_channels")].text.contains("none, it has to be set"));
    CHECK(page.sections[page.sectionOf("bias")].text.contains("Default: on"));
    CHECK(page.sections[page.sectionOf("sizes")].text.contains("128, 64"));
    CHECK(page.sections[page.sectionOf("ports")].text.contains("Input input, any number: The pictures."));

    CHECK(topicOf(topics,
                  "ref/encoder/number").sections[0].text.contains("For columns of the kind: number, yes or no."));
    const auto& loss = topicOf(topics, "ref/loss/mse");
    CHECK(loss.sections[loss.sectionOf("options")].text.contains("nothing to set"));
    CHECK(topicOf(topics, "ref/loss/mse").sections[0].text.contains("plug-in extra"));
}

TEST_CASE("the reference has the same sections in every language, so that a hit leads to the same place")
{
    const auto catalog = helpCatalog();
    const auto book = Handbook::builtIn();
    const client::Sentences english("en");
    const client::Sentences chinese("zh_CN");
    const auto one = ReferencePages(catalog, english, book).topics();
    const auto other = ReferencePages(catalog, chinese, book).topics();
    REQUIRE(one.size() == other.size());
    for (const auto& topic : one)
        CHECK(topic.sections.size() == topicOf(other, topic.id).sections.size());
}

TEST_CASE("a rendered page has the theme's faces, sizes and colors and nothing else")
{
    const Theme dark({.appearance = Appearance::Dark, .language = "en", .textScale = 1.5, .reduceMotion = false});
    QTextDocument document;
    renderHelp(document, "# Title\n\nText with `code`, **bold** and a [link](data.md).\n\n## Part\n\n- one\n- two\n\n"
                         "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```\nfettle-cli train\n```\n", dark);
    const QSet<int> sizes{dark.font(TextStyle::Title).pixelSize(), dark.font(TextStyle::Body).pixelSize(),
                          dark.font(TextStyle::Code).pixelSize()};
    const QSet<QRgb> colors{dark.color("text.primary").rgb(), dark.color("text.link").rgb()};
    int pieces = 0;
    bool sawLink = false;
    bool sawCode = false;
    for (auto block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const auto format = it.fragment().charFormat();
            CAPTURE(it.fragment().text().toStdString());
            ++pieces;
            CHECK(sizes.contains(format.font().pixelSize()));
            CHECK(colors.contains(format.foreground().color().rgb()));
            sawLink = sawLink || (format.isAnchor() && format.foreground().color() == dark.color("text.link"));
            sawCode = sawCode || format.fontFamilies().toStringList() == dark.font(TextStyle::Code).families();
            if (block.blockFormat().headingLevel() == 1)
                CHECK(format.font().pixelSize() == dark.font(TextStyle::Title).pixelSize());
        }
    CHECK(pieces >= 12);
    CHECK(sawLink);
    CHECK(sawCode);
    CHECK(headingPositions(document).size() == 2);
    int tables = 0;
    for (auto* frame : document.rootFrame()->childFrames())
        if (const auto* table = qobject_cast<QTextTable*>(frame)) {
            ++tables;
            CHECK(table->format().borderBrush().color() == dark.color("line.subtle"));
        }
    CHECK(tables == 1);
}
