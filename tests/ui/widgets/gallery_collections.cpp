// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QProgressBar>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "tests/ui/widgets/gallery_sheets.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/hover_card.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/marked_text.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui::gallery {

namespace {

QTableView* table(QWidget* parent)
{
    auto* model = new QStandardItemModel(6, 4, parent);
    model->setHorizontalHeaderLabels({text("Run", "训练记录"), text("State", "状态"), text("Accuracy", "准确率"),
                                      text("Time", "时间")});
    for (int row = 0; row < 6; ++row) {
        model->setItem(row, 0, new QStandardItem(text("Run %1", "第 %1 次训练").arg(7 - row)));
        model->setItem(row, 1, new QStandardItem(icon("check-circle", "success"), text("completed", "已完成")));
        auto* number = new QStandardItem(QStringLiteral("0.9%1").arg(31 - row));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        number->setFont(themeOf(parent).font(TextStyle::Code));
        model->setItem(row, 2, number);
        model->setItem(row, 3, new QStandardItem(text("1 min 04 s", "1 分 04 秒")));
        model->item(row, 0)->setCheckable(row < 2);
        if (row < 2)
            model->item(row, 0)->setCheckState(row == 0 ? Qt::Checked : Qt::Unchecked);
    }
    model->setHeaderData(2, Qt::Horizontal, QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    auto* view = new QTableView(parent);
    view->setModel(model);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setShowGrid(false);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setSortIndicatorShown(true);
    view->horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
    view->selectRow(2);
    view->setMinimumHeight(themeOf(parent).rowHeight() * 6);
    return view;
}

QWidget* lists(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setSpacing(themeOf(box).space(3));
    auto* list = new QListWidget(box);
    for (const char* name : {"database", "sitemap", "play-circle", "poll"})
        list->addItem(new QListWidgetItem(icon(name), QString::fromLatin1(name)));
    list->setCurrentRow(1);
    row->addWidget(list);
    auto* tree = new QTreeWidget(box);
    tree->setHeaderLabels({text("Layer", "层"), text("Output", "输出")});
    auto* block = new QTreeWidgetItem(tree, {text("Block", "模块"), QStringLiteral("N×64×7×7")});
    new QTreeWidgetItem(block, {QStringLiteral("conv2d"), QStringLiteral("N×64×14×14")});
    new QTreeWidgetItem(block, {QStringLiteral("relu"), QStringLiteral("N×64×14×14")});
    new QTreeWidgetItem(tree, {QStringLiteral("linear"), QStringLiteral("N×10")});
    block->setExpanded(true);
    row->addWidget(tree);
    auto* many = new QListWidget(box);
    setDensity(*many, Density::Compact);
    for (int i = 0; i < 40; ++i)
        many->addItem(text("Compact row %1", "紧凑行 %1").arg(i));
    row->addWidget(many);
    box->setFixedHeight(themeOf(box).rowHeight() * 5);
    return box;
}

QWidget* tiles(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setSpacing(themeOf(box).space(1));
    for (int i = 0; i < 5; ++i) {
        auto* tile = new ImageTile(box);
        QImage image(i == 1 ? 8 : 160, i == 1 ? 8 : 100, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, qRgb(x * 255 / image.width(), y * 255 / image.height(), 90 + 30 * i));
        if (i != 3)
            tile->setImage(image);
        tile->setBroken(i == 3);
        tile->setCheckable(true);
        tile->setChecked(i == 2);
        tile->setCaption(text("photo_%1.jpg", "图片_%1.jpg").arg(i));
        if (i == 0)
            tile->setMark(text("wrong", "错"), PillTone::Danger);
        row->addWidget(tile);
    }
    row->addStretch(1);
    return box;
}

/// What a model marked, and the same as an evaluation judges it.
QWidget* marks(QWidget* parent)
{
    auto* card = new Card(parent);
    card->setTitle(text("Marked parts", "标出的部分"));
    const auto sentence = text("Anna Smith of Fettle met Wei Li in New York", "李伟在纽约见了费特尔公司的安娜");
    const std::vector<std::string> labels{"person", "company", "place"};
    const bool english = sentence.startsWith(u'A');
    const std::vector<Mark> all = english ? std::vector<Mark>{{"person", 0, 10}, {"company", 14, 20}, {"person", 25, 31}, {"place", 35, 43}}
                                          : std::vector<Mark>{{"person", 0, 2}, {"place", 3, 5}, {"company", 7, 12}, {"person", 13, 15}};
    auto* answer = new MarkedTextLabel(card);
    answer->setMarkedText(MarkedText(sentence, all, labels));
    card->content()->addWidget(answer);
    std::vector<JudgedMark> judged;
    constexpr std::array kOutcomes{MarkOutcome::Right, MarkOutcome::WrongLabel, MarkOutcome::WrongBorder, MarkOutcome::Missed};
    for (std::size_t i = 0; i < all.size(); ++i)
        judged.push_back({all[i].label, all[i].start, all[i].end, 0.5, kOutcomes[i]});
    auto* checked = new MarkedTextLabel(card);
    checked->setMarkedText(MarkedText(sentence, judged, labels));
    card->content()->addWidget(checked);
    return card;
}

QWidget* facts(QWidget* parent)
{
    auto* card = new Card(parent);
    card->setTitle(text("Run 7", "第 7 次训练"));
    auto* list = new KeyValueList(card);
    list->addRow(text("Model", "模型"), QStringLiteral("MiniLM"));
    list->addRow(text("Parameters", "参数量"), QStringLiteral("22,713,216"), true);
    list->addRow(text("Where", "位置"), QStringLiteral("projects/support/runs/7"));
    card->content()->addWidget(list);
    auto* path = new ElidedLabel(TextStyle::Small, Qt::ElideMiddle, card);
    path->setText(QStringLiteral("projects/support messages of the year/data version 3/messages and more.csv"));
    card->content()->addWidget(path);
    auto* spark = new Sparkline(card);
    std::vector<double> values;
    for (int i = 0; i < 40; ++i)
        values.push_back(1.0 / (1 + 0.2 * i) + 0.03 * std::sin(i * 1.7));
    spark->setValues(values);
    spark->setFilled(true);
    card->content()->addWidget(spark, 0, Qt::AlignLeft);
    auto* running = new ProgressBar(card);
    running->setText(text("Getting ready", "正在准备"));
    running->setShare({});
    card->content()->addWidget(running);
    auto* plain = new QProgressBar(card);
    plain->setValue(42);
    card->content()->addWidget(plain);
    return card;
}

} // namespace

std::unique_ptr<QWidget> collections()
{
    auto sheet = std::make_unique<QWidget>();
    auto* column = new QVBoxLayout(sheet.get());
    const Theme& theme = themeOf(sheet.get());
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(4));
    auto* tabs = new QTabBar(sheet.get());
    for (const char* name : {"Overview", "Curves", "Examples", "Log"})
        tabs->addTab(text(name, "概览"));
    tabs->setTabEnabled(3, false);
    column->addWidget(tabs);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.space(3));
    row->addWidget(table(sheet.get()), 2);
    auto* card = new Card(sheet.get());
    card->setTitle(text("Flush in a card, compact", "嵌在卡片里，紧凑"));
    card->setFlush(true);
    auto* inside = table(card);
    setFrameless(*inside, true);
    setDensity(*inside, Density::Compact);
    card->content()->addWidget(inside);
    row->addWidget(card, 2);
    row->addWidget(facts(sheet.get()), 2);
    column->addLayout(row);
    column->addWidget(lists(sheet.get()));
    column->addWidget(marks(sheet.get()));
    column->addWidget(tiles(sheet.get()));
    auto* stage = new QWidget(sheet.get());
    stage->setFixedHeight(theme.space(6) * 4);
    auto* owner = new TextLabel(text("Rest the mouse here", "把鼠标停在这里"), TextStyle::Body, stage);
    owner->move(theme.space(4), theme.space(1));
    column->addWidget(stage);
    Toast::show(stage, text("Rows removed.", "已删除行。"), text("Undo", "撤销"));
    auto* hover = new HoverCard(owner);
    hover->content()->addWidget(new TextLabel(text("Attention", "注意力"), TextStyle::Strong));
    auto* more = new TextLabel(text("Lets every position look at all others.", "让每个位置都能看到其他所有位置。"), TextStyle::Body);
    hover->content()->addWidget(more);
    QMetaObject::invokeMethod(hover, [hover] { hover->popUp(); }, Qt::QueuedConnection);
    return sheet;
}

} // namespace fettle::ui::gallery
