// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every widget: names, focus that is seen, both themes and languages, every text size.
#include <doctest/doctest.h>

#include <QTranslator>

#include "tests/ui/widgets/gallery_sheets.h"
#include "tests/ui/widgets/widget_tests.h"
#include "ui/theme/focus_ring.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/saved_mark.h"
#include "ui/widgets/section.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/text_label.h"

using namespace fettle::ui;
using test::apply;

namespace {

using Sheet = std::unique_ptr<QWidget> (*)();
const std::pair<const char*, Sheet> kSheets[] = {{"controls", &gallery::controls},
                                                 {"messages", &gallery::messages},
                                                 {"collections", &gallery::collections},
                                                 {"page", &gallery::page}};

/// Puts every text in brackets.
class Brackets : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        const bool ours = QString::fromUtf8(context).startsWith(QStringLiteral("fettle"));
        return ours ? u'[' + QString::fromUtf8(source) + u']' : QString();
    }
};

QList<QWidget*> reachedByTab(QWidget& window)
{
    QList<QWidget*> stops;
    const auto all = window.findChildren<QWidget*>();
    for (QWidget* widget : all)
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled() &&
            !widget->focusProxy())
            stops << widget;
    return stops;
}

} // namespace

TEST_CASE("the focus of the keyboard is seen on every control, in both themes")
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        apply({.appearance = appearance, .reduceMotion = true});
        for (const auto& [name, make] : kSheets) {
            CAPTURE(std::string(name));
            auto sheet = make();
            // Rings that the gallery draws for show would hide the real one.
            for (FocusRing* ring : sheet->findChildren<FocusRing*>())
                delete ring;
            sheet->resize(1280, 900);
            REQUIRE(test::showActive(*sheet));
            QCoreApplication::processEvents();
            for (QWidget* stop : reachedByTab(*sheet)) {
                sheet->setFocus();
                if (QWidget* before = QApplication::focusWidget())
                    before->clearFocus();
                const QImage without = sheet->grab().toImage();
                stop->setFocus(Qt::TabFocusReason);
                if (!stop->hasFocus())
                    continue;
                CAPTURE(std::string(stop->metaObject()->className()));
                // Not the blinking cursor alone: more than a few pixels.
                const QImage with = sheet->grab().toImage();
                int changed = 0;
                for (int y = 0; y < with.height(); ++y)
                    for (int x = 0; x < with.width(); ++x)
                        changed += with.pixel(x, y) != without.pixel(x, y);
                CHECK(changed > 60);
            }
        }
    }
    apply();
}

TEST_CASE("no widget is smaller than its least size, at any text size, in both languages")
{
    for (const bool chinese : {false, true})
        for (const double scale : {0.9, 1.0, 1.25, 1.5}) {
            gallery::setChinese(chinese);
            apply({.language = chinese ? "zh_CN" : "en", .textScale = scale, .reduceMotion = true});
            for (const auto& [name, make] : kSheets) {
                CAPTURE(std::string(name));
                CAPTURE(scale);
                auto sheet = make();
                sheet->ensurePolished();
                const int width = qRound(1280 * scale);
                sheet->resize(width, std::max(sheet->sizeHint().height(), sheet->heightForWidth(width)));
                REQUIRE(test::showActive(*sheet));
                QCoreApplication::processEvents();
                const auto labels = sheet->findChildren<TextLabel*>();
                for (const TextLabel* label : labels) {
                    if (!label->isVisible())
                        continue;
                    CAPTURE(label->text().toStdString());
                    CHECK(label->height() >= themeOf(label).lineHeight(label->textStyle()));
                    if (label->hasHeightForWidth())
                        CHECK(label->height() >= label->heightForWidth(label->width()));
                }
                const auto buttons = sheet->findChildren<QAbstractButton*>();
                for (const QAbstractButton* button : buttons) {
                    if (!button->isVisible() || button->text().isEmpty())
                        continue;
                    CAPTURE(button->text().toStdString());
                    CHECK(button->width() >= button->minimumSizeHint().width());
                    CHECK(button->height() >= button->minimumSizeHint().height());
                }
            }
        }
    gallery::setChinese(false);
    apply();
}

TEST_CASE("every control of the gallery that a screen reader meets has a role, and every button a name")
{
    apply({.reduceMotion = true});
    for (const auto& [name, make] : kSheets) {
        auto sheet = make();
        sheet->show();
        const auto buttons = sheet->findChildren<QAbstractButton*>();
        for (QAbstractButton* button : buttons) {
            // The corners of tables and what fields bring along.
            if (QByteArray(button->metaObject()->className()).startsWith("QTable") ||
                button->inherits("QLineEditIconButton"))
                continue;
            if (button->text().isEmpty() && button->accessibleName().isEmpty() && button->toolTip().isEmpty() &&
                qobject_cast<const IconButton*>(button) == nullptr)
                continue;
            CAPTURE(std::string(button->metaObject()->className()));
            CHECK_FALSE(test::accessibleText(button, QAccessible::Name).isEmpty());
            CHECK(test::accessibleRole(button) != QAccessible::NoRole);
        }
    }
    apply();
}

TEST_CASE("what a widget says by itself follows the language at once")
{
    apply({.reduceMotion = true});
    Notice notice(NoticeKind::Success);
    notice.setText(QStringLiteral("x"));
    notice.setDetails(QStringLiteral("y"));
    notice.setClosable(true);
    Section section;
    SavedMark saved;
    SplitBar split;
    Spinner spinner;
    const int narrow = saved.sizeHint().width();
    Brackets brackets;
    QCoreApplication::installTranslator(&brackets);
    QCoreApplication::processEvents();
    CHECK(notice.wholeText() == "[Done]: x");
    CHECK(notice.findChild<Section*>()->findChild<QAbstractButton*>()->text() == "[Details]");
    CHECK(notice.findChild<IconButton*>()->toolTip() == "[Close]");
    CHECK(section.findChild<QAbstractButton*>()->text() == "[More]");
    CHECK(saved.accessibleName() == "[Saved]");
    CHECK(saved.sizeHint().width() > narrow);
    CHECK(split.accessibleName() == "[Split]");
    CHECK(split.accessibleDescription().contains("[Test set]"));
    CHECK(spinner.accessibleName() == "[Working]");
    QCoreApplication::removeTranslator(&brackets);
    QCoreApplication::processEvents();
    CHECK(notice.wholeText() == "Done: x");
    CHECK(spinner.accessibleName() == "Working");
}

TEST_CASE("a theme switch changes what every sheet shows and makes no widget")
{
    for (const auto& [name, make] : kSheets) {
        CAPTURE(std::string(name));
        apply({.reduceMotion = true});
        auto sheet = make();
        sheet->resize(1280, 900);
        REQUIRE(test::showActive(*sheet));
        QCoreApplication::processEvents();
        const auto before = sheet->findChildren<QWidget*>();
        const QImage light = sheet->grab().toImage();
        apply({.appearance = Appearance::Dark, .reduceMotion = true});
        CHECK(sheet->findChildren<QWidget*>() == before);
        const QImage dark = sheet->grab().toImage();
        auto fresh = make();
        fresh->resize(1280, 900);
        REQUIRE(test::showActive(*fresh));
        QCoreApplication::processEvents();
        // Nothing keeps a color of the other theme: it looks as if it had been made in this one.
        const QImage made = fresh->grab().toImage();
        int different = 0;
        for (int y = 0; y < made.height(); ++y)
            for (int x = 0; x < made.width(); ++x)
                different += made.pixel(x, y) != dark.pixel(x, y);
        CHECK(dark != light);
        // A selection is paler in a window that is not active; the rest is the same.
        CHECK(different < made.width() * made.height() / 50);
    }
    apply();
}
