// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "tests/ui/widgets/gallery_sheets.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/link.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/saved_mark.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/stat_row.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui::gallery {

namespace {

QVBoxLayout* columnIn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    const Theme& theme = themeOf(widget);
    column->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(3));
    return column;
}

void addNotices(QVBoxLayout* column)
{
    auto* info = new Notice(NoticeKind::Info);
    info->setText(text("23 new photos lie in this folder.", "这个文件夹里有 23 张新图片。"));
    info->addAction(text("Add and retrain", "添加并重新训练"));
    info->setClosable(true);
    column->addWidget(info);
    auto* success = new Notice(NoticeKind::Success);
    success->setText(text("93 of 100 right on 120 messages it never saw.", "在没见过的 120 条消息中，100 条答对 93 条。"));
    column->addWidget(success);
    auto* warning = new Notice(NoticeKind::Warning);
    warning->setText(text("Two spellings mean the same class: 'refund ' and 'Refund'. Models treat them as different "
                          "answers, so both are learned worse.",
                          "“refund ”和“Refund”是同一个类别的两种写法。模型会把它们当成不同的答案，两者都学得更差。"));
    warning->setAssurance(text("Your file is not touched; this makes data version 2 and can be undone.",
                               "你的文件不会改动；这会生成数据版本 2，可以撤销。"));
    warning->addAction(text("Merge 'refund ' into 'Refund' (37 rows)", "把“refund ”并入“Refund”（37 行）"));
    warning->addAction(text("Leave as it is", "保持不变"), ButtonKind::Quiet);
    column->addWidget(warning);
    auto* danger = new Notice(NoticeKind::Danger);
    danger->setText(text("The disk is full: \"runs/7/checkpoint.pt\" could not be written. What was there before is "
                         "unchanged.",
                         "磁盘已满：无法写入 “runs/7/checkpoint.pt”。原有内容没有改变。"));
    danger->setDetails(QStringLiteral("platform.disk_full {path: runs/7/checkpoint.pt}: No space left on device"));
    danger->addAction(text("Free some space…", "释放空间…"));
    column->addWidget(danger);
}

QWidget* form(QWidget* parent)
{
    auto* card = new Card(parent);
    card->setTitle(text("Training", "训练"));
    card->setSubtitle(text("Every field has a sensible answer already.", "每一项都已有合理的默认值。"));
    card->addToHeader(new Pill(text("recommended", "推荐"), PillTone::Accent, {}, card));
    card->content()->setSpacing(themeOf(card).space(3));
    auto* edit = new QLineEdit(QStringLiteral("0.001"));
    auto* rate = new FormField(edit);
    rate->setLabel(text("Learning rate", "学习率"));
    rate->setHelp(text("How far each step goes. Lower it when the loss jumps about.", "每一步走多远。损失跳动时调小。"));
    rate->addToLabel(new Link(text("Reset", "还原"), TextStyle::Small));
    card->content()->addWidget(rate);
    auto* spin = new QSpinBox;
    spin->setMaximum(100000);
    spin->setValue(4096);
    auto* batch = new FormField(spin);
    batch->setLabel(text("Batch size", "批大小"));
    batch->setError(text("The batch is larger than the training set, which has 640 examples.", "批大小超过训练集的 640 条样本。"));
    card->content()->addWidget(batch);
    auto* section = new Section({}, card);
    section->setTitle(text("More options", "更多选项"));
    section->setNote(text("3 changed from default", "3 项已更改"));
    section->setOpen(true);
    section->content()->addWidget(new Switch(text("Stop early when it no longer gets better", "不再变好时提前停止")));
    card->content()->addWidget(section);
    card->content()->addWidget(new Section({}, card));
    return card;
}

} // namespace

std::unique_ptr<QWidget> messages()
{
    auto sheet = std::make_unique<QWidget>();
    auto* column = columnIn(sheet.get());
    auto* row = new QHBoxLayout;
    row->setSpacing(themeOf(sheet.get()).space(4));
    auto* left = new QVBoxLayout;
    left->setSpacing(themeOf(sheet.get()).space(3));
    addNotices(left);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(themeOf(sheet.get()).space(3));
    right->addWidget(form(sheet.get()));
    auto* pills = new QHBoxLayout;
    pills->setSpacing(themeOf(sheet.get()).space(1));
    pills->addWidget(new Pill(text("queued", "排队中"), PillTone::Neutral, "clock"));
    pills->addWidget(new Pill(text("running", "进行中"), PillTone::Accent, "autorenew"));
    pills->addWidget(new Pill(text("completed", "已完成"), PillTone::Success, "check-circle"));
    pills->addWidget(new Pill(text("interrupted", "已中断"), PillTone::Warning, "alert"));
    pills->addWidget(new Pill(text("failed", "失败"), PillTone::Danger, "close-circle"));
    auto* saved = new SavedMark;
    saved->flash();
    pills->addWidget(saved);
    pills->addStretch(1);
    right->addLayout(pills);
    right->addStretch(1);
    row->addLayout(left, 1);
    row->addLayout(right, 1);
    column->addLayout(row);
    for (const TextStyle style :
         {TextStyle::Figure, TextStyle::Title, TextStyle::Strong, TextStyle::Body, TextStyle::Small, TextStyle::Code})
        column->addWidget(new TextLabel(text("93% right, 直骨 Learning rate 0.001 Ag", "93% 答对，直骨 学习率 0.001 Ag"), style));
    return sheet;
}

std::unique_ptr<QWidget> page()
{
    auto sheet = std::make_unique<QWidget>();
    auto* column = columnIn(sheet.get());
    const Theme& theme = themeOf(sheet.get());
    column->setSpacing(theme.space(4));
    auto* header = new PageHeader;
    header->setTitle(text("Data", "数据"));
    header->setSentence(text("800 messages in 77 classes, read as a table with two columns.",
                             "800 条消息，77 个类别，读作两列的表格。"));
    header->addSecondary(new Button(text("Add data…", "添加数据…"), ButtonKind::Normal, "plus"));
    header->primary()->setText(text("Choose a model", "选择模型"));
    auto* descent = new Breadcrumb;
    descent->setSteps({{QStringLiteral("d"), text("Data version 3", "数据版本 3"), {}, false},
                       {QStringLiteral("n"), text("Network", "网络结构"), {}, false},
                       {QStringLiteral("r"), text("Run 7", "第 7 次训练"), {}, true}});
    header->addBelow(descent);
    column->addWidget(header);
    auto* cards = new QWidget;
    auto* flow = new FlowLayout(cards);
    flow->setColumnMinimum(theme.size("frame.inspector"));
    flow->setSpacings(theme.space(3), theme.space(3));
    auto* stats = new Card;
    stats->setTitle(text("What is in it", "内容"));
    auto* numbers = new StatRow;
    numbers->addStat(QStringLiteral("800"), text("messages", "条消息"));
    numbers->addStat(QStringLiteral("77"), text("classes", "个类别"));
    numbers->addStat(QStringLiteral("12"), text("duplicates", "条重复"));
    numbers->setColorRole(2, "warning");
    stats->content()->addWidget(numbers);
    flow->addWidget(stats);
    auto* split = new Card;
    split->setTitle(text("Split", "划分"));
    auto* bar = new SplitBar;
    bar->setCounts({6400, 800, 800});
    bar->setEditable(true);
    split->content()->addWidget(bar);
    flow->addWidget(split);
    auto* chosen = new Card;
    chosen->setTitle(text("MiniLM, recommended", "MiniLM，推荐"));
    chosen->setSubtitle(text("800 short texts, no GPU: about 1 min.", "800 条短文本，没有 GPU：大约 1 分钟。"));
    chosen->setChosen(true);
    auto* progress = new ProgressBar;
    progress->setText(text("Epoch 3 of 10", "第 3 轮，共 10 轮"));
    progress->setRemaining(text("1 min 04 s", "1 分 04 秒"));
    progress->setShare(0.31);
    chosen->content()->addWidget(progress);
    flow->addWidget(chosen);
    column->addWidget(cards);
    auto* emptyCard = new Card;
    auto* empty = new EmptyState("flask-outline");
    empty->setTitle(text("No runs yet", "还没有训练记录"));
    empty->setSentence(text("Each training shows up here with its settings, its curves and its numbers, so that "
                            "you can compare them.",
                            "每次训练都会出现在这里，带有设置、曲线和指标，方便比较。"));
    empty->addButton(text("Train", "开始训练"), ButtonKind::Normal, "play-circle");
    empty->addButton(text("Try the sample", "试用示例"), ButtonKind::Quiet);
    emptyCard->content()->addWidget(empty);
    column->addWidget(emptyCard);
    column->addStretch(1);
    return sheet;
}

} // namespace fettle::ui::gallery
