// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QImage>
#include <QPainter>
#include <QRawFont>

#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

using namespace fettle;
using namespace fettle::ui;

TEST_CASE("the token file is read whole")
{
    const auto tokens = ThemeTokens::builtIn();
    CHECK(tokens->colors.size() == 39);
    CHECK(tokens->space == std::vector<int>{4, 8, 12, 16, 24, 32, 48});
    CHECK(tokens->sizes.at("frame.rail") == 192);
    CHECK(tokens->sizes.at("shadow.popup.alpha.dark") == doctest::Approx(0.48));
    CHECK(tokens->states.at("button.quiet.rest") == std::vector<std::string>{"", "text.link", ""});
    CHECK(tokens->fonts.at("font.zh_CN").first() == "Noto Sans CJK SC");
    const std::string file = test::readBytes(test::sourceFolder() / "resources/themes/fettle.json");
    CHECK(ThemeTokens::parse(file).ok());
}

TEST_CASE("a token file with a hole or a wrong color is refused by name")
{
    std::string file = test::readBytes(test::sourceFolder() / "resources/themes/fettle.json");
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string changed = file;
        changed.replace(changed.find(from), from.size(), to);
        return ThemeTokens::parse(changed);
    };
    CHECK(ThemeTokens::parse("{").error().code == "contract.not_json");
    CHECK(ThemeTokens::parse("[]").error().code == "contract.wrong_type");
    CHECK(ThemeTokens::parse("{}").error().code == "contract.missing_field");
    CHECK(with("\"#F3F4F6\", \"#16191D\"", "\"#F3F4F6\"").error().arguments.at("field").asText() == "bg.window");
    CHECK(with("\"#F3F4F6\"", "\"#F3F4F\"").error().code == "contract.wrong_type");
    CHECK(with("[\"accent.fill\", \"text.onAccent\"", "[\"accent.fil\", \"text.onAccent\"").error().code ==
          "contract.unknown_name");
    CHECK(with("\"px\": 14", "\"px\": \"14\"").error().code == "contract.wrong_type");
}

TEST_CASE("sizes follow the text scale, lines do not")
{
    const Theme normal;
    const Theme large({.textScale = 1.5});
    const Theme beyond({.textScale = 7});
    CHECK(normal.controlHeight() == 32);
    CHECK(normal.withDensity(Density::Compact).controlHeight() == 26);
    CHECK(large.controlHeight() == 48);
    CHECK(large.lineHeight(TextStyle::Body) == 30);
    CHECK(large.font(TextStyle::Body).pixelSize() == 21);
    CHECK(large.space(3) == 24);
    CHECK(large.size("frame.rail") == 288);
    CHECK(large.radius("control") == 6);
    CHECK(large.size("focus.width") == 2);
    CHECK(beyond.controlHeight() == large.controlHeight());
    CHECK(Theme({.reduceMotion = true}).motion("panelMs") == 0);
    CHECK(normal.motion("panelMs") == 140);
}

TEST_CASE("plot colors end in grey, ramps in their last step")
{
    const Theme dark({.appearance = Appearance::Dark});
    CHECK(dark.plotColor(0) == QColor("#639EFB"));
    CHECK(dark.plotColor(8) == dark.color("line.control"));
    CHECK(dark.ramp(Ramp::Right, 2.0) == QColor("#AECBFF"));
    CHECK(dark.ramp(Ramp::Wrong, std::nan("")) == QColor("#262B31"));
    CHECK(dark.diverging(-1) == dark.ramp(Ramp::Wrong, 1));
    CHECK(dark.diverging(1) == dark.ramp(Ramp::Right, 1));
}

TEST_CASE("the fonts of the theme are on this machine")
{
    // Pictures of other tests mean nothing in other faces: fail here, by name.
    const QStringList families = QFontDatabase::families();
    for (const char* family : {"Inter", "Inter Display", "Noto Sans CJK SC", "JetBrains Mono"}) {
        CAPTURE(family);
        CHECK_MESSAGE(families.contains(QString::fromLatin1(family)),
                      "missing font; on Debian: apt-get install fonts-inter fonts-noto-cjk fonts-jetbrains-mono");
    }
}

TEST_CASE("Chinese is drawn in the Chinese face in both languages")
{
    for (const char* language : {"en", "zh_CN"}) {
        CAPTURE(language);
        const Theme theme({.language = language});
        for (const TextStyle style : {TextStyle::Title, TextStyle::Body, TextStyle::Small, TextStyle::Strong}) {
            QTextLayout layout(QStringLiteral("直骨"), theme.font(style));
            layout.beginLayout();
            layout.createLine();
            layout.endLayout();
            const auto runs = layout.glyphRuns();
            REQUIRE(!runs.isEmpty());
            for (const auto& run : runs)
                CHECK(run.rawFont().familyName().toStdString() == "Noto Sans CJK SC");
        }
        CHECK(QFontInfo(theme.font(TextStyle::Code)).family() == "JetBrains Mono");
    }
    CHECK(QFontInfo(Theme({.language = "en"}).font(TextStyle::Body)).family() == "Inter");
    CHECK(QFontInfo(Theme({.language = "zh_CN"}).font(TextStyle::Body)).family() == "Noto Sans CJK SC");
}

TEST_CASE("digits of the face for numbers are of one width")
{
    const QFontMetricsF metrics(Theme().font(TextStyle::Code));
    for (const QChar digit : QStringLiteral("123456789"))
        CHECK(metrics.horizontalAdvance(digit) == metrics.horizontalAdvance(u'0'));
}

TEST_CASE("every icon that the design names is in the font and draws something")
{
    for (const char* name :
         {"home", "database", "sitemap", "play-circle", "poll", "send", "flask-outline", "playlist-play", "settings",
          "help-circle-outline", "check-circle", "alert", "close-circle", "information-outline", "timer-sand", "pause",
          "stop", "autorenew", "clock", "ray-start-arrow", "ray-end-arrow", "sigma", "grid", "alphabetical", "eye",
          "layers", "package-variant", "tune-vertical", "vector-curve", "arrow-compress-all", "call-merge"}) {
        CAPTURE(name);
        REQUIRE(hasIcon(name));
        QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        drawIcon(painter, image.rect(), name, Qt::black);
        painter.end();
        // Something, and not a black square; nothing outside of the middle 24 units but an edge.
        int dark = 0;
        for (int y = 0; y < 24; ++y)
            for (int x = 0; x < 24; ++x)
                dark += qGray(image.pixel(x, y)) < 128;
        CHECK(dark > 20);
        CHECK(dark < 24 * 24 * 3 / 4);
    }
    CHECK_FALSE(hasIcon("no-such-icon"));
    CHECK_FALSE(hasIcon(""));
    CHECK(iconCode("home") == 0xF2DC);
}

TEST_CASE("an icon takes the color of the text around it")
{
    QPalette palette = QApplication::palette();
    const QPalette before = palette;
    palette.setColor(QPalette::ButtonText, QColor(200, 10, 10));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(10, 10, 200));
    QApplication::setPalette(palette);
    const QIcon square = icon("stop");
    CHECK(square.name() == "stop");
    const auto middle = [&](QIcon::Mode mode) {
        return square.pixmap(QSize(24, 24), 1.0, mode).toImage().pixelColor(12, 12);
    };
    CHECK(middle(QIcon::Normal) == QColor(200, 10, 10));
    CHECK(middle(QIcon::Disabled) == QColor(10, 10, 200));
    // The same icon after a switch of the theme.
    palette.setColor(QPalette::ButtonText, QColor(10, 200, 10));
    QApplication::setPalette(palette);
    CHECK(middle(QIcon::Normal) == QColor(10, 200, 10));
    QApplication::setPalette(before);
}

TEST_CASE("accelerator signs are not shown")
{
    CHECK(withoutMnemonic("&Open") == "Open");
    CHECK(withoutMnemonic("Q&&A") == "Q&A");
    CHECK(withoutMnemonic("打开(&O)") == "打开");
    CHECK(withoutMnemonic("100 &") == "100 &");
}
