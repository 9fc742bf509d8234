// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QClipboard>

#include "tests/ui/widgets/widget_tests.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_label.h"

using namespace fettle::ui;
using test::apply;

namespace {

/// The last row that has dark pixels: the baseline of a text without descenders.
int baselineOf(QWidget& widget)
{
    const QImage image = widget.grab().toImage();
    for (int y = image.height() - 1; y >= 0; --y)
        for (int x = 0; x < image.width(); ++x)
            if (qGray(image.pixel(x, y)) < 120)
                return y;
    return -1;
}

} // namespace

TEST_CASE("lines have the theme's height, whatever the face")
{
    for (const char* language : {"en", "zh_CN"})
        for (const double scale : {0.9, 1.0, 1.5}) {
            apply({.language = language, .textScale = scale});
            for (const char* words : {"Learning rate", "学习率", "学习率 rate"}) {
                const QString text = QString::fromUtf8(words);
                TextLabel label(text, TextStyle::Body);
                CHECK(label.sizeHint().height() == std::lround(20 * scale));
                label.setText(text + u'\n' + text);
                CHECK(label.sizeHint().height() == 2 * std::lround(20 * scale));
            }
        }
    apply();
}

TEST_CASE("the baseline is the same in both languages and with mixed text")
{
    apply({.language = "en"});
    TextLabel latin(QStringLiteral("HHH"), TextStyle::Body);
    latin.resize(60, 20);
    TextLabel mixed(QStringLiteral("HHH 习"), TextStyle::Body);
    mixed.resize(26, 20);
    const int english = baselineOf(latin);
    CHECK(english > 10);
    CHECK(baselineOf(mixed) == english);
    apply({.language = "zh_CN"});
    CHECK(baselineOf(latin) == english);
    apply();
}

TEST_CASE("a wrapped label is as high as its lines at any width")
{
    apply();
    TextLabel label(QStringLiteral("How far each step goes. Lower it when the loss jumps about."), TextStyle::Body);
    label.setWrap(true);
    REQUIRE(label.hasHeightForWidth());
    const int whole = label.sizeHint().width();
    CHECK(label.heightForWidth(whole) == 20);
    CHECK(label.heightForWidth(whole / 2 + 20) == 40);
    CHECK(label.heightForWidth(whole / 4) >= 80);
    CHECK(label.minimumSizeHint().width() <= 48);
    // One long word breaks anywhere instead of being cut.
    TextLabel path(QString(200, u'x'), TextStyle::Body);
    path.setWrap(true);
    CHECK(path.heightForWidth(300) >= 80);
    // The height kept for one text is not used for another.
    label.setText(QStringLiteral("Short."));
    CHECK(label.heightForWidth(whole / 4) == 20);
    label.setMaximumLines(2);
    label.setText(QString(400, u'x'));
    CHECK(label.heightForWidth(100) == 40);
}

TEST_CASE("markup is text")
{
    apply();
    TextLabel label(QStringLiteral("<b>bold</b> & <a href=\"x\">link</a>"), TextStyle::Body);
    CHECK(test::accessibleText(&label, QAccessible::Name) == "<b>bold</b> & <a href=\"x\">link</a>");
    CHECK(label.sizeHint().width() > TextLabel(QStringLiteral("bold & link"), TextStyle::Body).sizeHint().width());
    CHECK(test::accessibleRole(&label) == QAccessible::StaticText);
}

TEST_CASE("what does not fit ends in … and is the tooltip")
{
    apply();
    ElidedLabel label(TextStyle::Small, Qt::ElideMiddle);
    label.setText(QStringLiteral("projects/support messages/data version 3/messages.csv"));
    label.resize(label.sizeHint());
    CHECK_FALSE(label.isElided());
    CHECK(label.minimumSizeHint().width() < label.sizeHint().width());
    label.resize(120, 16);
    CHECK(label.isElided());
}

TEST_CASE("text is selected by mouse and keyboard and copied")
{
    apply();
    TextLabel label(QStringLiteral("first second third"), TextStyle::Body);
    label.setSelectable(true);
    label.resize(label.sizeHint());
    REQUIRE(test::showActive(label));
    const int middle = label.width() / 2;
    QTest::mouseDClick(&label, Qt::LeftButton, {}, QPoint(middle, 10));
    CHECK(label.selectedText() == "second");
    label.setFocus(Qt::MouseFocusReason);
    QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text() == "second");
    QTest::keyClick(&label, Qt::Key_A, Qt::ControlModifier);
    CHECK(label.selectedText() == label.text());
    QTest::mousePress(&label, Qt::LeftButton, {}, QPoint(0, 10));
    QTest::mouseMove(&label, QPoint(label.width() - 1, 10));
    QTest::mouseRelease(&label, Qt::LeftButton, {}, QPoint(label.width() - 1, 10));
    QTest::mousePress(&label, Qt::LeftButton, {}, QPoint(0, 10));
    CHECK(label.selectedText().isEmpty());
    QTest::keyClick(&label, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&label, Qt::Key_Right, Qt::ShiftModifier);
    CHECK(label.selectedText() == "fi");
    // Not selectable: the mouse is not taken.
    TextLabel plain(QStringLiteral("plain"), TextStyle::Body);
    QTest::mouseDClick(&plain, Qt::LeftButton);
    CHECK(plain.selectedText().isEmpty());
}

TEST_CASE("the color is the token's, in both themes, and grey when disabled")
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        apply({.appearance = appearance});
        TextLabel label(TextStyle::Title, "danger");
        label.setText(QString(4, QChar(0x2588)));
        label.resize(label.sizeHint());
        const QPoint middle = label.rect().center();
        CHECK(label.grab().toImage().pixelColor(middle) == themeOf(&label).color("danger"));
        label.setColorRole("text.primary");
        CHECK(label.grab().toImage().pixelColor(middle) == themeOf(&label).color("text.primary"));
        label.setEnabled(false);
        CHECK(label.grab().toImage().pixelColor(middle) == themeOf(&label).color("text.disabled"));
    }
    apply();
}

TEST_CASE("a label follows the text size and the language by itself")
{
    apply();
    TextLabel label(QStringLiteral("x"), TextStyle::Title);
    CHECK(label.font().pixelSize() == 20);
    apply({.language = "zh_CN", .textScale = 1.25});
    CHECK(label.font().pixelSize() == 25);
    CHECK(label.font().families().first() == "Noto Sans CJK SC");
    CHECK(label.sizeHint().height() == 35);
    apply();
    CHECK(label.font().pixelSize() == 20);
}
