// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include "tests/ui/widgets/gallery_sheets.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui::gallery {

namespace {

bool inChinese = false;

/// Draws the ring of the focus around a widget without giving it the focus (there is one focus only).
void ringAround(QWidget* widget)
{
    auto* ring = new FocusRing(widget->parentWidget());
    ring->setWidget(widget);
}

void hover(QWidget* widget) { widget->setAttribute(Qt::WA_UnderMouse); }

QWidget* buttonGrid(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setHorizontalSpacing(themeOf(box).space(3));
    grid->setVerticalSpacing(themeOf(box).space(2));
    const char* states[] = {"rest", "hover", "pressed", "focus", "busy", "busy, icon", "disabled", "icon"};
    int column = 1;
    for (const char* state : states)
        grid->addWidget(new TextLabel(QString::fromLatin1(state), TextStyle::Small, box), 0, column++);
    const std::tuple<ButtonKind, const char*, const char*> kinds[] = {{ButtonKind::Primary, "Train", "开始训练"},
                                                                      {ButtonKind::Normal, "Choose file", "选择文件"},
                                                                      {ButtonKind::Quiet, "Show all", "全部显示"},
                                                                      {ButtonKind::Danger, "Discard", "放弃"},
                                                                      {ButtonKind::DangerConfirm, "Delete", "删除"}};
    int row = 1;
    for (const auto& [kind, english, chinese] : kinds) {
        const QString words = text(english, chinese);
        for (int state = 0; state < 8; ++state) {
            const bool withIcon = state == 5 || state == 7;
            auto* button = new Button(words, kind, withIcon ? "play-circle" : "", box);
            grid->addWidget(button, row, state + 1, Qt::AlignLeft);
            switch (state) {
            case 1: hover(button); break;
            case 2: button->setDown(true); break;
            case 3: ringAround(button); break;
            case 4:
            case 5:
                button->setBusy(true);
                setBusyTurn(*button, 60);
                break;
            case 6: button->setDisabledReason(QStringLiteral("No data yet")); break;
            default: break;
            }
        }
        ++row;
    }
    grid->setColumnStretch(9, 1);
    return box;
}

QWidget* smallButtons(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setSpacing(themeOf(box).space(2));
    for (const char* name : {"undo", "redo", "pause", "stop", "settings"}) {
        auto* button = new IconButton(name, box);
        button->setLabel(QString::fromLatin1(name));
        row->addWidget(button);
        if (std::string_view(name) == "redo")
            button->setEnabled(false);
        if (std::string_view(name) == "pause")
            hover(button);
        if (std::string_view(name) == "stop")
            ringAround(button);
    }
    auto* withMenu = new Button(text("Export", "导出"), ButtonKind::Normal, "export", box);
    withMenu->setMenu(new QMenu(withMenu));
    row->addWidget(withMenu);
    row->addWidget(new Link(text("Why?", "为什么？"), TextStyle::Body, box));
    auto* hovered = new Link(text("Data version 3", "数据版本 3"), TextStyle::Body, box);
    hover(hovered);
    row->addWidget(hovered);
    auto* focused = new Link(text("Run 7", "第 7 次训练"), TextStyle::Small, box);
    row->addWidget(focused);
    ringAround(focused);
    row->addWidget(new Spinner(box));
    auto* segments = new SegmentedControl(box);
    segments->addSegment(text("Quick", "快速"));
    segments->addSegment(text("Balanced", "均衡"));
    segments->addSegment(text("Thorough", "彻底"));
    segments->setCurrentIndex(1);
    row->addWidget(segments);
    auto* dead = new SegmentedControl(box);
    dead->addSegment({}, "grid");
    dead->addSegment({}, "view-list");
    dead->setSegmentToolTip(0, QStringLiteral("Grid"));
    row->addWidget(dead);
    row->addStretch(1);
    return box;
}

QWidget* choices(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setHorizontalSpacing(themeOf(box).space(4));
    const QString words = text("Shuffle the examples", "打乱样本");
    for (int state = 0; state < 6; ++state) {
        auto* check = new QCheckBox(words, box);
        auto* radio = new QRadioButton(words, box);
        auto* turn = new Switch(words, box);
        radio->setAutoExclusive(false);
        const bool on = state % 2 == 1;
        check->setChecked(on);
        radio->setChecked(on);
        turn->setChecked(on);
        if (state == 4) {
            check->setTristate(true);
            check->setCheckState(Qt::PartiallyChecked);
        }
        for (QWidget* widget : std::initializer_list<QWidget*>{check, radio, turn}) {
            if (state == 2 || state == 3)
                widget->setEnabled(false);
            if (state == 5)
                ringAround(widget);
        }
        grid->addWidget(check, 0, state);
        grid->addWidget(radio, 1, state);
        grid->addWidget(turn, 2, state);
    }
    return box;
}

void addOtherFields(QGridLayout* grid, QWidget* box);

QWidget* fields(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setHorizontalSpacing(themeOf(box).space(3));
    grid->setVerticalSpacing(themeOf(box).space(2));
    for (int state = 0; state < 5; ++state) {
        auto* edit = new QLineEdit(state == 1 ? QString() : text("Support messages", "客服消息"), box);
        edit->setPlaceholderText(text("Name of the project", "项目名称"));
        auto* combo = new QComboBox(box);
        combo->addItems({text("Accuracy", "准确率"), QStringLiteral("F1")});
        auto* spin = new QSpinBox(box);
        spin->setMaximum(1000);
        spin->setValue(32);
        spin->setSuffix(state == 1 ? text(" epochs", " 轮") : QString());
        for (QWidget* field : std::initializer_list<QWidget*>{edit, combo, spin}) {
            if (state == 2)
                hover(field);
            setFieldError(*field, state == 3);
            field->setEnabled(state != 4);
        }
        grid->addWidget(edit, 0, state);
        grid->addWidget(combo, 1, state);
        grid->addWidget(spin, 2, state);
    }
    addOtherFields(grid, box);
    return box;
}

void addOtherFields(QGridLayout* grid, QWidget* box)
{
    auto* editable = new QComboBox(box);
    editable->setEditable(true);
    editable->addItem(QStringLiteral("0.001"));
    grid->addWidget(editable, 3, 0);
    auto* real = new QDoubleSpinBox(box);
    real->setDecimals(4);
    real->setValue(0.0010);
    grid->addWidget(real, 3, 1);
    auto* search = new QLineEdit(QStringLiteral("conv2d"), box);
    search->setClearButtonEnabled(true);
    grid->addWidget(search, 3, 2);
    auto* frameless = new QComboBox(box);
    frameless->addItem(QStringLiteral("intent"));
    setFrameless(*frameless, true);
    grid->addWidget(frameless, 3, 3, Qt::AlignLeft);
    auto* slider = new QSlider(Qt::Horizontal, box);
    slider->setValue(60);
    grid->addWidget(slider, 4, 0);
    auto* off = new QSlider(Qt::Horizontal, box);
    off->setValue(30);
    off->setEnabled(false);
    grid->addWidget(off, 4, 1);
    auto* ringed = new QSlider(Qt::Horizontal, box);
    ringed->setValue(40);
    ringed->setTickPosition(QSlider::TicksBelow);
    ringed->setTickInterval(25);
    grid->addWidget(ringed, 4, 2);
    ringAround(ringed);
    auto* notes = new QPlainTextEdit(text("Notes about this run\nTwo lines", "关于这次训练的笔记\n两行"), box);
    notes->setFixedHeight(3 * themeOf(box).controlHeight());
    grid->addWidget(notes, 5, 0, 1, 2);
    auto* group = new QGroupBox(text("Augmentation", "数据增强"), box);
    group->setCheckable(true);
    auto* inside = new QVBoxLayout(group);
    inside->addWidget(new QCheckBox(text("Flip", "翻转"), group));
    grid->addWidget(group, 5, 2, 1, 2);
}

} // namespace

QString text(const char* english, const char* chinese) { return QString::fromUtf8(inChinese ? chinese : english); }

void setChinese(bool chinese) { inChinese = chinese; }

std::unique_ptr<QWidget> controls()
{
    auto sheet = std::make_unique<QWidget>();
    auto* column = new QVBoxLayout(sheet.get());
    const Theme& theme = themeOf(sheet.get());
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(4));
    column->addWidget(buttonGrid(sheet.get()));
    column->addWidget(smallButtons(sheet.get()));
    column->addWidget(choices(sheet.get()));
    column->addWidget(fields(sheet.get()));
    auto* compact = new QWidget(sheet.get());
    auto* row = new QHBoxLayout(compact);
    row->setSpacing(theme.space(1));
    setDensity(*compact, Density::Compact);
    for (const char* words : {"Compact", "Pause"})
        row->addWidget(new Button(text(words, "紧凑"), ButtonKind::Normal, "pause", compact));
    row->addWidget(new Button(text("Train", "训练"), ButtonKind::Primary, {}, compact));
    auto* combo = new QComboBox(compact);
    combo->addItem(text("Newest first", "最新在前"));
    row->addWidget(combo);
    row->addWidget(new QSpinBox(compact));
    row->addWidget(new QLineEdit(text("Filter", "筛选"), compact));
    column->addWidget(compact);
    column->addStretch(1);
    return sheet;
}

} // namespace fettle::ui::gallery
