// SPDX-License-Identifier: GPL-3.0-or-later
// ui_gallery OUT_DIR: pictures of every widget in its states in both themes, both languages and at two text sizes.
#include <cstdio>

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QHelpEvent>
#include <QLayout>
#include <QMenu>
#include <QPixmap>
#include <QToolTip>

#include "tests/ui/widgets/gallery_sheets.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/icons.h"

using namespace fettle::ui;

namespace {

bool saveSheet(const QString& file, std::unique_ptr<QWidget> sheet, int width)
{
    sheet->ensurePolished();
    const int height = std::max(sheet->layout()->hasHeightForWidth() ? sheet->layout()->totalHeightForWidth(width) : 0,
                                sheet->sizeHint().height());
    sheet->resize(width, height);
    sheet->show();
    QApplication::setActiveWindow(sheet.get());
    for (int i = 0; i < 3; ++i)
        QApplication::processEvents();
    return sheet->grab().save(file);
}

bool saveMenu(const QString& file)
{
    QMenu menu;
    menu.addAction(icon("play-circle"), gallery::text("Train", "开始训练"))->setShortcut(QKeySequence("Ctrl+R"));
    menu.addAction(icon("content-copy"), gallery::text("Copy as command", "复制为命令"))
        ->setShortcut(QKeySequence("Ctrl+C"));
    menu.addSeparator();
    auto* shown = menu.addAction(gallery::text("Show the earlier runs", "显示以前的训练"));
    shown->setCheckable(true);
    shown->setChecked(true);
    menu.addMenu(gallery::text("More plots", "更多图表"))->addAction(QStringLiteral("x"));
    menu.addAction(gallery::text("Not now", "暂不可用"))->setEnabled(false);
    menu.setActiveAction(menu.actions().constFirst());
    menu.popup({});
    QApplication::processEvents();
    return menu.grab().save(file);
}

bool savePopups(const QString& listFile, const QString& tipFile)
{
    QWidget window;
    QComboBox combo(&window);
    for (const char* name : {"Adam", "AdamW", "SGD"})
        combo.addItem(QString::fromLatin1(name));
    combo.setCurrentIndex(1);
    combo.setToolTip(gallery::text("Adam adapts the size of each step by itself and is the safe choice for a first "
                                   "training. Try SGD when the validation loss stays above the training loss.",
                                   "Adam 会自动调整每一步的大小，第一次训练选它最稳妥。验证损失一直高于训练损失时，可以试试 SGD。"));
    window.resize(300, 100);
    window.show();
    combo.showPopup();
    QApplication::processEvents();
    bool saved = combo.view()->window()->grab().save(listFile);
    combo.hidePopup();
    QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), combo.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&combo, &help);
    QApplication::processEvents();
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top->inherits("QTipLabel") && top->isVisible())
            saved &= top->grab().save(tipFile);
    QToolTip::hideText();
    return saved;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: ui_gallery OUT_DIR\n", stderr);
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(QStringLiteral("."))) {
        std::fputs("the folder could not be made\n", stderr);
        return 1;
    }
    bool saved = true;
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
        for (const bool chinese : {false, true})
            for (const double scale : {1.0, 1.5}) {
                gallery::setChinese(chinese);
                applyTheme(application, Theme({.appearance = appearance, .language = chinese ? "zh_CN" : "en",
                                               .textScale = scale, .reduceMotion = true}));
                const QString suffix = QStringLiteral("_%1_%2_%3.png")
                                           .arg(appearance == Appearance::Dark ? "dark" : "light",
                                                chinese ? "zh" : "en")
                                           .arg(qRound(scale * 100));
                const int width = qRound(1180 * scale);
                saved &= saveSheet(folder.filePath("controls" + suffix), gallery::controls(), width);
                saved &= saveSheet(folder.filePath("messages" + suffix), gallery::messages(), width);
                saved &= saveSheet(folder.filePath("collections" + suffix), gallery::collections(), width);
                saved &= saveSheet(folder.filePath("page" + suffix), gallery::page(), width);
                saved &= saveMenu(folder.filePath("menu" + suffix));
                saved &= savePopups(folder.filePath("list" + suffix), folder.filePath("tip" + suffix));
            }
    return saved ? 0 : 1;
}
