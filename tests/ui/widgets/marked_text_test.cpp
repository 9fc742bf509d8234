// SPDX-License-Identifier: GPL-3.0-or-later
// Marked parts of texts: read without their colors, drawn within their place, sound whatever a file says.
#include <doctest/doctest.h>

#include <QImage>
#include <QPainter>

#include "tests/ui/widgets/widget_tests.h"
#include "ui/widgets/marked_text.h"

using namespace fettle;
using namespace fettle::ui;
using test::apply;

namespace {

const std::vector<std::string> kLabels = {"person", "place"};
const std::vector<Mark> kMarks = {{"place", 20, 24}, {"person", 0, 10}};
const QString kText = QStringLiteral("Änne Smith lives in Rome");

/// How many points are not the ground.
int inked(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
    return count;
}

QImage drawn(const MarkedText& text, int width, int lines)
{
    QWidget anywhere;
    QImage image(width, 80, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawMarkedText(painter, QRect(10, 10, width - 20, 60), text, themeOf(&anywhere), lines, Qt::black);
    return image;
}

} // namespace

TEST_CASE("the labels stand in the text, in words")
{
    apply();
    const MarkedText text(kText, kMarks, kLabels);
    CHECK(text.spoken() == QStringLiteral("Änne Smith [person] lives in Rome [place]"));
    CHECK(text.shown().contains(QStringLiteral("Smith\u202fperson lives")));
    MarkedTextLabel label;
    label.setMarkedText(text);
    CHECK(label.accessibleName() == text.spoken());
    CHECK(marksInWords(kText, {{"place", 20, 24}, {"person", 0, 10}}) == QStringLiteral("Rome [place], Änne Smith [person]"));
    CHECK(marksInWords(QString(), {{"urgent", 0, 0}, {"bill", 0, 0}}) == QStringLiteral("urgent, bill"));
}

TEST_CASE("what is wrong with a mark stands there too")
{
    apply();
    const MarkedText text(kText, std::vector<JudgedMark>{{"person", 0, 10, 0.9, MarkOutcome::Right}, {"person", 20, 24, 0.4, MarkOutcome::WrongLabel}}, kLabels);
    CHECK(text.spoken() == QStringLiteral("Änne Smith [person] lives in Rome [person, wrong label]"));
    for (const auto outcome : {MarkOutcome::WrongLabel, MarkOutcome::WrongBorder, MarkOutcome::Missed, MarkOutcome::Spurious})
        CHECK(!markRemark(outcome).isEmpty());
    CHECK(markRemark(MarkOutcome::Right).isEmpty());
}

TEST_CASE("places are counted in characters, whatever they take in memory")
{
    apply();
    const auto text = QString::fromUtf8("😀 Rome");
    CHECK(MarkedText(text, std::vector<Mark>{{"place", 2, 6}}, kLabels).spoken() == text + QStringLiteral(" [place]"));
}

TEST_CASE("marks that no text has do no harm")
{
    apply();
    const std::vector<Mark> hostile = {{"a", 5, 3}, {"b", -4, 2}, {"c", 100, 200}, {"d", 0, 4'000'000'000}, {"e", 1, 3}, {"f", 2, 2}};
    const MarkedText text(QStringLiteral("abc"), hostile, kLabels);
    CHECK(text.spoken().startsWith(QStringLiteral("ab [b]")));
    CHECK(inked(drawn(text, 200, 2)) > 0);
    std::vector<Mark> many;
    for (int i = 0; i < 100'000; ++i)
        many.push_back({"x", i, i + 1});
    CHECK(MarkedText(QString(100'000, u'y'), many, kLabels).shown().size() < 200'000);
}

TEST_CASE("marks are seen, and stay within their place")
{
    apply();
    const MarkedText plain(kText, std::vector<Mark>{}, kLabels);
    const MarkedText marked(kText, kMarks, kLabels);
    CHECK(inked(drawn(marked, 600, 1)) > inked(drawn(plain, 600, 1)) * 2);
    const auto narrow = drawn(marked, 120, 2);
    for (int y = 0; y < narrow.height(); ++y)
        for (int x : {0, 5, 9, 111, 119})
            CHECK(narrow.pixelColor(x, y) == QColor(Qt::white));
    MarkedTextLabel label;
    label.setMarkedText(marked);
    CHECK(label.heightForWidth(80) > label.heightForWidth(800));
    label.setMaximumLines(1);
    CHECK(label.heightForWidth(80) == label.heightForWidth(800));
}

TEST_CASE("of several texts the longest is the one that marks belong to")
{
    std::vector<FieldInfo> fields(3);
    fields[0].name = "id";
    fields[1].name = "title";
    fields[1].kind = FieldKind::Text;
    fields[2].name = "text";
    fields[2].kind = FieldKind::Text;
    std::vector<FieldStatistics> statistics(2);
    statistics[0].field = "title";
    statistics[0].mean = 12.0;
    statistics[1].field = "text";
    statistics[1].mean = 80.0;
    CHECK(textOfMarks(fields, statistics) == 2);
    CHECK(textOfMarks({fields[0]}, statistics) == -1);
}
